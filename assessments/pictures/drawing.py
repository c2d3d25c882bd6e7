"""A drawing as frozen values, and the SVG it becomes.

The SVG has presentation attributes only: a strict CSP holds, and page and PDF show the same. 14 units are one em, so a
drawing of WIDTH fits a page of the report with letters of 8.4 pt, and grows with the reader's text size on screen.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Item = TypeVar("Item")

WIDTH, NARROW = 728.0, 288.0
EM = 14.0
LINE = 18.0
INK, SOFT, RULE, PAPER, FILL = "#1b2430", "#4d5866", "#8a8578", "#ffffff", "#3b4653"
# What a letter takes, a bit on the wide side: the reader's machine may have another font.
_LETTER = 7.3

# The colours of static/tokens.css, by shape. A judgement's code names its shape.
_TONES = {"strength": "#1d6b46", "improvement": "#9a4708", "mixed": "#5b4689"}
_GREY = "#55606c"
_SHAPES = {
    "strength": '<path d="M8 2 15 14H1Z" fill="{tone}"/>',
    "improvement": '<path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="none" stroke="{tone}" stroke-width="2.4"/>',
    "mixed": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="{tone}" stroke-width="1.8"/>'
    '<path d="M8 1.6a6.4 6.4 0 0 1 0 12.8Z" fill="{tone}"/>',
    "unknown": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="{tone}" stroke-width="1.8" '
    'stroke-dasharray="2.6 2.4"/>',
    "not_applicable": '<path d="M2 8h12" fill="none" stroke="{tone}" stroke-width="2.4"/>',
    "open": '<path d="M2.5 2.5h11v11h-11Z" fill="none" stroke="{tone}" stroke-width="1.1"/>',
    "unjudged": '<path d="M2.5 2.5h11v11h-11Z" fill="none" stroke="{tone}" stroke-width="1.1"/>'
    '<circle cx="8" cy="8" r="2" fill="{tone}"/>',
    "hidden": '<path d="M4 4 12 12M12 4 4 12" fill="none" stroke="{tone}" stroke-width="1.4"/>',
    "present": '<path d="M2.5 8.5 6.5 12.5 13.5 3.5" fill="none" stroke="{tone}" stroke-width="2.4"/>',
}


@dataclass(frozen=True)
class Label:
    """A line of text; `y` is where its letters stand on."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    soft: bool = False

    def svg(self) -> str:
        weight = ' font-weight="600"' if self.bold else ""
        place = f' text-anchor="{self.anchor}"' if self.anchor != "start" else ""
        tone = SOFT if self.soft else INK
        return f'<text x="{self.x:g}" y="{self.y:g}"{place}{weight} fill="{tone}">{escape(self.text)}</text>'


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    dashed: bool = False
    strong: bool = False

    def svg(self) -> str:
        path = "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)
        dash = ' stroke-dasharray="3 3"' if self.dashed else ""
        tone, width = (FILL, 1.6) if self.strong else (RULE, 1)
        return f'<path d="{path}" fill="none" stroke="{tone}" stroke-width="{width}"{dash}/>'


@dataclass(frozen=True)
class Box:
    """A rectangle: filled, empty with an outline, or with a dashed outline; `tone` is a shape whose colour it has."""

    x: float
    y: float
    width: float
    height: float
    kind: Literal["filled", "empty", "dashed"] = "empty"
    tone: str = ""

    def svg(self) -> str:
        place = f'x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}"'
        dash = ' stroke-dasharray="3 3"' if self.kind == "dashed" else ""
        tone = _TONES.get(self.tone, FILL)
        return f'<rect {place} fill="{tone if self.kind == "filled" else PAPER}" stroke="{tone}"{dash}/>'


@dataclass(frozen=True)
class Mark:
    """A shape of 16 units, with its top left corner; `shape` is the code of a judgement or another name in _SHAPES."""

    x: float
    y: float
    shape: str

    def svg(self) -> str:
        drawn = _SHAPES[self.shape].replace("{tone}", _TONES.get(self.shape, _GREY))
        return f'<g transform="translate({self.x:g} {self.y:g})">{drawn}</g>'


@dataclass(frozen=True)
class Link:
    """Shapes that lead somewhere on the page; `name` is what a screen reader says."""

    href: str
    name: str
    shapes: tuple["Shape", ...]

    def svg(self) -> str:
        inside = "".join(shape.svg() for shape in self.shapes)
        return f'<a href="{escape(self.href)}" aria-label="{escape(self.name)}">{inside}</a>'


Shape = Label | Line | Box | Mark | Link


@dataclass(frozen=True)
class Drawing:
    """A picture. `key` names it within its page; `title` is its text alternative, `description` says more if needed."""

    key: str
    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it may not fit a phone, so that it needs an area of its own to scroll in."""
        return self.width > NARROW

    @property
    def svg(self) -> SafeString:
        """The drawing as inline SVG."""
        # What has links isn't one image to a screen reader.
        role = "group" if any(isinstance(shape, Link) for shape in self.shapes) else "img"
        key, more, labels = escape(self.key), "", f"{self.key}-t"
        if self.description:
            more, labels = f'<desc id="{key}-d">{escape(self.description)}</desc>', f"{labels} {self.key}-d"
        return mark_safe(  # noqa: S308 - escaped, here and in the shapes
            f'<svg width="{self.width / EM:.3f}em" height="{self.height / EM:.3f}em" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" role="{role}" aria-labelledby="{escape(labels)}"'
            f'><title id="{key}-t">{escape(self.title)}</title>{more}<g font-family="Inter, sans-serif" '
            f'font-size="{EM:g}">{"".join(shape.svg() for shape in self.shapes)}</g></svg>'
        )


@dataclass(frozen=True)
class Table:
    """The numbers of a picture. The first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """One or more drawings with the table that says the same; templates/report/pictures/_picture.html shows it."""

    drawings: tuple[Drawing, ...]
    table: Table


def fitted(text: str, width: float, lines: int = 2) -> list[str]:
    """Return a text on lines of about this width in units, at most so many; what doesn't fit ends in "…"."""
    most = max(4, int(width / _LETTER))
    return textwrap.wrap(text, most, max_lines=lines, placeholder="…", break_on_hyphens=False) or [""]


def label_lines(
    x: float,
    y: float,
    texts: Sequence[str],
    *,
    anchor: Literal["start", "middle", "end"] = "start",
    bold: bool = False,
    soft: bool = False,
) -> tuple[Label, ...]:
    """Return lines of text under each other, the first standing on `y`."""
    return tuple(Label(x, y + LINE * n, text, anchor, bold, soft) for n, text in enumerate(texts))


def chunks(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """Return the items in parts of at most this size."""
    return [items[start : start + size] for start in range(0, len(items), size)]
