"""Plain text as people type or paste it: cleaned when it comes in, paragraphs and lists when it is shown.

Knows nothing of assessments. Why this is our own code and not a Markdown library:
docs/decisions/0002-dependencies.md.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import Literal

# Word processors put these where a person sees the end of a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What no person types on purpose, what XML and PDF can't hold, and what PostgreSQL refuses (NUL).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Bullets of Word, in fonts (Symbol, Wingdings) with which the reader's computer knows nothing to
# do.
_FONT_BULLET = re.compile(r"^([ \t]*)[\ue000-\uf8ff][ \t]*", re.MULTILINE)
UNREADABLE = "\ufffd"

_BULLET = re.compile(r"^[ \t]*(?:[-*•·∙▪◾◦‣⁃●○■□◆◇❖➢➤►➔–—]|[o§](?=\t))[ \t]+(?P<text>.*\S)")
_CHECKED = re.compile(r"^[ \t]*[✓✔☑][ \t]+(?P<text>.*\S)")
_NOT_CHECKED = re.compile(r"^[ \t]*[✗✘☒☐]", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(?P<number>\d{1,3})[.)][ \t]+(?P<text>.*\S)")
_LETTER = re.compile(r"^[ \t]*(?P<mark>[a-z]|[ivx]{2,5})(?P<sign>[.)])[ \t]+(?P<text>.*\S)")
_ROMAN = {
    mark: at
    for at, mark in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
        ],
        start=1,
    )
}

Kind = Literal["paragraph", "bullets", "numbers", "letters", "roman"]


def clean_text(raw: str) -> str:
    """Return `raw` with one kind of line end, in Unicode NFC, and without invisible or unreadable characters."""
    text = readable(_INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw)))
    return unicodedata.normalize("NFC", text).strip()


def readable(text: str) -> str:
    """Return `text` with the sign for what is unreadable where a character means nothing; bullets become real ones."""
    if text.isascii() or not any(map(_means_nothing, set(text))):
        return text
    return "".join(
        UNREADABLE if _means_nothing(one) else one for one in _FONT_BULLET.sub("\\1• ", text)
    )


def _means_nothing(character: str) -> bool:
    # Each year's new emoji aren't assigned yet for this Python.
    return (
        unicodedata.category(character) in {"Co", "Cn"}
        and not "\U0001f000" <= character <= "\U0001faff"
    )


def has_invisible(raw: str) -> bool:
    """Say whether `clean_text` would take away or replace characters that nobody can see or read."""
    text = _LINE_ENDS.sub("\n", raw)
    return _INVISIBLE.search(text) is not None or readable(text) != text


@dataclass(frozen=True)
class Item:
    """One line of a list; `text` may hold line breaks."""

    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph (one item), or a list. `start` is the first number of a list with numbers or letters."""

    kind: Kind
    items: tuple[Item, ...]
    start: int = 1


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text, in order.

    An empty line ends a paragraph or list. A line that opens with a bullet or with "1." or "1)" is
    a list item, and the lines after it belong to it until the next item or empty line. A single
    number at the start of a line ("2024. Een goed jaar") is no list: numbering must start at 1 or
    go on where the list before it stopped. Letters ("a)", "i.") are a list when a second follows;
    signs of what is done are one when none says what isn't.
    """
    text = readable(text)
    found: list[Block] = []
    kind: Kind | None = None
    items: list[str] = []
    start, last_number = 1, 0

    def close() -> None:
        nonlocal kind, items
        if kind is not None and items:
            found.append(Block(kind, tuple(map(Item, items)), start))
        kind, items = None, []

    # Without spaces at the end of lines, or the patterns would try each of them.
    lines = [line.rstrip() for line in text.split("\n")]
    lettered = _lettered(lines)
    checks = not _NOT_CHECKED.search(text)
    for at, line in enumerate(lines):
        bullet, number = (
            _BULLET.match(line) or (checks and _CHECKED.match(line)),
            _NUMBER.match(line),
        )
        if not line.strip():
            close()
        elif bullet:
            if kind != "bullets":
                close()
                kind, start = "bullets", 1
            items.append(bullet["text"])
        elif number and int(number["number"]) in (1, last_number + 1):
            if kind != "numbers" or int(number["number"]) == 1:
                close()
                kind, start = "numbers", int(number["number"])
            items.append(number["text"])
            last_number = int(number["number"])
        elif at in lettered:
            letters, place, said = lettered[at]
            if kind != letters or place != start + len(items):
                close()
                kind, start = letters, place
            items.append(said)
        elif kind is not None:
            items[-1] += "\n" + line.strip()
        else:
            kind, items = "paragraph", [line.strip()]
    close()
    return tuple(found)


def _lettered(lines: list[str]) -> dict[int, tuple[Kind, int, str]]:
    """Return which lines are items of a list with letters or Roman numerals: their kind, place in it and text."""
    marked = [(at, found) for at, line in enumerate(lines) if (found := _LETTER.match(line))]
    kept: dict[int, tuple[Kind, int, str]] = {}
    kinds: tuple[Literal["letters", "roman"], ...] = ("letters", "roman")
    for kind, sign in product(kinds, ".)"):
        places = [
            (at, _place(kind, f["mark"]), f["text"])
            for at, f in marked
            if f["sign"] == sign and at not in kept
        ]
        for at, place, said in _in_order([one for one in places if one[1]]):
            kept[at] = kind, place, said
    return kept


def _place(kind: Literal["letters", "roman"], mark: str) -> int:
    """Return which item of a list has this mark, counted from 1; 0 for none."""
    if kind == "roman":
        return _ROMAN.get(mark, 0)
    return ord(mark) - ord("a") + 1 if len(mark) == 1 else 0


def _in_order(items: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the items (line, place, text) whose places go on from one to the next, from a first with a second."""
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
