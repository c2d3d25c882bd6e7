"""Progress over periods: how often each judgement was given.

Where the questions changed, the series breaks.
"""

from collections.abc import Sequence
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
from .progress_periods import LEFT, TOP, ProgressPoint, break_line, in_words, named_period
from .shape_words import JUDGEMENTS, capitalised, word

# How a bar of an evaluator is called beside the network's, which is filled.
EVALUATOR = "E"

# How many periods stand beside each other, the heights of a panel and of its highest bar, and the
# width of a bar.
_PERIODS, _PANEL, _BAR, _BAR_WIDTH = 8, 66.0, 36.0, 22.0
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
    step = (WIDTH - LEFT) / max(4, len(points))
    middle = [LEFT + step * (n + 0.5) for n in range(len(points))]
    drawn: list[Shape] = []
    for x, point in zip(middle, points, strict=True):
        drawn += label_lines(x, 16, fitted(point.label, step - 6), anchor="middle", bold=True)
    panel = _PANEL + (_UNDER if evaluator else 0)
    for n, shape in enumerate(shapes):
        base = TOP + panel * n + _PANEL - 8
        drawn += [
            Mark(0, base - 24, shape),
            Line(((LEFT, base), (LEFT + step * len(points), base))),
        ]
        texts = fitted(capitalised(word(shape)), LEFT - 40)
        drawn += label_lines(24, base - (20 if len(texts) > 1 else 11), texts)
        aside = _ASIDE if evaluator else 0
        filled: BoxKind = "empty" if shape == "open" else "filled"
        drawn += _bars(points, [x - aside for x in middle], base, most, shape, filled)
        drawn += _bars(evaluator, [x + aside for x in middle], base, most, shape, "dashed")
    height = TOP + panel * len(shapes)
    if evaluator:
        drawn += _legend(height + 4)
        height += 26
    for n, point in enumerate(points):
        # The first period of a drawing has nothing before it to break with.
        if n and point.break_before:
            drawn.append(break_line(LEFT + step * n, 2, height - 4))
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
        Box(LEFT, y, 14, 14, "filled"),
        Label(LEFT + 20, y + 12, _("netwerk")),
        Box(LEFT + 110, y, 14, 14, "dashed"),
        Label(LEFT + 130, y + 12, f"{EVALUATOR}: {_('evaluator')}", soft=True),
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


def _description(
    points: Sequence[ProgressPoint], evaluator: Sequence[ProgressPoint], shapes: Sequence[str]
) -> str:
    told = [
        f"{named_period(point, n)}: {in_words(point, shapes)}" for n, point in enumerate(points)
    ]
    beside = [_("evaluator: {counts}").format(counts=in_words(one, shapes)) for one in evaluator]
    if beside:
        told = [f"{one}; {other}" for one, other in zip(told, beside, strict=True)]
    return " ".join(f"{one}." for one in told)


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
        head=(_("Oordeel"), *(named_period(point, n) for n, point in enumerate(points))),
        rows=(*rows, (_("Vragen samen"), *(str(point.asked) for point in points))),
    )
