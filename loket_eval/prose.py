"""Plain text as people type or paste it: cleaned when it comes in, shown as paragraphs and lists.

Knows nothing of assessments. docs/decisions/0002-dependencies.md says why this isn't a Markdown
library.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import Literal

# Word processors use these for what people see as the end of a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Characters that nobody types on purpose, that XML and PDF can't contain, or that PostgreSQL
# refuses (NUL).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Word's bullets: private-use characters that only mean something in its own fonts (Symbol,
# Wingdings).
_FONT_BULLET = re.compile(r"^([ \t]*)[\ue000-\uf8ff][ \t]*", re.MULTILINE)
UNREADABLE = "\ufffd"

# A letter o or § is a bullet only in front of a tab: that is how Word pastes them.
_BULLET = re.compile(r"^[ \t]*(?:[-*•·∙▪◾◦‣⁃●○■□◆◇❖➢➤►➔–—]|[o§](?=\t))[ \t]+(?P<text>.*\S)")
_CHECKED = re.compile(r"^[ \t]*[✓✔☑][ \t]+(?P<text>.*\S)")
_NOT_CHECKED = re.compile(r"^[ \t]*[✗✘☒☐]", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(?P<number>\d{1,3})[.)][ \t]+(?P<text>.*\S)")
_LETTER = re.compile(r"^[ \t]*(?P<mark>[a-z]|[ivx]{2,5})(?P<sign>[.)])[ \t]+(?P<text>.*\S)")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()  # noqa: SIM905
_ROMAN = {mark: number for number, mark in enumerate(_NUMERALS, start=1)}

Kind = Literal["paragraph", "bullets", "numbers", "letters", "roman"]


def clean_text(raw: str) -> str:
    """Return `raw` in NFC with one kind of line end, without invisible or unreadable characters."""
    text = readable(_INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw)))
    return unicodedata.normalize("NFC", text).strip()


def readable(text: str) -> str:
    """Return `text` with U+FFFD for characters that mean nothing, and with real bullets."""
    if text.isascii() or not any(map(_means_nothing, set(text))):
        return text
    bulleted = _FONT_BULLET.sub("\\1• ", text)
    return "".join(UNREADABLE if _means_nothing(character) else character for character in bulleted)


def _means_nothing(character: str) -> bool:
    # New emoji come out every year, before this Python knows them.
    return (
        unicodedata.category(character) in {"Co", "Cn"}
        and not "\U0001f000" <= character <= "\U0001faff"
    )


def has_invisible(raw: str) -> bool:
    """Return whether `clean_text` would remove or replace invisible or unreadable characters."""
    text = _LINE_ENDS.sub("\n", raw)
    return _INVISIBLE.search(text) is not None or readable(text) != text


@dataclass(frozen=True)
class Item:
    """One item of a list; `text` may contain line breaks."""

    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph (one item) or a list; `start` is the first number of an ordered list."""

    kind: Kind
    items: tuple[Item, ...]
    start: int = 1


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text, in order.

    An empty line ends a paragraph or list. A line that starts with a bullet, "1." or "1)" is a list
    item; the lines after it belong to it, up to the next item or an empty line. A lone number at
    the start of a line ("2024. Een goed jaar") is no list: numbering must start at 1 or continue
    where the previous list stopped. Letters ("a)", "i.") make a list when a second one follows.
    Check marks make a list unless some line is marked as not done.
    """
    text = readable(text)
    complete: list[Block] = []
    kind: Kind | None = None
    items: list[str] = []
    start, last_number = 1, 0

    def close() -> None:
        nonlocal kind, items
        if kind is not None and items:
            complete.append(Block(kind, tuple(map(Item, items)), start))
        kind, items = None, []

    # Trailing spaces go first: the patterns would try each of them, which takes long in a long
    # line.
    lines = [line.rstrip() for line in text.split("\n")]
    lettered = _lettered(lines)
    checks_are_bullets = not _NOT_CHECKED.search(text)
    for at, line in enumerate(lines):
        bullet = _BULLET.match(line) or (checks_are_bullets and _CHECKED.match(line))
        number = _NUMBER.match(line)
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
            letters, place, item_text = lettered[at]
            if kind != letters or place != start + len(items):
                close()
                kind, start = letters, place
            items.append(item_text)
        elif kind is not None:
            items[-1] += "\n" + line.strip()
        else:
            kind, items = "paragraph", [line.strip()]
    close()
    return tuple(complete)


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
