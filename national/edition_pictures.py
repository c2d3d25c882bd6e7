"""The judgements of many networks on each question, as a row of blocks.

What is hidden is hatched and has no number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.pictures import Drawing, MapColumn, NetworkRow, network_map
from reports.pictures.drawing import FILL, PAPER, WIDTH, Box, Label, Mark, Shape
from reports.pictures.shape_words import counted

from .edition import CATEGORIES, EditionTheme, NetworkPart, QuestionPart

# The row of a question: where its blocks start, its height, and that of a block; then the width
# that a block needs to show its mark or its number.
_LEFT, _HIGH, _BLOCK = 48.0, 32.0, 24.0
_ROOM_FOR_MARK, _ROOM_FOR_NUMBER, _SLANT = 48.0, 20.0, 8.0


def blocks_of(theme: EditionTheme, total: int, *, key: str = "beeld") -> Drawing:
    """Return one row of blocks per question, in the order of the judgements.

    Every row is equally wide: each network is in exactly one block.
    """
    drawn: list[Shape] = []
    for n, question in enumerate(theme.questions):
        top = _HIGH * n
        drawn.append(Label(0, top + 17, question.number, bold=True))
        for block in _blocks(question, total):
            drawn += block.shapes(top)
    return Drawing(
        f"{key}-{theme.number}",
        _("{theme}: het oordeel van {total} netwerken per vraag").format(
            theme=theme.title, total=total
        ),
        WIDTH,
        _HIGH * len(theme.questions) - (_HIGH - _BLOCK) + 2,
        tuple(drawn),
        " ".join(f"{question.number}: {in_words(question)}." for question in theme.questions),
    )


def in_words(question: QuestionPart) -> str:
    """Return what is shown of a question: "5 sterk, 3 te verbeteren, de rest is verborgen"."""
    shown = [
        counted(category or "open", count)
        for category, count in zip(CATEGORIES, question.counts, strict=True)
        if count
    ]
    if None in question.counts:
        shown.append(_("de rest is verborgen") if shown else _("alles is verborgen"))
    return ", ".join(shown)


@dataclass(frozen=True)
class Hatch(Box):
    """A rectangle filled with slanting lines: there is something, and not how much of what."""

    def svg(self) -> str:
        right, bottom = self.x + self.width, self.y + self.height
        lines = []
        for n in range(1, int((self.width + self.height) / _SLANT) + 1):
            # From the left or bottom side up to the top or right side, at 45 degrees.
            start = self.x + n * _SLANT - self.height
            left, end = max(start, self.x), min(start + self.height, right)
            lines.append(
                f"M{left:g} {bottom - (left - start):g}L{end:g} {bottom - (end - start):g}"
            )
        place = f'x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}"'
        return (
            f'<rect {place} fill="{PAPER}" stroke="{FILL}" stroke-dasharray="3 3"/>'
            f'<path d="{"".join(lines)}" fill="none" stroke="{FILL}" stroke-width="0.7"/>'
        )


@dataclass(frozen=True)
class _Block:
    """Part of a row; `shape` is "hidden" for what may not be told apart."""

    left: float
    width: float
    shape: str
    count: int | None

    def shapes(self, top: float) -> Iterator[Shape]:
        top += 1
        if self.count is None:
            yield Hatch(self.left, top, self.width, _BLOCK)
            return
        yield Box(self.left, top, self.width, _BLOCK)
        middle = self.left + self.width / 2
        # In a narrow block the order of the judgements and the text alternative say what it is.
        if self.width >= _ROOM_FOR_MARK:
            yield Mark(middle - 20, top + 4, self.shape)
            yield Label(middle + 4, top + 17, str(self.count))
        elif self.width >= _ROOM_FOR_NUMBER:
            yield Label(middle, top + 17, str(self.count), "middle")


def _blocks(question: QuestionPart, total: int) -> Iterator[_Block]:
    scale = (WIDTH - _LEFT - 2) / total if total else 0
    # Hidden categories become one block at the end. Its width is no secret: the total is known.
    left, shown = _LEFT, 0
    for category, count in zip(CATEGORIES, question.counts, strict=True):
        if count:
            yield _Block(left, count * scale, category or "open", count)
            left, shown = left + count * scale, shown + count
    if None in question.counts and shown < total:
        yield _Block(left, (total - shown) * scale, "hidden", None)


def maps_of(
    networks: tuple[NetworkPart, ...], themes: tuple[EditionTheme, ...]
) -> tuple[Drawing, ...]:
    """Return each network's judgement on each question, by name: for the national office only."""
    columns = [
        MapColumn(question.number, theme.title) for theme in themes for question in theme.questions
    ]
    names = _short_names([network.name for network in networks])
    rows = [
        NetworkRow(name, tuple(category or None for category in network.categories))
        for name, network in zip(names, networks, strict=True)
    ]
    return network_map(rows, columns)


def _short_names(names: list[str]) -> list[str]:
    """Return the names without the word that all of them begin with: there is room for the rest."""
    first = {name.partition(" ")[0] for name in names}
    short = [name.partition(" ")[2] for name in names]
    return short if len(first) == 1 and len(names) > 1 and all(short) else names
