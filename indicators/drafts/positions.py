"""The order of parts among their siblings. Only rows whose position changes are written."""

from typing import Any

from simple_history.utils import bulk_update_with_history

from indicators.change_reasons import SHIFTED
from indicators.models import Ordered
from indicators.part_rows import By, Part

FIRST = 0  # in the place of a sibling's primary key: before all others


def inserted(part: Any, siblings: list[Any], *, after: int | None, before: int | None) -> list[Any]:
    """Return the siblings with the part among them: last, unless told where."""
    place = len(siblings)
    for index, sibling in enumerate(siblings):
        if sibling.pk == before:
            place = index
        if sibling.pk == after:
            place = index + 1
    if after == FIRST:
        place = 0
    return [*siblings[:place], part, *siblings[place:]]


def renumber(order: list[Any], *, newcomer: Any = None) -> list[Ordered]:
    """Give the parts rising positions in their order; return those whose position changes.

    They share out the positions they had, so parts outside the range of a move keep theirs.
    `newcomer` is a part that had no position here yet.
    """
    slots = sorted(part.position for part in order if part is not newcomer)
    if newcomer is not None:
        slots.append(slots[-1] + 1 if slots else 1)
    changed = []
    last_position = 0
    for part, slot in zip(order, slots, strict=True):
        # Rows that were stored with the same position are told apart from here on.
        last_position = max(slot, last_position + 1)
        if part.position != last_position:
            part.position = last_position
            changed.append(part)
    return changed


def store_shifted(model: type[Part], rows: list[Any], by: By) -> None:
    """Store new positions, marked in the history as what followed from something else."""
    if rows:
        bulk_update_with_history(
            rows, model, ["position"], default_user=by, default_change_reason=SHIFTED
        )
