"""The fingerprint of a document: what is in it, and what decides how it looks."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db.models import Model

from .recipes import Recipe


def fingerprint_of(recipe: Recipe[Any, Any], subject: Model, content: Any) -> str:
    """Return the SHA-256 of everything that a document depends on. A subject that is kept is its own fingerprint.

    `content` is what the recipe read of the subject; for a subject that is kept it isn't looked at.
    """
    parts = ["kept"] if recipe.kept else ["now", recipe.tell(content), _look(recipe.made_with)]
    parts = [recipe.kind, subject._meta.label_lower, str(subject.pk), *parts]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


@cache
def _look(patterns: tuple[str, ...]) -> str:
    """Return a digest of our own files that say how a document looks, and of what turns them into one."""
    digest = hashlib.sha256(
        f"{version('weasyprint')} {version('pydyf')} {version('Django')}".encode()
    )
    for path in sorted({path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)}):
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(settings.BASE_DIR)} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
