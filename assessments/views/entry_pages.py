"""What points, recommendations, follow-ups and conclusions have in common: save, add, move, delete."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import models, transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments import access
from assessments.models import Assessment, Conclusion, Finding, FollowUp, Recommendation
from assessments.saving import conflicts, row_writing
from assessments.saving.conflicts import Conflict, Outcome
from assessments.saving.revised_form import RevisedForm, refuse_unknown_fields
from assessments.saving.revisions import Basis
from networks.signed_in import SignedInRequest

from .assessment_page import page_context, refuse_other_person, saved_reply, tell_merged

Part = TypeVar("Part", Finding, Recommendation, FollowUp, Conclusion)
MakeForm = Callable[[QueryDict | None], RevisedForm]


class Entry:
    """A part on its page: its form, and how saving it went."""

    def __init__(self, part: Any, form: RevisedForm, outcome: Outcome | None = None) -> None:
        self.part, self.form, self.outcome = part, form, outcome

    @property
    def conflict(self) -> Conflict | None:
        return self.outcome.conflict if self.outcome else None


def initial_of(part: models.Model, form_class: type[RevisedForm]) -> dict[str, Any]:
    """Return what a form of this class shows for a stored part."""
    found: dict[str, Any] = {}
    for name in form_class.base_fields:
        if name in ("served", "seen"):
            continue
        value = getattr(part, name)
        found[name] = [row.pk for row in value.all()] if hasattr(value, "all") else value
    return found


def save_posted(
    request: SignedInRequest, part: Any, remake: MakeForm, posted: QueryDict | None = None
) -> Outcome:
    """Save what was posted for a part (or `posted`, made from it), and return how that went.

    `remake(posted)` returns the part's form for posted data.
    """
    refuse_unknown_fields(request.POST, [remake(None)])

    def store(form: RevisedForm, basis: Basis) -> Any:
        return row_writing.save_part(part, form.values(), basis=basis, by=request.user)

    return conflicts.save(posted or request.POST, remake, part, by=request.user, store=store)


def reply(
    request: SignedInRequest, outcome: Outcome, show: Callable[[Entry], HttpResponse], back: str
) -> HttpResponse:
    """Answer a save: a fragment for the script, the page again for what could not be saved, or back to the page."""
    if request.headers.get("HX-Request") == "true":
        if request.POST.get("resolve") and not outcome.failed:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return saved_reply(request, outcome)
    if outcome.failed:
        return show(Entry(outcome.row, outcome.form, outcome))
    messages.success(request, _("Opgeslagen."))
    tell_merged(request, [outcome])
    return redirect(back)


@transaction.atomic
def move(request: SignedInRequest, pk: int, model: type[Part], back: str) -> HttpResponse:
    """Put parts in another order: a whole order by dragging ("order"), or one part a place up or down."""
    assessment = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST, (), "part", "order")
    rows = list(model.objects.filter(assessment=assessment).values_list("pk", flat=True))
    wanted = request.POST.get("order", "")
    if wanted:
        row_writing.reorder(model, assessment, _in_their_places(rows, ordered(wanted, rows)))
        return HttpResponse(status=204)
    part = get_object_or_404(model, assessment=assessment, pk=number(request.POST.get("part")))
    neighbours = [row for row in rows if row in _siblings(part)]
    place = neighbours.index(part.pk)
    other = place - 1 if request.POST.get("action") == "up" else place + 1
    if 0 <= other < len(neighbours):
        neighbours[place], neighbours[other] = neighbours[other], neighbours[place]
        row_writing.reorder(model, assessment, _in_their_places(rows, neighbours))
    return redirect(f"{back}?verplaatst={part.pk}#p-{part.pk}")


def ordered(wanted: str, rows: Iterable[int]) -> list[int]:
    """Return which of `rows` a posted order names, in that order; BadRequest when it is no order or names none."""
    numbers, here = [number(text) for text in wanted.split(",")], set(rows)
    known = [pk for pk in dict.fromkeys(numbers) if pk in here]
    if 0 in numbers or not known:
        raise BadRequest(
            _("Deze volgorde is niet te lezen. Er is niets verplaatst. Laad de pagina opnieuw.")
        )
    return known


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


def delete(
    request: SignedInRequest, pk: int, model: type[Part], part_pk: int, back: str, current: str
) -> HttpResponse:
    """Ask first, saying what will be lost; then delete."""
    if request.method != "POST":
        assessment = access.for_reading(request.user, pk)
        part = get_object_or_404(model, assessment=assessment, pk=part_pk)
        text = part.text if isinstance(part, Conclusion) else part.explanation
        context = page_context(assessment, current) | {
            "headline": str(part),
            "text": text,
            "back": back,
        }
        return render(request, "assessments/delete.html", context)
    with transaction.atomic():
        assessment = access.for_editing(request.user, pk)
        refuse_unknown_fields(request.POST)
        get_object_or_404(model, assessment=assessment, pk=part_pk).delete()
    messages.success(request, _("Verwijderd."))
    return redirect(back)


def fetch_for_saving(
    request: SignedInRequest,
    pk: int,
    model: type[Part],
    part_pk: int,
    related: tuple[str, ...] = ("changed_by",),
) -> tuple[Assessment, Part]:
    """Return the locked assessment and one of its parts with its links, for who may write in it."""
    refuse_other_person(request)
    assessment = access.for_editing(request.user, pk)
    rows = model.objects.select_related(*related).prefetch_related(
        *[link.name for link in model._meta.many_to_many]
    )
    return assessment, get_object_or_404(rows, assessment=assessment, pk=part_pk)
