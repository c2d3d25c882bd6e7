"""Deleting a part after showing what goes with it, and putting it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments import access
from assessments.form_fields import digest_of, digests_text, shown_text
from assessments.models import Assessment, Part
from assessments.saving.requests import digests_of, new_page, page_and_step, refuse_other_person
from assessments.saving.stored_fields import Deletion
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Typed, Unit
from assessments.saving.verb import save as save_typed
from networks.signed_in import SignedInRequest

from .assessment_page import page_context


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
