"""Where a set is in the admin, and where in it something stands, in words."""

import re

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.definition.problems import Problem
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

LISTS: dict[str, type[Model]] = {
    "themes": Theme,
    "criteria": Criterion,
    "groups": IndicatorGroup,
    "indicators": Indicator,
    "aspects": Aspect,
}


def page_of(indicator_set: IndicatorSet) -> str:
    """Return the address of the set's own page."""
    return reverse("admin:indicators_indicatorset_change", args=[indicator_set.pk])


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
    return capfirst(
        f"{' › '.join(places)}: {problem.what}" if places else _("de set: %s") % problem.what
    )
