"""The national office writes an overarching report: its texts and its recommendations."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.saving.stored_fields import stored_fields
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Unit
from assessments.views import deleting, entry_pages, order
from assessments.views.earlier_texts import earlier_page
from assessments.views.entry_pages import (
    Entry,
    deleted_parts,
    error_forms,
    status_of,
    with_failed,
)
from national import access, lifecycle
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
    def fetch(_version: str) -> Unit:
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


def _fetch(report: NationalReport, part_pk: int) -> Unit:
    rows = NationalRecommendation.with_deleted.select_related("changed_by")
    return recommendation_unit(report, get_object_or_404(rows, report=report, pk=part_pk))


@require_POST
@transaction.atomic
def save_national_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    def fetch(_version: str) -> Unit:
        return _fetch(access.for_editing(request.user, pk), part_pk)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(
        request, fetch, show, reverse("national_recommendations", args=[pk]) + f"#p-{part_pk}"
    )


@require_POST
@counts_once
@transaction.atomic
def add_national_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access.for_editing(request.user, pk)
    form = NewNationalRecommendationForm(request.POST, prefix="new")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, report, new=form)
    row = lifecycle.add_recommendation(report, form.values(), by=request.user)
    messages.success(request, _("Toegevoegd."))
    return redirect(reverse("national_recommendations", args=[pk]) + f"#p-{row.pk}")


@require_POST
@transaction.atomic
def move_national_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put recommendations in another order: all at once by dragging, or one up or down."""
    report = access.for_editing(request.user, pk)
    back = reverse("national_recommendations", args=[pk])
    return order.move(request, report, NationalRecommendation, back)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_national_recommendation(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Ask first, saying what will be lost; then delete, or put back."""
    posted = request.method == "POST"
    report = access.for_editing(request.user, pk) if posted else access.for_office(request.user, pk)
    back = reverse("national_recommendations", args=[pk])
    template = "national/delete_recommendation.html"
    unit = _fetch(report, part_pk)
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
    unit = _fetch(report, part_pk)
    context = national_context(request, report, "national_recommendations") | _SHELL
    send_to = reverse("save_national_recommendation", args=[pk, part_pk])
    back = reverse("national_recommendations", args=[pk])
    return earlier_page(request, unit, str(unit.row), send_to, back, context)


_SHELL = {"shell": "national/shell.html"}
