"""The contents of a Word document as plain values, and the XML elements that they become.

The elements are made one by one, because python-docx looks its styles up again for every paragraph:
with long texts that is ten times slower.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from loket_eval.direction import is_right_to_left, pieces_by_direction

_RULE = "D8D4C9"  # the colour of the lines of a table


@dataclass
class Run:
    """A piece of text; a line end in it stays within the paragraph."""

    text: str
    bold: bool = False


@dataclass
class PlacedPicture:
    """A PNG in a line, this many points wide, with what it shows in words."""

    png: bytes
    words: str
    width: float
    text = ""


@dataclass
class WordParagraph:
    """Runs in a style; `number` is the list of a numbered item (WordDocument.new_list).

    `level` says in how many other lists that list stands.
    """

    runs: list[Run | PlacedPicture]
    style: str = "Normal"
    number: int | None = None
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass
class Cell:
    """The content of a table cell that spans this many columns."""

    paragraphs: list[WordParagraph]
    span: int = 1


# A long document looks up the same few names a million times.
_name = cache(qn)


def add_child(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    """Add an element to another one, with attributes in the namespace of Word, and return it."""
    element: BaseOxmlElement = parent.makeelement(_name(tag))
    parent.append(element)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), str(value))
    return element


def add_run(parent: BaseOxmlElement, run: Run) -> None:
    """Add a piece of text to a paragraph or link."""
    for piece, is_turned in pieces_by_direction(run.text) or [("", False)]:
        _add_piece(parent, piece, bold=run.bold, is_turned=is_turned)


def turn(properties: BaseOxmlElement, text: str) -> None:
    """Let a paragraph of this text be read from right to left, if its first letter is."""
    if is_right_to_left(text):
        add_child(properties, "w:bidi")


def keep_with_next(paragraph: BaseOxmlElement) -> None:
    """Put a paragraph on one page with what comes after it."""
    style = paragraph.find(_name("w:pPr")).find(_name("w:pStyle"))
    style.addnext(style.makeelement(_name("w:keepNext")))


def _add_piece(parent: BaseOxmlElement, text: str, *, bold: bool, is_turned: bool) -> None:
    element = add_child(parent, "w:r")
    if bold or is_turned:
        properties = add_child(element, "w:rPr")
        if bold:
            add_child(properties, "w:b")
            # Word has another bold for letters of complex scripts, such as Hebrew and Thai.
            add_child(properties, "w:bCs")
        if is_turned:
            add_child(properties, "w:rtl")
    for number, line in enumerate(text.split("\n")):
        if number:
            add_child(element, "w:br")
        if line:
            shown = add_child(element, "w:t")
            shown.text = line
            # Without this Word drops the spaces at both ends.
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_field(parent: BaseOxmlElement, kind: str) -> None:
    """Add the begin, the end or the separation of a field, such as a page number."""
    add_child(add_child(parent, "w:r"), "w:fldChar", fldCharType=kind)


def dress_table(table: BaseOxmlElement, widths: Sequence[int], *, head_row: bool) -> None:
    """Give a new table its lines and the widths of its columns, in twentieths of a point."""
    properties = add_child(table, "w:tblPr")
    add_child(properties, "w:tblW", w=sum(widths), type="dxa")
    borders = add_child(properties, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        add_child(borders, f"w:{side}", val="single", sz=4, space=0, color=_RULE)
    add_child(properties, "w:tblLayout", type="fixed")
    # Says which row and column are headings, for screen readers too.
    add_child(properties, "w:tblLook", firstRow=int(head_row), firstColumn=1, noHBand=1, noVBand=1)
    grid = add_child(table, "w:tblGrid")
    for width in widths:
        add_child(grid, "w:gridCol", w=width)
