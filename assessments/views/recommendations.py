"""What was agreed before and what became of it; then the recommendations of now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms.recommendations import (
    EarlierRecommendationForm,
    NewRecommendationForm,
)
from assessments.models import Assessment, Finding, FollowUp, Recommendation
from assessments.overdue import is_overdue
from assessments.saving.unit import Sent, Unit
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from . import deleting, entry_pages
from .assessment_page import page_context
from .entry_pages import (
    Entry,
    deleted_parts,
    error_forms,
    fetch_part,
    status_of,
    with_failed,
)
from .part_pages import PartPage
from .recommendation_entries import (
    follow_up_unit,
    improvements,
    recommendation_unit,
    whole_recommendation_unit,
)


@dataclass(frozen=True)
class AgreedBefore:
    """An earlier recommendation on the page, under its number in the report."""

    entry: Entry
    number: int
    is_overdue: bool

    @property
    def by_when(self) -> date:
        """The agreed day, for sorting: without one it comes last."""
        earlier = self.entry.part.recommendation
        return (earlier and earlier.by_when) or date.max


@require_safe
def recommendations_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Entry | None = None,
    new: NewRecommendationForm | None = None,
    earlier: EarlierRecommendationForm | None = None,
) -> HttpResponse:
    follow_ups = list(
        FollowUp.objects.filter(assessment=assessment).select_related(
            "changed_by", "recommendation"
        )
    )
    points = improvements(assessment)
    rows = (
        Recommendation.objects.filter(assessment=assessment)
        .select_related("changed_by")
        .prefetch_related("repeats", "points")
    )
    recommendations = [
        Entry(recommendation_unit(assessment, row, follow_ups, points)) for row in rows
    ]
    tied = {point.pk for entry in recommendations for point in entry.part.points.all()}
    followed = [Entry(follow_up_unit(assessment, row)) for row in follow_ups]
    context = page_context(assessment, "recommendations") | {
        "agreed_before": _overdue_first(assessment, with_failed(followed, failed)),
        "recommendations": with_failed(recommendations, failed),
        "without_recommendation": [point for point in points if point.pk not in tied],
        "new": new or NewRecommendationForm(follow_ups=follow_ups, points=points, prefix="new"),
        "earlier": earlier or EarlierRecommendationForm(prefix="earlier"),
        "deleted": deleted_parts(Recommendation, assessment),
        "deleted_follow_ups": deleted_parts(FollowUp, assessment),
        "error_forms": error_forms(failed, new, earlier),
        "moved": request.GET.get("verplaatst", ""),
    }
    status = status_of([failed], new, earlier)
    return render(request, "assessments/recommendations.html", context, status=status)


def _overdue_first(assessment: Assessment, entries: Iterable[Entry]) -> list[AgreedBefore]:
    today = timezone.localdate()

    def agreed(number: int, entry: Entry) -> AgreedBefore:
        row = entry.part
        by_when = row.recommendation.by_when if row.recommendation else None
        # What was confirmed doesn't become late afterwards.
        late = not assessment.is_confirmed and is_overdue(by_when, row.outcome, today)
        return AgreedBefore(entry, number, late)

    rows = [agreed(number, entry) for number, entry in enumerate(entries, start=1)]
    late = sorted((row for row in rows if row.is_overdue), key=lambda row: row.by_when)
    return [*late, *(row for row in rows if not row.is_overdue)]


_RECOMMENDATIONS = PartPage(
    model=Recommendation,
    name="recommendations",
    for_editing=access.for_editing,
    unit_of=whole_recommendation_unit,
    show=_show,
)
_FOLLOW_UPS = PartPage(
    model=FollowUp,
    name="recommendations",
    for_editing=access.for_editing,
    unit_of=follow_up_unit,
    show=_show,
    anchor="f",
)


@require_POST
@transaction.atomic
def save_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    def fetch(sent: Sent) -> Unit:
        assessment = access.for_editing(request.user, pk)
        row = fetch_part(assessment, Recommendation, part_pk, "changed_by")
        return whole_recommendation_unit(assessment, row, sent)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(request, fetch, show, _RECOMMENDATIONS.address(pk, part_pk))


@require_POST
@counts_once
@transaction.atomic
def add_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    form = _new_form(assessment, data=request.POST)
    return _RECOMMENDATIONS.add(
        request, assessment, form, lambda: _show(request, assessment, new=form)
    )


def _new_form(assessment: Assessment, **kwargs: Any) -> NewRecommendationForm:
    return NewRecommendationForm(
        follow_ups=list(FollowUp.objects.filter(assessment=assessment)),
        points=improvements(assessment),
        prefix="new",
        **kwargs,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def recommend_for_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Show a form for a recommendation about one point to improve, or add that recommendation."""
    posted = request.method == "POST"
    assessment = (
        access.for_editing(request.user, pk) if posted else access.for_reading(request.user, pk)
    )
    # A point that was deleted meanwhile can't be chosen, and what was typed comes back.
    point = get_object_or_404(Finding.with_deleted, assessment=assessment, pk=part_pk)
    data = request.POST if posted else None
    form = _new_form(assessment, data=data, initial={"points": [point.pk]})
    context = page_context(assessment, "recommendations")

    def show() -> HttpResponse:
        shown = context | {"point": point, "form": form}
        status = 422 if form.errors else 200
        return render(request, "assessments/recommend_for_point.html", shown, status=status)

    if posted:
        return _RECOMMENDATIONS.add(request, assessment, form, show)
    is_offered = point.kind == Finding.Kind.IMPROVEMENT and not point.deleted
    if not access.may_edit(assessment) or not is_offered:
        return redirect("recommendations", pk=pk)
    return show()


@require_POST
@transaction.atomic
def move_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    return _RECOMMENDATIONS.move(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _delete(_RECOMMENDATIONS, request, pk, part_pk)


@require_POST
@transaction.atomic
def save_follow_up(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _FOLLOW_UPS.save(request, pk, part_pk)


@require_POST
@counts_once
@transaction.atomic
def add_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a recommendation of before the portal, to follow it up."""
    assessment = access.for_editing(request.user, pk)
    form = EarlierRecommendationForm(request.POST, prefix="earlier")
    return _FOLLOW_UPS.add(
        request, assessment, form, lambda: _show(request, assessment, earlier=form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_follow_up(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _delete(_FOLLOW_UPS, request, pk, part_pk)


def _delete(page: PartPage, request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    back = reverse(page.name, args=[pk])
    return deleting.delete_part(
        request, pk, lambda whole: page.unit(whole, part_pk), back, page.name
    )
