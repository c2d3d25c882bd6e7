"""How each kind of document is made; each package registers its own recipes when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db.models import Model

from loket_eval.pdf.progress import Progress
from networks.models import User

from .models import Document

S = TypeVar("S", bound=Model)
C = TypeVar("C")


@dataclass(frozen=True)
class About:
    """What a document's pages say about its subject: its title, and the address of its page.

    `network` is the number of the network that it belongs to, if it does.
    """

    title: str
    page: str
    network: int | None = None


@dataclass(frozen=True, kw_only=True)
class Recipe(Generic[S, C]):
    """How one kind of document about one kind of subject is made (see documents/__init__.py)."""

    kind: str
    # A lazy translation: the language is only known when it is shown.
    name: Any
    subject: type[S]
    kept: bool
    read: Callable[[S], C]
    tell: Callable[[C], str]
    file_name: Callable[[C], str]
    write: Callable[[C, Path, Progress], None]
    content_type: str
    made_with: tuple[str, ...]
    fetch: Callable[[User, int, str], About]


# By the kind and the label of the subject's model, as documents store them.
RECIPES: dict[tuple[str, str], Recipe[Any, Any]] = {}


def register(*recipes: Recipe[Any, Any]) -> None:
    """Add recipes, in the `ready()` of their app. A later one replaces an earlier one."""
    for recipe in recipes:
        RECIPES[recipe.kind, recipe.subject._meta.label_lower] = recipe


def recipe_for(kind: str, subject: Model) -> Recipe[Any, Any]:
    return RECIPES[kind, subject._meta.label_lower]


def recipe_of(document: Document) -> Recipe[Any, Any]:
    return RECIPES[document.kind, document.subject_label]


def subject_of(document: Document) -> Model:
    """Return the row that a document is about."""
    subject: Model = recipe_of(document).subject._default_manager.get(pk=document.subject_pk)
    return subject


def about(user: User, document: Document) -> About:
    """Return what `user` may know of the subject; Http404 for somebody who may not read it."""
    return recipe_of(document).fetch(user, document.subject_pk, document.kind)


def name_of(document: Document) -> str:
    """Return the kind of a document in words; "document" when its recipe no longer exists."""
    recipe = RECIPES.get((document.kind, document.subject_label))
    return str(recipe.name if recipe else Document._meta.verbose_name)
