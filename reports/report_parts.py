"""The parts of a report as frozen plain values: questions, answers, points and recommendations.

They are stored in a confirmed report, as reports/report.py says.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, ConfigDict
from pydantic.dataclasses import dataclass

from loket_eval.prose import blocks, clean_text

PLAIN = ConfigDict(extra="forbid")

# A text may have come in past the forms; no report holds a character that PDF or XML can't.
Text = Annotated[str, AfterValidator(clean_text)]

# The most characters of a paragraph that is repeated in the summary or under a point.
SHORT = 600

# The most lines of 60 characters in a table that has to fit on one page, whatever their letters.
TABLE_LINES = 24


def _short(text: str) -> str:
    first = next(iter(blocks(text)), None)
    if first and first.kind == "paragraph" and len(first.items[0].text) <= SHORT:
        return first.items[0].text
    return ""


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class EarlierQuestionPart:
    """The question as an earlier version of the set asked it.

    It goes with an answer that nobody has looked at since.
    """

    version: Text
    text: Text
    kind: Text
    unit: Text
    aspects: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class AnswerPart:
    """What a network answered. `judgement` and `per` are the codes of the models, or empty."""

    text: Text
    evidence: Text
    judgement: Text
    number: Decimal | None
    per: Text
    yes: bool | None
    asked_as: EarlierQuestionPart | None = None


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class IndicatorPart:
    """A question with its number, as in "2.5", and the answer if one was given."""

    number: Text
    key: Text
    text: Text
    kind: Text
    unit: Text
    aspects: tuple[Text, ...]
    answer: AnswerPart | None

    @property
    def anchor(self) -> str:
        return "indicator-" + self.number.replace(".", "-")


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class GroupPart:
    """A group of indicators, with the network's estimate if the group asks for one.

    `estimate` is the effort or visible value: a code of GroupEstimate.Level, or empty.
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
    def unanswered(self) -> tuple[str, ...]:
        return tuple(indicator.number for indicator in self.indicators if not indicator.answer)


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class CriterionPart:
    """A goal or starting point; `question` is what the evaluators ask about it."""

    key: Text
    kind: Text
    implicit: bool
    title: Text
    text: Text
    question: Text
    source: Text


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class EvidencePart:
    """The evidence for a point: what was given with the answer to one indicator."""

    number: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class FindingPart:
    """A strong or improvement point.

    `theme` is the number of its theme, or None when it is about the whole.
    """

    kind: Text
    theme: int | None
    headline: Text
    explanation: Text
    source: Text
    is_key: bool
    indicators: tuple[Text, ...]
    criteria: tuple[Text, ...]
    evidence: tuple[EvidencePart, ...]

    @property
    def in_short(self) -> str:
        """The explanation's first paragraph, or nothing when that is too long to repeat."""
        return _short(self.explanation)


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class ThemePart:
    number: int
    key: Text
    kind: Text
    title: Text
    source: Text
    introduction: Text
    goal: Text
    occasion: Text
    form: Text
    criteria: tuple[CriterionPart, ...]
    groups: tuple[GroupPart, ...]
    findings: tuple[FindingPart, ...]

    @property
    def anchor(self) -> str:
        return f"onderdeel-{self.number}"

    @property
    def indicators(self) -> tuple[IndicatorPart, ...]:
        return tuple(indicator for group in self.groups for indicator in group.indicators)

    @property
    def strengths(self) -> tuple[FindingPart, ...]:
        return tuple(finding for finding in self.findings if finding.kind == "strength")

    @property
    def improvements(self) -> tuple[FindingPart, ...]:
        return tuple(finding for finding in self.findings if finding.kind == "improvement")


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class EarlierThemePart:
    """What only an earlier version of the set asked in a theme: answers, and points if it is gone.

    The questions have no number.
    """

    version: Text
    key: Text
    title: Text
    indicators: tuple[IndicatorPart, ...]
    findings: tuple[FindingPart, ...]


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class FrameworkPart:
    """The indicator set that was used."""

    slug: Text
    version: Text
    title: Text
    source: Text
    introduction: Text
    criterion_question: Text


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class ConclusionPart:
    question: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class RecommendationPart:
    """What to do, with its SMART parts.

    `repeats` holds the numbers of earlier recommendations that it repeats.
    """

    number: int
    what: Text
    explanation: Text
    measure: Text
    who: Text
    means: Text
    by_when: date | None
    repeats: tuple[int, ...]

    @property
    def is_long(self) -> bool:
        """Whether the SMART parts are too long for a table, which has to fit on one page."""
        typed = [line for part in (self.measure, self.who, self.means) for line in part.split("\n")]
        return sum(1 + len(line) // 60 for line in typed) > TABLE_LINES


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class FollowUpPart:
    """An earlier recommendation and its outcome.

    `repeated_by` holds the numbers of this report's recommendations that repeat it.
    """

    number: int
    what: Text
    origin: Text
    outcome: Text
    explanation: Text
    repeated_by: tuple[int, ...]
