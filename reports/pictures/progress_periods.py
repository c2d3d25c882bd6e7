"""The periods of a picture of progress: their values, in words, and where a series breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .drawing import Line
from .shape_words import JUDGEMENTS, counted

# Where the first period starts, and the height of the head above the periods.
LEFT, TOP = 200.0, 58.0


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


def break_line(x: float, top: float, bottom: float) -> Line:
    """Return a zigzag from top to bottom, where the series breaks."""
    turns = max(2, round((bottom - top) / 8))
    height = (bottom - top) / turns
    return Line(
        tuple((x + (3 if n % 2 else -3), top + n * height) for n in range(turns + 1)), strong=True
    )


def in_words(point: ProgressPoint, shapes: Sequence[str]) -> str:
    given = ", ".join(
        counted(shape, point.by_shape[shape]) for shape in shapes if point.by_shape[shape]
    )
    return given or (_("geen evaluator") if point.absent else _("niets gevraagd"))


def named_period(point: ProgressPoint, place: int) -> str:
    return (
        _("{period} (breuk: andere vragen)").format(period=point.label)
        if place and point.break_before
        else point.label
    )
