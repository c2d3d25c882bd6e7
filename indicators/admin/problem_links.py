"""What keeps a draft from being published, with links to where each problem can be solved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

from indicators.catalogue import Catalogue, catalogue_of
from indicators.definition.problems import DefinitionProblem
from indicators.drafts.readiness import Undecided
from indicators.models import IndicatorSet

from .part_pages import part_address
from .places import MODEL_IN_LIST, in_words


@dataclass(frozen=True)
class LinkedProblem:
    """A problem in words, and the address of the page of the part that it is about."""

    words: str
    url: str

    def __str__(self) -> str:
        return self.words


def with_links(
    indicator_set: IndicatorSet, problems: Sequence[DefinitionProblem]
) -> list[LinkedProblem]:
    """Return the problems with their addresses (five queries when there are any)."""
    if not problems:
        return []
    catalogue = catalogue_of(indicator_set)
    return [LinkedProblem(in_words(problem), _address(catalogue, problem)) for problem in problems]


def _address(catalogue: Catalogue, problem: DefinitionProblem) -> str:
    if isinstance(problem, Undecided):
        return decision_address(catalogue.pk, problem.key)
    model: type[Model] = IndicatorSet
    part: Any = catalogue
    for name, index in re.findall(r"(\w+)\[(\d+)\]", problem.path):
        inside = getattr(part, name, ())
        if name == "aspects" or int(index) >= len(
            inside
        ):  # of an aspect only the text is known; a part may be gone
            break
        model, part = MODEL_IN_LIST[name], inside[int(index)]
    return part_address(catalogue.pk, model, part.pk)


def decision_address(set_pk: int, key: str) -> str:
    """Return the address where an admin decides whether a question still is the same one."""
    page = reverse("admin:indicators_indicatorset_comparison", args=[set_pk])
    return f"{page}?{urlencode({'bij': key})}#vraag-{key}"
