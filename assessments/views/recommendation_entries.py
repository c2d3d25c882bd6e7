"""Recommendations and what became of earlier ones, as their forms hold them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.forms.recommendations import FollowUpForm, RecommendationForm
from assessments.models import Assessment, Finding, FollowUp, Recommendation
from assessments.saving.stored_fields import Links, stored_fields
from assessments.saving.unit import Sent, Unit


def improvements(assessment: Assessment) -> list[Finding]:
    """Return the points to improve: what a recommendation may be about (one query)."""
    kind = Finding.Kind.IMPROVEMENT
    return list(Finding.objects.filter(assessment=assessment, kind=kind))


def recommendation_unit(
    assessment: Assessment,
    row: Recommendation,
    follow_ups: Iterable[FollowUp],
    points: Iterable[Finding] = (),
    *,
    linked: Mapping[str, Mapping[str, int]] | None = None,
) -> Unit:
    """Return what is typed at one recommendation.

    `follow_ups` are those that it may repeat, `points` those that it may be about. `linked` are
    those that it does, by field, where they were read with them.
    """
    form = RecommendationForm(follow_ups=follow_ups, points=points, prefix=f"r{row.pk}")
    special = {
        name: Links(
            row,
            name,
            form.fields[name],
            offered={str(one.pk): one.pk for one in offered},
            read=dict(linked[name]) if linked else None,
        )
        for name, offered in (("repeats", follow_ups), ("points", points))
        if name in form.fields
    }
    return Unit(assessment, row, form, stored_fields(row, form.own_fields_in_order, special))


def whole_recommendation_unit(
    assessment: Assessment, row: Recommendation, sent: Sent | None = None
) -> Unit:
    """Return the same with what can be chosen and what is (one query for each of the two that was
    sent).
    """
    here, whole = Q(assessment=assessment), sent or Sent()
    rows: dict[str, list[Any]] = {"repeats": [], "points": []}
    if whole.has("repeats"):
        rows["repeats"] = list(_with_links(FollowUp.objects.filter(here), row, "repeats"))
    if whole.has("points"):
        found = _with_links(Finding.objects.filter(here), row, "points")
        rows["points"] = list(found.filter(Q(kind=Finding.Kind.IMPROVEMENT) | Q(is_linked=True)))
    linked = {
        name: {str(one.pk): one.pk for one in found if one.is_linked}
        for name, found in rows.items()
    }
    points = [one for one in rows["points"] if one.kind == Finding.Kind.IMPROVEMENT]
    return recommendation_unit(assessment, row, rows["repeats"], points, linked=linked)


def _with_links(rows: QuerySet[Any], to: Recommendation, name: str) -> QuerySet[Any]:
    """Add to rows whether a recommendation is linked with them."""
    manager = getattr(to, name)
    of_this = {manager.source_field_name: to.pk, manager.target_field_name: OuterRef("pk")}
    linked: QuerySet[Any] = manager.through.objects.filter(**of_this)
    found: QuerySet[Any] = rows.annotate(is_linked=Exists(linked))
    return found


def follow_up_unit(assessment: Assessment, row: FollowUp) -> Unit:
    form = FollowUpForm(prefix=f"f{row.pk}")
    return Unit(assessment, row, form, stored_fields(row, form.own_fields_in_order))
