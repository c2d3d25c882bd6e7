"""The national office writes an overarching report: its texts and its recommendations."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Sent, Unit
from assessments.views import deleting, entry_pages
from assessments.views.earlier_texts import earlier_page
from assessments.views.entry_pages import (
    Entry,
    deleted_parts,
    error_forms,
    status_of,
    with_failed,
)
from assessments.views.part_pages import PartPage
from national import access
from national.forms import (
    NationalRecommendationForm,
    NationalTextsForm,
    NewNationalRecommendationForm,
)
from national.models import NationalRecommendation, NationalReport
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .national_reports import national_context


@require_safe
def national_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show_texts(request, access.for_office(request.user, pk))


def _show_texts(
    request: SignedInRequest, report: NationalReport, failed: Entry | None = None
) -> HttpResponse:
    context = national_context(request, report, "national_texts") | {
        "entry": failed or Entry(texts_unit(report)),
        "error_forms": error_forms(failed),
    }
    return render(request, "national/texts.html", context, status=status_of([failed]))


def texts_unit(report: NationalReport) -> Unit:
    form = NationalTextsForm(prefix="t")
    return Unit(report, report, form, stored_fields(report, form.own_fields_in_order))


@require_POST
@transaction.atomic
def save_national_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    def fetch(_sent: Sent) -> Unit:
        return texts_unit(access.for_editing(request.user, pk))

    def show(failed: Entry) -> HttpResponse:
        return _show_texts(request, failed.unit.whole, failed)

    return entry_pages.save(request, fetch, show, reverse("national_texts", args=[pk]))


@require_safe
def national_recommendations(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_office(request.user, pk))


def _show(
    request: SignedInRequest,
    report: NationalReport,
    failed: Entry | None = None,
    new: NewNationalRecommendationForm | None = None,
) -> HttpResponse:
    entries = [
        Entry(recommendation_unit(report, row))
        for row in report.recommendations.select_related("changed_by")
    ]
    context = national_context(request, report, "national_recommendations") | {
        "recommendations": with_failed(entries, failed),
        "new": new or NewNationalRecommendationForm(prefix="new"),
        "deleted": deleted_parts(NationalRecommendation, report),
        "error_forms": error_forms(failed, new),
        "moved": request.GET.get("verplaatst", ""),
    }
    return render(
        request, "national/recommendations.html", context, status=status_of([failed], new)
    )


def recommendation_unit(report: NationalReport, row: NationalRecommendation) -> Unit:
    form = NationalRecommendationForm(prefix=f"r{row.pk}")
    return Unit(report, row, form, stored_fields(row, form.own_fields_in_order))


_RECOMMENDATIONS = PartPage(
    model=NationalRecommendation,
    name="national_recommendations",
    for_editing=access.for_editing,
    unit_of=recommendation_unit,
    show=_show,
)


@require_POST
@transaction.atomic
def save_national_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _RECOMMENDATIONS.save(request, pk, part_pk)


@require_POST
@counts_once
@transaction.atomic
def add_national_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access.for_editing(request.user, pk)
    form = NewNationalRecommendationForm(request.POST, prefix="new")
    return _RECOMMENDATIONS.add(request, report, form, lambda: _show(request, report, new=form))


@require_POST
@transaction.atomic
def move_national_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    return _RECOMMENDATIONS.move(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_national_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Ask first, saying what will be lost; then delete, or put back."""
    posted = request.method == "POST"
    report = access.for_editing(request.user, pk) if posted else access.for_office(request.user, pk)
    back = reverse("national_recommendations", args=[pk])
    template = "national/delete_recommendation.html"
    unit = _RECOMMENDATIONS.unit(report, part_pk)
    return deleting.delete(
        request,
        unit,
        back,
        template,
        lambda: national_context(request, report, "national_recommendations"),
    )


@require_safe
def earlier_national_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access.for_office(request.user, pk)
    context = national_context(request, report, "national_texts") | _SHELL
    send_to, back = reverse("save_national_texts", args=[pk]), reverse("national_texts", args=[pk])
    return earlier_page(request, texts_unit(report), report.title, send_to, back, context)


@require_safe
def earlier_national_recommendations(
    request: SignedInRequest, pk: int, part_pk: int
) -> HttpResponse:
    report = access.for_office(request.user, pk)
    unit = _RECOMMENDATIONS.unit(report, part_pk)
    context = national_context(request, report, "national_recommendations") | _SHELL
    send_to = reverse("save_national_recommendation", args=[pk, part_pk])
    back = reverse("national_recommendations", args=[pk])
    return earlier_page(request, unit, str(unit.row), send_to, back, context)


_SHELL = {"shell": "national/shell.html"}
