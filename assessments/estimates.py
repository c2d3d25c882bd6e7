"""What a network estimates for a group of questions: effort or visible value. The value case rests on it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

ESTIMATED = ("development", "execution", "value")


class _Group(Protocol):
    @property
    def kind(self) -> str: ...


Group = TypeVar("Group", bound=_Group)


def asks_estimate(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups of one theme for which an estimate is asked: only where value is one of them.

    Without value there is nothing to set the effort against.
    """
    kinds = {group.kind for group in groups}
    return tuple(group for group in groups if group.kind in ESTIMATED) if "value" in kinds else ()
