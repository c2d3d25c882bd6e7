"""The parts of a report, as frozen plain values.

They are stored as JSON with the report (report.py): renaming or dropping a field needs a new
FORMAT, and adding one needs a default.
"""

from datetime import date

from pydantic.dataclasses import dataclass

from loket_eval.prose_blocks import blocks

from .stored_values import STRICT, Number, Text

# Evidence of at most this many characters is repeated under a point, and an explanation of at most
# so many in the summary, which has to fit on a page.
SHORT, IN_SUMMARY = 600, 160

# A cell of at most this many lines of 20 characters fits on a page, however wide its letters are.
CELL_LINES = 20


def _short(text: str) -> str:
    first = next(iter(blocks(text)), None)
    if first is None or first.kind != "paragraph":
        return ""
    paragraph = first.items[0].text
    return paragraph if len(paragraph) <= IN_SUMMARY else ""


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
class IndicatorPart:
    """A question with its number, such as "2.5", and its answer, if there is one.

    `minority` are the partners who see it otherwise, by their kind of organisation.
    """

    number: Text
    key: Text
    text: Text
    kind: Text
    unit: Text
    aspects: tuple[Text, ...]
    answer: AnswerPart | None
    minority: tuple[Text, ...] = ()

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


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EvidencePart:
    """The evidence for a point: what was given with the answer to one indicator."""

    number: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SupportPart:
    """How many sources of one kind a point rests on, and of which organisations."""

    kind: Text
    count: int
    organisations: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class QuotePart:
    """What a source said, word for word; `who` is a function, organisation or title, no name."""

    text: Text
    who: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FindingPart:
    """A strong point or an improvement point.

    `theme` is the number of its theme, or None for a point about the whole. `support` is on what it
    rests. `quotes` are of sources that agreed to be quoted.
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
    support: tuple[SupportPart, ...] = ()
    quotes: tuple[QuotePart, ...] = ()

    @property
    def in_short(self) -> str:
        """The first paragraph of the explanation, or nothing if it is too long to repeat."""
        return _short(self.explanation)


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

    `repeats` holds the numbers of the earlier recommendations that it repeats.
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
        """Whether it is too long for a row of the table, which must fit on one page."""
        texts = (self.what, self.measure, self.who)
        return any(
            sum(1 + len(line) // 20 for line in text.split("\n")) > CELL_LINES for text in texts
        )

    @property
    def has_reasons(self) -> bool:
        """Whether there is more to say than its row in the table does."""
        return bool(self.explanation or self.means or self.repeats or self.is_long)


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
