"""What doesn't fit together in an assessment that is about to be confirmed. It warns, and never
blocks.

In a bounded number of queries, whatever there is to say.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assessments.models import Answer, Assessment, Finding, Judgement, Recommendation
from assessments.points_to_make import (
    IMPROVEMENT,
    STRENGTH,
    PointToMake,
    kinds_made,
    points_to_make,
)
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry
from partners.models import Correction

# A question that was judged so, with points of the other kind alone.
_OTHER = {Judgement.STRENGTH.value: IMPROVEMENT, Judgement.IMPROVEMENT.value: STRENGTH}


@dataclass(frozen=True)
class JudgedOtherwise:
    """A question whose points all say the opposite of its judgement."""

    theme: ThemeEntry
    indicator: IndicatorEntry
    judgement: str


@dataclass(frozen=True)
class Contradictions:
    """What doesn't fit together. Remarks and talk that are open are counted elsewhere.

    `without_explanation` are points that are a headline alone, `not_agreed` recommendations without
    who or when, `not_recommended` points to improve that no recommendation is about. `corrections`
    counts those on conversation reports that nobody handled. `to_make` are the judgements of which
    no point was made: they are missing, and contradict nothing.
    """

    judged_otherwise: tuple[JudgedOtherwise, ...]
    without_explanation: tuple[Finding, ...]
    not_agreed: tuple[Recommendation, ...]
    not_recommended: tuple[Finding, ...]
    corrections: int
    to_make: tuple[PointToMake, ...] = ()

    @property
    def found(self) -> bool:
        return bool(
            self.judged_otherwise
            or self.without_explanation
            or self.not_agreed
            or self.not_recommended
            or self.corrections
        )


def contradictions_in(
    assessment: Assessment,
    catalogue: Catalogue,
    answers: Mapping[int, Answer],
    recommendations: Iterable[Recommendation],
) -> Contradictions:
    """Return what doesn't fit together (four queries). `answers` are by indicator."""
    rows = Finding.objects.filter(assessment=assessment).select_related("answer")
    points = list(rows.prefetch_related("indicators", "recommendations"))
    shown = [point for point in points if point.kind]
    sent = Correction.objects.filter(
        link__source__assessment=assessment, link__source__deleted="", link__sent_at__isnull=False
    )
    return Contradictions(
        judged_otherwise=_judged_otherwise(catalogue, answers, kinds_made(shown)),
        without_explanation=tuple(
            point for point in shown if point.headline and not point.explanation
        ),
        not_agreed=tuple(row for row in recommendations if not (row.who and row.by_when)),
        not_recommended=tuple(
            point
            for point in shown
            if point.kind == IMPROVEMENT and not point.recommendations.all()
        ),
        corrections=sent.filter(outcome="").exclude(remark="").count(),
        to_make=tuple(points_to_make(catalogue, answers, kinds_made(points))),
    )


def _judged_otherwise(
    catalogue: Catalogue, answers: Mapping[int, Answer], made: Mapping[int, Collection[str]]
) -> tuple[JudgedOtherwise, ...]:
    return tuple(
        JudgedOtherwise(theme, indicator, answers[indicator.pk].judgement)
        for theme in catalogue.themes
        for indicator in theme.indicators
        if indicator.pk in answers
        and set(made.get(indicator.pk, ())) == {_OTHER.get(answers[indicator.pk].judgement)}
    )
