"""The value case: effort to develop and to carry out, against the visible value.

It rests on what the network chose itself, in three steps (Werkset 2.0: plausible and visible value
instead of a calculation). Steps are drawn and named, and never added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from assessments.models import GroupEstimate

from .drawing import WIDTH, Box, Drawing, Label, Line, Picture, Shape, Table, fitted, label_lines

KINDS = ("development", "execution", "value")
# The levels in the order of the columns; "" is not chosen yet. The last two stand there only when
# they are needed: they say that nothing can be said.
_LEVELS = ("little", "some", "much", "unknown", "")
_ALWAYS = _LEVELS[:3]
# Where the first column starts; the heights of the head, of the title of a band and of a row; the
# size of a block, and from the top of its row to the second one.
_LEFT, _HEAD, _BAND, _ROW = 214.0, 44.0, 34.0, 62.0
_WIDE, _HIGH, _SECOND = 98.0, 22.0, 28.0


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

    @property
    def efforts(self) -> tuple[tuple[str, str | None], ...]:
        return self.levels[:2]


def level_word(level: str | None) -> str:
    """Return a level in words: "redelijk wat"."""
    if level is None:
        return _("niet gevraagd")
    return str(GroupEstimate.Level(level).label) if level else _("nog niet gekozen")


def value_picture(cases: Sequence[ValueCase], *, key: str = "waarde") -> Picture:
    """Return all themes in one drawing: a band for each level of value, a column for each effort.

    The most visible value is on top, and the least effort to the left.
    """
    chosen = {level for case in cases for _name, level in case.efforts}
    columns = [level for level in _LEVELS if level in _ALWAYS or level in chosen]
    step = (WIDTH - _LEFT) / len(columns)
    places = {level: _LEFT + step * n for n, level in enumerate(columns)}
    shapes: list[Shape] = [Label(_LEFT, 14, _("Inspanning"), soft=True)]
    shapes += [
        Label(x, 34, level_word(level).capitalize(), bold=True) for level, x in places.items()
    ]
    y = _HEAD
    for level, heading in _bands():
        rows = [case for case in cases if case.value == level]
        # That no theme has much value is news; that nothing is unknown isn't.
        if not rows and level not in _ALWAYS:
            continue
        shapes += [
            Line(((0, y), (WIDTH, y)), strong=True),
            Label(0, y + 22, heading, bold=True),
        ]
        if not rows:
            shapes.append(Label(_LEFT, y + 22, _("geen thema"), soft=True))
        y += _BAND
        for case in rows:
            shapes += _row(case, places, y)
            y += _ROW
    shapes.append(Line(((0, y), (WIDTH, y))))
    title = _("Inspanning en zichtbare waarde van {count} thema’s").format(count=len(cases))
    drawing = Drawing(key, title, WIDTH, y + 2, tuple(shapes), " ".join(map(_in_words, cases)))
    return Picture((drawing,), _table(cases))


def _bands() -> tuple[tuple[str | None, str], ...]:
    return (
        ("much", _("Veel zichtbare waarde")),
        ("some", _("Redelijk wat zichtbare waarde")),
        ("little", _("Weinig zichtbare waarde")),
        ("unknown", _("Nog geen zicht op de waarde")),
        ("", _("Waarde nog niet gekozen")),
        (None, _("Waarde niet gevraagd")),
    )


def _row(case: ValueCase, places: dict[str, float], y: float) -> list[Shape]:
    shapes: list[Shape] = [*label_lines(0, y + 18, fitted(case.title, _LEFT - 16, 3))]
    for n, (name, level) in enumerate(case.efforts):
        if level is None:
            continue
        x, top = places[level], y + 2 + _SECOND * n
        # What nobody can tell yet is dashed: it must not look like a choice.
        kind: Literal["empty", "dashed"] = "empty" if level in _ALWAYS else "dashed"
        shapes += [
            Box(x, top, _WIDE, _HIGH, kind),
            Label(x + _WIDE / 2, top + 16, name.lower(), "middle"),
        ]
    return shapes


def _in_words(case: ValueCase) -> str:
    levels = ", ".join(f"{name.lower()}: {level_word(level)}" for name, level in case.levels)
    return f"{case.title}: {levels}."


def _table(cases: Sequence[ValueCase]) -> Table:
    return Table(
        caption=_("Inschatting van het netwerk, per thema"),
        head=(_("Thema"), *(name for name, _level in cases[0].levels)),
        rows=tuple(
            (case.title, *(level_word(level) for _name, level in case.levels)) for case in cases
        ),
    )
