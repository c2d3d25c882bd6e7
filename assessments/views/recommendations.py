"""What was agreed before and what became of it; then the recommendations of now."""

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms import EarlierRecommendationForm, FollowUpForm, RecommendationForm
from assessments.models import Assessment, FollowUp, Recommendation
from assessments.saving import row_writing
from assessments.saving.revised_form import refuse_unknown_fields
from networks.signed_in import SignedInRequest

from . import entry_pages
from .assessment_page import page_context
from .entry_pages import Entry


@require_safe
def recommendations_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Entry | None = None,
    new: RecommendationForm | None = None,
    earlier: EarlierRecommendationForm | None = None,
) -> HttpResponse:
    follow_ups = list(FollowUp.objects.filter(assessment=assessment).select_related("changed_by"))
    rows = (
        Recommendation.objects.filter(assessment=assessment)
        .select_related("changed_by")
        .prefetch_related("repeats")
    )
    recommendations = [Entry(row, _form(row, follow_ups)) for row in rows]
    followed = [Entry(row, _follow_up_form(row)) for row in follow_ups]

    def with_failed(entries: list[Entry]) -> list[Entry]:
        return [failed if failed and failed.part == entry.part else entry for entry in entries]

    context = page_context(assessment, "recommendations") | {
        "follow_ups": with_failed(followed),
        "recommendations": with_failed(recommendations),
        "new": new
        or RecommendationForm(follow_ups=follow_ups, prefix="new", initial={"revision": 0}),
        "earlier": earlier or EarlierRecommendationForm(prefix="earlier"),
        "error_forms": [
            form for form in (failed and failed.form, new, earlier) if form and form.errors
        ],
        "moved": request.GET.get("verplaatst", ""),
    }
    return render(
        request,
        "assessments/recommendations.html",
        context,
        status=422 if failed or new or earlier else 200,
    )


def _form(
    row: Recommendation, follow_ups: list[FollowUp], posted: QueryDict | None = None
) -> RecommendationForm:
    initial = entry_pages.initial_of(row, RecommendationForm)
    return RecommendationForm(posted, follow_ups=follow_ups, prefix=f"r{row.pk}", initial=initial)


def _follow_up_form(row: FollowUp, posted: QueryDict | None = None) -> FollowUpForm:
    return FollowUpForm(
        posted, prefix=f"f{row.pk}", initial=entry_pages.initial_of(row, FollowUpForm)
    )


@require_POST
@transaction.atomic
def save_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    assessment, row = entry_pages.fetch_for_saving(request, pk, Recommendation, part_pk)
    follow_ups = list(FollowUp.objects.filter(assessment=assessment))
    outcome = entry_pages.save_posted(request, row, lambda posted: _form(row, follow_ups, posted))
    back = reverse("recommendations", args=[pk]) + f"#p-{row.pk}"
    return entry_pages.reply(
        request, outcome, lambda failed: _show(request, assessment, failed=failed), back
    )


@require_POST
@transaction.atomic
def add_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    follow_ups = list(FollowUp.objects.filter(assessment=assessment))
    form = RecommendationForm(
        request.POST, follow_ups=follow_ups, prefix="new", initial={"revision": 0}
    )
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, new=form)
    row = row_writing.add_part(Recommendation, assessment, form.values(), by=request.user)
    return redirect(reverse("recommendations", args=[pk]) + f"#p-{row.pk}")


@require_POST
def move_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    return entry_pages.move(request, pk, Recommendation, reverse("recommendations", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def delete_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return entry_pages.delete(
        request,
        pk,
        Recommendation,
        part_pk,
        reverse("recommendations", args=[pk]),
        "recommendations",
    )


@require_POST
@transaction.atomic
def save_follow_up(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    assessment, row = entry_pages.fetch_for_saving(request, pk, FollowUp, part_pk)
    outcome = entry_pages.save_posted(request, row, lambda posted: _follow_up_form(row, posted))
    back = reverse("recommendations", args=[pk]) + f"#f-{row.pk}"
    return entry_pages.reply(
        request, outcome, lambda failed: _show(request, assessment, failed=failed), back
    )


@require_POST
@transaction.atomic
def add_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a recommendation of before the portal, to follow it up."""
    assessment = access.for_editing(request.user, pk)
    form = EarlierRecommendationForm(request.POST, prefix="earlier")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, earlier=form)
    row = row_writing.add_part(FollowUp, assessment, form.cleaned_data, by=request.user)
    return redirect(reverse("recommendations", args=[pk]) + f"#f-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def delete_follow_up(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return entry_pages.delete(
        request, pk, FollowUp, part_pk, reverse("recommendations", args=[pk]), "recommendations"
    )
