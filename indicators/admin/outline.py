"""A set as the tree page shows it: every part with its number.

Six queries, whatever the size of the set.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from indicators.catalogue import IndicatorEntry, ThemeEntry, catalogue_of
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.part_rows import KIND_OF, MODEL_OF, Part
from indicators.parts import ANSWER_KINDS, PARTS

# Enough to recognise a question; the whole text is on the page of the part.
SHOWN = 240
# A set with more indicators than this opens with its groups closed.
OPEN_UP_TO = 100
# By the word for its kind in addresses.
MODEL_AT: dict[str, type[Part]] = {kind.slug: MODEL_OF[kind] for kind in PARTS}


def place_of(part: Part) -> str:
    """Return where on the tree page the part stands: "i12"."""
    return f"{KIND_OF[type(part)].slug[0]}{part.pk}"


@dataclass(frozen=True)
class OutlineLine:
    """A part on one line; `mark` says what else is to know about it."""

    pk: int
    number: str
    text: str
    mark: str
    below: tuple["OutlineLine", ...] = ()


@dataclass(frozen=True)
class GroupLines:
    pk: int
    title: str
    kind: str
    indicators: tuple[OutlineLine, ...]
    is_open: bool


@dataclass(frozen=True)
class ThemeLines:
    pk: int
    number: int
    title: str
    kind: str
    criteria: tuple[OutlineLine, ...]
    groups: tuple[GroupLines, ...]

    @cached_property
    def count(self) -> int:
        return sum(len(group.indicators) for group in self.groups)


def outline_of(indicator_set: IndicatorSet, *, near: str = "") -> tuple[ThemeLines, ...]:
    """Return the themes of a set with all that is in them.

    `near` is the place of a part that must be in sight.
    """
    catalogue = catalogue_of(indicator_set)
    aspects: defaultdict[int, list[OutlineLine]] = defaultdict(list)
    for pk, indicator_pk, text in Aspect.objects.filter(
        indicator__group__theme__indicator_set=indicator_set
    ).values_list("pk", "indicator_id", "text"):
        aspects[indicator_pk].append(OutlineLine(pk, "", _short(text), ""))
    all_open = len(catalogue.indicators) <= OPEN_UP_TO

    def groups_of(theme: ThemeEntry) -> Iterator[GroupLines]:
        for group in theme.groups:
            lines = tuple(
                OutlineLine(
                    pk=entry.pk,
                    number=entry.number,
                    text=_short(entry.text),
                    mark=_mark(entry),
                    below=tuple(aspects[entry.pk]),
                )
                for entry in group.indicators
            )
            is_open = all_open or near == f"g{group.pk}" or _holds(lines, near)
            yield GroupLines(
                group.pk, group.title, str(IndicatorGroup.Kind(group.kind).label), lines, is_open
            )

    return tuple(
        ThemeLines(
            pk=theme.pk,
            number=theme.number,
            title=theme.title,
            kind=str(Theme.Kind(theme.kind).label),
            criteria=tuple(
                OutlineLine(c.pk, "", _short(c.title), str(Criterion.Kind(c.kind).label))
                for c in theme.criteria
            ),
            groups=tuple(groups_of(theme)),
        )
        for theme in catalogue.themes
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


def _mark(entry: IndicatorEntry) -> str:
    """Return what sort of answer is asked, and whether it can be compared with earlier ones."""
    words = []
    if entry.answer != Indicator.AnswerKind.TEXT:
        word = _(ANSWER_KINDS[entry.answer])
        words.append(f"{word}: {entry.unit}" if entry.unit else word)
    if entry.continuity:
        words.append(str(_CONTINUITY[entry.continuity]))
    return ", ".join(words)


_CONTINUITY = {
    "same": _lazy("vergelijkbaar met de vorige versie"),
    "break": _lazy("breuk met de vorige versie"),
}


def _holds(lines: tuple[OutlineLine, ...], near: str) -> bool:
    """Say whether the part that must be in sight is among these indicators or their aspects."""
    # The letters are the first of "indicator" and "deelaspect".
    if not near or near[0] not in "id":
        return False
    indicators = {f"i{line.pk}" for line in lines}
    aspects = {f"d{aspect.pk}" for line in lines for aspect in line.below}
    return near in indicators | aspects
