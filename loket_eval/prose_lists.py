"""Which list an item of typed text belongs to, and which number it may have there."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "bullets", "numbers", "letters", "roman", "table"]


@dataclass
class _OpenList:
    """A list that may go on: how far its last item was indented, and its place."""

    kind: Kind
    indent: int
    last: int


class Nesting:
    """The lists that a next item can continue, each in the one before it."""

    def __init__(self) -> None:
        self._open: list[_OpenList] = []
        # A list that was interrupted by a paragraph or another list keeps its numbers.
        self._last_number = 0

    @property
    def level(self) -> int:
        return len(self._open) - 1

    def continues(self, kind: Kind, place: int, indent: int) -> bool:
        """Go back to the list that this item is the next of; say whether there is one."""
        for at in reversed(range(len(self._open))):
            one = self._open[at]
            follows = indent == one.indent if kind == "bullets" else place == one.last + 1
            if one.kind == kind and follows:
                del self._open[at + 1 :]
                self._take(one, place)
                return True
        return False

    def open(self, kind: Kind, place: int, indent: int, *, apart: bool) -> None:
        """Open a list with this item, in the list before it where it belongs to that one.

        A list belongs to one that is less indented, and to one of another kind when no empty line
        stands between; letters and numerals belong to numbers anyway.
        """
        for at, one in enumerate(self._open):
            if (one.kind, one.indent) == (kind, indent):
                del self._open[at:]
        while self._open and not self._holds(self._open[-1], kind, indent, apart=apart):
            self._open.pop()
        self._open.append(_OpenList(kind, indent, place))
        self._take(self._open[-1], place)

    def _holds(self, outer: _OpenList, kind: Kind, indent: int, *, apart: bool) -> bool:
        if indent != outer.indent:
            return indent > outer.indent
        belongs = kind in ("letters", "roman") and outer.kind != "bullets"
        return outer.kind != kind and (belongs or not apart)

    def _take(self, one: _OpenList, place: int) -> None:
        one.last = place
        if one.kind == "numbers" and one is self._open[0]:
            self._last_number = place

    def may_number(self, place: int) -> bool:
        """Return whether a line with this number is an item: the first, or the next of a list."""
        following = [one.last + 1 for one in self._open if one.kind == "numbers"]
        return place in (1, self._last_number + 1, *following)

    def interrupted(self) -> None:
        """Take in that a paragraph stands between: what comes next belongs to no list before it."""
        self._open = []
