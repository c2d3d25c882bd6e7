"""Many networks beside each other: networks x questions, one mark for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from .drawing import WIDTH, Drawing, Label, Line, Mark, Shape, chunks, fitted, label_lines
from .shape_words import counted

# Where the first question starts, the room of a mark and of the head, and how many marks fit
# beside and under each other.
_LEFT, _WIDE, _HIGH, _TOP = 190.0, 38.0, 26.0, 54.0
_ACROSS, _DOWN = int((WIDTH - _LEFT) / _WIDE), 25


@dataclass(frozen=True)
class MapColumn:
    """A question: its number, as in "2.5", and the title of its theme."""

    number: str
    theme: str


@dataclass(frozen=True)
class NetworkRow:
    """A network with its judgement on each question, in the order of the columns.

    None is a question without a judgement, "hidden" one that may not be shown.
    """

    label: str
    judgements: tuple[str | None, ...]


def network_map(
    rows: Sequence[NetworkRow], columns: Sequence[MapColumn], *, key: str = "netwerken"
) -> tuple[Drawing, ...]:
    """Return drawings of at most 14 questions of a theme and 25 networks, each a page wide."""
    made: list[Drawing] = []
    # Columns come in the order of the set, so a theme's questions follow each other.
    for theme, places in groupby(range(len(columns)), key=lambda place: columns[place].theme):
        for part in chunks(list(places), _ACROSS):
            for networks in chunks(rows, _DOWN):
                made.append(_drawing(networks, columns, part, theme, f"{key}-{len(made) + 1}"))
    return tuple(made)


def _drawing(
    rows: Sequence[NetworkRow],
    columns: Sequence[MapColumn],
    part: Sequence[int],
    theme: str,
    key: str,
) -> Drawing:
    # A column stays with its place among all questions, also in a later drawing of the same theme.
    left = {place: _LEFT + _WIDE * n for n, place in enumerate(part)}
    right = _LEFT + _WIDE * len(part)
    drawn: list[Shape] = list(label_lines(0, 14, fitted(theme, WIDTH, 1), bold=True))
    drawn += [
        Label(x + _WIDE / 2, _TOP - 10, columns[place].number, "middle", soft=True)
        for place, x in left.items()
    ]
    for n, row in enumerate(rows):
        y = _TOP + _HIGH * n
        drawn.append(Line(((0, y), (right, y))))
        drawn += label_lines(0, y + 18, fitted(row.label, _LEFT - 8, 1))
        drawn += [
            Mark(x + (_WIDE - 16) / 2, y + 5, row.judgements[place] or "open")
            for place, x in left.items()
        ]
    title = _(
        "{theme}: het oordeel van {count} netwerken bij de vragen {first} tot en met {last}"
    ).format(
        theme=theme, count=len(rows), first=columns[part[0]].number, last=columns[part[-1]].number
    )
    description = " ".join(
        _in_words(columns[place].number, [row.judgements[place] or "open" for row in rows])
        for place in part
    )
    return Drawing(key, title, WIDTH, _TOP + _HIGH * len(rows) + 2, tuple(drawn), description)


def _in_words(number: str, shapes: Sequence[str]) -> str:
    counts = ", ".join(
        counted(shape, shapes.count(shape)) for shape in dict.fromkeys(sorted(shapes))
    )
    return f"{number}: {counts}."
