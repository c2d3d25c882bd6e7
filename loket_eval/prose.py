"""Plain text as people type or paste it: cleaned when it comes in, shown as paragraphs and lists.

Knows nothing of assessments. docs/decisions/0002-dependencies.md says why this isn't a Markdown
library.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, product
from typing import Literal

# Word processors use these for what people see as the end of a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Characters that nobody types on purpose, that XML and PDF can't contain, or that PostgreSQL
# refuses (NUL).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    # Hyphens and joins that only say where a line may break, fillers without ink, directions (each
    # paragraph finds its own), and signs for programs. People can't see them, so they can't search
    # for them or take them out.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001]"
)
# Typesetters' shapes of ordinary letters, as a paste from a PDF has them.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"Ĳ": "IJ", "ĳ": "ij", "\u2800": " "}
)
# Word's bullets: private-use characters that only mean something in its own fonts (Symbol,
# Wingdings).
_FONT_BULLET = re.compile(r"^([ \t]*)[\ue000-\uf8ff][ \t]*", re.MULTILINE)
UNREADABLE = "\ufffd"


def _letters_of(*ranges: tuple[int, int]) -> str:
    """Return the letters and vowel signs in these ranges, for use in a character class."""
    letters = (chr(at) for first, last in ranges for at in range(first, last + 1))
    return "".join(one for one in letters if unicodedata.category(one)[0] in "LM")


# Invisible characters that change what is seen, between the neighbours with which they do so:
# joiners in emoji and in scripts whose letters change shape, and the variants of emoji and
# ideographs.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_VARIED = f"{_EMOJI}\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MONGOLIAN = _letters_of((0x1820, 0x18AA))
# Arabic, Syriac and N'Ko; the scripts of India; Tibetan to Khmer; Mongolian; Balinese to Meetei.
_SHAPED = _letters_of(
    *((0x620, 0x74F), (0x750, 0xDFF), (0xF40, 0x109F), (0x1780, 0x17FF), (0x1820, 0x18AA)),
    *((0x1A00, 0x1CFF), (0xA840, 0xABFF), (0xFB50, 0xFEFC), (0x10A60, 0x11FFF), (0x1E900, 0x1E94B)),
)
_JOINERS = "\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_SHAPED = re.sub(f"[{_JOINERS}]", "", _SHAPED)
_JOINED = re.compile(
    rf"(?=[{_JOINERS}\U0001f3f4])(?:("
    rf"(?<=[{_VARIED}])[\ufe0e\ufe0f]"
    rf"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f)\u200d(?=[{_EMOJI}])"
    r"|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f"
    rf"|(?<=[{_IDEOGRAPH}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    rf"|(?<=[{_MONGOLIAN}])[\u180b-\u180f]"
    rf"|(?<=[{_SHAPED}])\u200c(?=[{_SHAPED}])|(?<=[{_SHAPED}])\u200d"
    rf")|[{_JOINERS}])"
)
_JOINER = re.compile(f"[{_JOINERS}]")
_JOINER_TWICE = re.compile(f"([{_JOINERS}])\\1+")

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

Kind = Literal["paragraph", "bullets", "numbers", "letters", "roman", "table"]


def clean_text(raw: str) -> str:
    """Return `raw` as people see it, in NFC and with one kind of line end.

    Invisible characters go; unreadable ones become U+FFFD.
    """
    return unicodedata.normalize("NFC", _visible(_composed(raw))).strip()


def _composed(raw: str) -> str:
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw))


def _visible(text: str) -> str:
    """Return `text` without invisible characters, ligatures and bullets of a font."""
    text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text
    if _JOINER.search(text):
        text = _JOINED.sub(r"\1", _JOINER_TWICE.sub(r"\1", text))
    return readable(text.translate(_LIGATURES))


def comparable(text: str) -> str:
    """Return the form by which equal names are found.

    Case, accents, joiners, and kinds of white space, hyphen and apostrophe make no difference.
    """
    letters = unicodedata.normalize("NFKD", clean_text(text).translate(_SAME_SIGN))
    kept = (one for one in letters if unicodedata.category(one) not in ("Mn", "Cf"))
    return " ".join("".join(kept).casefold().split())


_SAME_SIGN = str.maketrans("‐‑‒–—−‘’ʼ´`", "------'''''")


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
    text = _composed(raw)
    return _visible(text) != text


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


@dataclass
class _OpenList:
    """A list that may go on: how far its last item was indented, and its place."""

    kind: Kind
    indent: int
    last: int


class _Nesting:
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
    nesting = _Nesting()

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
        if at in rows and not item:
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
    nesting: _Nesting,
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
        most = max(line.count("\t") for line in table.values())
        if most >= _MOST_COLUMNS or any(_is_item(line) for line in table.values()):
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
