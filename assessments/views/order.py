"""Points, recommendations and conclusions in another order."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from assessments.models import Finding
from assessments.saving import adding
from assessments.saving.typed_form import refuse_unknown_fields
from loket_eval.saved_reply import saved_reply
from networks.signed_in import SignedInRequest


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
