"""The fingerprint of a document: its content, and everything that decides how it looks."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db.models import Model

from .recipes import Recipe


def fingerprint_of(recipe: Recipe[Any, Any], subject: Model, content: Any) -> str:
    """Return the SHA-256 of everything a document depends on; a kept subject itself is enough.

    `content` is what the recipe read of the subject; it is ignored for a kept subject.
    """
    entries = ["kept"] if recipe.kept else ["now", recipe.tell(content), look_of(recipe.made_with)]
    entries = [recipe.kind, subject._meta.label_lower, str(subject.pk), *entries]
    return hashlib.sha256(json.dumps(entries, ensure_ascii=False).encode()).hexdigest()


@cache
def look_of(patterns: tuple[str, ...]) -> str:
    """Return a digest of the files and libraries that decide how a document looks."""
    digest = hashlib.sha256(
        f"{version('weasyprint')} {version('pydyf')} {version('Django')}".encode()
    )
    # With name and length, so that text can't move from one file to the next unnoticed.
    for path in sorted({path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)}):
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(settings.BASE_DIR)} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
