"""What points, recommendations, follow-ups and conclusions have in common: save, add, move, delete,
put back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments import access
from assessments.form_fields import digest_of, digests_text, sent_as, shown_text
from assessments.models import (
    Assessment,
    Author,
    Conclusion,
    Finding,
    FollowUp,
    Part,
    Recommendation,
    Source,
)
from assessments.saving import adding
from assessments.saving.requests import (
    Fetch,
    digests_of,
    new_page,
    page_and_step,
    refuse_other_person,
    save_form,
    save_in_background,
    saved_message,
    whose,
)
from assessments.saving.stored_fields import Deletion
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.verb import Result, Typed, Unit
from assessments.saving.verb import save as save_typed
from loket_eval.rescue import Rescued
from loket_eval.saved_reply import is_asked_for, saved_reply
from networks.signed_in import SignedInRequest

from .assessment_page import page_context

Row = TypeVar("Row", Finding, Recommendation, FollowUp, Conclusion, Source)


@dataclass(frozen=True)
class Beside:
    """A text that stands beside what a person typed in a field, or why that isn't stored: with the
    text itself when there is no field for it any more.
    """

    name: str
    label: str
    text: str
    value: str | list[str]
    message: str
    by: str | None
    own: bool
    when: str


@dataclass
class Entry:
    """A part on its page: what is stored, its form, and what wasn't stored of what `user` sent."""

    unit: Unit
    left: Mapping[str, Result] = field(default_factory=dict)
    user: Author | None = None

    @property
    def part(self) -> Any:
        return self.unit.row

    @property
    def form(self) -> forms.Form:
        return self.unit.form

    @property
    def unsaved(self) -> str:
        return " ".join(self.left)

    @property
    def beside(self) -> list[Beside]:
        """The fields in which two texts meet, or that can't be stored here; wrong ones say so
        themselves.
        """
        return [
            self._beside(name, one)
            for name, one in self.left.items()
            if one.outcome != "unreadable"
        ]

    @property
    def has_conflict(self) -> bool:
        return bool(self.beside)

    def _beside(self, name: str, result: Result) -> Beside:
        found = self.unit.fields[name].form_field
        assert self.user is not None  # noqa: S101 - only what somebody sent has results
        told = whose(result, self.user)
        meets = result.outcome in ("conflict", "newer")
        return Beside(
            name=name,
            label=str(found.label),
            text=shown_text(found, result.text) if meets else self.unit.without_field.get(name, ""),
            value=sent_as(found, result.text),
            message="" if meets else result.message,
            by=told["by"],
            own=told["own"],
            when=told["when"],
        )


def save(
    request: SignedInRequest, fetch: Fetch, show: Callable[[Entry], HttpResponse], back: str
) -> HttpResponse:
    """Save what was sent for one unit.

    A script gets a reply; else it is back to the page, or the page with the rest.
    """
    if is_asked_for(request):
        return save_in_background(request, fetch, request.user)
    refuse_other_person(request.POST.get("person", ""), request.user)
    unit = fetch(request.POST.get("set", ""))
    refuse_unknown_fields(request.POST, [unit.form], "set")
    left = save_form(unit, request.POST, by=request.user)
    if not left:
        messages.success(request, saved_message(_("Opgeslagen."), unit.changed_meanwhile))
        return redirect(back)
    if getattr(unit.row, "deleted", ""):
        return not_stored(request, back, next(iter(left.values())).message)
    return show(Entry(unit, left, request.user))


def not_stored(request: SignedInRequest, back: str, message: str = "") -> HttpResponse:
    """Show what was typed where it can't be stored, to be copied."""
    context = {"message": message, "back": back, "rescued": Rescued.from_request(request)}
    return render(request, "assessments/not_stored.html", context, status=409)


def status_of(entries: Iterable[Entry | None], *new: forms.Form | None) -> int:
    """Return how a page is answered that shows what wasn't stored: 422 for what is wrong, 409 for
    two texts.
    """
    failed = [entry for entry in entries if entry and entry.left]
    if any(form and form.errors for form in (*new, *(entry.form for entry in failed))):
        return 422
    return 409 if failed else 200


def fetch_part(assessment: Assessment, model: type[Row], part_pk: int, *related: str) -> Row:
    """Return a part, also one that was deleted: then the verb says so."""
    return get_object_or_404(
        model.with_deleted.select_related(*related), assessment=assessment, pk=part_pk
    )


def deleted_parts(model: type[Any], whole: Any) -> list[Any]:
    """Return what was deleted here and can be put back, the latest first (one query)."""
    rows = model.with_deleted.filter(**{whole.text_versions.field.name: whole.pk}).exclude(
        deleted=""
    )
    return list(rows.select_related("changed_by").order_by("-changed_at"))


def move(request: SignedInRequest, whole: Any, model: type[Any], back: str) -> HttpResponse:
    """Put parts in another order: a whole order by dragging ("order"), or one part a place up or
    down.
    """
    refuse_unknown_fields(request.POST, (), "part", "order")
    present = model.objects.filter(**{whole.text_versions.field.name: whole.pk})
    rows = list(present.values_list("pk", flat=True))
    wanted = request.POST.get("order", "")
    if wanted:
        adding.reorder(model, whole, _in_their_places(rows, ordered(wanted, rows)))
        return saved_reply({"moved": True})
    part = get_object_or_404(present, pk=number(request.POST.get("part")))
    siblings = (
        present.filter(theme=part.theme_id, kind=part.kind)
        if isinstance(part, Finding)
        else present
    )
    beside = set(siblings.values_list("pk", flat=True))
    neighbours = [row for row in rows if row in beside]
    place = neighbours.index(part.pk)
    other = place - 1 if request.POST.get("action") == "up" else place + 1
    if 0 <= other < len(neighbours):
        neighbours[place], neighbours[other] = neighbours[other], neighbours[place]
        adding.reorder(model, whole, _in_their_places(rows, neighbours))
    return redirect(f"{back}?verplaatst={part.pk}#p-{part.pk}")


def ordered(wanted: str, rows: Iterable[int]) -> list[int]:
    """Return which of `rows` a posted order names, in that order; BadRequest when it is no order or
    names none.
    """
    numbers, here = [number(text) for text in wanted.split(",")], set(rows)
    known = [pk for pk in dict.fromkeys(numbers) if pk in here]
    if 0 in numbers or not known:
        raise BadRequest(
            _("Deze volgorde is niet te lezen. Er is niets verplaatst. Laad de pagina opnieuw.")
        )
    return known


def _in_their_places(rows: list[int], moved: list[int]) -> list[int]:
    """Return all rows, with the moved ones in their new order on the places that they had among the
    others.
    """
    in_new_order = iter([row for row in dict.fromkeys(moved) if row in rows])
    chosen = set(moved)
    return [next(in_new_order) if row in chosen else row for row in rows]


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


@dataclass(frozen=True)
class Taken:
    """A text that a deletion takes; `is_new` when it changed since the person was asked."""

    label: str
    text: str
    is_new: bool


def delete(
    request: SignedInRequest,
    unit: Unit,
    back: str,
    template: str,
    context: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Ask first, showing every text that goes; then delete, unless one of them changed meanwhile.

    Or put it back.
    """
    part = unit.row
    if request.method != "POST":
        return redirect(back) if _is_deleted(part) else _ask(request, unit, back, template, context)
    refuse_other_person(request.POST.get("person", ""), request.user)
    refuse_unknown_fields(request.POST, [], "served", "restore")
    page, step = page_and_step(request.POST)
    page = page or new_page()
    if "restore" in request.POST:
        return _put_back(request, unit, Typed("", page, step, request.POST.get("served", "")), back)
    name = f"{page}.{step}"
    typed = Typed(name, page, step, "", takes=digests_of(request.POST.get("served", "")))
    result = save_typed(unit, {"deleted": typed}, by=request.user)["deleted"]
    if result.changed:
        return _ask(request, unit, back, template, context, result.changed)
    if result.is_stored:
        messages.success(request, _("Verwijderd. Onder aan de pagina kunt u het terugzetten."))
    elif result.outcome == "newer":
        messages.info(request, _("Dit is intussen teruggezet. Er is niets verwijderd."))
    else:
        messages.info(request, _("Dit was al verwijderd."))
    return redirect(back)


def _put_back(request: SignedInRequest, unit: Unit, typed: Typed, back: str) -> HttpResponse:
    result = save_typed(unit, {"deleted": typed}, by=request.user)["deleted"]
    if result.is_stored:
        messages.success(request, _("Teruggezet."))
    else:
        messages.info(
            request,
            _("Dit is intussen opnieuw verwijderd. Zet het nog een keer terug als u dat wilt."),
        )
    return redirect(back)


def _ask(
    request: SignedInRequest,
    unit: Unit,
    back: str,
    template: str,
    context: Callable[[], dict[str, Any]],
    changed: tuple[str, ...] = (),
) -> HttpResponse:
    deletion = unit.fields["deleted"]
    assert isinstance(deletion, Deletion)  # noqa: S101 - every part has one
    taken = [
        Taken(str(one.form_field.label), shown_text(one.form_field, one.shown), name in changed)
        for name, one in deletion.takes.items()
        if one.shown or name in changed
    ]
    served = digests_text({name: digest_of(one.text) for name, one in deletion.takes.items()})
    shown = {"part": unit.row, "taken": taken, "served": served, "back": back, "changed": changed}
    return render(request, template, context() | shown, status=409 if changed else 200)


def _is_deleted(row: Any) -> bool:
    return isinstance(row, Part) and row.deleted != ""


def delete_part(
    request: SignedInRequest, pk: int, fetch: Callable[[Assessment], Unit], back: str, current: str
) -> HttpResponse:
    """Ask whether a part of an assessment may go, delete it, or put it back.

    Call it in a transaction.
    """
    posted = request.method == "POST"
    assessment = (
        access.for_editing(request.user, pk) if posted else access.for_reading(request.user, pk)
    )
    unit = fetch(assessment)
    return delete(
        request, unit, back, "assessments/delete.html", lambda: page_context(assessment, current)
    )
