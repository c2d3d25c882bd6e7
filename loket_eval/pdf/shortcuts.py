"""Work that WeasyPrint and its libraries repeat, done once: it took an eighth of a report's time.

This uses private names. For each one a test fails when a new version no longer has it.
"""

import re
from importlib import import_module
from math import inf
from typing import Any

import pydyf
from tinyhtml5 import inputstream
from weasyprint import svg
from weasyprint.css.properties import INITIAL_VALUES, Dimension
from weasyprint.layout import percent
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import split_first_line

# By its path: in the package itself, a function of the same name hides the module.
_texts = import_module("weasyprint.svg.text")
_drawing = import_module("weasyprint.draw.text")
_slower_to_bytes = pydyf._to_bytes
_slower_resolve = percent.resolve_one_percentage
# For each text-anchor, the share of the text's width that is to the left of its point.
_WIDTH_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


class _Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """The patterns that cut HTML into tokens; tinyhtml5 stores each under a key it never uses."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, opposite = key
        written = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{written}]+" if opposite else f"[^{written}]+")
        return pattern


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of the pages, which pydyf makes anew for every structure element."""
    # Each page takes three places here: its number, its generation and "R".
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = vars(pdf).get("known_page_references", ())
    if len(known) != len(numbers):
        known = tuple(b"%d 0 R" % number for number in numbers)
        vars(pdf)["known_page_references"] = known
    return known


def _to_bytes(item: Any) -> bytes:
    """Return a part of a PDF as it is written; pydyf asks of most what else they could be."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    return _slower_to_bytes(item)  # type: ignore[no-any-return]


def _resolve_one_percentage(box: Any, name: str, whole: float) -> None:
    """Set the used value of a length; mostly it is one, and there is nothing to resolve."""
    value = box.style[name]
    if type(value) is Dimension and value.unit == "px":
        setattr(box, name, value.value)
    else:
        _slower_resolve(box, name, whole)


def _text(drawing: Any, node: Any, font_size: float) -> None:
    """Draw a line of text in a drawing as a whole; WeasyPrint places each letter separately.

    In WeasyPrint, text that isn't anchored at its start also becomes a separate drawing in the PDF.
    """
    if not (node.text and node.text.strip()):
        return
    style = _style(drawing, node, font_size)
    layout, _length, _resume_at, width, _height, _baseline = split_first_line(
        node.text, style, drawing.context, inf, 0
    )
    x, y = drawing.point(node.get("x"), node.get("y"), font_size)
    x -= width * _WIDTH_BEFORE[node.get("text-anchor", "start")]
    stream = drawing.stream
    stream.push_state()
    fill, stroke = drawing.set_graphical_state(node, font_size)
    stream.begin_text()
    layout.reactivate(style)
    drawing.fill_stroke(fill, stroke, text=True)
    emojis = _drawing.draw_first_line(
        stream, _texts.TextBox(layout, style), "none", "none", Matrix(d=-1, e=x, f=y)
    )
    stream.end_text()
    stream.pop_state()
    _drawing.draw_emojis(stream, style, x, y, emojis)


def _style(drawing: Any, node: Any, font_size: float) -> Any:
    style = _texts.Style(INITIAL_VALUES)
    style.font_config = drawing.font_config
    style["font_family"] = [
        name.strip(" \"'") for name in node.get("font-family", "sans-serif").split(",")
    ]
    style["font_weight"] = int(node.get("font-weight", 400))
    style["font_size"] = font_size
    return style


def install() -> None:
    """Apply the shortcuts to every rendering in this process."""
    inputstream.characters_until_regex = _Patterns()
    pydyf.PDF.page_references = property(_page_references)
    pydyf._to_bytes = _to_bytes
    percent.resolve_one_percentage = _resolve_one_percentage
    svg.TAGS["text"] = _text
