"""The texts of the report that no answer holds: introduction, method, summary, conclusions,
sources.
"""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms.texts import ConclusionForm, NewConclusionForm, TextsForm
from assessments.models import Assessment, Conclusion
from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Sent, Unit
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from . import deleting, entry_pages
from .assessment_page import page_context
from .entry_pages import Entry, deleted_parts, error_forms, status_of, with_failed
from .part_pages import PartPage


@require_safe
def texts_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Entry | None = None,
    new: NewConclusionForm | None = None,
) -> HttpResponse:
    rows = Conclusion.objects.filter(assessment=assessment).select_related("changed_by")
    entries = [Entry(conclusion_unit(assessment, row)) for row in rows]
    texts = Entry(texts_unit(assessment))
    if failed and failed.part == assessment:
        texts = failed
    context = page_context(assessment, "texts") | {
        "texts": texts,
        "conclusions": with_failed(entries, failed),
        "new": new or NewConclusionForm(prefix="new"),
        "deleted": deleted_parts(Conclusion, assessment),
        "error_forms": error_forms(failed, new),
        "moved": request.GET.get("verplaatst", ""),
    }
    return render(request, "assessments/texts.html", context, status=status_of([failed], new))


def texts_unit(assessment: Assessment) -> Unit:
    form = TextsForm(prefix="t")
    return Unit(assessment, assessment, form, stored_fields(assessment, form.own_fields_in_order))


def conclusion_unit(assessment: Assessment, row: Conclusion) -> Unit:
    form = ConclusionForm(prefix=f"c{row.pk}")
    return Unit(assessment, row, form, stored_fields(row, form.own_fields_in_order))


_CONCLUSIONS = PartPage(
    model=Conclusion,
    name="texts",
    for_editing=access.for_editing,
    unit_of=conclusion_unit,
    show=_show,
)


@require_POST
@transaction.atomic
def save_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    def fetch(_sent: Sent) -> Unit:
        return texts_unit(access.for_editing(request.user, pk))

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(request, fetch, show, reverse("texts", args=[pk]))


@require_POST
@transaction.atomic
def save_conclusion(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _CONCLUSIONS.save(request, pk, part_pk)


@require_POST
@counts_once
@transaction.atomic
def add_conclusion(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    form = NewConclusionForm(request.POST, prefix="new")
    return _CONCLUSIONS.add(request, assessment, form, lambda: _show(request, assessment, new=form))


@require_POST
@transaction.atomic
def move_conclusion(request: SignedInRequest, pk: int) -> HttpResponse:
    return _CONCLUSIONS.move(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_conclusion(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    back = reverse("texts", args=[pk])
    return deleting.delete_part(
        request, pk, lambda whole: _CONCLUSIONS.unit(whole, part_pk), back, "texts"
    )
