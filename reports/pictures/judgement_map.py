"""The judgement map: themes x kinds of group x questions, one mark a question, in the order in which they are asked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .drawing import WIDTH, Drawing, Label, Link, Mark, Plain, Shape
from .shape_words import SHAPES, counted, word

# The room for a mark with its number under it, what of its height keeps lines apart, and how many
# stand on a line at most: 7 fit a phone.
_WIDE, _HIGH, _APART, _MOST = 35.0, 44.0, 6.0, 7
# The share of a page's width that is left beside the titles of the themes, and the room between two
# columns.
_COLUMNS, _BETWEEN = 0.78, 10.0


@dataclass(frozen=True)
class Asked:
    """A question: its number, the shape of its judgement ("open" without an answer), and where a click leads."""

    number: str
    shape: str
    href: str = ""


@dataclass(frozen=True)
class AskedGroup:
    kind: str
    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class AskedTheme:
    title: str
    groups: tuple[AskedGroup, ...]


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
    """A theme, or one group of a theme that has more groups of a kind; `cells` holds None where nothing is asked."""

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
    """The rows of one theme; a theme with more rows has its title above them."""

    title: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True)
class JudgementMap:
    """`columns` are the kinds of group, `shapes` what the legend explains."""

    columns: tuple[str, ...]
    parts: tuple[MapPart, ...]
    shapes: tuple[str, ...]


def judgement_map(themes: Sequence[AskedTheme], *, key: str = "beeld") -> JudgementMap:
    """Return the map of all themes that ask something. A kind of group is a column, in order of appearance."""
    asking = [theme for theme in themes if any(group.questions for group in theme.groups)]
    columns = tuple(
        dict.fromkeys(group.kind for theme in asking for group in theme.groups if group.questions)
    )
    across = max(3, min(_MOST, int((WIDTH * _COLUMNS / max(1, len(columns)) - _BETWEEN) / _WIDE)))
    parts = tuple(
        MapPart(
            theme.title,
            tuple(
                _row(row, columns, across, f"{key}-{n}-{m}") for m, row in enumerate(_rows(theme))
            ),
        )
        for n, theme in enumerate(asking, start=1)
    )
    found = {q.shape for theme in asking for group in theme.groups for q in group.questions}
    return JudgementMap(columns, parts, tuple(shape for shape in SHAPES if shape in found))


def _rows(theme: AskedTheme) -> list[tuple[str, str, dict[str, AskedGroup]]]:
    """Return the rows of a theme: their heading, their name in full, and their groups by kind."""
    groups = [group for group in theme.groups if group.questions]
    by_kind = {group.kind: group for group in groups}
    if len(by_kind) == len(groups):
        return [(theme.title, theme.title, by_kind)]
    return [(group.title, f"{theme.title}, {group.title}", {group.kind: group}) for group in groups]


def _row(
    row: tuple[str, str, dict[str, AskedGroup]], columns: Sequence[str], across: int, key: str
) -> MapRow:
    heading, name, groups = row
    return MapRow(
        heading, tuple(_cell(groups.get(kind), name, across, f"{key}-{kind}") for kind in columns)
    )


def _cell(group: AskedGroup | None, name: str, across: int, key: str) -> MapCell | None:
    if group is None:
        return None
    given = Counter(question.shape for question in group.questions)
    drawn: list[Shape] = []
    for n, question in enumerate(group.questions):
        x, y = n % across * _WIDE, n // across * _HIGH
        plain: tuple[Plain, ...] = (
            Mark(x + 6, y + 2, question.shape),
            Label(x + 14, y + 34, question.number, "middle"),
        )
        if question.href:
            told = _("{number}: {judgement}").format(
                number=question.number, judgement=word(question.shape)
            )
            drawn.append(Link(question.href, told, plain))
        else:
            drawn += plain
    title = f"{name}: " + ", ".join(
        f"{question.number} {word(question.shape)}" for question in group.questions
    )
    height = -(-len(group.questions) // across) * _HIGH - _APART
    drawing = Drawing(key, title, across * _WIDE, height, tuple(drawn))
    return MapCell(
        group.kind, drawing, tuple((shape, given[shape]) for shape in SHAPES if given[shape])
    )
