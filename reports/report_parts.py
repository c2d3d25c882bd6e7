"""The parts of a report, as frozen plain values.

They are stored as JSON with the report (report.py): renaming or dropping a field needs a new
FORMAT, and adding one needs a default.
"""

from datetime import date

from pydantic.dataclasses import dataclass

from .finding_parts import FindingPart
from .question_parts import CriterionPart, GroupPart, IndicatorPart
from .stored_values import STRICT, Text

# A cell of at most this many lines of 20 characters fits on a page, however wide its letters are.
CELL_LINES = 20


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ThemePart:
    """A theme with its criteria, its questions and the points that were found in it."""

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
    def groups_not_answered(self) -> tuple[GroupPart, ...]:
        """The groups in which some question has no answer."""
        return tuple(group for group in self.groups if group.not_answered)

    @property
    def strengths(self) -> tuple[FindingPart, ...]:
        return tuple(finding for finding in self.findings if finding.kind == "strength")

    @property
    def improvements(self) -> tuple[FindingPart, ...]:
        return tuple(finding for finding in self.findings if finding.kind == "improvement")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EarlierThemePart:
    """What only an earlier version of the set asked in a theme.

    It holds the answers, and the points as well when the whole theme is gone. The questions have no
    number, because this version doesn't number them.
    """

    version: Text
    key: Text
    title: Text
    indicators: tuple[IndicatorPart, ...]
    findings: tuple[FindingPart, ...]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FrameworkPart:
    """The indicator set that was used."""

    slug: Text
    version: Text
    title: Text
    source: Text
    introduction: Text
    criterion_question: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ConclusionPart:
    """A question about the whole, and the conclusion that answers it."""

    question: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class RecommendationPart:
    """A recommendation with its SMART parts.

    `repeats` holds the numbers of the earlier recommendations that it repeats, `points` the
    headlines of the points to improve that it is about.
    """

    number: int
    what: Text
    explanation: Text
    measure: Text
    who: Text
    means: Text
    by_when: date | None
    repeats: tuple[int, ...]
    points: tuple[Text, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it is too long for a row of the table, which must fit on one page."""
        texts = (self.what, self.measure, self.who)
        return any(
            sum(1 + len(line) // 20 for line in text.split("\n")) > CELL_LINES for text in texts
        )

    @property
    def has_reasons(self) -> bool:
        """Whether there is more to say than its row in the table does."""
        return bool(self.explanation or self.means or self.repeats or self.points or self.is_long)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FactCheckPart:
    """How many partners were asked whether the facts are right, and what came of it.

    `reason` is why the report was confirmed while remarks were open.
    """

    asked: int
    looked: int
    with_remarks: int
    open: int
    reason: Text = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FollowUpPart:
    """An earlier recommendation, and what became of it.

    `repeated_by` holds the numbers of the recommendations in this report that repeat it.
    """

    number: int
    what: Text
    origin: Text
    outcome: Text
    explanation: Text
    repeated_by: tuple[int, ...]
