"""What was agreed before and what became of it; then the recommendations of now."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms.recommendations import (
    EarlierRecommendationForm,
    FollowUpForm,
    NewRecommendationForm,
    RecommendationForm,
)
from assessments.models import Assessment, FollowUp, Recommendation
from assessments.saving import adding
from assessments.saving.stored_fields import Links, stored_fields
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Unit
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from . import deleting, entry_pages, order
from .assessment_page import page_context
from .entry_pages import Entry, deleted_parts, error_forms, fetch_part, status_of, with_failed


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
    follow_ups = list(FollowUp.objects.filter(assessment=assessment).select_related("changed_by"))
    rows = (
        Recommendation.objects.filter(assessment=assessment)
        .select_related("changed_by")
        .prefetch_related("repeats")
    )
    recommendations = [Entry(recommendation_unit(assessment, row, follow_ups)) for row in rows]
    followed = [Entry(follow_up_unit(assessment, row)) for row in follow_ups]

    context = page_context(assessment, "recommendations") | {
        "follow_ups": with_failed(followed, failed),
        "recommendations": with_failed(recommendations, failed),
        "new": new or NewRecommendationForm(follow_ups=follow_ups, prefix="new"),
        "earlier": earlier or EarlierRecommendationForm(prefix="earlier"),
        "deleted": deleted_parts(Recommendation, assessment),
        "deleted_follow_ups": deleted_parts(FollowUp, assessment),
        "error_forms": error_forms(failed, new, earlier),
        "moved": request.GET.get("verplaatst", ""),
    }
    status = status_of([failed], new, earlier)
    return render(request, "assessments/recommendations.html", context, status=status)


def recommendation_unit(
    assessment: Assessment, row: Recommendation, follow_ups: list[FollowUp]
) -> Unit:
    """Return what is typed at one recommendation; `follow_ups` are those that it may repeat."""
    form = RecommendationForm(follow_ups=follow_ups, prefix=f"r{row.pk}")
    special = {}
    if "repeats" in form.fields:
        offered = {str(one.pk): one.pk for one in follow_ups}
        special["repeats"] = Links(row, "repeats", form.fields["repeats"], offered=offered)
    return Unit(assessment, row, form, stored_fields(row, form.own_fields_in_order, special))


def follow_up_unit(assessment: Assessment, row: FollowUp) -> Unit:
    form = FollowUpForm(prefix=f"f{row.pk}")
    return Unit(assessment, row, form, stored_fields(row, form.own_fields_in_order))


def _fetch(assessment: Assessment, part_pk: int) -> Unit:
    row = fetch_part(assessment, Recommendation, part_pk, "changed_by")
    return recommendation_unit(
        assessment, row, list(FollowUp.objects.filter(assessment=assessment))
    )


def _fetch_follow_up(assessment: Assessment, part_pk: int) -> Unit:
    return follow_up_unit(assessment, fetch_part(assessment, FollowUp, part_pk, "changed_by"))


@require_POST
@transaction.atomic
def save_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    def fetch(_version: str) -> Unit:
        return _fetch(access.for_editing(request.user, pk), part_pk)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(
        request, fetch, show, reverse("recommendations", args=[pk]) + f"#p-{part_pk}"
    )


@require_POST
@counts_once
@transaction.atomic
def add_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    follow_ups = list(FollowUp.objects.filter(assessment=assessment))
    form = NewRecommendationForm(request.POST, follow_ups=follow_ups, prefix="new")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, new=form)
    row = adding.add_part(Recommendation, assessment, form.values(), by=request.user)
    messages.success(request, _("Toegevoegd."))
    return redirect(reverse("recommendations", args=[pk]) + f"#p-{row.pk}")


@require_POST
@transaction.atomic
def move_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    return order.move(request, assessment, Recommendation, reverse("recommendations", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    back = reverse("recommendations", args=[pk])
    return deleting.delete_part(
        request, pk, lambda one: _fetch(one, part_pk), back, "recommendations"
    )


@require_POST
@transaction.atomic
def save_follow_up(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    def fetch(_version: str) -> Unit:
        return _fetch_follow_up(access.for_editing(request.user, pk), part_pk)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(
        request, fetch, show, reverse("recommendations", args=[pk]) + f"#f-{part_pk}"
    )


@require_POST
@counts_once
@transaction.atomic
def add_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a recommendation of before the portal, to follow it up."""
    assessment = access.for_editing(request.user, pk)
    form = EarlierRecommendationForm(request.POST, prefix="earlier")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, earlier=form)
    row = adding.add_part(FollowUp, assessment, form.cleaned_data, by=request.user)
    messages.success(request, _("Toegevoegd."))
    return redirect(reverse("recommendations", args=[pk]) + f"#f-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_follow_up(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    back = reverse("recommendations", args=[pk])
    return deleting.delete_part(
        request, pk, lambda one: _fetch_follow_up(one, part_pk), back, "recommendations"
    )
