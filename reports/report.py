"""A report as frozen plain values: facts are fields, conclusions are properties.

A confirmed report is stored as JSON. A field that is added here gets a default, so that older
reports can still be read. Renaming or dropping a field needs a new FORMAT, and code that reads the
older ones.
"""

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from assessments.kinds import KINDS, SELF_ASSESSMENT, EvaluationKind, KindCode
from loket_eval.file_names import file_name, period_part, state_part
from reports.trends.stored_trends import SincePrevious

from .finding_parts import FindingPart
from .report_parts import (
    ConclusionPart,
    EarlierThemePart,
    FactCheckPart,
    FollowUpPart,
    FrameworkPart,
    RecommendationPart,
    ThemePart,
)
from .report_sources import SourcesPart
from .stored_values import STRICT, Text

FORMAT: Literal[1] = 1


@dataclass(frozen=True, kw_only=True)
class PictureRow:
    """The judgements of one theme.

    `cells` says for each kind of group how often each judgement was given.
    """

    theme: ThemePart
    answered: int
    asked: int
    cells: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


# In the order in which tables name them.
JUDGEMENTS = ("strength", "improvement", "mixed", "unknown", "not_applicable")
# "" is an earlier recommendation of which nothing is said yet.
OUTCOMES = ("followed", "partly", "not", "")
AppendixKey = Literal[
    "follow_ups", "functions", "sources", "method", "framework", "questions", "no_longer_asked"
]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Report:
    """Everything that the page and the PDF show, in the order of the evaluation of 2014.

    `confirmed_on` is None in a concept, and `number` too: it counts how often an assessment was
    confirmed.
    """

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
    fact_check: FactCheckPart | None = None
    sources: SourcesPart | None = None
    number: int | None = None
    commissioned_by: Text = ""
    authors: Text = ""
    publisher: Text = ""
    # A PNG in base64: a report is made again with the logo that it had.
    logo: str = ""
    kind: KindCode = SELF_ASSESSMENT

    @property
    def evaluation(self) -> EvaluationKind:
        """What its kind says of it."""
        return KINDS[self.kind]

    @property
    def told_answered(self) -> str:
        """How many of the questions have an answer, and who gave those."""
        told = str(self.evaluation.answered)
        return told.format(answered=self.answered, asked=self.asked)

    @property
    def is_concept(self) -> bool:
        return self.confirmed_on is None

    @cached_property
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
    def has_reasons(self) -> bool:
        return any(recommendation.has_reasons for recommendation in self.recommendations)

    @property
    def promised(self) -> tuple[tuple[str, tuple[FollowUpPart, ...]], ...]:
        """The earlier recommendations, grouped by what became of them in the order of OUTCOMES."""
        by_outcome = (
            (outcome, tuple(row for row in self.follow_ups if row.outcome == outcome))
            for outcome in OUTCOMES
        )
        return tuple((outcome, follow_ups) for outcome, follow_ups in by_outcome if follow_ups)

    @cached_property
    def asked(self) -> int:
        return sum(len(theme.indicators) for theme in self.themes)

    @cached_property
    def answered(self) -> int:
        return sum(1 for theme in self.themes for indicator in theme.indicators if indicator.answer)

    @cached_property
    def shows_answers(self) -> bool:
        """Whether the report has a section of answers."""
        # Some networks use a framework as a guide only and write down points, not answers. A
        # concept shows the section anyway: there it says what is still missing. A view that was
        # kept is shown, also where nobody answered anything.
        has_kept = any(one.minority for theme in self.themes for one in theme.indicators)
        return self.asked > 0 and (self.is_concept or self.answered > 0 or has_kept)

    @cached_property
    def answer_places(self) -> tuple[tuple[str, str], ...]:
        """Where on the page each answer stands, by the number of its question."""
        if not self.shows_answers:
            return ()
        asked = (indicator for theme in self.themes for indicator in theme.indicators)
        return tuple((one.number, one.anchor) for one in asked if one.answer)

    @property
    def judged(self) -> tuple[tuple[str, int], ...]:
        """How often each judgement was given, in the order of JUDGEMENTS."""
        counts = Counter(
            one.answer.judgement for theme in self.themes for one in theme.indicators if one.answer
        )
        return tuple(
            (judgement, counts[judgement]) for judgement in JUDGEMENTS if counts[judgement]
        )

    @property
    def picture_columns(self) -> tuple[str, ...]:
        """The kinds of indicator group in the set, in the order in which they appear."""
        return tuple(dict.fromkeys(group.kind for theme in self.themes for group in theme.groups))

    @property
    def picture(self) -> tuple[PictureRow, ...]:
        """The judgements counted per theme and kind of indicator group ("Beeld per thema")."""
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

    @cached_property
    def appendices(self) -> dict[AppendixKey, str]:
        """The appendices of this report, each with its letter.

        A concept has those that can be filled in, to show what is missing. The last one exists only
        if the assessment moved to another version of its set.
        """
        filled: dict[AppendixKey, bool] = {
            "follow_ups": bool(self.follow_ups),
            "functions": bool(self.functions_spoken_with or self.fact_check or self._spoken_with),
            "sources": bool(self.sources_consulted or (self.sources and self.sources.documents)),
            "method": True,
            "framework": True,
        }
        # The letters follow the appendices that are shown, without gaps.
        shown = [key for key, has_content in filled.items() if has_content or self.is_concept]
        # A question that is printed with its answer isn't printed again.
        if self.asked > self.answered:
            shown.append("questions")
        if self.no_longer_asked:
            shown.append("no_longer_asked")
        return dict(zip(shown, "ABCDEFG", strict=False))

    @property
    def _spoken_with(self) -> bool:
        sources = self.sources
        return bool(sources and (sources.conversations or sources.meetings or sources.partners))

    @property
    def file_name(self) -> str:
        """The name of a file with this report, without extension, that no other report's file has.

        A network has one assessment of a period with a version of a set.
        """
        return file_name(
            str(self.evaluation.name),
            self.network_slug,
            self.framework.slug,
            self.framework.version,
            period_part(self.period_start, self.period_end),
            state_part(self.confirmed_on, self.number),
        )


def _count(theme: ThemePart, kind: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        indicator.answer.judgement
        for group in theme.groups
        if group.kind == kind
        for indicator in group.indicators
        if indicator.answer
    )
    return tuple((judgement, counts[judgement]) for judgement in JUDGEMENTS if counts[judgement])


# Making an adapter compiles the schema of all parts, so it is made once.
_ADAPTER: TypeAdapter[Report] = TypeAdapter(Report)


def report_as_json(report: Report) -> dict[str, Any]:
    """Return a report as JSON values, which report_from_json turns into an equal report."""
    content: dict[str, Any] = _ADAPTER.dump_python(report, mode="json")
    return content


def report_from_json(content: dict[str, Any]) -> Report:
    """Return a stored report.

    Raises pydantic's ValidationError for a format that this version doesn't know.
    """
    return _ADAPTER.validate_python(content)
