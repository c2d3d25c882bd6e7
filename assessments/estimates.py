"""A network's estimates of effort or value for groups of questions, used by the value case."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

ESTIMATED = ("development", "execution", "value")


class _HasKind(Protocol):
    @property
    def kind(self) -> str: ...


Group = TypeVar("Group", bound=_HasKind)


def asks_estimate(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups of a theme that ask for an estimate; none when none of them is on value.

    Without value, the effort can't be compared with anything.
    """
    kinds = {group.kind for group in groups}
    return tuple(group for group in groups if group.kind in ESTIMATED) if "value" in kinds else ()
