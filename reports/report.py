"""A report as frozen plain values: facts are fields, what follows from them are properties.

A confirmed report is stored as JSON. A field that is added here gets a default, with which the
older reports are read; one that is renamed or dropped makes a new FORMAT and needs a way to read
the older ones.
"""

from collections import Counter
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from reports.trends.stored_trends import SincePrevious

from .report_parts import (
    PLAIN,
    ConclusionPart,
    EarlierThemePart,
    FindingPart,
    FollowUpPart,
    FrameworkPart,
    RecommendationPart,
    Text,
    ThemePart,
)

FORMAT: Literal[1] = 1


@dataclass(frozen=True, kw_only=True)
class PictureRow:
    """A theme's judgements: how many indicators are answered, and counts per kind of group."""

    theme: ThemePart
    answered: int
    asked: int
    cells: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


JUDGEMENTS = ("strength", "improvement", "mixed", "unknown", "not_applicable")
OUTCOMES = ("followed", "partly", "not", "")
AppendixKey = Literal["follow_ups", "functions", "sources", "questions", "no_longer_asked"]


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class Report:
    """Everything page and PDF show, in the order of the evaluation of 2014.

    `confirmed_on` is None in a concept.
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

    @property
    def is_concept(self) -> bool:
        return self.confirmed_on is None

    @property
    def findings(self) -> tuple[FindingPart, ...]:
        # Points about a theme that is gone from the set still count as points of this report.
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
        """The earlier recommendations by outcome; those without one yet come last."""
        by_outcome = (
            (outcome, tuple(row for row in self.follow_ups if row.outcome == outcome))
            for outcome in OUTCOMES
        )
        return tuple((outcome, follow_ups) for outcome, follow_ups in by_outcome if follow_ups)

    @property
    def asked(self) -> int:
        return sum(len(theme.indicators) for theme in self.themes)

    @property
    def answered(self) -> int:
        return sum(1 for theme in self.themes for indicator in theme.indicators if indicator.answer)

    @property
    def shows_answers(self) -> bool:
        """Whether there is a section of answers.

        A framework may be used without answering its questions.
        """
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
        """The appendices with their letters; a concept has them all, to show what is missing.

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
        # There are five kinds of appendix; the letters follow those that are shown.
        return dict(zip(shown, "ABCDE", strict=False))

    @property
    def file_name(self) -> str:
        """The file name without extension, as in "zelfevaluatie-2026-noord-nederland"."""
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
    """Return the stored report.

    Raises pydantic's ValidationError for a format this version does not know.
    """
    return _ADAPTER.validate_python(content)
