"""Plain text as people type or paste it: cleaned when it comes in, paragraphs and lists when it is shown.

Knows nothing of assessments. Why this is our own code and not a Markdown library: docs/decisions/0002-dependencies.md.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

# Word processors put these where a person sees the end of a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What no person types on purpose, what XML and PDF can't hold, and what PostgreSQL refuses (NUL).
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")

_BULLET = re.compile(r"^(?P<indent>[ \t]*)(?:[-*•·▪◦‣●○■–]|o(?=\t))[ \t]+(?P<text>.*\S)")
_NUMBER = re.compile(r"^(?P<indent>[ \t]*)(?P<number>\d{1,3})[.)][ \t]+(?P<text>.*\S)")


def clean_text(raw: str) -> str:
    """Return `raw` with one kind of line end, in Unicode NFC, and without invisible control characters."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw))).strip()


def has_invisible(raw: str) -> bool:
    """Say whether `clean_text` would take characters away that nobody can see."""
    return _INVISIBLE.search(_LINE_ENDS.sub("\n", raw)) is not None


@dataclass(frozen=True)
class Item:
    """One line of a list; `text` may hold line breaks."""

    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph (one item), or a list. `start` is the first number of a numbered list."""

    kind: Literal["paragraph", "bullets", "numbers"]
    items: tuple[Item, ...]
    start: int = 1


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a cleaned text, in order.

    An empty line ends a paragraph or list. A line that opens with a bullet or with "1." or "1)" is a list item, and
    the lines after it belong to it until the next item or empty line. A single number at the start of a line ("2024.
    Een goed jaar") is no list: numbering must start at 1 or go on where the list before it stopped.
    """
    found: list[Block] = []
    kind: Literal["paragraph", "bullets", "numbers"] | None = None
    lines: list[str] = []
    start, last_number = 1, 0

    def close() -> None:
        nonlocal kind, lines
        if kind is not None and lines:
            found.append(Block(kind, tuple(Item(line) for line in lines), start))
        kind, lines = None, []

    for line in (line.rstrip() for line in text.split("\n")):
        # Without spaces at its end, or the patterns would try each of them.
        bullet, number = _BULLET.match(line), _NUMBER.match(line)
        if not line.strip():
            close()
        elif bullet:
            if kind != "bullets":
                close()
                kind, start = "bullets", 1
            lines.append(bullet["text"])
        elif number and int(number["number"]) in (1, last_number + 1):
            if kind != "numbers" or int(number["number"]) == 1:
                close()
                kind, start = "numbers", int(number["number"])
            lines.append(number["text"])
            last_number = int(number["number"])
        elif kind is not None:
            lines[-1] += "\n" + line.strip()
        else:
            kind, lines = "paragraph", [line.strip()]
    close()
    return tuple(found)
