"""The state of recommendations: the outcome of earlier ones, and how complete the new ones are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
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

# The outcomes of earlier recommendations with their shapes; "" is one without an outcome yet.
OUTCOME_SHAPES = {"followed": "strength", "partly": "mixed", "not": "improvement", "": "open"}
_LEFT, _WIDE, _HIGH = 170.0, 54.0, 34.0
_ACROSS = int((WIDTH - _LEFT) / _WIDE)
# The matrix of SMART parts: the heights of its head and a row, where the parts start and how wide
# they are, and where the line of time starts.
_HEAD, _ROW, _PARTS, _PART, _TIME = 42.0, 28.0, 110.0, 106.0, 424.0


@dataclass(frozen=True)
class SmartParts:
    """A new recommendation: which of its SMART parts are filled in, and its date."""

    number: int
    measure: bool
    who: bool
    means: bool
    by_when: date | None

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        return (
            (_("Gemeten hoe"), self.measure),
            (_("Wie"), self.who),
            (_("Met wat"), self.means),
            (_("Voor wanneer"), self.by_when is not None),
        )


def outcome_word(outcome: str) -> str:
    words = {
        "followed": _("Opgevolgd"),
        "partly": _("Deels opgevolgd"),
        "not": _("Niet opgevolgd"),
        "": _("Nog niet beoordeeld"),
    }
    return words[outcome]


def followed_up(outcomes: Sequence[tuple[int, str]], *, key: str = "opvolging") -> Picture:
    """Return one row per outcome, with a block for each earlier recommendation.

    `outcomes` are pairs of a number and an outcome.
    """
    by_outcome: dict[str, list[int]] = {outcome: [] for outcome in OUTCOME_SHAPES}
    for number, outcome in outcomes:
        by_outcome[outcome].append(number)
    # The other outcomes are shown even when nothing has them: "geen" is news as well.
    if not by_outcome[""]:
        del by_outcome[""]
    shapes: list[Shape] = []
    y = 0.0
    for outcome, numbers in by_outcome.items():
        shapes += label_lines(0, y + 21, fitted(outcome_word(outcome), _LEFT - 8, 1))
        for n, number in enumerate(numbers):
            x, top = _LEFT + n % _ACROSS * _WIDE, y + n // _ACROSS * _HIGH
            shapes += [
                Box(x + 1, top + 2, _WIDE - 6, 28),
                Mark(x + 6, top + 8, OUTCOME_SHAPES[outcome]),
            ]
            shapes.append(Label(x + _WIDE - 10, top + 21, str(number), "end"))
        if not numbers:
            shapes.append(Label(_LEFT, y + 21, _("geen"), soft=True))
        y += _HIGH * max(1, -(-len(numbers) // _ACROSS))
    counts = ", ".join(
        f"{outcome_word(outcome).lower()}: {len(numbers)}"
        for outcome, numbers in by_outcome.items()
    )
    title = _("Wat er van {count} eerdere aanbevelingen terechtkwam. {counts}.").format(
        count=len(outcomes), counts=counts.capitalize()
    )
    width = _LEFT + _WIDE * min(_ACROSS, max(2, *(len(numbers) for numbers in by_outcome.values())))
    table = Table(
        caption=_("Wat er van de eerdere aanbevelingen terechtkwam"),
        head=(_("Uitkomst"), _("Aantal"), _("Aanbevelingen")),
        rows=tuple(
            (outcome_word(outcome), str(len(numbers)), ", ".join(map(str, numbers)) or "–")
            for outcome, numbers in by_outcome.items()
        ),
    )
    return Picture((Drawing(key, title, width, y + 2, tuple(shapes)),), table)


def made_smart(rows: Sequence[SmartParts], *, key: str = "smart") -> Picture:
    """Return one row per recommendation: a tick for each SMART part that is there, and a date."""
    drawings = tuple(
        _matrix(part, f"{key}-{n}") for n, part in enumerate(chunks(rows, 20), start=1)
    )
    table = Table(
        caption=_("Wat er bij elke aanbeveling is afgesproken"),
        head=(_("Aanbeveling"), *(name for name, _there in rows[0].parts)),
        rows=tuple(
            (
                str(row.number),
                *(_("ja") if there else _("nee") for _name, there in row.parts[:3]),
                _day(row.by_when),
            )
            for row in rows
        ),
    )
    return Picture(drawings, table)


def _matrix(rows: Sequence[SmartParts], key: str) -> Drawing:
    height = _HEAD + _ROW * len(rows)
    shapes: list[Shape] = [
        Label(0, 14, _("Aanbeveling"), soft=True),
        Label(_TIME, 14, _("Voor wanneer"), soft=True),
    ]
    # The fourth part is the date, which has a line of time instead of a column.
    named = rows[0].parts[:3]
    shapes += [
        Label(_PARTS + _PART * n, 14, name, soft=True) for n, (name, _there) in enumerate(named)
    ]
    days = [row.by_when for row in rows if row.by_when]
    first, last = (min(days).year, max(days).year) if days else (0, 0)
    shapes += _years(first, last, height) if days else []
    for place, row in enumerate(rows):
        y = _HEAD + _ROW * place
        shapes += [Line(((0, y), (WIDTH, y))), Label(0, y + 20, str(row.number), bold=True)]
        shapes += [
            Mark(_PARTS + _PART * n, y + 6, "present" if there else "open")
            for n, (_name, there) in enumerate(row.parts[:3])
        ]
        shapes += _when(row.by_when, first, last, y)
    title = _("Welke afspraken er bij {count} aanbevelingen zijn gemaakt").format(count=len(rows))
    description = " ".join(map(_in_words, rows))
    return Drawing(key, title, WIDTH, height + 2, tuple(shapes), description)


def _in_words(row: SmartParts) -> str:
    there, missing = _enumerated(row, True), _enumerated(row, False)
    return f"{row.number}: {there}; {_('ontbreekt')}: {missing}; {_day(row.by_when)}."


def _place(day: date, first: int, last: int) -> float:
    """Return the place of a day on a line from the first year's start to the last one's end."""
    start, end = date(first, 1, 1), date(last, 12, 31)
    return _TIME + (WIDTH - _TIME) * (day - start).days / (end - start).days


def _years(first: int, last: int, height: float) -> list[Shape]:
    # At most five years are named, however far apart the dates are.
    apart = -(-(last - first + 1) // 5)
    shapes: list[Shape] = []
    for year in range(first, last + 1, apart):
        x = _place(date(year, 1, 1), first, last)
        shapes += [
            Label(x + 4, 34, str(year), soft=True),
            Line(((x, 22), (x, height)), dashed=True),
        ]
    return shapes


def _when(day: date | None, first: int, last: int, y: float) -> list[Shape]:
    """Return a block on the line of time with its date, or an empty mark."""
    if day is None:
        return [Mark(_TIME, y + 6, "open"), Label(_TIME + 24, y + 20, _("geen datum"), soft=True)]
    x = _place(day, first, last)
    # The date stands on the side where the drawing has room for it.
    beside = (
        Label(x + 8, y + 20, _day(day))
        if x < _TIME + 150
        else Label(x - 8, y + 20, _day(day), "end")
    )
    return [Box(x - 3, y + 5, 6, 18, "filled"), beside]


def _enumerated(row: SmartParts, there: bool) -> str:
    return ", ".join(name.lower() for name, is_there in row.parts if is_there == there) or "–"


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("geen datum")
