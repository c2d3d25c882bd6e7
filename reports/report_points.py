"""The points, recommendations and follow-up of an assessment, as a report has them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, QuerySet

from assessments.models import Assessment, Finding, FollowUp, View
from assessments.support import support_of
from indicators.catalogue import Catalogue

from .finding_parts import SHORT, EvidencePart, FindingPart, FindingQuotePart, SupportPart
from .question_parts import AnswerPart
from .report_parts import FollowUpPart, RecommendationPart

# Where a point belongs: the number of its theme, None for the whole, or the version, key and title
# of a theme that is gone.
Place = int | tuple[str, str, str] | None


def points_of(
    assessment: Assessment,
    catalogue: Catalogue,
    answers: dict[int, AnswerPart],
    *,
    has_sources: bool,
) -> defaultdict[Place, list[FindingPart]]:
    """Return the points, in order, by the place where they belong.

    Three queries, and two more with sources on which a point may rest.
    """
    numbers = {theme.pk: theme.number for theme in catalogue.themes}
    by_place: defaultdict[Place, list[FindingPart]] = defaultdict(list)
    rows = assessment.findings.in_report().select_related("theme__indicator_set")
    if has_sources:
        said = (("views", View.objects.of_others()), ("quotes", View.objects.quotable()))
        rows = rows.prefetch_related(
            *(Prefetch(name, views.select_related("source__organisation")) for name, views in said)
        )
    indicators = _linked(Finding.indicators.through, assessment, "indicator")
    criteria = _linked(Finding.criteria.through, assessment, "criterion")
    for finding in rows:
        theme, number = finding.theme, numbers.get(finding.theme_id or 0)
        # A theme without a number isn't in this version of the set.
        gone = (
            (theme.indicator_set.version, theme.key, theme.title)
            if theme and number is None
            else None
        )
        part = _finding(
            finding,
            number,
            catalogue,
            answers,
            touched=indicators[finding.pk],
            criteria=criteria[finding.pk],
            has_sources=has_sources,
        )
        by_place[gone or number].append(part)
    return by_place


def _linked(through: Any, assessment: Assessment, name: str) -> defaultdict[int, set[int]]:
    """Return the primary keys that each point of an assessment is linked with (one query)."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = through.objects.filter(finding__assessment=assessment)
    for finding, other in rows.values_list("finding", name):
        found[finding].add(other)
    return found


def _numbers_of(name: str, rows: "QuerySet[Any]") -> "Prefetch[str]":
    """Return how linked rows are fetched of which only the primary keys count."""
    return Prefetch(name, rows.only("pk").order_by())


def _finding(
    finding: Finding,
    theme: int | None,
    catalogue: Catalogue,
    answers: dict[int, AnswerPart],
    *,
    touched: Collection[int],
    criteria: Collection[int],
    has_sources: bool,
) -> FindingPart:
    # In the order of the set. A question that this version no longer asks has no number to name it.
    indicators = [indicator for indicator in catalogue.indicators if indicator.pk in touched]
    views, quotes = (finding.views.all(), finding.quotes.all()) if has_sources else ((), ())
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
            for one in support_of([*views, *quotes])
        ),
        quotes=tuple(
            FindingQuotePart(text=view.remark, who=view.source.quoted_as) for view in quotes
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
