"""The questions of a report with their answers, as frozen plain values.

Stored as JSON with the report, as all its parts are (report_parts.py).
"""

from pydantic.dataclasses import dataclass

from .stored_values import STRICT, Number, Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EarlierQuestionPart:
    """A question as an earlier version of the set asked it.

    It goes with an answer that nobody reviewed since the set changed: the report must not suggest
    that the answer was given to the new wording.
    """

    version: Text
    text: Text
    kind: Text
    unit: Text
    aspects: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class AnswerPart:
    """The answer of a network; `judgement` and `per` are codes of the models, or empty."""

    text: Text
    evidence: Text
    judgement: Text
    number: Number | None
    per: Text
    yes: bool | None
    asked_as: EarlierQuestionPart | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class MinorityPart:
    """What one partner says otherwise: its judgement, and its words if it may be quoted."""

    who: Text
    judgement: Text
    words: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class IndicatorPart:
    """A question with its number, such as "2.5", and its answer, if there is one.

    `minority` are the partners who see it otherwise, by their kind of organisation, and
    `minority_views` what they say; a report of before this was stored has only the first.
    """

    number: Text
    key: Text
    text: Text
    kind: Text
    unit: Text
    aspects: tuple[Text, ...]
    answer: AnswerPart | None
    minority: tuple[Text, ...] = ()
    minority_views: tuple[MinorityPart, ...] = ()

    @property
    def anchor(self) -> str:
        return "indicator-" + self.number.replace(".", "-")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class GroupPart:
    """A group of questions.

    `estimate` is how much effort or visible value the network sees in it: a code of
    GroupEstimate.Level, or empty.
    """

    key: Text
    kind: Text
    title: Text
    question: Text
    indicators: tuple[IndicatorPart, ...]
    estimate: Text = ""

    @property
    def answered(self) -> tuple[IndicatorPart, ...]:
        return tuple(indicator for indicator in self.indicators if indicator.answer)

    @property
    def not_answered(self) -> tuple[IndicatorPart, ...]:
        return tuple(indicator for indicator in self.indicators if not indicator.answer)

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(indicator.number for indicator in self.not_answered)

    @property
    def unanswered_with_minority(self) -> tuple[IndicatorPart, ...]:
        """The questions without an answer of the network, of which a view was kept."""
        return tuple(
            indicator
            for indicator in self.indicators
            if indicator.minority and not indicator.answer
        )


@dataclass(frozen=True, kw_only=True, config=STRICT)
class CriterionPart:
    """A goal or starting point; `question` is what the evaluators ask about it."""

    key: Text
    kind: Text
    implicit: bool
    title: Text
    text: Text
    question: Text
    source: Text
