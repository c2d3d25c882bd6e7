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
    BoxKind,
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

    It is `absent` when nobody was there to judge: in a series of evaluators, a period without one.

    `break_before` says that the questions differ from those of the period before it, so that the
    two may not be joined. `is_gap` says that too little is judged to join it to any other period.
    """

    label: str
    counts: tuple[tuple[str, int], ...]
    asked: int
    break_before: bool = False
    is_gap: bool = False
    absent: bool = False

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


# How a bar of an evaluator is called beside the network's, which is filled.
EVALUATOR = "E"

# Where the first period starts, how many stand beside each other, and the heights of a panel, of
# its highest bar and of the head. The second line is for the marks by theme.
_LEFT, _PERIODS, _PANEL, _BAR, _TOP = 200.0, 8, 66.0, 36.0, 58.0
_BAR_WIDTH, _SMALL, _THEME_PERIODS = 22.0, 17.0, 5
# How far two bars of one period stand from its middle, and the height for a number under a bar: the
# lines between the bars of the network pass above it.
_ASIDE, _UNDER = 14.0, 14.0


def progress_picture(
    points: Sequence[ProgressPoint],
    evaluator: Sequence[ProgressPoint] = (),
    *,
    key: str = "voortgang",
) -> Picture:
    """Return a panel for each judgement that occurs, with one bar per period.

    Bars that may be compared are joined. `evaluator` is a second series over the same periods: its
    bars stand beside the others, with a dashed outline and a letter.
    """
    together = (*points, *evaluator)
    shapes = [
        shape for shape in (*JUDGEMENTS, "open") if any(point.by_shape[shape] for point in together)
    ]
    # All drawings have one scale, so that a bar in one can be compared with a bar in the next.
    most = max(max(point.by_shape.values()) for point in together)
    beside = list(chunks(evaluator, _PERIODS))
    drawings = tuple(
        _panels(part, beside[number] if beside else (), shapes, most, f"{key}-{number + 1}")
        for number, part in enumerate(chunks(points, _PERIODS))
    )
    return Picture(drawings, _table(points, evaluator, shapes))


def _panels(
    points: Sequence[ProgressPoint],
    evaluator: Sequence[ProgressPoint],
    shapes: Sequence[str],
    most: int,
    key: str,
) -> Drawing:
    # With few periods the bars would stand so far apart that nobody sees them as one series.
    step = (WIDTH - _LEFT) / max(4, len(points))
    middle = [_LEFT + step * (n + 0.5) for n in range(len(points))]
    drawn: list[Shape] = []
    for x, point in zip(middle, points, strict=True):
        drawn += label_lines(x, 16, fitted(point.label, step - 6), anchor="middle", bold=True)
    panel = _PANEL + (_UNDER if evaluator else 0)
    for n, shape in enumerate(shapes):
        base = _TOP + panel * n + _PANEL - 8
        drawn += [
            Mark(0, base - 24, shape),
            Line(((_LEFT, base), (_LEFT + step * len(points), base))),
        ]
        texts = fitted(capitalised(word(shape)), _LEFT - 40)
        drawn += label_lines(24, base - (20 if len(texts) > 1 else 11), texts)
        aside = _ASIDE if evaluator else 0
        filled: BoxKind = "empty" if shape == "open" else "filled"
        drawn += _bars(points, [x - aside for x in middle], base, most, shape, filled)
        drawn += _bars(evaluator, [x + aside for x in middle], base, most, shape, "dashed")
    height = _TOP + panel * len(shapes)
    if evaluator:
        drawn += _legend(height + 4)
        height += 26
    for n, point in enumerate(points):
        # The first period of a drawing has nothing before it to break with.
        if n and point.break_before:
            drawn.append(_break(_LEFT + step * n, 2, height - 4))
    told = (
        _("Hoe vaak elk oordeel is gegeven door netwerk en evaluator, per periode: {periods}")
        if evaluator
        else _("Hoe vaak elk oordeel is gegeven, per periode: {periods}")
    )
    title = told.format(periods=", ".join(point.label for point in points))
    description = _description(points, evaluator, shapes)
    return Drawing(key, title, WIDTH, height, tuple(drawn), description)


def _bars(
    points: Sequence[ProgressPoint],
    middle: Sequence[float],
    base: float,
    most: int,
    shape: str,
    kind: BoxKind,
) -> list[Shape]:
    """Return the bars of one series in one panel; those of an evaluator are dashed."""
    tops = [base - _BAR * point.by_shape[shape] / most for point in points]
    places = middle[: len(points)]
    is_evaluator = kind == "dashed"
    drawn: list[Shape] = [*_joins(points, places, tops, dashed=is_evaluator)]
    for x, top, point in zip(places, tops, points, strict=True):
        # A box of no height would still be a line.
        if point.by_shape[shape]:
            drawn.append(Box(x - _BAR_WIDTH / 2, top, _BAR_WIDTH, base - top, kind, shape))
        number = _number(point, shape)
        if is_evaluator:
            drawn.append(Label(x, base + _UNDER, f"{EVALUATOR} {number}", "middle", soft=True))
        else:
            drawn.append(Label(x, top - 5, number, "middle"))
    return drawn


def _legend(y: float) -> list[Shape]:
    return [
        Box(_LEFT, y, 14, 14, "filled"),
        Label(_LEFT + 20, y + 12, _("netwerk")),
        Box(_LEFT + 110, y, 14, 14, "dashed"),
        Label(_LEFT + 130, y + 12, f"{EVALUATOR}: {_('evaluator')}", soft=True),
    ]


def _joins(
    points: Sequence[ProgressPoint],
    middle: Sequence[float],
    tops: Sequence[float],
    *,
    dashed: bool = False,
) -> list[Line]:
    """Return lines from bar to bar, but none over a break and none to or from a gap."""
    half = _BAR_WIDTH / 2
    pairs = zip(pairwise(zip(middle, tops, strict=True)), pairwise(points), strict=True)
    return [
        Line(((x + half, y), (x2 - half, y2)), dashed=dashed)
        for ((x, y), (x2, y2)), (before, now) in pairs
        if not (now.break_before or before.is_gap or now.is_gap)
    ]


def _number(point: ProgressPoint, shape: str) -> str:
    """Return how often a judgement was given; a dash, and not 0, where nothing was judged."""
    if point.absent:
        return "–"
    return "–" if shape != "open" and not point.counts else str(point.by_shape[shape])


def _break(x: float, top: float, bottom: float) -> Line:
    """Return a zigzag from top to bottom, where the series breaks."""
    turns = max(2, round((bottom - top) / 8))
    height = (bottom - top) / turns
    return Line(
        tuple((x + (3 if n % 2 else -3), top + n * height) for n in range(turns + 1)), strong=True
    )


def _description(
    points: Sequence[ProgressPoint], evaluator: Sequence[ProgressPoint], shapes: Sequence[str]
) -> str:
    told = [f"{_named(point, n)}: {_in_words(point, shapes)}" for n, point in enumerate(points)]
    beside = [_("evaluator: {counts}").format(counts=_in_words(one, shapes)) for one in evaluator]
    if beside:
        told = [f"{one}; {other}" for one, other in zip(told, beside, strict=True)]
    return " ".join(f"{one}." for one in told)


def _in_words(point: ProgressPoint, shapes: Sequence[str]) -> str:
    given = ", ".join(
        counted(shape, point.by_shape[shape]) for shape in shapes if point.by_shape[shape]
    )
    return given or (_("geen evaluator") if point.absent else _("niets gevraagd"))


def _named(point: ProgressPoint, place: int) -> str:
    return (
        _("{period} (breuk: andere vragen)").format(period=point.label)
        if place and point.break_before
        else point.label
    )


def _table(
    points: Sequence[ProgressPoint], evaluator: Sequence[ProgressPoint], shapes: Sequence[str]
) -> Table:
    rows = []
    for shape in shapes:
        name = capitalised(word(shape))
        rows.append((name, *(_number(point, shape) for point in points)))
        if evaluator:
            told = _("{judgement}, evaluator").format(judgement=name)
            rows.append((told, *(_number(point, shape) for point in evaluator)))
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
