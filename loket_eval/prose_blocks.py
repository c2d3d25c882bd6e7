"""Typed text as it is shown: paragraphs, lists and tables, recognised by what opens a line.

docs/decisions/0002-dependencies.md says why this isn't a Markdown library.
"""

import re
from dataclasses import dataclass
from itertools import groupby, product
from typing import Literal

from .prose import readable
from .prose_lists import Kind, Nesting

# Word sets a fixed or a thin space after a dash that opens a line.
_GAP = r" \t\u00a0\u2000-\u200a\u202f"
# A letter o or § is a bullet only in front of a tab: that is how Word pastes them.
_BULLET = re.compile(
    rf"^[ \t]*(?:[-−‐‑*•·∙▪◾◦‣⁃●○■□◆◇❖➢➤►➔–—―]|[o§](?=\t))[{_GAP}]+(?P<text>.*\S)"
)
_CHECKED = re.compile(r"^[ \t]*[✓✔☑][ \t]+(?P<text>.*\S)")
_NOT_CHECKED = re.compile(r"^[ \t]*[✗✘☒☐]", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(?P<number>\d{1,3})[.)][ \t]+(?P<text>.*\S)")
_LETTER = re.compile(r"^[ \t]*(?P<mark>[a-z]|[ivx]{2,5})(?P<sign>[.)])[ \t]+(?P<text>.*\S)")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()  # noqa: SIM905
_ROMAN = {mark: number for number, mark in enumerate(_NUMERALS, start=1)}


@dataclass(frozen=True)
class Item:
    """An item of a list, or a row of a table with tabs between its cells.

    `text` of an item may contain line breaks.
    """

    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph (one item), a list, or a table (an item a row).

    `start` is the first number of an ordered list; `level` says in how many other lists it stands.
    """

    kind: Kind
    items: tuple[Item, ...]
    start: int = 1
    level: int = 0

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table, as many in each row."""
        return tuple(tuple(item.text.split("\t")) for item in self.items)

    @property
    def marks(self) -> tuple[str, ...]:
        """What page, PDF and Word show before each item."""
        return tuple(
            _mark(self.kind, place) for place in range(self.start, self.start + len(self.items))
        )


def _mark(kind: Kind, place: int) -> str:
    if kind == "letters":
        return f"{chr(ord('a') + place - 1)}."
    if kind == "roman":
        return f"{_NUMERALS[place - 1]}."
    return f"{place}." if kind == "numbers" else "•" if kind == "bullets" else ""


def blocks(text: str, *, tables: bool = True) -> tuple[Block, ...]:
    """Return the paragraphs, lists and (unless `tables` is false) tables of a text, in order.

    An empty line ends a paragraph or list. A line that starts with a bullet, "1." or "1)" is a list
    item; the lines after it belong to it, up to the next item or an empty line. A lone number at
    the start of a line ("2024. Een goed jaar") is no list: numbering must start at 1 or continue
    where the previous list stopped. Letters ("a)", "i.") make a list when a second one follows.
    Check marks make a list unless some line is marked as not done. Two lines or more with a tab
    between words are a table, as a spreadsheet program copies it.
    """
    text = readable(text)
    complete: list[Block] = []
    kind: Kind | None = None
    items: list[str] = []
    start = level = 0
    nesting = Nesting()

    def close() -> None:
        nonlocal kind, items
        if kind is not None and items:
            complete.append(Block(kind, tuple(map(Item, items)), start, level))
        kind, items = None, []

    # Trailing spaces go first: the patterns would try each of them, which takes long in a long
    # line.
    lines = [line.rstrip() for line in text.split("\n")]
    indents = _indents(lines)
    lettered = _lettered(lines)
    rows = _rows(text.split("\n")) if tables and "\t" in text else {}
    checks_are_bullets = not _NOT_CHECKED.search(text)
    apart = False
    for at, line in enumerate(lines):
        item = _item(line, lettered.get(at), nesting, checks_are_bullets=checks_are_bullets)
        if not line.strip():
            close()
            apart = True
            continue
        if at in rows:
            if kind != "table":
                close()
                nesting.interrupted()
                kind, start, level = "table", 1, 0
            items.append(rows[at])
        elif item:
            list_kind, place, item_text = item
            before = level
            if not nesting.continues(list_kind, place, indents[at]):
                nesting.open(list_kind, place, indents[at], apart=apart)
                close()
            if kind != list_kind or nesting.level != before or place not in (0, start + len(items)):
                close()
                kind, start, level = list_kind, max(place, 1), nesting.level
            items.append(item_text)
        elif kind is not None and kind != "table":
            items[-1] += "\n" + line.strip()
        else:
            close()
            nesting.interrupted()
            kind, items, start, level = "paragraph", [line.strip()], 1, 0
        apart = False
    close()
    return tuple(complete)


def _item(
    line: str,
    lettered: tuple[Kind, int, str] | None,
    nesting: Nesting,
    *,
    checks_are_bullets: bool,
) -> tuple[Kind, int, str] | None:
    """Return the kind of list, the place in it and the text of an item; None for no item.

    A bullet has place 0.
    """
    bullet = _BULLET.match(line) or (checks_are_bullets and _CHECKED.match(line))
    if bullet:
        return "bullets", 0, bullet["text"]
    number = _NUMBER.match(line)
    if number and nesting.may_number(int(number["number"])):
        return "numbers", int(number["number"]), number["text"]
    return lettered


def _rows(lines: list[str]) -> dict[int, str]:
    """Return the lines that are rows of a table, with as many cells in each row."""
    found: dict[int, str] = {}
    for is_row, numbered in groupby(
        enumerate(lines), lambda pair: "\t" in pair[1] and bool(pair[1].strip())
    ):
        table = dict(numbered)
        if not is_row or sum(bool(_INNER_TAB.search(line)) for line in table.values()) < 2:
            continue
        first, *others = table.values()
        most = max(line.count("\t") for line in table.values())
        # Below a row that heads every column, "1." is what stands in the first cell.
        is_list = _is_item(first) or (first.count("\t") < most and any(map(_is_item, others)))
        if most >= _MOST_COLUMNS or is_list:
            continue
        for at, line in table.items():
            missing = "\t" * (most - line.count("\t"))
            # The white space before a text is gone, and with it the empty first cell of its first
            # row.
            found[at] = missing + line if at == 0 else line + missing
    return {at: "\t".join(cell.strip() for cell in line.split("\t")) for at, line in found.items()}


def _is_item(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_BULLET, _CHECKED, _NUMBER, _LETTER))


_INNER_TAB = re.compile(r"\S *\t")
_MOST_COLUMNS = 12  # as many as fit on a page


def _indents(lines: list[str]) -> list[int]:
    """Return how far each line is indented.

    The white space before the first line is gone, so that line stands where the outermost of the
    others does.
    """
    found = [len(white) for white in (_indent(line) for line in lines)]
    others = [indent for line, indent in zip(lines[1:], found[1:], strict=True) if line.strip()]
    return [min(others, default=0), *found[1:]]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())].expandtabs(4)


def _lettered(lines: list[str]) -> dict[int, tuple[Kind, int, str]]:
    """Return the lines that are items with a letter or numeral: kind of list, place in it, text."""
    marked = [(at, match) for at, line in enumerate(lines) if (match := _LETTER.match(line))]
    kept: dict[int, tuple[Kind, int, str]] = {}
    kinds: tuple[Literal["letters", "roman"], ...] = ("letters", "roman")
    # Letters first: "i." is the ninth letter when it follows "h.", and a numeral otherwise.
    for kind, sign in product(kinds, ".)"):
        places = [
            (at, _place(kind, match["mark"]), match["text"])
            for at, match in marked
            if match["sign"] == sign and at not in kept
        ]
        for at, place, text in _in_order([item for item in places if item[1]]):
            kept[at] = kind, place, text
    return kept


def _place(kind: Literal["letters", "roman"], mark: str) -> int:
    """Return the place in a list that this mark stands for, counted from 1; 0 for none."""
    if kind == "roman":
        return _ROMAN.get(mark, 0)
    return ord(mark) - ord("a") + 1 if len(mark) == 1 else 0


def _in_order(items: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the items (line, place, text) that follow one another, from a first with a second."""
    # Backwards, to know at each first item whether a second one follows before another first.
    has_second, second = set(), False
    for line, place, _text in reversed(items):
        if place == 1 and second:
            has_second.add(line)
        second = place == 2 or (second and place != 1)
    kept, last = [], 0
    for line, place, text in items:
        if line in has_second or (last and place == last + 1):
            kept.append((line, place, text))
            last = place
    return kept
