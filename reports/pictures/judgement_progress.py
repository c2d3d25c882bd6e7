"""Progress over periods: how often each judgement was given.

Where the questions changed, the series breaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from .drawing import (
    WIDTH,
    Box,
    Drawing,
    Label,
    Line,
    Mark,
    Picture,
    Shape,
    Table,
    chunks,
    fitted,
    label_lines,
)
from .shape_words import JUDGEMENTS, capitalised, counted, word


@dataclass(frozen=True)
class ProgressPoint:
    """One period in a picture of progress.

    `counts` says how often each judgement was given, `asked` how many questions there were.

    `break_before` says that the questions differ from those of the period before it, so that the
    two may not be joined. `is_gap` says that too little is judged to join it to any other period.
    """

    label: str
    counts: tuple[tuple[str, int], ...]
    asked: int
    break_before: bool = False
    is_gap: bool = False

    @property
    def by_shape(self) -> dict[str, int]:
        """The counts of all judgements, and under "open" what was asked and not judged."""
        # A judgement that wasn't given isn't in `counts`.
        given = dict(self.counts)
        counts = {judgement: given.get(judgement, 0) for judgement in JUDGEMENTS}
        return counts | {"open": max(0, self.asked - sum(counts.values()))}


@dataclass(frozen=True)
class ProgressRow:
    """One theme over the periods.

    Every row of a picture has the same periods, in the same order.
    """

    title: str
    points: tuple[ProgressPoint, ...]


# Where the first period starts, how many stand beside each other, and the heights of a panel, of
# its highest bar and of the head. The second line is for the marks by theme.
_LEFT, _PERIODS, _PANEL, _BAR, _TOP = 200.0, 8, 66.0, 36.0, 58.0
_BAR_WIDTH, _SMALL, _THEME_PERIODS = 22.0, 17.0, 5


def progress_picture(points: Sequence[ProgressPoint], *, key: str = "voortgang") -> Picture:
    """Return a panel for each judgement that occurs, with one bar per period.

    Bars that may be compared are joined.
    """
    shapes = [
        shape for shape in (*JUDGEMENTS, "open") if any(point.by_shape[shape] for point in points)
    ]
    # All drawings have one scale, so that a bar in one can be compared with a bar in the next.
    drawings = tuple(
        _panels(
            part, shapes, max(max(point.by_shape.values()) for point in points), f"{key}-{number}"
        )
        for number, part in enumerate(chunks(points, _PERIODS), start=1)
    )
    return Picture(drawings, _table(points, shapes))


def _panels(points: Sequence[ProgressPoint], shapes: Sequence[str], most: int, key: str) -> Drawing:
    # With few periods the bars would stand so far apart that nobody sees them as one series.
    step = (WIDTH - _LEFT) / max(4, len(points))
    middle = [_LEFT + step * (n + 0.5) for n in range(len(points))]
    drawn: list[Shape] = []
    for x, point in zip(middle, points, strict=True):
        drawn += label_lines(x, 16, fitted(point.label, step - 6), anchor="middle", bold=True)
    for n, shape in enumerate(shapes):
        base = _TOP + _PANEL * (n + 1) - 8
        drawn += [
            Mark(0, base - 24, shape),
            Line(((_LEFT, base), (_LEFT + step * len(points), base))),
        ]
        texts = fitted(capitalised(word(shape)), _LEFT - 40)
        drawn += label_lines(24, base - (20 if len(texts) > 1 else 11), texts)
        tops = [base - _BAR * point.by_shape[shape] / most for point in points]
        drawn += _joins(points, middle, tops)
        for x, top, point in zip(middle, tops, points, strict=True):
            count = point.by_shape[shape]
            # A box of no height would still be a line.
            if count:
                drawn.append(
                    Box(
                        x - _BAR_WIDTH / 2,
                        top,
                        _BAR_WIDTH,
                        base - top,
                        "empty" if shape == "open" else "filled",
                        shape,
                    )
                )
            drawn.append(Label(x, top - 5, _number(point, shape), "middle"))
    height = _TOP + _PANEL * len(shapes)
    for n, point in enumerate(points):
        # The first period of a drawing has nothing before it to break with.
        if n and point.break_before:
            drawn.append(_break(_LEFT + step * n, 2, height - 4))
    title = _("Hoe vaak elk oordeel is gegeven, per periode: {periods}").format(
        periods=", ".join(point.label for point in points)
    )
    return Drawing(key, title, WIDTH, height, tuple(drawn), _description(points, shapes))


def _joins(
    points: Sequence[ProgressPoint], middle: Sequence[float], tops: Sequence[float]
) -> list[Line]:
    """Return lines from bar to bar, but none over a break and none to or from a gap."""
    half = _BAR_WIDTH / 2
    pairs = zip(pairwise(zip(middle, tops, strict=True)), pairwise(points), strict=True)
    return [
        Line(((x + half, y), (x2 - half, y2)))
        for ((x, y), (x2, y2)), (before, now) in pairs
        if not (now.break_before or before.is_gap or now.is_gap)
    ]


def _number(point: ProgressPoint, shape: str) -> str:
    """Return how often a judgement was given; a dash, and not 0, where nothing was judged."""
    return "–" if shape != "open" and not point.counts else str(point.by_shape[shape])


def _break(x: float, top: float, bottom: float) -> Line:
    """Return a zigzag from top to bottom, where the series breaks."""
    turns = max(2, round((bottom - top) / 8))
    height = (bottom - top) / turns
    return Line(
        tuple((x + (3 if n % 2 else -3), top + n * height) for n in range(turns + 1)), strong=True
    )


def _description(points: Sequence[ProgressPoint], shapes: Sequence[str]) -> str:
    return " ".join(
        f"{_named(point, n)}: {_in_words(point, shapes)}." for n, point in enumerate(points)
    )


def _in_words(point: ProgressPoint, shapes: Sequence[str]) -> str:
    given = ", ".join(
        counted(shape, point.by_shape[shape]) for shape in shapes if point.by_shape[shape]
    )
    return given or _("niets gevraagd")


def _named(point: ProgressPoint, place: int) -> str:
    return (
        _("{period} (breuk: andere vragen)").format(period=point.label)
        if place and point.break_before
        else point.label
    )


def _table(points: Sequence[ProgressPoint], shapes: Sequence[str]) -> Table:
    rows = [
        (capitalised(word(shape)), *(_number(point, shape) for point in points)) for shape in shapes
    ]
    return Table(
        caption=_("Hoe vaak elk oordeel is gegeven, per periode"),
        head=(_("Oordeel"), *(_named(point, n) for n, point in enumerate(points))),
        rows=(*rows, (_("Vragen samen"), *(str(point.asked) for point in points))),
    )


def progress_by_theme(rows: Sequence[ProgressRow], *, key: str = "voortgang-onderdelen") -> Picture:
    """Return one row per theme and one column per period, with a mark for each question."""
    periods = range(len(rows[0].points)) if rows else range(0)
    drawings = tuple(
        _small(rows, list(part), f"{key}-{number}")
        for number, part in enumerate(chunks(periods, _THEME_PERIODS), start=1)
    )
    shapes = (*JUDGEMENTS, "open")
    table = Table(
        caption=_("Hoe vaak elk oordeel is gegeven, per onderdeel en periode"),
        head=(_("Onderdeel"), *(rows[0].points[n].label for n in periods)),
        rows=tuple(
            (row.title, *(_cell(row.points[n], n, shapes) for n in periods)) for row in rows
        ),
    )
    return Picture(drawings, table)


def _cell(point: ProgressPoint, place: int, shapes: Sequence[str]) -> str:
    counts = _in_words(point, shapes)
    return (
        _("andere vragen: {counts}").format(counts=counts)
        if place and point.break_before
        else counts
    )


def _small(rows: Sequence[ProgressRow], periods: Sequence[int], key: str) -> Drawing:
    step = (WIDTH - _LEFT) / max(3, len(periods))
    across = int((step - 12) / _SMALL)
    drawn: list[Shape] = []
    for place, n in enumerate(periods):
        drawn += label_lines(
            _LEFT + step * place + 4, 16, fitted(rows[0].points[n].label, step - 10), bold=True
        )
    y = _TOP - 8
    for row in rows:
        texts = fitted(row.title, _LEFT - 16, 3)
        # A row is as high as its tallest block of marks or its title; -(-a // b) rounds up.
        deepest = max(-(-sum(row.points[n].by_shape.values()) // across) for n in periods)
        height = max(deepest * _SMALL, len(texts) * 18.0) + 14
        drawn += [Line(((0, y), (WIDTH, y))), *label_lines(0, y + 20, texts)]
        for place, n in enumerate(periods):
            left, point = _LEFT + step * place, row.points[n]
            # Sorted by judgement: equal marks together show their number at a glance.
            marks = [shape for shape, count in point.by_shape.items() for _n in range(count)]
            drawn += [
                Mark(left + 4 + i % across * _SMALL, y + 6 + i // across * _SMALL, shape)
                for i, shape in enumerate(marks)
            ]
            if n and point.break_before:
                drawn.append(_break(left - 4, y + 3, y + height - 3))
        y += height
    title = _("De oordelen per onderdeel en periode, een teken voor elke vraag")
    description = " ".join(
        f"{row.title}: "
        + "; ".join(
            f"{_named(row.points[n], n)}: {_in_words(row.points[n], (*JUDGEMENTS, 'open'))}"
            for n in periods
        )
        + "."
        for row in rows
    )
    return Drawing(key, title, WIDTH, y + 2, tuple(drawn), description)
