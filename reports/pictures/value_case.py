"""The value case: effort to develop and to carry out, against the visible value.

It rests on what the network chose itself, in three steps (Werkset 2.0: plausible and visible value
instead of a calculation). Steps are drawn and named, and never added up.

What shifted since the previous report is an arrow from the earlier place. From or to "nog geen
zicht op" nothing shifted: only the table and the words say what was chosen then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from assessments.models import GroupEstimate

from .drawing import (
    LINE,
    WIDTH,
    Box,
    Drawing,
    Label,
    Line,
    Picture,
    Shape,
    Table,
    fitted,
    label_lines,
)

KINDS = ("development", "execution", "value")
# The levels in the order of the columns; "" is not chosen yet. The last two stand there only when
# they are needed: they say that nothing can be said.
_LEVELS = ("little", "some", "much", "unknown", "")
_ALWAYS = _LEVELS[:3]
# Where the first column starts; the heights of the head, of the title of a band and of a row; the
# size of a block, and from the top of its row to the second one.
_LEFT, _HEAD, _BAND, _ROW = 214.0, 44.0, 34.0, 62.0
_WIDE, _HIGH, _SECOND = 98.0, 22.0, 28.0
# The square where a block was, and the head of the arrow from there.
_SMALL, _HEAD_OF_ARROW = 9.0, 6.0


@dataclass(frozen=True)
class ValueCase:
    """A network's estimates for a theme, as codes of GroupEstimate.Level.

    "" is not chosen yet, None is not asked.
    """

    title: str
    development: str | None
    execution: str | None
    value: str | None
    # What the previous report had, by kind of group; nothing where it chose nothing.
    before: tuple[tuple[str, str], ...] = ()

    def was(self, kind: str) -> str:
        """Return the level of the previous report, or nothing."""
        return dict(self.before).get(kind, "")

    def shift(self, kind: str, now: str | None) -> int:
        """Return how many steps more than in the previous report; 0 where that can't be said."""
        before = self.was(kind)
        if before not in _ALWAYS or now not in _ALWAYS:
            return 0
        return _ALWAYS.index(now) - _ALWAYS.index(before)

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
    def by_kind(self) -> tuple[tuple[str, str | None], ...]:
        return tuple(zip(KINDS, (self.development, self.execution, self.value), strict=True))

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
    for effort, x in places.items():
        words = fitted(level_word(effort).capitalize(), step - 8)
        shapes += label_lines(x, 34 - LINE * (len(words) - 1), words, bold=True)
    has_shifted = any(case.shift(kind, now) for case in cases for kind, now in case.by_kind)
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
            y += _height(case)
    shapes.append(Line(((0, y), (WIDTH, y))))
    for text in _remarks(cases, has_shifted=has_shifted):
        y += LINE
        shapes.append(Label(0, y, text, soft=True))
    y += LINE / 3
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


def _title(case: ValueCase) -> list[str]:
    return fitted(case.title, _LEFT - 16, 3)


def _height(case: ValueCase) -> float:
    """Return the height of a row: three lines, or four where a long title has a shift beneath."""
    lines = len(_title(case)) + bool(case.shift("value", case.value))
    return _ROW + LINE * max(0, lines - 3)


def _row(case: ValueCase, places: dict[str, float], y: float) -> list[Shape]:
    shift = case.shift("value", case.value)
    title = _title(case)
    shapes: list[Shape] = [*label_lines(0, y + 18, title)]
    if shift:
        was = _("{arrow} waarde was {level}").format(
            arrow="↑" if shift > 0 else "↓", level=level_word(case.was("value"))
        )
        shapes.append(Label(0, y + 18 + LINE * len(title), was, bold=True))
    for n, (name, level) in enumerate(case.efforts):
        if level is None:
            continue
        x, top = places[level], y + 2 + _SECOND * n
        if shift := case.shift(KINDS[n], level):
            shapes += _arrow(places[case.was(KINDS[n])], x, top + _HIGH / 2, shift)
        # What nobody can tell yet is dashed: it must not look like a choice.
        kind: Literal["empty", "dashed"] = "empty" if level in _ALWAYS else "dashed"
        shapes += [
            Box(x, top, _WIDE, _HIGH, kind),
            Label(x + _WIDE / 2, top + 16, name.lower(), "middle"),
        ]
    return shapes


def _arrow(before: float, now: float, y: float, shift: int) -> list[Shape]:
    """Return a small square where a block was, and an arrow from there to the block."""
    middle = before + _WIDE / 2
    start = middle + (_SMALL / 2 if shift > 0 else -_SMALL / 2)
    end = now - 1 if shift > 0 else now + _WIDE + 1
    back = -_HEAD_OF_ARROW if shift > 0 else _HEAD_OF_ARROW
    return [
        Box(middle - _SMALL / 2, y - _SMALL / 2, _SMALL, _SMALL),
        Line(((start, y), (end, y)), strong=True),
        Line(((end + back, y - 4), (end, y), (end + back, y + 4)), strong=True),
    ]


def _remarks(cases: Sequence[ValueCase], *, has_shifted: bool) -> list[str]:
    """Say what can't be said, and what an arrow is."""
    chosen = [level for case in cases for _name, level in case.levels if level is not None]
    remarks = []
    if unknown := chosen.count("unknown"):
        remarks.append(
            _("Nog geen zicht op: {unknown} van de {all} keuzes.").format(
                unknown=unknown, all=len(chosen)
            )
        )
    if has_shifted:
        remarks.append(
            _("Een pijl komt van de plek in het vorige rapport. Naar links is minder werk.")
        )
    return remarks


def _in_words(case: ValueCase) -> str:
    levels = ", ".join(
        f"{name.lower()}: {told}"
        for (name, _level), told in zip(case.levels, _told(case), strict=True)
    )
    return f"{case.title}: {levels}."


def _told(case: ValueCase) -> list[str]:
    """Return each level in words, with what it was in the previous report where that differed."""
    told = []
    for kind, now in case.by_kind:
        before = case.was(kind)
        is_other = before and now and before != now
        was = _(" (was {level})").format(level=level_word(before)) if is_other else ""
        told.append(level_word(now) + was)
    return told


def _table(cases: Sequence[ValueCase]) -> Table:
    return Table(
        caption=_("De inschatting, per thema"),
        head=(_("Thema"), *(name for name, _level in cases[0].levels)),
        rows=tuple((case.title, *_told(case)) for case in cases),
    )
