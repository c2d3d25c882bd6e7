"""The XML elements of a Word document: made one by one, with their texts as text only.

python-docx's own way searches the styles anew for every paragraph: ten times slower with long
texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_RULE = "D8D4C9"


@dataclass
class Run:
    """A piece of text; a line end in it stays within the paragraph."""

    text: str
    bold: bool = False


# python-docx works a name out anew every time; a long report has many elements.
_name = cache(qn)


def child(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    """Add an element with these attributes, and return it."""
    element: BaseOxmlElement = parent.makeelement(_name(tag))
    parent.append(element)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), str(value))
    return element


def add_run(parent: BaseOxmlElement, run: Run) -> None:
    """Add a piece of text; a line end in it becomes a break."""
    element = child(parent, "w:r")
    if run.bold:
        child(child(element, "w:rPr"), "w:b")
    for number, line in enumerate(run.text.split("\n")):
        if number:
            child(element, "w:br")
        if line:
            text = child(element, "w:t")
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def field(parent: BaseOxmlElement, kind: str) -> None:
    """Add the begin, the separator or the end of a field."""
    child(child(parent, "w:r"), "w:fldChar", fldCharType=kind)


def table_look(table: BaseOxmlElement, widths: Sequence[int], *, head_row: bool) -> None:
    """Give a table its widths and lines, and say which cells are headings."""
    properties = child(table, "w:tblPr")
    child(properties, "w:tblW", w=sum(widths), type="dxa")
    borders = child(properties, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        child(borders, f"w:{side}", val="single", sz=4, space=0, color=_RULE)
    child(properties, "w:tblLayout", type="fixed")
    child(properties, "w:tblLook", firstRow=int(head_row), firstColumn=1, noHBand=1, noVBand=1)
    grid = child(table, "w:tblGrid")
    for width in widths:
        child(grid, "w:gridCol", w=width)
