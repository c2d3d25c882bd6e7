"""How each kind of document is made. Every package registers the recipes for its own subjects, when Django starts."""

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
    """What the pages of a document say of its subject: its title, and the address where it is read."""

    title: str
    page: str


@dataclass(frozen=True, kw_only=True)
class Recipe(Generic[S, C]):
    """How one kind of document about one kind of subject is made; see documents/__init__.py."""

    kind: str
    name: Any  # a Dutch text, translated when it is shown
    subject: type[S]
    kept: bool
    read: Callable[[S], C]
    tell: Callable[[C], str]
    file_name: Callable[[C], str]
    write: Callable[[C, Path, Progress], None]
    content_type: str
    made_with: tuple[str, ...]
    fetch: Callable[[User, int, str], About]


RECIPES: dict[tuple[str, str], Recipe[Any, Any]] = {}


def register(*recipes: Recipe[Any, Any]) -> None:
    """Add recipes, in the `ready()` of the app that they belong to. A later one replaces an earlier one."""
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
    """Return what `user` may know of the subject; raises Http404 for who may not read it."""
    return recipe_of(document).fetch(user, document.subject_pk, document.kind)


def name_of(document: Document) -> str:
    """Return the kind of a document in words; "document" for one that nothing makes any more."""
    recipe = RECIPES.get((document.kind, document.subject_label))
    return str(recipe.name if recipe else Document._meta.verbose_name)
