"""Where a set is in the admin, and where in it something stands, in words."""

import re

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.definition.problems import DefinitionProblem
from indicators.models import IndicatorSet
from indicators.part_rows import MODEL_OF
from indicators.parts import PARTS

# By the list of its parent that a part stands in, as the path of a problem names it.
MODEL_IN_LIST: dict[str, type[Model]] = {kind.list_name: MODEL_OF[kind] for kind in PARTS}


def page_of(indicator_set: IndicatorSet) -> str:
    """Return the address of the set's own page."""
    return reverse("admin:indicators_indicatorset_change", args=[indicator_set.pk])


def in_words(problem: DefinitionProblem) -> str:
    """Return a problem with its place as the admin shows it: "Thema 2 › indicatorgroep 1: ..."."""
    places: list[str] = []
    model: type[Model] = IndicatorSet
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", problem.path):
        if index:
            model = MODEL_IN_LIST[name]
            places.append(f"{model._meta.verbose_name} {int(index) + 1}")
        elif name in MODEL_IN_LIST:
            places.append(str(MODEL_IN_LIST[name]._meta.verbose_name_plural))
        else:
            places.append(str(getattr(model._meta.get_field(name), "verbose_name", name)))
    return capfirst(
        f"{' › '.join(places)}: {problem.what}" if places else _("de set: %s") % problem.what
    )
