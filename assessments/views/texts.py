"""The texts of the report that no answer holds: introduction, method, summary, conclusions, sources."""

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms import ConclusionForm, TextsForm
from assessments.models import Assessment, Conclusion
from assessments.saving import row_writing
from assessments.saving.revised_form import refuse_unknown_fields
from networks.signed_in import SignedInRequest

from . import entry_pages
from .assessment_page import page_context, refuse_other_person
from .entry_pages import Entry


@require_safe
def texts_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Entry | None = None,
    new: ConclusionForm | None = None,
) -> HttpResponse:
    rows = Conclusion.objects.filter(assessment=assessment).select_related("changed_by")
    entries = [Entry(row, _conclusion_form(row)) for row in rows]
    texts = Entry(assessment, _texts_form(assessment))
    if failed and failed.part == assessment:
        texts = failed
    context = page_context(assessment, "texts") | {
        "texts": texts,
        "conclusions": [
            failed if failed and failed.part == entry.part else entry for entry in entries
        ],
        "new": new or ConclusionForm(prefix="new", initial={"revision": 0}),
        "error_forms": [form for form in (failed and failed.form, new) if form and form.errors],
        "moved": request.GET.get("verplaatst", ""),
    }
    return render(request, "assessments/texts.html", context, status=422 if failed or new else 200)


def _texts_form(assessment: Assessment, posted: QueryDict | None = None) -> TextsForm:
    return TextsForm(posted, prefix="t", initial=entry_pages.initial_of(assessment, TextsForm))


def _conclusion_form(row: Conclusion, posted: QueryDict | None = None) -> ConclusionForm:
    return ConclusionForm(
        posted, prefix=f"c{row.pk}", initial=entry_pages.initial_of(row, ConclusionForm)
    )


@require_POST
@transaction.atomic
def save_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    refuse_other_person(request)
    assessment = access.for_editing(request.user, pk)
    outcome = entry_pages.save_posted(
        request, assessment, lambda posted: _texts_form(assessment, posted)
    )
    back = reverse("texts", args=[pk])
    return entry_pages.reply(
        request, outcome, lambda failed: _show(request, assessment, failed=failed), back
    )


@require_POST
@transaction.atomic
def save_conclusion(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    assessment, row = entry_pages.fetch_for_saving(request, pk, Conclusion, part_pk)
    outcome = entry_pages.save_posted(request, row, lambda posted: _conclusion_form(row, posted))
    back = reverse("texts", args=[pk]) + f"#p-{row.pk}"
    return entry_pages.reply(
        request, outcome, lambda failed: _show(request, assessment, failed=failed), back
    )


@require_POST
@transaction.atomic
def add_conclusion(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    form = ConclusionForm(request.POST, prefix="new", initial={"revision": 0})
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, new=form)
    row = row_writing.add_part(Conclusion, assessment, form.values(), by=request.user)
    return redirect(reverse("texts", args=[pk]) + f"#p-{row.pk}")


@require_POST
def move_conclusion(request: SignedInRequest, pk: int) -> HttpResponse:
    return entry_pages.move(request, pk, Conclusion, reverse("texts", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def delete_conclusion(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return entry_pages.delete(
        request, pk, Conclusion, part_pk, reverse("texts", args=[pk]), "texts"
    )
