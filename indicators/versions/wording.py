"""How a question is worded, and whether another wording makes it another question. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from indicators.definition.values import IndicatorDefinition


class Worded(Protocol):
    """A question as it is asked: an IndicatorEntry, a row of the lineage, or a Wording."""

    @property
    def text(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def aspects(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Wording:
    """What people read and what kind of answer they give.

    Two questions with an equal wording are the same.
    """

    text: str
    answer: str
    unit: str
    aspects: tuple[str, ...]


def wording_of(indicator: IndicatorDefinition) -> Wording:
    """Return the wording of a question in a definition."""
    aspects = tuple(aspect.text for aspect in indicator.aspects)
    return Wording(indicator.text, indicator.answer, indicator.unit, aspects)


def needs_new_decision(before: Worded, after: Worded) -> bool:
    """Say whether a decision about `before` no longer says anything about `after`.

    True when the text, the aspects, the kind of answer or the unit differ. Whoever changes a
    question so takes the decision (`Indicator.continuity`) off it.
    """
    # Compared as values of one type: an entry and a row of the lineage have more fields.
    return _wording(before) != _wording(after)


def _wording(question: Worded) -> Wording:
    return Wording(question.text, question.answer, question.unit, tuple(question.aspects))
