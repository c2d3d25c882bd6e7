"""Strong points and improvement points, side by side for each theme."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indicators.catalogue import Catalogue, ThemeEntry, catalogue_of
from networks.signed_in import SignedInRequest

from .. import access, writing
from ..forms import FindingForm, NewFindingForm, refuse_unknown_fields
from ..models import Assessment, Finding
from . import parts
from .pages import page_context
from .parts import Entry


@dataclass
class ThemePoints:
    """The points of one theme, or (theme is None) about the whole, with an empty form for each kind."""

    theme: ThemeEntry | None
    strengths: list[Entry]
    improvements: list[Entry]
    new_strength: NewFindingForm
    new_improvement: NewFindingForm


@require_GET
def points_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


def _show(
    request: SignedInRequest, assessment: Assessment, failed: Entry | None = None, new: NewFindingForm | None = None
) -> HttpResponse:
    """Show all points; `failed` and `new` are forms that could not be saved."""
    catalogue = catalogue_of(assessment.indicator_set)
    rows = Finding.objects.filter(assessment=assessment).select_related("changed_by")
    entries = [Entry(row, _form(catalogue, row)) for row in rows.prefetch_related("indicators", "criteria")]
    entries = [failed if failed and failed.part.pk == entry.part.pk else entry for entry in entries]
    sections = [_section(theme, entries, new) for theme in [*catalogue.themes, None]]
    context = page_context(assessment, "points", catalogue=catalogue) | {
        "sections": sections,
        "count": len(entries),
        "error_forms": [form for form in (failed and failed.form, new) if form and form.errors],
        "moved": request.GET.get("verplaatst", ""),
    }
    wrong = failed or new
    return render(request, "assessments/points.html", context, status=422 if wrong else 200)


def _section(theme: ThemeEntry | None, entries: list[Entry], new: NewFindingForm | None) -> ThemePoints:
    here = [entry for entry in entries if entry.part.theme_id == (theme.pk if theme else None)]

    def empty(kind: str) -> NewFindingForm:
        prefix = f"new-{kind}-{theme.pk if theme else 0}"
        return new if new is not None and new.prefix == prefix else NewFindingForm(prefix=prefix)

    return ThemePoints(
        theme,
        [entry for entry in here if entry.part.kind == Finding.Kind.STRENGTH],
        [entry for entry in here if entry.part.kind == Finding.Kind.IMPROVEMENT],
        empty(Finding.Kind.STRENGTH.value),
        empty(Finding.Kind.IMPROVEMENT.value),
    )


def _form(catalogue: Catalogue, finding: Finding, posted: QueryDict | None = None) -> FindingForm:
    theme = next((theme for theme in catalogue.themes if theme.pk == finding.theme_id), None)
    initial = parts.initial_of(finding, FindingForm)
    linked = set(initial["indicators"])
    return FindingForm(
        posted, catalogue=catalogue, theme=theme, linked=linked, prefix=f"p{finding.pk}", initial=initial
    )


@require_POST
@transaction.atomic
def save_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    assessment, finding = parts.fetch_for_saving(request, pk, Finding, part_pk)
    catalogue = catalogue_of(assessment.indicator_set)
    entry = Entry(finding, _form(catalogue, finding, request.POST))
    refuse_unknown_fields(request.POST, [entry.form])
    entry = parts.save_posted(request, entry, lambda posted: _form(catalogue, finding, posted))
    back = reverse("points", args=[pk]) + f"#p-{finding.pk}"
    return parts.reply(request, entry, lambda failed: _show(request, assessment, failed=failed), back)


@require_POST
@transaction.atomic
def add_point(request: SignedInRequest, pk: int, kind: str, theme_pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    themes = {theme.pk for theme in catalogue_of(assessment.indicator_set).themes}
    if kind not in Finding.Kind.values or theme_pk not in {*themes, 0}:
        raise Http404
    form = NewFindingForm(request.POST, prefix=f"new-{kind}-{theme_pk}")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, new=form)
    values = form.cleaned_data | {"kind": kind, "theme_id": theme_pk or None}
    finding = writing.add_part(Finding, assessment, values, by=request.user)
    return redirect(reverse("points", args=[pk]) + f"#p-{finding.pk}")


@require_POST
def move_point(request: SignedInRequest, pk: int) -> HttpResponse:
    return parts.move(request, pk, Finding, reverse("points", args=[pk]))


@require_http_methods(["GET", "POST"])
def delete_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return parts.delete(request, pk, Finding, part_pk, reverse("points", args=[pk]), "points")
