"""Saving typed text without ever overwriting what somebody else typed meanwhile.

Every save says which revision it was based on. The rules, in this order:

1. What is stored already says the same: nothing to do.
2. The save comes late, after a newer one of the same page: the newer text stays.
3. The save is based on the stored revision: it is taken in.
4. The stored revision was made by the same page, since this save's basis (the reply got lost on the way, or the
   person typed on meanwhile): it is taken in.
5. Otherwise somebody else changed the text meanwhile: nothing is stored, unless the two can be put together field by
   field (assessments/saving/conflicts.py), which makes it a save that is based on the stored revision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.models import Revised
from networks.models import User


@dataclass(frozen=True)
class Basis:
    """What a save was based on: the revision; and with JavaScript the page it comes from, and its number there."""

    revision: int
    editor: str = ""
    step: int = 0


class StaleSave(Exception):
    """Somebody else saved another text meanwhile; `theirs` is the row as it is stored."""

    def __init__(self, theirs: Revised) -> None:
        super().__init__("based on an older revision")
        self.theirs = theirs


def is_late(row: Revised, basis: Basis) -> bool:
    """Say whether rule 2 holds: a newer save of the same page was stored already."""
    return basis.editor != "" and basis.editor == row.editor and basis.step <= row.editor_step


def is_same_page(row: Revised, basis: Basis) -> bool:
    """Say whether rule 2 or 4 holds: all that was stored since this save's basis came from the page that sends it."""
    same = basis.editor != "" and basis.editor == row.editor
    return same and (is_late(row, basis) or basis.revision >= row.editor_base)


def apply(
    row: Revised,
    values: Mapping[str, Any],
    *,
    basis: Basis,
    by: User,
    at: datetime,
    more_changes: bool = False,
) -> bool:
    """Put `values` on `row` by the rules above; return whether the row must be written. Raises StaleSave.

    `more_changes` says that the same save changes something that hangs on the row. The row must be
    locked, or belong to a locked assessment.
    """
    if not more_changes and all(getattr(row, name) == value for name, value in values.items()):
        return False
    if is_late(row, basis):
        return False
    if basis.revision != row.revision and not is_same_page(row, basis):
        raise StaleSave(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.editor, row.editor_base, row.editor_step = basis.editor, basis.revision, basis.step
    row.changed_at, row.changed_by = at, by
    return True
