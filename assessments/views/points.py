"""Strong points and improvement points, side by side for each theme."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms import FindingForm, NewFindingForm
from assessments.models import Assessment, Finding
from assessments.saving import row_writing
from assessments.saving.revised_form import refuse_unknown_fields
from indicators.catalogue import Catalogue, ThemeEntry, catalogue_of
from indicators.models import Criterion, Indicator, Theme
from networks.signed_in import SignedInRequest

from . import entry_pages
from .assessment_page import page_context
from .entry_pages import Entry


@dataclass
class ThemePoints:
    """The points of one theme, or (theme is None) about the whole, with an empty form for each kind.

    `gone` is a theme that only an earlier version had: its points stay, but none can be added.
    """

    theme: ThemeEntry | None
    strengths: list[Entry]
    improvements: list[Entry]
    new_strength: NewFindingForm | None = None
    new_improvement: NewFindingForm | None = None
    gone: Theme | None = None


@require_safe
def points_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Entry | None = None,
    new: NewFindingForm | None = None,
) -> HttpResponse:
    """Show all points; `failed` and `new` are forms that could not be saved."""
    catalogue = catalogue_of(assessment.indicator_set)
    rows = Finding.objects.filter(assessment=assessment).select_related(
        "changed_by", "theme__indicator_set"
    )
    entries = [
        Entry(row, _form(catalogue, row)) for row in rows.prefetch_related("indicators", "criteria")
    ]
    entries = [failed if failed and failed.part.pk == entry.part.pk else entry for entry in entries]
    sections = [_section(theme, entries, new) for theme in [*catalogue.themes, None]]
    sections[-1:-1] = _sections_of_gone_themes(catalogue, entries)
    context = page_context(assessment, "points", catalogue=catalogue) | {
        "sections": sections,
        "count": len(entries),
        "error_forms": [form for form in (failed and failed.form, new) if form and form.errors],
        "moved": request.GET.get("verplaatst", ""),
    }
    wrong = failed or new
    return render(request, "assessments/points.html", context, status=422 if wrong else 200)


def _section(
    theme: ThemeEntry | None, entries: list[Entry], new: NewFindingForm | None
) -> ThemePoints:
    here = [entry for entry in entries if entry.part.theme_id == (theme.pk if theme else None)]

    def empty(kind: str) -> NewFindingForm:
        prefix = f"new-{kind}-{theme.pk if theme else 0}"
        return new if new is not None and new.prefix == prefix else NewFindingForm(prefix=prefix)

    kinds = Finding.Kind
    return ThemePoints(
        theme, *_by_kind(here), empty(kinds.STRENGTH.value), empty(kinds.IMPROVEMENT.value)
    )


def _sections_of_gone_themes(catalogue: Catalogue, entries: list[Entry]) -> list[ThemePoints]:
    """Return the points about themes of an earlier version, which the present one doesn't have."""
    now = {theme.pk for theme in catalogue.themes}
    gone = {entry.part.theme_id: entry.part.theme for entry in entries if entry.part.theme_id}
    return [
        ThemePoints(
            None, *_by_kind([entry for entry in entries if entry.part.theme_id == pk]), gone=theme
        )
        for pk, theme in gone.items()
        if pk not in now
    ]


def _by_kind(entries: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    strengths = [entry for entry in entries if entry.part.kind == Finding.Kind.STRENGTH]
    return strengths, [entry for entry in entries if entry.part.kind == Finding.Kind.IMPROVEMENT]


def _form(catalogue: Catalogue, finding: Finding, posted: QueryDict | None = None) -> FindingForm:
    theme = next((theme for theme in catalogue.themes if theme.pk == finding.theme_id), None)
    initial = entry_pages.initial_of(finding, FindingForm)
    linked = set(initial["indicators"])
    return FindingForm(
        posted,
        catalogue=catalogue,
        theme=theme,
        linked=linked,
        prefix=f"p{finding.pk}",
        initial=initial,
    )


def _in_this_version(posted: QueryDict, form: FindingForm, catalogue: Catalogue) -> QueryDict:
    """Return what was posted; questions and criteria that a page of another version named become those of this one."""
    data = posted.copy()
    places: list[tuple[str, type[Indicator] | type[Criterion], str, dict[str, int]]] = [
        (
            "indicators",
            Indicator,
            "group__theme__indicator_set",
            {one.key: one.pk for one in catalogue.indicators},
        ),
        (
            "criteria",
            Criterion,
            "theme__indicator_set",
            {one.key: one.pk for one in catalogue.criteria},
        ),
    ]
    for name, model, version, now in places:
        values = posted.getlist(form.add_prefix(name))
        offered = form.offered(name)
        other = [
            value
            for value in values
            if value.isdecimal() and len(value) < 18 and int(value) not in offered
        ]
        if name in form.fields and other:
            rows = model._default_manager.filter(
                pk__in=other, **{f"{version}__slug": catalogue.slug}
            )
            same = {str(pk): now.get(key) for pk, key in rows.values_list("pk", "key")}
            # What only an earlier version has, the point keeps by itself.
            translated = [
                str(same.get(value) or "") if value in same else value for value in values
            ]
            data.setlist(form.add_prefix(name), [value for value in translated if value])
    return data


def _theme(catalogue: Catalogue, pk: int) -> ThemeEntry | None:
    """Return a theme of this version, also by its key in another version: that page may still have been open."""
    here = next((theme for theme in catalogue.themes if theme.pk == pk), None)
    if here or not pk:
        return here
    other = Theme.objects.filter(pk=pk, indicator_set__slug=catalogue.slug).first()
    return catalogue.theme(other.key) if other else None


@require_POST
@transaction.atomic
def save_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    assessment, finding = entry_pages.fetch_for_saving(request, pk, Finding, part_pk)
    catalogue = catalogue_of(assessment.indicator_set)
    posted = _in_this_version(request.POST, _form(catalogue, finding), catalogue)
    outcome = entry_pages.save_posted(
        request, finding, lambda posted: _form(catalogue, finding, posted), posted
    )
    back = reverse("points", args=[pk]) + f"#p-{finding.pk}"
    return entry_pages.reply(
        request, outcome, lambda failed: _show(request, assessment, failed=failed), back
    )


@require_POST
@transaction.atomic
def add_point(request: SignedInRequest, pk: int, kind: str, theme_pk: int) -> HttpResponse:
    assessment = access.for_editing(request.user, pk)
    theme = _theme(catalogue_of(assessment.indicator_set), theme_pk)
    if kind not in Finding.Kind.values or (theme is None and theme_pk):
        raise Http404
    form = NewFindingForm(request.POST, prefix=f"new-{kind}-{theme_pk}")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, new=form)
    values = form.cleaned_data | {"kind": kind, "theme_id": theme.pk if theme else None}
    finding = row_writing.add_part(Finding, assessment, values, by=request.user)
    return redirect(reverse("points", args=[pk]) + f"#p-{finding.pk}")


@require_POST
def move_point(request: SignedInRequest, pk: int) -> HttpResponse:
    return entry_pages.move(request, pk, Finding, reverse("points", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def delete_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return entry_pages.delete(request, pk, Finding, part_pk, reverse("points", args=[pk]), "points")
