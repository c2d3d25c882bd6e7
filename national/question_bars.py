"""The judgements of many networks on one question: a bar of blocks, and the same in words.

A block has the colour of its judgement, and a pattern and a mark of its own, so that it can be read
in grey. What isn't shown is an empty block with a cross.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.pictures import Drawing
from reports.pictures.drawing import NARROW, PAPER, Box, Label, Mark, Shape
from reports.pictures.shape_words import counted

from .edition_parts import CountedJudgements, QuestionPart

# The height of a bar, the room between blocks, the size of a mark with room beside it, and about
# the width of a letter.
_HIGH, _APART, _MARK, _LETTER = 26.0, 2.0, 20.0, 7.6
# How far lines and dots of a pattern stand apart.
_STEP = 7.0
# The width that a number and its frame need.
_NUMBER = 18.0


def bar_of(question: QuestionPart, total: int) -> Drawing:
    """Return the blocks of a question in reading order; all bars are equally wide."""
    parts = [part for part in question.parts if part.networks != 0]
    shown = sum(part.networks or 0 for part in parts)
    # The width of what is hidden is no secret: the total is known.
    sizes = [total - shown if part.networks is None else part.networks for part in parts]
    room = NARROW - 1 - _APART * (len(parts) - 1)
    left, drawn = 0.5, list[Shape]()
    for part, size in zip(parts, sizes, strict=True):
        width = room * size / total if total else room
        drawn += _block(part, size, left, width)
        left += width + _APART
    return Drawing(
        f"beeld-{question.number.replace('.', '-')}",
        _("Vraag {number}: {counts}").format(number=question.number, counts=in_words(question)),
        NARROW,
        _HIGH,
        tuple(drawn),
    )


def in_words(question: QuestionPart) -> str:
    """Return what is shown of a question: "5 sterk, 5 deels of te verbeteren samen"."""
    given = [_part_in_words(part, part.networks) for part in question.parts if part.networks]
    if any(part.networks is None for part in question.parts):
        given.append(_("de rest niet getoond") if given else _("niets getoond"))
    return ", ".join(given)


def together_in_words(question: QuestionPart) -> str:
    """Return what is counted together: "10 sterk of deels", or nothing."""
    parts = (part for part in question.parts if len(part.judgements) > 1 and part.networks)
    return "".join(_part_in_words(part, part.networks or 0) for part in parts)


def _part_in_words(part: CountedJudgements, count: int) -> str:
    first, *others = part.judgements
    told = counted(first or "open", count)
    for other in others:
        # "3 sterk" without its number is "sterk".
        told += " " + _("of") + " " + counted(other or "open", 0).removeprefix("0 ")
    return told


def not_shown(question: QuestionPart, total: int) -> str:
    """Return what a question doesn't show and why, or "".

    The same sentence for all rows that look the same: it says nothing that the row doesn't.
    """
    if question.pair:
        return _(
            "{judgements} zijn samen geteld: apart kan te zien zijn wat een netwerk vond."
        ).format(judgements=_names(question.pair).capitalize())
    if question.is_hidden:
        return _(
            "Van deze vraag tonen wij geen cijfers: daaruit zou af te leiden zijn wat een enkel "
            "netwerk vond."
        )
    if None in question.counts:
        left = total - sum(part.networks or 0 for part in question.parts)
        return _(
            "Van {left} netwerken tonen wij het oordeel niet: daaronder is een te kleine groep."
        ).format(left=left)
    return ""


def _names(pair: Sequence[str]) -> str:
    return _("{one} en {other}").format(
        one=counted(pair[0], 0).removeprefix("0 "), other=counted(pair[1], 0).removeprefix("0 ")
    )


def _block(part: CountedJudgements, size: int, left: float, width: float) -> Iterator[Shape]:
    marks = ["hidden"] if part.networks is None else [name or "open" for name in part.judgements]
    yield Box(left, 0.5, width, _HIGH - 1, "dashed" if "unknown" in marks else "empty", marks[0])
    yield from _patterns(marks, left, width)
    told = counted("hidden", size) if part.networks is None else _part_in_words(part, size)
    number, signs = str(size), [] if width < _NUMBER + _MARK * len(marks) + 6 else marks
    fits = width >= _MARK * len(marks) + len(told) * _LETTER + 10
    text = told if fits else number
    signs = marks if fits else signs
    framed = _MARK * len(signs) + len(text) * _LETTER + 6
    if framed > width:
        return
    # On a frame of paper, so that the letters don't stand on the pattern.
    yield Framed(left + 2, 4, framed, _HIGH - 8)
    for n, mark in enumerate(signs):
        yield Above(left + 4 + _MARK * n, 5, mark)
    yield Label(left + 5 + _MARK * len(signs), 18, text)


def _patterns(marks: Sequence[str], left: float, width: float) -> Iterator[Shape]:
    place = (left, 0.5, width, _HIGH - 1)
    if marks == ["strength"]:
        yield Box(*place, "filled", "strength")
    elif "strength" in marks:
        yield Slants(*place, tone="strength", aside=_STEP / 2)
    if "mixed" in marks:
        yield Slants(*place, tone="mixed")
    if "improvement" in marks:
        yield Dots(*place, tone="improvement")
    if marks == ["not_applicable"]:
        yield Middle(*place)


@dataclass(frozen=True)
class Framed(Box):
    """A piece of paper under a label."""

    def svg(self) -> str:
        return f'<path d="{self.path}" fill="{PAPER}"/>'


@dataclass(frozen=True)
class Above(Mark):
    """A mark that is drawn after what lies under it."""

    def svg(self) -> str:
        return f'<path d="{self.path}" {self.paint}/>'


@dataclass(frozen=True)
class Slants(Box):
    """Slanting lines over a block; `aside` is how far they begin from its left side."""

    aside: float = 0.0

    @property
    def path(self) -> str:
        left, right = self.x + 1, self.x + self.width - 1
        top, bottom = self.y + 0.5, self.y + self.height - 0.5
        lines, start = "", left + self.aside - (bottom - top)
        while start < right:
            # From the bottom or the left side up to the top or the right side, at 45 degrees.
            begin, end = max(start, left), min(start + bottom - top, right)
            if end > begin:
                lines += (
                    f"M{begin:g} {bottom - (begin - start):g}L{end:g} {bottom - (end - start):g}"
                )
            start += _STEP
        return lines

    @property
    def paint(self) -> str:
        return f'fill="none" stroke="{self.tint}" stroke-width="1.4"'


@dataclass(frozen=True)
class Dots(Box):
    """Dots over a block."""

    @property
    def path(self) -> str:
        dots, y, odd = "", self.y + 4.5, False
        while y < self.y + self.height - 2:
            x = self.x + (4 if odd else 4 + _STEP / 2)
            while x < self.x + self.width - 2:
                dots += f"M{x:g} {y:g}h.01"
                x += _STEP
            y, odd = y + _STEP / 1.4, not odd
        return dots

    @property
    def paint(self) -> str:
        return f'fill="none" stroke="{self.tint}" stroke-width="2.4" stroke-linecap="round"'


@dataclass(frozen=True)
class Middle(Box):
    """A line through the middle of a block."""

    @property
    def path(self) -> str:
        return f"M{self.x + 1:g} {self.y + self.height / 2:g}h{self.width - 2:g}"

    @property
    def paint(self) -> str:
        return f'fill="none" stroke="{self.tint}" stroke-width="1.4"'
