"""The national office writes an overarching report: its texts and its recommendations."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.saving.revised_form import refuse_unknown_fields
from assessments.views import entry_pages
from assessments.views.assessment_page import refuse_other_person
from assessments.views.entry_pages import Entry, number, ordered
from national import access, lifecycle
from national.forms import (
    NationalRecommendationForm,
    NationalTextsForm,
    recommendation_initial,
    texts_initial,
)
from national.models import NationalRecommendation, NationalReport
from networks.signed_in import SignedInRequest

from .national_reports import national_context


@require_safe
def national_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show_texts(request, access.for_office(request.user, pk))


def _show_texts(
    request: SignedInRequest, report: NationalReport, failed: Entry | None = None
) -> HttpResponse:
    context = national_context(request, report, "national_texts") | {
        "entry": failed or Entry(report, _texts_form(report)),
        "error_forms": [failed.form] if failed and failed.form.errors else [],
    }
    return render(request, "national/texts.html", context, status=422 if failed else 200)


def _texts_form(report: NationalReport, posted: QueryDict | None = None) -> NationalTextsForm:
    return NationalTextsForm(posted, prefix="t", initial=texts_initial(report))


@require_POST
@transaction.atomic
def save_national_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    refuse_other_person(request)
    report = access.for_editing(request.user, pk)
    outcome = entry_pages.save_posted(request, report, lambda posted: _texts_form(report, posted))
    back = reverse("national_texts", args=[pk])
    return entry_pages.reply(
        request, outcome, lambda failed: _show_texts(request, report, failed), back
    )


@require_safe
def national_recommendations(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_office(request.user, pk))


def _show(
    request: SignedInRequest,
    report: NationalReport,
    failed: Entry | None = None,
    new: NationalRecommendationForm | None = None,
) -> HttpResponse:
    entries = [
        Entry(row, _form(row)) for row in report.recommendations.select_related("changed_by")
    ]
    context = national_context(request, report, "national_recommendations") | {
        "recommendations": [
            failed if failed and failed.part == entry.part else entry for entry in entries
        ],
        "new": new or NationalRecommendationForm(prefix="new", initial={"revision": 0}),
        "error_forms": [form for form in (failed and failed.form, new) if form and form.errors],
        "moved": request.GET.get("verplaatst", ""),
    }
    return render(
        request, "national/recommendations.html", context, status=422 if failed or new else 200
    )


def _form(
    row: NationalRecommendation, posted: QueryDict | None = None
) -> NationalRecommendationForm:
    return NationalRecommendationForm(
        posted, prefix=f"r{row.pk}", initial=recommendation_initial(row)
    )


@require_POST
@transaction.atomic
def save_national_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    refuse_other_person(request)
    report = access.for_editing(request.user, pk)
    row = get_object_or_404(report.recommendations.select_related("changed_by"), pk=part_pk)
    outcome = entry_pages.save_posted(request, row, lambda posted: _form(row, posted))
    back = reverse("national_recommendations", args=[pk]) + f"#p-{row.pk}"
    return entry_pages.reply(
        request, outcome, lambda failed: _show(request, report, failed=failed), back
    )


@require_POST
@transaction.atomic
def add_national_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access.for_editing(request.user, pk)
    form = NationalRecommendationForm(request.POST, prefix="new", initial={"revision": 0})
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, report, new=form)
    row = lifecycle.add_recommendation(report, form.values(), by=request.user)
    return redirect(reverse("national_recommendations", args=[pk]) + f"#p-{row.pk}")


@require_POST
@transaction.atomic
def move_national_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put recommendations in another order: all at once by dragging, or one up or down."""
    report = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST, (), "part", "order")
    rows = list(report.recommendations.values_list("pk", flat=True))
    if wanted := request.POST.get("order", ""):
        lifecycle.reorder(report, ordered(wanted, rows))
        return HttpResponse(status=204)
    part = get_object_or_404(report.recommendations, pk=number(request.POST.get("part")))
    place = rows.index(part.pk)
    other = place - 1 if request.POST.get("action") == "up" else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        lifecycle.reorder(report, rows)
    return redirect(
        reverse("national_recommendations", args=[report.pk]) + f"?verplaatst={part.pk}#p-{part.pk}"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_national_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Ask first, saying what will be lost; then delete."""
    posted = request.method == "POST"
    report = access.for_editing(request.user, pk) if posted else access.for_office(request.user, pk)
    row = get_object_or_404(report.recommendations, pk=part_pk)
    if not posted:
        context = national_context(request, report, "national_recommendations") | {"part": row}
        return render(request, "national/delete_recommendation.html", context)
    refuse_unknown_fields(request.POST)
    row.delete()
    messages.success(request, _("Verwijderd."))
    return redirect("national_recommendations", pk=pk)
