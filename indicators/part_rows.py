"""The rows of a set's parts: which model keeps which kind, and what stands in what."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from . import parts
from .models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from .parts import PartKind

Part = Theme | Criterion | IndicatorGroup | Indicator | Aspect
Parent = IndicatorSet | Theme | IndicatorGroup | Indicator
# Who does something; None when it is a command.
By = AbstractBaseUser | None

MODEL_OF: Mapping[PartKind, type[Any]] = MappingProxyType(
    {
        parts.SET: IndicatorSet,
        parts.THEME: Theme,
        parts.CRITERION: Criterion,
        parts.GROUP: IndicatorGroup,
        parts.INDICATOR: Indicator,
        parts.ASPECT: Aspect,
    }
)
KIND_OF: Mapping[type[Any], PartKind] = MappingProxyType(
    {model: kind for kind, model in MODEL_OF.items()}
)


def parts_of(model: type[Part], indicator_set: IndicatorSet) -> QuerySet[Any]:
    """Return all parts of one kind in a set, with the parts that they stand in."""
    path = KIND_OF[model].path_to_set
    return model._default_manager.filter(**{path: indicator_set.pk}).select_related(path)


def parent_of(part: Part) -> Parent:
    """Return what the part stands in: a set, theme, group or indicator."""
    return cast(Parent, getattr(part, KIND_OF[type(part)].parent_field))


def set_of(part: Part | Parent) -> IndicatorSet:
    """Return the set that a part belongs to; of a set the set itself."""
    while not isinstance(part, IndicatorSet):
        part = parent_of(part)
    return part


def siblings_in(model: type[Part], parent: Parent) -> QuerySet[Any]:
    """Return the parts of one kind that stand in `parent`, in their order."""
    parent_field = KIND_OF[model].parent_field
    return model._default_manager.filter(**{parent_field: parent.pk}).order_by("position", "pk")


def named_by(part: Part) -> str:
    """Return the text that tells a part from its siblings: its title or its question."""
    return str(getattr(part, KIND_OF[type(part)].named_by))
