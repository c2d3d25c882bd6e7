"""Strong points and improvement points, side by side for each theme."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.forms.points import FindingForm, NewFindingForm
from assessments.models import Assessment, Finding, View
from assessments.points_to_make import kinds_made, points_to_make
from assessments.saving import adding
from assessments.saving.shared_fields import Judged, KeyPoint
from assessments.saving.stored_fields import Links, StoredField, stored_fields
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Sent, Unit
from assessments.support import supports_of
from indicators.catalogue import Catalogue, ThemeEntry, catalogue_of
from indicators.models import Theme
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from . import deleting, entry_pages, order
from .assessment_page import answers_of, page_context
from .entry_pages import Entry, deleted_parts, error_forms, status_of, with_failed
from .points_by_theme import points_by_theme


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
        "changed_by", "theme__indicator_set", "answer"
    )
    stored = [
        Entry(point_unit(assessment, catalogue, row))
        for row in rows.prefetch_related("indicators", "criteria", "recommendations", quoted())
    ]
    entries = with_failed(stored, failed)
    answers = answers_of(assessment)
    made = kinds_made(entry.part for entry in stored)
    to_make = points_to_make(catalogue, answers, made)
    context = page_context(assessment, "points", catalogue=catalogue, answers=answers) | {
        "sections": points_by_theme(catalogue, entries, to_make, new),
        "count": len(entries),
        "to_make": to_make,
        "supports": supports_of(assessment),
        "has_sources": View.objects.of_others().filter(source__assessment=assessment).exists(),
        "deleted": deleted_parts(Finding, assessment),
        "error_forms": error_forms(failed, new),
        "moved": request.GET.get("verplaatst", ""),
    }
    return render(request, "assessments/points.html", context, status=status_of([failed], new))


def views_to_rest_on(point: Finding, questions: Collection[int]) -> list[View]:
    """Return what sources say about questions, and what the point rests on or quotes already, with
    `in_views` and `in_quotes` (one query)."""
    said = View.objects.of_others().that_say_something()
    offered = said.filter(source__assessment=point.assessment_id, indicator__in=questions)
    linked = Finding.views.through.objects.filter(finding=point.pk).values("view")
    quotes = Finding.quotes.through.objects.filter(finding=point.pk).values("view")
    chosen = Q(pk__in=linked) | Q(pk__in=quotes)
    found: QuerySet[View] = View.objects.filter(Q(pk__in=offered.values("pk")) | chosen)
    found = found.annotate(in_views=_is_in(linked), in_quotes=_is_in(quotes))
    return list(
        found.select_related("source__organisation").order_by("source__position", "source_id", "pk")
    )


def _is_in(links: "QuerySet[Any, Any]") -> Exists:
    return Exists(links.filter(view=OuterRef("pk")))


def quoted() -> "Prefetch[str]":
    """Return how the views that points quote are fetched: with source and organisation."""
    return Prefetch("quotes", View.objects.select_related("source__organisation"))


def point_unit(
    assessment: Assessment,
    catalogue: Catalogue,
    point: Finding,
    *,
    views: Collection[View] = (),
    only: Collection[str] = (),
    linked: Mapping[str, int] | None = None,
) -> Unit:
    """Return what is typed at one point. It was fetched with its answer.

    `views` are those to choose from: there may be hundreds, so most pages of points have none.
    `only` are the fields of a page that doesn't show all of them. `linked` are its questions (key
    and primary key), where they were read with it.
    """
    point.assessment = assessment
    theme = next((theme for theme in catalogue.themes if theme.pk == point.theme_id), None)
    if linked is None:
        linked = {row.key: row.pk for row in point.indicators.all()}
    form = FindingForm(
        catalogue=catalogue,
        theme=theme,
        linked=set(linked.values()),
        views=views,
        only=only,
        prefix=f"p{point.pk}",
    )
    read = {"indicators": dict(linked)} | {
        name: {str(view.pk): view.pk for view in views if getattr(view, f"in_{name}")}
        for name in ("views", "quotes")
    }
    special: dict[str, StoredField] = {
        name: Links(
            point,
            name,
            form.fields[name],
            offered=offered,
            sign=(lambda row: str(row.pk))
            if name in ("views", "quotes")
            else (lambda row: row.key),
            read=read.get(name),
        )
        for name, offered in form.offered.items()
    }
    if point.answer and not only:
        point.answer.assessment = assessment
        special["kind"] = Judged(point.answer, "kind", form.fields["kind"], point)
        special["headline"] = KeyPoint(point, "headline", form.fields["headline"], point.answer)
    return Unit(assessment, point, form, stored_fields(point, form.own_fields_in_order, special))


def whole_point_unit(
    assessment: Assessment,
    point: Finding,
    *,
    rests: bool = True,
    linked: Mapping[str, int] | None = None,
) -> Unit:
    """Return all that is stored of one point. Fetch it with its answer.

    What it rests on is left out (`rests`) where nobody asks: that is a query of its own.
    """
    if linked is None:
        linked = {row.key: row.pk for row in point.indicators.all()}
    views = views_to_rest_on(point, set(linked.values())) if rests else ()
    catalogue = catalogue_of(assessment.indicator_set)
    return point_unit(assessment, catalogue, point, views=views, linked=linked)


def point_with_questions(assessment: Assessment, part_pk: int) -> tuple[Finding, dict[str, int]]:
    """Return a point, also a deleted one, and its questions by their keys (one query: a row for
    each question).
    """
    points = Finding.with_deleted.select_related("changed_by", "answer").annotate(
        question_pk=F("indicators"), question_key=F("indicators__key")
    )
    rows = list(points.filter(assessment=assessment, pk=part_pk))
    if not rows:
        raise Http404
    return rows[0], {row.question_key: row.question_pk for row in rows if row.question_pk}


def _fetch(assessment: Assessment, part_pk: int, *, rests: bool = True) -> Unit:
    point, linked = point_with_questions(assessment, part_pk)
    return whole_point_unit(assessment, point, rests=rests, linked=linked)


def _theme(catalogue: Catalogue, pk: int) -> ThemeEntry | None:
    """Return a theme of this version, also by its key in another version: that page may still have
    been open.
    """
    here = next((theme for theme in catalogue.themes if theme.pk == pk), None)
    if here or not pk:
        return here
    other = Theme.objects.filter(pk=pk, indicator_set__slug=catalogue.slug).first()
    return catalogue.theme(other.key) if other else None


@require_POST
@transaction.atomic
def save_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    # What a point rests on has a page of its own.
    rests = any(f"p{part_pk}-{name}" in request.POST for name in ("views", "quotes"))

    def fetch(_sent: Sent) -> Unit:
        return _fetch(access.for_editing(request.user, pk), part_pk, rests=rests)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(request, fetch, show, reverse("points", args=[pk]) + f"#p-{part_pk}")


@require_POST
@counts_once
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
    point = adding.add_part(Finding, assessment, values, by=request.user)
    messages.success(request, _("Toegevoegd."))
    return redirect(reverse("points", args=[pk]) + f"#p-{point.pk}")


@require_POST
@transaction.atomic
def move_point(request: SignedInRequest, pk: int) -> HttpResponse:
    return order.move(
        request, access.for_editing(request.user, pk), Finding, reverse("points", args=[pk])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_point(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    back = reverse("points", args=[pk])
    return deleting.delete_part(
        request, pk, lambda assessment: _fetch(assessment, part_pk), back, "points"
    )
