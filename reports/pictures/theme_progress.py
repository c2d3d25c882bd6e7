"""Progress of each theme over periods: a mark for each question."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from .drawing import (
    WIDTH,
    Drawing,
    Line,
    Mark,
    Picture,
    Shape,
    Table,
    chunks,
    fitted,
    label_lines,
)
from .progress_periods import (
    LEFT,
    TOP,
    ProgressPoint,
    ProgressRow,
    break_line,
    in_words,
    named_period,
)
from .shape_words import JUDGEMENTS

# How many periods stand beside each other, and the side of a square with one mark.
_PERIODS, _SQUARE = 5, 17.0


def progress_by_theme(rows: Sequence[ProgressRow], *, key: str = "voortgang-onderdelen") -> Picture:
    """Return one row per theme and one column per period, with a mark for each question."""
    periods = range(len(rows[0].points)) if rows else range(0)
    drawings = tuple(
        _marks(rows, list(part), f"{key}-{number}")
        for number, part in enumerate(chunks(periods, _PERIODS), start=1)
    )
    shapes = (*JUDGEMENTS, "open")
    table = Table(
        caption=_("Hoe vaak elk oordeel is gegeven, per thema en periode"),
        head=(_("Thema"), *(rows[0].points[n].label for n in periods)),
        rows=tuple(
            (row.title, *(_cell(row.points[n], n, shapes) for n in periods)) for row in rows
        ),
    )
    return Picture(drawings, table)


def _cell(point: ProgressPoint, place: int, shapes: Sequence[str]) -> str:
    counts = in_words(point, shapes)
    return (
        _("andere vragen: {counts}").format(counts=counts)
        if place and point.break_before
        else counts
    )


def _marks(rows: Sequence[ProgressRow], periods: Sequence[int], key: str) -> Drawing:
    step = (WIDTH - LEFT) / max(3, len(periods))
    across = int((step - 12) / _SQUARE)
    drawn: list[Shape] = []
    for place, n in enumerate(periods):
        drawn += label_lines(
            LEFT + step * place + 4, 16, fitted(rows[0].points[n].label, step - 10), bold=True
        )
    y = TOP - 8
    for row in rows:
        texts = fitted(row.title, LEFT - 16, 3)
        # A row is as high as its tallest block of marks or its title; -(-a // b) rounds up.
        deepest = max(-(-sum(row.points[n].by_shape.values()) // across) for n in periods)
        height = max(deepest * _SQUARE, len(texts) * 18.0) + 14
        drawn += [Line(((0, y), (WIDTH, y))), *label_lines(0, y + 20, texts)]
        for place, n in enumerate(periods):
            left, point = LEFT + step * place, row.points[n]
            # Sorted by judgement: equal marks together show their number at a glance.
            marks = [shape for shape, count in point.by_shape.items() for _n in range(count)]
            drawn += [
                Mark(left + 4 + i % across * _SQUARE, y + 6 + i // across * _SQUARE, shape)
                for i, shape in enumerate(marks)
            ]
            if n and point.break_before:
                drawn.append(break_line(left - 4, y + 3, y + height - 3))
        y += height
    title = _("De oordelen per thema en periode, een teken voor elke vraag")
    description = " ".join(
        f"{row.title}: "
        + "; ".join(
            f"{named_period(row.points[n], n)}: {in_words(row.points[n], (*JUDGEMENTS, 'open'))}"
            for n in periods
        )
        + "."
        for row in rows
    )
    return Drawing(key, title, WIDTH, y + 2, tuple(drawn), description)
