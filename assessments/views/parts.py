"""What points, recommendations, follow-ups and conclusions have in common: save, add, move, delete."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from networks.signed_in import SignedInRequest

from .. import access, writing
from ..conflict import Conflict, conflict_between, merged
from ..forms import RevisedForm, refuse_unknown_fields
from ..models import Assessment, Conclusion, Finding, FollowUp, Recommendation
from ..saving import StaleSave
from .pages import page_context, refuse_other_person, saved_reply

Part = TypeVar("Part", Finding, Recommendation, FollowUp, Conclusion)
MakeForm = Callable[..., RevisedForm]


class Entry:
    """A part on its page: its form, and the other text when two meet."""

    def __init__(self, part: Any, form: RevisedForm, conflict: Conflict | None = None) -> None:
        self.part, self.form, self.conflict = part, form, conflict


def initial_of(part: models.Model, form_class: type[RevisedForm]) -> dict[str, Any]:
    """Return what a form of this class shows for a stored part."""
    found: dict[str, Any] = {}
    for name in form_class.base_fields:
        if name == "seen":
            continue
        value = getattr(part, name)
        found[name] = [row.pk for row in value.all()] if hasattr(value, "all") else value
    return found


def save_posted(request: SignedInRequest, entry: Entry, remake: MakeForm) -> Entry:
    """Save what was posted for a part; the entry that comes back holds the errors or the other text.

    `remake(posted)` returns the entry's form for other posted data.
    """
    prefix, _colon, choice = request.POST.get("resolve", "").partition(":")
    form = entry.form
    if prefix != form.prefix:
        choice = ""
    if choice == "theirs":
        return Entry(entry.part, remake(None))
    if choice == "both" and form.is_valid():
        form = remake(merged(request.POST, form, form.initial))
    if not form.is_valid():
        return Entry(entry.part, form)
    try:
        writing.save_part(entry.part, form.values(), basis=form.basis(request.POST), by=request.user)
    except StaleSave as stale:
        return Entry(entry.part, form, conflict_between(form, form.initial, stale.theirs))
    return Entry(entry.part, form)


def reply(request: SignedInRequest, entry: Entry, show: Callable[[Entry], HttpResponse], back: str) -> HttpResponse:
    """Answer a save: a fragment for autosave.js, the page again for what could not be saved, or back to the page."""
    failed = bool(entry.form.is_bound and entry.form.errors) or entry.conflict is not None
    if request.headers.get("HX-Request") == "true":
        if request.POST.get("resolve") and not failed:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return saved_reply(request, entry.form, entry.part, entry.conflict)
    if failed:
        return show(entry)
    messages.success(request, _("Opgeslagen."))
    return redirect(back)


@transaction.atomic
def move(request: SignedInRequest, pk: int, model: type[Part], back: str) -> HttpResponse:
    """Put parts in another order: a whole order by dragging ("order"), or one part a place up or down."""
    assessment = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST, (), "part", "order")
    rows = list(model.objects.filter(assessment=assessment).values_list("pk", flat=True))
    wanted = request.POST.get("order", "")
    if wanted:
        writing.reorder(model, assessment, _in_their_places(rows, [number(text) for text in wanted.split(",")]))
        return HttpResponse(status=204)
    part = get_object_or_404(model, assessment=assessment, pk=number(request.POST.get("part")))
    neighbours = [row for row in rows if row in _siblings(part)]
    place = neighbours.index(part.pk)
    other = place - 1 if request.POST.get("action") == "up" else place + 1
    if 0 <= other < len(neighbours):
        neighbours[place], neighbours[other] = neighbours[other], neighbours[place]
        writing.reorder(model, assessment, _in_their_places(rows, neighbours))
    return redirect(f"{back}?verplaatst={part.pk}#p-{part.pk}")


def _in_their_places(rows: list[int], moved: list[int]) -> list[int]:
    """Return all rows, with the moved ones in their new order on the places that they had among the others."""
    in_new_order = iter([row for row in dict.fromkeys(moved) if row in rows])
    chosen = set(moved)
    return [next(in_new_order) if row in chosen else row for row in rows]


def _siblings(part: Any) -> set[int]:
    rows = type(part).objects.filter(assessment=part.assessment_id)
    if isinstance(part, Finding):
        rows = rows.filter(theme=part.theme_id, kind=part.kind)
    return set(rows.values_list("pk", flat=True))


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def delete(request: SignedInRequest, pk: int, model: type[Part], part_pk: int, back: str, current: str) -> HttpResponse:
    """Ask first, saying what will be lost; then delete."""
    if request.method != "POST":
        assessment = access.for_reading(request.user, pk)
        part = get_object_or_404(model, assessment=assessment, pk=part_pk)
        text = part.text if isinstance(part, Conclusion) else part.explanation
        context = page_context(assessment, current) | {"headline": str(part), "text": text, "back": back}
        return render(request, "assessments/delete.html", context)
    with transaction.atomic():
        assessment = access.for_editing(request.user, pk)
        refuse_unknown_fields(request.POST)
        get_object_or_404(model, assessment=assessment, pk=part_pk).delete()
    messages.success(request, _("Verwijderd."))
    return redirect(back)


def fetch_for_saving(
    request: SignedInRequest, pk: int, model: type[Part], part_pk: int, related: tuple[str, ...] = ("changed_by",)
) -> tuple[Assessment, Part]:
    """Return the locked assessment and one of its parts, for who may write in it."""
    refuse_other_person(request)
    assessment = access.for_editing(request.user, pk)
    return assessment, get_object_or_404(model.objects.select_related(*related), assessment=assessment, pk=part_pk)
