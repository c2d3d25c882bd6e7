"""What a report says, as frozen plain values: facts are fields, what follows from them are properties.

A confirmed report is stored as JSON. A field that is added here gets a default, with which the
older reports are read; one that is renamed or dropped makes a new FORMAT and needs a way to read
the older ones.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from loket_eval.prose import blocks, clean_text
from reports.trends.stored_trends import SincePrevious

FORMAT: Literal[1] = 1

_PLAIN = ConfigDict(extra="forbid")

# Whatever came in past the forms, no report holds a character that PDF or XML can't.
Text = Annotated[str, AfterValidator(clean_text)]


def _without_idle_zeros(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


# The database keeps two decimals of every number: 500 comes back as 500.00.
Number = Annotated[Decimal, AfterValidator(_without_idle_zeros)]

# A paragraph of at most this many characters is repeated in the summary or under a point; a longer
# one is not.
SHORT = 600

# A table of at most so many lines of 60 characters fits on a page, whatever their letters.
TABLE_LINES = 24


def _short(text: str) -> str:
    found = blocks(text)
    if found and found[0].kind == "paragraph" and len(found[0].items[0].text) <= SHORT:
        return found[0].items[0].text
    return ""


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class EarlierQuestionPart:
    """The question as an earlier version of the set asked it, for an answer that nobody looked at since."""

    version: Text
    text: Text
    kind: Text
    unit: Text
    aspects: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class AnswerPart:
    """What a network answered. `judgement` and `per` are the codes of the models, or empty."""

    text: Text
    evidence: Text
    judgement: Text
    number: Number | None
    per: Text
    yes: bool | None
    asked_as: EarlierQuestionPart | None = None


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
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


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class GroupPart:
    """`estimate` is how much effort or visible value the network sees: a code of GroupEstimate.Level, or empty."""

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


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class CriterionPart:
    """A goal or starting point; `question` is what the evaluators ask about it."""

    key: Text
    kind: Text
    implicit: bool
    title: Text
    text: Text
    question: Text
    source: Text


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class EvidencePart:
    """Where a point shows from: the evidence given with the answer to one indicator."""

    number: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class FindingPart:
    """A strong or improvement point; `theme` is the number of its theme, or None when it is about the whole."""

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


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
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


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class EarlierThemePart:
    """What an earlier version of the set asked in a theme and this one does not: answers, and points if it is gone.

    The questions have no number.
    """

    version: Text
    key: Text
    title: Text
    indicators: tuple[IndicatorPart, ...]
    findings: tuple[FindingPart, ...]


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class FrameworkPart:
    """The indicator set that was used."""

    slug: Text
    version: Text
    title: Text
    source: Text
    introduction: Text
    criterion_question: Text


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class ConclusionPart:
    question: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class RecommendationPart:
    """What to do, with its SMART parts; `repeats` holds the numbers of earlier recommendations it repeats."""

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
        """Whether the SMART parts are too much for a table, which has to fit on one page of paper."""
        typed = [line for part in (self.measure, self.who, self.means) for line in part.split("\n")]
        return sum(1 + len(line) // 60 for line in typed) > TABLE_LINES


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class FollowUpPart:
    """An earlier recommendation; `repeated_by` holds the numbers of this report's recommendations that repeat it."""

    number: int
    what: Text
    origin: Text
    outcome: Text
    explanation: Text
    repeated_by: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PictureRow:
    """A theme's judgements: how many of its indicators are answered, and per kind of group
    how often each judgement."""

    theme: ThemePart
    answered: int
    asked: int
    cells: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


JUDGEMENTS = ("strength", "improvement", "mixed", "unknown", "not_applicable")
OUTCOMES = ("followed", "partly", "not", "")
AppendixKey = Literal["follow_ups", "functions", "sources", "questions", "no_longer_asked"]


@dataclass(frozen=True, kw_only=True, config=_PLAIN)
class Report:
    """Everything page and PDF show, in the order of the evaluation of 2014. `confirmed_on` is None in a concept."""

    format: Literal[1]
    title: Text
    network: Text
    network_slug: Text
    organisations: tuple[Text, ...]
    framework: FrameworkPart
    period_start: date
    period_end: date
    state: Text
    confirmed_on: date | None
    summary: Text
    introduction: Text
    method: Text
    functions_spoken_with: Text
    sources_consulted: Text
    themes: tuple[ThemePart, ...]
    overall: tuple[FindingPart, ...]
    conclusions: tuple[ConclusionPart, ...]
    recommendations: tuple[RecommendationPart, ...]
    follow_ups: tuple[FollowUpPart, ...]
    no_longer_asked: tuple[EarlierThemePart, ...] = ()
    since: SincePrevious | None = None

    @property
    def is_concept(self) -> bool:
        return self.confirmed_on is None

    @property
    def findings(self) -> tuple[FindingPart, ...]:
        earlier = (finding for theme in self.no_longer_asked for finding in theme.findings)
        return (
            *(finding for theme in self.themes for finding in theme.findings),
            *self.overall,
            *earlier,
        )

    @property
    def key_strengths(self) -> tuple[FindingPart, ...]:
        return tuple(
            finding for finding in self.findings if finding.is_key and finding.kind == "strength"
        )

    @property
    def key_improvements(self) -> tuple[FindingPart, ...]:
        return tuple(
            finding for finding in self.findings if finding.is_key and finding.kind == "improvement"
        )

    @property
    def other_overall(self) -> tuple[FindingPart, ...]:
        """Points about the whole that the summary does not tell already."""
        return tuple(finding for finding in self.overall if not finding.is_key)

    @property
    def promised(self) -> tuple[tuple[str, tuple[FollowUpPart, ...]], ...]:
        """The earlier recommendations by what became of them; those of which nothing is said yet come last."""
        found = (
            (outcome, tuple(one for one in self.follow_ups if one.outcome == outcome))
            for outcome in OUTCOMES
        )
        return tuple((outcome, follow_ups) for outcome, follow_ups in found if follow_ups)

    @property
    def asked(self) -> int:
        return sum(len(theme.indicators) for theme in self.themes)

    @property
    def answered(self) -> int:
        return sum(1 for theme in self.themes for indicator in theme.indicators if indicator.answer)

    @property
    def shows_answers(self) -> bool:
        """Whether there is a section of answers; a framework may be used without answering each question."""
        return self.asked > 0 and (self.is_concept or self.answered > 0)

    @property
    def picture_columns(self) -> tuple[str, ...]:
        """The kinds of indicator group in the set, in order of appearance."""
        return tuple(dict.fromkeys(group.kind for theme in self.themes for group in theme.groups))

    @property
    def picture(self) -> tuple[PictureRow, ...]:
        """The judgements counted per theme and kind of indicator group ("Beeld per onderdeel")."""
        return tuple(
            PictureRow(
                theme=theme,
                answered=sum(1 for indicator in theme.indicators if indicator.answer),
                asked=len(theme.indicators),
                cells=tuple((kind, _count(theme, kind)) for kind in self.picture_columns),
            )
            for theme in self.themes
            if theme.indicators
        )

    @property
    def appendices(self) -> dict[AppendixKey, str]:
        """The appendices there are, with their letters; a concept has them all, so that it shows what is missing.

        The last one only exists when the assessment went to another version of its set.
        """
        filled: dict[AppendixKey, bool] = {
            "follow_ups": bool(self.follow_ups),
            "functions": bool(self.functions_spoken_with),
            "sources": bool(self.sources_consulted),
            "questions": self.asked > 0,
        }
        shown = [key for key, has_content in filled.items() if has_content or self.is_concept]
        if self.no_longer_asked:
            shown.append("no_longer_asked")
        return dict(zip(shown, "ABCDE", strict=False))

    @property
    def file_name(self) -> str:
        """The name of a file with this report, without extension, as in "zelfevaluatie-2026-noord-nederland"."""
        return f"zelfevaluatie-{self.period_end.year}-{self.network_slug}"


def _count(theme: ThemePart, kind: str) -> tuple[tuple[str, int], ...]:
    given = Counter(
        indicator.answer.judgement
        for group in theme.groups
        if group.kind == kind
        for indicator in group.indicators
        if indicator.answer
    )
    return tuple((judgement, given[judgement]) for judgement in JUDGEMENTS if given[judgement])


_ADAPTER: TypeAdapter[Report] = TypeAdapter(Report)


def report_as_json(report: Report) -> dict[str, Any]:
    """Return a report as JSON values; report_from_json gives an equal report back."""
    content: dict[str, Any] = _ADAPTER.dump_python(report, mode="json")
    return content


def report_from_json(content: dict[str, Any]) -> Report:
    """Return the stored report. Raises pydantic's ValidationError for a format this version does not know."""
    return _ADAPTER.validate_python(content)
