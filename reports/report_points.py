"""The points, recommendations and follow-up of an assessment, as a report has them."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, QuerySet

from assessments.models import Assessment, Finding, FollowUp, View
from assessments.support import support_of
from indicators.catalogue import Catalogue
from indicators.models import Criterion, Indicator

from .finding_parts import SHORT, EvidencePart, FindingPart, FindingQuotePart, SupportPart
from .question_parts import AnswerPart
from .report_parts import FollowUpPart, RecommendationPart

# Where a point belongs: the number of its theme, None for the whole, or the version, key and title
# of a theme that is gone.
Place = int | tuple[str, str, str] | None


def points_of(
    assessment: Assessment, catalogue: Catalogue, answers: dict[int, AnswerPart]
) -> defaultdict[Place, list[FindingPart]]:
    """Return the points, in order, by the place where they belong."""
    numbers = {theme.pk: theme.number for theme in catalogue.themes}
    by_place: defaultdict[Place, list[FindingPart]] = defaultdict(list)
    rows = (
        assessment.findings.in_report()
        .select_related("theme__indicator_set")
        .prefetch_related(
            _numbers_of("indicators", Indicator.objects.all()),
            _numbers_of("criteria", Criterion.objects.all()),
            Prefetch("views", View.objects.of_others().select_related("source__organisation")),
            Prefetch("quotes", View.objects.quotable().select_related("source__organisation")),
        )
    )
    for finding in rows:
        theme, number = finding.theme, numbers.get(finding.theme_id or 0)
        # A theme without a number isn't in this version of the set.
        gone = (
            (theme.indicator_set.version, theme.key, theme.title)
            if theme and number is None
            else None
        )
        by_place[gone or number].append(_finding(finding, number, catalogue, answers))
    return by_place


def _numbers_of(name: str, rows: "QuerySet[Any]") -> "Prefetch[str]":
    """Return how linked rows are fetched of which only the primary keys count."""
    return Prefetch(name, rows.only("pk").order_by())


def _finding(
    finding: Finding, theme: int | None, catalogue: Catalogue, answers: dict[int, AnswerPart]
) -> FindingPart:
    # In the order of the set. A question that this version no longer asks has no number to name it.
    touched = {indicator.pk for indicator in finding.indicators.all()}
    indicators = [indicator for indicator in catalogue.indicators if indicator.pk in touched]
    criteria = {criterion.pk for criterion in finding.criteria.all()}
    return FindingPart(
        kind=finding.kind,
        theme=theme,
        headline=finding.headline,
        explanation=finding.explanation,
        source=finding.source,
        is_key=finding.is_key,
        indicators=tuple(indicator.number for indicator in indicators),
        criteria=tuple(
            criterion.title for criterion in catalogue.criteria if criterion.pk in criteria
        ),
        evidence=tuple(
            EvidencePart(number=indicator.number, text=answers[indicator.pk].evidence)
            for indicator in indicators
            if indicator.pk in answers and 0 < len(answers[indicator.pk].evidence) <= SHORT
        ),
        support=tuple(
            SupportPart(kind=one.kind, count=one.count, organisations=one.organisations)
            for one in support_of([*finding.views.all(), *finding.quotes.all()])
        ),
        quotes=tuple(
            FindingQuotePart(text=view.remark, who=view.source.quoted_as)
            for view in finding.quotes.all()
        ),
    )


def recommendations_of(
    assessment: Assessment, follow_ups: list[FollowUp]
) -> tuple[RecommendationPart, ...]:
    """Return the recommendations, with the numbers of the earlier ones that they repeat."""
    # Recommendations and follow-ups are numbered as they stand in the report, not by their pk.
    earlier = {follow_up.pk: number for number, follow_up in enumerate(follow_ups, start=1)}
    shown = Prefetch("points", Finding.objects.in_report().only("headline"))
    repeated = _numbers_of("repeats", FollowUp.objects.all())
    return tuple(
        RecommendationPart(
            number=number,
            what=row.what,
            explanation=row.explanation,
            measure=row.measure,
            who=row.who,
            means=row.means,
            by_when=row.by_when,
            repeats=tuple(sorted(earlier[follow_up.pk] for follow_up in row.repeats.all())),
            points=tuple(point.headline for point in row.points.all() if point.headline),
        )
        for number, row in enumerate(
            assessment.recommendations.prefetch_related(repeated, shown), start=1
        )
    )


def follow_ups_of(
    follow_ups: list[FollowUp], recommendations: tuple[RecommendationPart, ...]
) -> tuple[FollowUpPart, ...]:
    """Return what became of earlier recommendations, and which new ones repeat them."""
    return tuple(
        FollowUpPart(
            number=number,
            what=row.what,
            origin=row.origin,
            outcome=row.outcome,
            explanation=row.explanation,
            repeated_by=tuple(
                recommendation.number
                for recommendation in recommendations
                if number in recommendation.repeats
            ),
        )
        for number, row in enumerate(follow_ups, start=1)
    )
