"""Choosing what a point rests on, on a page of its own: there may be hundreds of sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assessments import access
from assessments.models import Assessment, View
from assessments.saving.unit import Sent, Unit
from assessments.support import support_of, support_sentence
from indicators.catalogue import Catalogue, IndicatorEntry, catalogue_of
from networks.signed_in import SignedInRequest

from . import entry_pages
from .assessment_page import page_context
from .entry_pages import Entry, status_of
from .order import number
from .points import point_unit, point_with_questions, views_to_rest_on

# The most that the sentence under the boxes is asked about: no address is longer.
_MOST = 1000


@dataclass(frozen=True)
class Said:
    """A question with what sources say of it; no question for what only an earlier version asks."""

    indicator: IndicatorEntry | None
    views: tuple[View, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def point_sources(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Show what sources say about the questions of a point, to tick; save what is ticked.

    Another question can be added to the page by its key ("vraag").
    """
    if request.method != "POST":
        assessment = access.for_reading(request.user, pk)
        return _show(request, assessment, Entry(_unit(request, assessment, part_pk)))

    def fetch(_sent: Sent) -> Unit:
        return _unit(request, access.for_editing(request.user, pk), part_pk)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, failed)

    return entry_pages.save(request, fetch, show, request.get_full_path())


@require_safe
def rests_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say in a sentence on what a point would rest with the views that are ticked ("bron")."""
    assessment = access.for_reading(request.user, pk)
    ticked = [number(text) for text in request.GET.getlist("bron")[:_MOST]]
    views = View.objects.of_others().filter(source__assessment=assessment, pk__in=ticked)
    sentence = support_sentence(support_of(views.select_related("source__organisation")))
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8")


def _unit(request: SignedInRequest, assessment: Assessment, part_pk: int) -> Unit:
    point, linked = point_with_questions(assessment, part_pk)
    point.assessment = assessment
    catalogue = catalogue_of(assessment.indicator_set)
    questions = set(linked.values())
    questions |= {one.pk for one in catalogue.indicators if one.key == request.GET.get("vraag")}
    views = views_to_rest_on(point, questions)
    return point_unit(
        assessment, catalogue, point, views=views, only=("views", "quotes"), linked=linked
    )


def _show(request: SignedInRequest, assessment: Assessment, entry: Entry) -> HttpResponse:
    point = entry.part
    catalogue = catalogue_of(assessment.indicator_set)
    offered = entry.unit.form.offered.get("views", {}).values()  # type: ignore[attr-defined]
    rows = View.objects.filter(pk__in=offered).select_related("source__organisation")
    views = list(rows.order_by("source__position", "source_id", "pk"))
    here = {row.pk for row in point.indicators.all()} | {view.indicator_id for view in views}
    said = View.objects.of_others().that_say_something().filter(source__assessment=assessment)
    elsewhere = set(said.values_list("indicator", flat=True)) - here
    quotable = set(entry.unit.form.offered.get("quotes", {}).values())  # type: ignore[attr-defined]
    quoted = {int(pk) for pk in entry.form["quotes"].value() or ()} if quotable else set()
    context = page_context(assessment, "points", catalogue=catalogue) | {
        "entry": entry,
        "point": point,
        "said": _by_question(catalogue, views, here),
        "ticked": set(entry.form["views"].value() or ()) if views else set(),
        "quotable": quotable,
        "quoted": quoted,
        "sentence": support_sentence(
            support_of(point.views.select_related("source__organisation"))
        ),
        "elsewhere": [one for one in catalogue.indicators if one.pk in elsewhere],
        "save": request.get_full_path(),
        "back": reverse("points", args=[assessment.pk]) + f"#p-{point.pk}",
        "error_forms": [entry.form] if entry.left and entry.form.errors else [],
    }
    page = "assessments/point_sources.html"
    return render(request, page, context, status=status_of([entry]))


def _by_question(catalogue: Catalogue, views: Iterable[View], here: set[int]) -> list[Said]:
    by_question: dict[int, list[View]] = {pk: [] for pk in here}
    for view in views:
        by_question[view.indicator_id].append(view)
    found = [
        Said(one, tuple(by_question.pop(one.pk))) for one in catalogue.indicators if one.pk in here
    ]
    earlier = [view for rest in by_question.values() for view in rest]
    return [*found, Said(None, tuple(earlier))] if earlier else found
