"""The value case of a theme: effort to develop and to carry out, against the visible value.

It rests on what the network chose itself, in three steps (Werkset 2.0: plausible and visible value
instead of a calculation). Steps are drawn and named, and never added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import GroupEstimate

from .drawing import NARROW, Box, Drawing, Label, Line, Shape, label_lines

KINDS = ("development", "execution", "value")
_FILLED = {"little": 1, "some": 2, "much": 3}
# The width of a step, the gap between two, and the line between effort and value.
_STEP, _GAP, _MIDDLE = 34.0, 4.0, NARROW / 2


@dataclass(frozen=True)
class ValueCase:
    """A network's estimates for a theme, as codes of GroupEstimate.Level.

    "" is not chosen yet, None is not asked.
    """

    title: str
    development: str | None
    execution: str | None
    value: str | None

    @property
    def is_chosen(self) -> bool:
        return bool(self.development or self.execution or self.value)

    @property
    def levels(self) -> tuple[tuple[str, str | None], ...]:
        return (
            (_("Ontwikkelen"), self.development),
            (_("Uitvoeren"), self.execution),
            (_("Zichtbare waarde"), self.value),
        )


@dataclass(frozen=True)
class StepCell:
    """One cell of the overview: its column, the steps, and the level in words."""

    column: str
    drawing: Drawing
    told: str


@dataclass(frozen=True)
class StepRow:
    """The three estimates of one theme."""

    heading: str
    steps: tuple[StepCell, ...]


def level_word(level: str | None) -> str:
    """Return a level in words: "redelijk wat"."""
    if level is None:
        return _("niet gevraagd")
    return str(GroupEstimate.Level(level).label) if level else _("nog niet gekozen")


def value_case(case: ValueCase, *, key: str) -> Drawing:
    """Return the effort to the left of a line and the visible value to the right, as steps.

    Its numbers are a row of the table that value_cases() gives.
    """
    shapes: list[Shape] = [
        Line(((_MIDDLE, 2), (_MIDDLE, 152)), strong=True),
        Label(_MIDDLE - 12, 14, _("Inspanning"), "end", bold=True),
        Label(_MIDDLE + 12, 14, _("Zichtbare waarde"), bold=True),
    ]
    for name, level, y in (
        (_("Ontwikkelen"), case.development, 40),
        (_("Uitvoeren"), case.execution, 110),
    ):
        shapes += [
            Label(_MIDDLE - 12, y, name, "end", soft=True),
            *_steps(level, _MIDDLE - 12, y + 6, -1),
        ]
        shapes.append(Label(_MIDDLE - 12, y + 41, level_word(level), "end"))
    shapes += _steps(case.value, _MIDDLE + 12, 72, 1)
    shapes.append(Label(_MIDDLE + 12, 107, level_word(case.value)))
    levels = ". ".join(f"{name}: {level_word(level)}" for name, level in case.levels)
    title = _("Inspanning en zichtbare waarde van {theme}. {levels}.").format(
        theme=case.title, levels=levels
    )
    return Drawing(key, title, NARROW, 156, tuple(shapes))


def value_cases(cases: Sequence[ValueCase], *, key: str = "waarde") -> tuple[StepRow, ...]:
    """Return a row a theme with its three estimates as steps, for a table to compare themes."""
    return tuple(
        StepRow(
            case.title,
            tuple(
                _step(case, name, level, f"{key}-{n}-{m}")
                for m, (name, level) in enumerate(case.levels)
            ),
        )
        for n, case in enumerate(cases, start=1)
    )


def _step(case: ValueCase, name: str, level: str | None, key: str) -> StepCell:
    title = f"{case.title}, {name.lower()}: {level_word(level)}"
    return StepCell(
        name,
        Drawing(key, title, 3 * (_STEP + _GAP), 22, tuple(_steps(level, 1, 2, 1))),
        level_word(level),
    )


def _steps(level: str | None, x: float, y: float, direction: int) -> list[Shape]:
    """Return three steps away from `x`, as many of them filled as the level says.

    For "unknown" they are dashed and have a question mark.
    """
    # Three empty steps would look like "not chosen yet"; what isn't asked is a dash.
    if level is None:
        return [Line(((x, y + 9), (x + direction * 20, y + 9)))]
    made: list[Shape] = []
    for n in range(3):
        left = x + n * (_STEP + _GAP) if direction > 0 else x - n * (_STEP + _GAP) - _STEP
        if level == "unknown":
            made += [
                Box(left, y, _STEP, 18, "dashed"),
                *label_lines(left + _STEP / 2, y + 14, ["?"], anchor="middle"),
            ]
        else:
            made.append(Box(left, y, _STEP, 18, "filled" if n < _FILLED.get(level, 0) else "empty"))
    return made
