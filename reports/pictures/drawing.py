"""A drawing as frozen values, and the SVG it becomes.

The SVG has presentation attributes only: a strict CSP holds, and page and PDF show the same. 14
units are one em, so a drawing of WIDTH fits a page of the report with letters of 8.4 pt, and grows
with the reader's text size on screen.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Item = TypeVar("Item")

# In units, as all sizes here. NARROW still fits a phone.
WIDTH, NARROW = 728.0, 288.0
EM = 14.0
LINE = 18.0
INK, SOFT, RULE, PAPER, FILL = "#1b2430", "#4d5866", "#8a8578", "#ffffff", "#3b4653"
# The width of a letter, on the wide side: the reader's machine may have another font.
_LETTER = 7.3

# The colours of static/tokens.css, by shape. A judgement's code names its shape.
_TONES = {"strength": "#1d6b46", "improvement": "#9a4708", "mixed": "#5b4689"}
_GREY = "#55606c"
# Each shape as a path from the top left corner of its 16 units, and how it is painted. They differ
# in form and not only in colour: people who see no colours, and printers, tell them apart.
_SHAPES = {
    "strength": ("m8 2 7 12h-14z", 'fill="{tone}"'),
    "improvement": (
        "m8 1.5 6.5 6.5-6.5 6.5-6.5-6.5z",
        'fill="none" stroke="{tone}" stroke-width="2.4"',
    ),
    "mixed": (
        "m8 .7a7.3 7.3 0 0 1 0 14.6a7.3 7.3 0 0 1 0-14.6zm0 1.8a5.5 5.5 0 0 0 0 11z",
        'fill="{tone}" fill-rule="evenodd"',
    ),
    "unknown": (
        "m8 1.6a6.4 6.4 0 0 1 0 12.8a6.4 6.4 0 0 1 0-12.8z",
        'fill="none" stroke="{tone}" stroke-width="1.8" stroke-dasharray="2.6 2.4"',
    ),
    "not_applicable": ("m2 8h12", 'fill="none" stroke="{tone}" stroke-width="2.4"'),
    "open": ("m2.5 2.5h11v11h-11z", 'fill="none" stroke="{tone}" stroke-width="1.1"'),
    "unjudged": (
        "m2.5 2.5h11v11h-11zm5.5 5v1",
        'fill="none" stroke="{tone}" stroke-width="1.1" stroke-linecap="square"',
    ),
    "hidden": ("m4 4 8 8m0-8-8 8", 'fill="none" stroke="{tone}" stroke-width="1.4"'),
    "present": ("m2.5 8.5 4 4 7-9", 'fill="none" stroke="{tone}" stroke-width="2.4"'),
}


@dataclass(frozen=True)
class Label:
    """A line of text; `y` is its baseline."""

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
        attributes = f'x="{self.x:g}" y="{self.y:g}"{place}{weight} fill="{tone}"'
        return f"<text {attributes}>{escape(self.text)}</text>"


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    dashed: bool = False
    strong: bool = False

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)

    @property
    def paint(self) -> str:
        dash = ' stroke-dasharray="3 3"' if self.dashed else ""
        tone, width = (FILL, 1.6) if self.strong else (RULE, 1)
        return f'fill="none" stroke="{tone}" stroke-width="{width}"{dash}'


BoxKind = Literal["filled", "empty", "dashed"]


@dataclass(frozen=True)
class Box:
    """A rectangle, filled or empty, with a plain or a dashed outline.

    It has the colour of the shape that `tone` names.
    """

    x: float
    y: float
    width: float
    height: float
    kind: BoxKind = "empty"
    tone: str = ""

    @property
    def path(self) -> str:
        return f"M{self.x:g} {self.y:g}h{self.width:g}v{self.height:g}h{-self.width:g}z"

    @property
    def tint(self) -> str:
        return _TONES.get(self.tone, FILL)

    @property
    def paint(self) -> str:
        dash = ' stroke-dasharray="3 3"' if self.kind == "dashed" else ""
        tone = self.tint
        return f'fill="{tone if self.kind == "filled" else PAPER}" stroke="{tone}"{dash}'


@dataclass(frozen=True)
class Mark:
    """A shape of 16 units, with its top left corner.

    `shape` is the code of a judgement or another name in _SHAPES.
    """

    x: float
    y: float
    shape: str

    @property
    def path(self) -> str:
        return f"M{self.x:g} {self.y:g}{_SHAPES[self.shape][0]}"

    @property
    def paint(self) -> str:
        return _SHAPES[self.shape][1].replace("{tone}", _TONES.get(self.shape, _GREY))


@dataclass(frozen=True)
class Link:
    """Shapes that link to a place on the page; `name` is what a screen reader says.

    What a finger or the mouse can hit is the whole of `area`, not the lines alone.
    """

    href: str
    name: str
    shapes: tuple["Plain", ...]
    area: Box

    def svg(self) -> str:
        attributes = f'href="{escape(self.href)}" aria-label="{escape(self.name)}"'
        area = f'<path d="{self.area.path}" fill="none" pointer-events="all"/>'
        return f"<a {attributes}>{area}{_drawn(self.shapes)}</a>"


Plain = Label | Line | Box | Mark
Shape = Plain | Link


def _drawn(shapes: Sequence[Plain]) -> str:
    """Return shapes as SVG; those that are painted alike are one path.

    In a PDF every element takes time. A shape that draws itself, as text does, comes last.
    """
    paths: dict[str, str] = {}
    drawn = ""
    for shape in shapes:
        # Asked of the shape itself: other packages draw shapes of their own (a hatched box).
        if hasattr(shape, "svg"):
            drawn += shape.svg()
        else:
            paths[shape.paint] = paths.get(shape.paint, "") + shape.path
    return "".join(f'<path d="{path}" {paint}/>' for paint, path in paths.items()) + drawn


@dataclass(frozen=True)
class Drawing:
    """A picture; `key` names it within its page.

    `title` is its text alternative; `description` says more where that is needed.
    """

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
        """The drawing as inline SVG, without links."""
        plain = [
            inner
            for shape in self.shapes
            for inner in (shape.shapes if isinstance(shape, Link) else (shape,))
        ]
        return self._svg("img", _drawn(plain))

    @property
    def linked_svg(self) -> SafeString:
        """The drawing as inline SVG with its links.

        What has links isn't one image to a screen reader.
        """
        links = [shape for shape in self.shapes if isinstance(shape, Link)]
        plain = [shape for shape in self.shapes if not isinstance(shape, Link)]
        return self._svg(
            "group" if links else "img", _drawn(plain) + "".join(link.svg() for link in links)
        )

    def _svg(self, role: str, drawn: str) -> SafeString:
        # Ids are unique on the page, or a screen reader reads the title of another drawing.
        key, more, labels = escape(self.key), "", f"{self.key}-t"
        if self.description:
            more, labels = (
                f'<desc id="{key}-d">{escape(self.description)}</desc>',
                f"{labels} {self.key}-d",
            )
        return mark_safe(  # noqa: S308 - escaped, here and in the shapes
            f'<svg width="{self.width / EM:.3f}em" height="{self.height / EM:.3f}em" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" '
            f'role="{role}" aria-labelledby="{escape(labels)}">'
            f'<title id="{key}-t">{escape(self.title)}</title>{more}'
            f'<g font-family="Inter, sans-serif" font-size="{EM:g}">{drawn}</g></svg>'
        )


@dataclass(frozen=True)
class Table:
    """The numbers of a picture. The first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def body(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Each row as its heading and its other cells, each with the heading of its column."""
        return tuple((row[0], tuple(zip(self.head[1:], row[1:], strict=True))) for row in self.rows)


@dataclass(frozen=True)
class Picture:
    """One or more drawings with a table that says the same.

    templates/reports/pictures/_picture.html shows it.
    """

    drawings: tuple[Drawing, ...]
    table: Table


def fitted(text: str, width: float, lines: int = 2) -> list[str]:
    """Return a text on lines of about this width in units.

    What doesn't fit on so many lines ends in "…".
    """
    most = max(4, int(width / _LETTER))
    # wrap() gives no lines for an empty text, and callers count on one.
    return textwrap.wrap(text, most, max_lines=lines, placeholder="…", break_on_hyphens=False) or [
        ""
    ]


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
