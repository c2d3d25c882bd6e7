"""The judgement map: themes by kind of group, with one mark per question in the set's order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .drawing import WIDTH, Box, Drawing, Label, Link, Mark, Plain, Shape
from .shape_words import SHAPES, counted, word

# The share of a page's width beside the titles of the themes, and the room between two columns.
_COLUMNS, _BETWEEN = 0.78, 10.0
# The same where all questions are of one kind (static/print/pictures.css).
_ONLY_COLUMN = 0.7


@dataclass(frozen=True)
class _Grid:
    """How marks stand in a cell: the room of each with its number, and how many make a line."""

    across: int
    wide: float = 35.0
    high: float = 44.0
    # The part of the height that separates lines.
    apart: float = 6.0
    # Twice the way to the middle of a mark.
    target: float = 28.0
    is_number_beside: bool = False

    def drawn(self, x: float, y: float, question: "MapQuestion") -> tuple[Plain, ...]:
        """Return a mark with its number: under it, or beside it where lines must be low."""
        if self.is_number_beside:
            return Mark(x, y, question.shape), Label(x + 19, y + 13, question.number)
        return (
            Mark(x + 6, y + 2, question.shape),
            Label(x + 14, y + 34, question.number, "middle"),
        )


def _grid(columns: int, *, on_paper: bool) -> _Grid:
    """Return a grid that fits a page when all columns have their share of it.

    7 marks fit a phone.
    """
    if on_paper and columns == 1:
        wide = 53.0
        return _Grid(int(WIDTH * _ONLY_COLUMN / wide), wide, 22.0, 5.0, is_number_beside=True)
    across = int((WIDTH * _COLUMNS / max(1, columns) - _BETWEEN) / _Grid.wide)
    return _Grid(max(3, min(7, across)))


@dataclass(frozen=True)
class MapQuestion:
    """A question: its number, the shape of its judgement, and what a click leads to.

    The shape is "open" without an answer.
    """

    number: str
    shape: str
    href: str = ""


@dataclass(frozen=True)
class MapGroup:
    """A group of questions with its kind, which is the column it stands in."""

    kind: str
    title: str
    questions: tuple[MapQuestion, ...]


@dataclass(frozen=True)
class MapTheme:
    """A theme with its number and title, and its groups."""

    title: str
    groups: tuple[MapGroup, ...]


@dataclass(frozen=True)
class MapCell:
    """The questions of one kind: their marks, and in words how often each judgement was given."""

    kind: str
    drawing: Drawing
    counts: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        return ", ".join(counted(shape, count) for shape, count in self.counts)


@dataclass(frozen=True)
class MapRow:
    """A theme, or one group of a theme with several groups of a kind.

    `cells` holds None where nothing is asked.
    """

    heading: str
    cells: tuple[MapCell | None, ...]

    @property
    def asked(self) -> int:
        return sum(count for cell in self.cells if cell for _shape, count in cell.counts)

    @property
    def answered(self) -> int:
        return self.asked - sum(dict(cell.counts).get("open", 0) for cell in self.cells if cell)


@dataclass(frozen=True)
class MapPart:
    """The rows of one theme; a theme with several rows has its title above them."""

    title: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True)
class JudgementMap:
    """`columns` are the kinds of group, `shapes` what the legend explains."""

    columns: tuple[str, ...]
    parts: tuple[MapPart, ...]
    shapes: tuple[str, ...]


def judgement_map(
    themes: Sequence[MapTheme], *, key: str = "beeld", on_paper: bool = False
) -> JudgementMap:
    """Return the map of all themes with questions.

    A kind of group is a column, in order of appearance.
    """
    asking = [theme for theme in themes if any(group.questions for group in theme.groups)]
    columns = tuple(
        dict.fromkeys(group.kind for theme in asking for group in theme.groups if group.questions)
    )
    if on_paper and len(columns) == 1:
        # Such sets have many groups. A row for each would leave a page no room for the rest.
        asking = [_in_one_row(theme) for theme in asking]
    grid = _grid(len(columns), on_paper=on_paper)
    parts = tuple(
        MapPart(
            theme.title,
            tuple(_row(row, columns, grid, f"{key}-{n}-{m}") for m, row in enumerate(_rows(theme))),
        )
        for n, theme in enumerate(asking, start=1)
    )
    # The legend explains only what the map shows.
    used = {
        question.shape for theme in asking for group in theme.groups for question in group.questions
    }
    return JudgementMap(columns, parts, tuple(shape for shape in SHAPES if shape in used))


def printed_judgement_map(themes: Sequence[MapTheme]) -> JudgementMap:
    """Return the map as it fits a page; that on a screen also fits a phone."""
    return judgement_map(themes, on_paper=True)


def _in_one_row(theme: MapTheme) -> MapTheme:
    """Return a theme with all its questions in one group."""
    questions = tuple(question for group in theme.groups for question in group.questions)
    return MapTheme(theme.title, (MapGroup(theme.groups[0].kind, theme.title, questions),))


def _rows(theme: MapTheme) -> list[tuple[str, str, dict[str, MapGroup]]]:
    """Return the rows of a theme: their heading, their name in full, and their groups by kind."""
    groups = [group for group in theme.groups if group.questions]
    by_kind = {group.kind: group for group in groups}
    # One row will do when no two groups want the same column.
    if len(by_kind) == len(groups):
        return [(theme.title, theme.title, by_kind)]
    return [(group.title, f"{theme.title}, {group.title}", {group.kind: group}) for group in groups]


def _row(
    row: tuple[str, str, dict[str, MapGroup]], columns: Sequence[str], grid: _Grid, key: str
) -> MapRow:
    heading, name, groups = row
    return MapRow(
        heading, tuple(_cell(groups.get(kind), name, grid, f"{key}-{kind}") for kind in columns)
    )


def _cell(group: MapGroup | None, name: str, grid: _Grid, key: str) -> MapCell | None:
    if group is None:
        return None
    given = Counter(question.shape for question in group.questions)
    drawn: list[Shape] = []
    for n, question in enumerate(group.questions):
        x, y = n % grid.across * grid.wide, n // grid.across * grid.high
        plain = grid.drawn(x, y, question)
        if question.href:
            name_of_link = _("{number}: {judgement}").format(
                number=question.number, judgement=word(question.shape)
            )
            area = Box(x, y, grid.target, grid.high - grid.apart)
            drawn.append(Link(question.href, name_of_link, plain, area))
        else:
            drawn += plain
    # The text alternative says everything: to a screen reader a drawing without links is one image.
    title = f"{name}: " + ", ".join(
        f"{question.number} {word(question.shape)}" for question in group.questions
    )
    height = -(-len(group.questions) // grid.across) * grid.high - grid.apart
    drawing = Drawing(key, title, grid.across * grid.wide, height, tuple(drawn))
    return MapCell(
        group.kind, drawing, tuple((shape, given[shape]) for shape in SHAPES if given[shape])
    )
