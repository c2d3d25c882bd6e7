"""Where a part of a set stands: its parents, its set, and the keys it may not take."""

import re
from typing import cast

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.definition import Problem
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

PARENT: dict[type[Model], str] = {
    Theme: "indicator_set",
    Criterion: "theme",
    IndicatorGroup: "theme",
    Indicator: "group",
    Aspect: "indicator",
}
TO_SET: dict[type[Model], str] = {
    Theme: "indicator_set",
    Criterion: "theme__indicator_set",
    IndicatorGroup: "theme__indicator_set",
    Indicator: "group__theme__indicator_set",
    Aspect: "indicator__group__theme__indicator_set",
}
LISTS: dict[str, type[Model]] = {
    "themes": Theme,
    "criteria": Criterion,
    "groups": IndicatorGroup,
    "indicators": Indicator,
    "aspects": Aspect,
}


def parent_of(part: Model) -> Model | None:
    """Return what the part belongs to; None for a set."""
    name = PARENT.get(type(part))
    return getattr(part, name) if name else None


def ancestors_of(part: Model) -> list[Model]:
    """Return everything the part stands in, the set first."""
    above: list[Model] = []
    parent = parent_of(part)
    while parent is not None:
        above.insert(0, parent)
        parent = parent_of(parent)
    return above


def set_of(part: Model) -> IndicatorSet:
    """Return the set that the part belongs to; of a set the set itself."""
    return cast(IndicatorSet, (*ancestors_of(part), part)[0])


def same_scope(model: type[Model], parent: Model) -> QuerySet[Model]:
    """Return the parts that may not share a key with a `model` in `parent`: in the set, or one question's aspects."""
    if model is Aspect:
        return Aspect.objects.filter(indicator=parent.pk)
    return model._default_manager.filter(**{TO_SET[model]: set_of(parent).pk})


def page_of(part: Model) -> str:
    """Return the address of the part's own page."""
    return reverse(f"admin:indicators_{part._meta.model_name}_change", args=[part.pk])


def in_words(problem: Problem) -> str:
    """Return a problem with its place as the admin shows it: "Thema 2 › indicatorgroep 1: ..."."""
    places: list[str] = []
    model: type[Model] = IndicatorSet
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", problem.path):
        if index:
            model = LISTS[name]
            places.append(f"{model._meta.verbose_name} {int(index) + 1}")
        elif name in LISTS:
            places.append(str(LISTS[name]._meta.verbose_name_plural))
        else:
            places.append(str(getattr(model._meta.get_field(name), "verbose_name", name)))
    return capfirst(f"{' › '.join(places)}: {problem.what}" if places else _("de set: %s") % problem.what)
