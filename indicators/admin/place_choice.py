"""Choosing a new place for a part: which theme, which group, after which question; a hundred at a time."""

from dataclasses import dataclass
from typing import cast

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from indicators.drafts.editing import (
    FIRST,
    KINDS,
    Parent,
    Part,
    parent_of,
    parts_of,
    set_of,
    siblings_in,
)
from indicators.drafts.part_names import PartNames, name_by_text, named_by
from indicators.models import Indicator, IndicatorGroup, IndicatorSet, Theme

from .outline import NAME_OF, NAMES

AT_ONCE = 100
# The way down from a set to what an aspect stands in.
LEVELS: tuple[type[Parent], ...] = (IndicatorSet, Theme, IndicatorGroup, Indicator)


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Choice:
    """Where a part may go. `places` are after which sibling, or `within` what to look further when it is no parent."""

    container: Parent
    container_name: str
    places: tuple[Option, ...]
    within: tuple[Option, ...]
    chosen: str
    up: str | None
    # The first of the hundred shown, and of the hundreds before and after.
    earlier: int | None
    later: int | None


def container_value(container: Parent) -> str:
    """Return how an address names a set or part: "groep-12", or "set"."""
    if isinstance(container, IndicatorSet):
        return "set"
    return f"{NAME_OF[cast(type[Part], type(container))]}-{container.pk}"


def container_at(value: str, indicator_set: IndicatorSet) -> Parent | None:
    """Return the set or part that an address names, if it is (still) in this set."""
    if value == "set":
        return indicator_set
    name, _dash, pk = value.partition("-")
    model = NAMES.get(name)
    if model is None or model not in LEVELS or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    return cast(Parent | None, parts_of(model, indicator_set).filter(pk=int(pk)).first())


def choice_of_place(part: Part, query: QueryDict, names: PartNames) -> Choice:
    """Return what there is to choose from at the place that the address names; to begin with where the part is."""
    wanted = KINDS[type(part)].parent
    container = container_at(query.get("in", ""), set_of(part)) or parent_of(part)
    if LEVELS.index(type(container)) > LEVELS.index(wanted):
        container = parent_of(part)
    is_parent = type(container) is wanted
    if is_parent:
        rows = [row for row in siblings_in(type(part), container) if row.pk != part.pk]
    else:
        below = cast(type[Part], LEVELS[LEVELS.index(type(container)) + 1])
        rows = list(siblings_in(below, container))
    chosen = _previous(part, rows) if is_parent and container == parent_of(part) else len(rows) - 1
    start = _start(query.get("vanaf", ""), max(chosen, 0) if is_parent else 0, len(rows))
    shown = rows[start : start + AT_ONCE]
    options = [_option(row, names, is_parent) for row in shown]
    if is_parent and start == 0:
        options.insert(0, Option(str(FIRST), _("Vooraan")))
    return Choice(
        container=container,
        container_name=_name(container, names),
        places=tuple(options) if is_parent else (),
        within=() if is_parent else tuple(options),
        chosen=str(rows[chosen].pk) if rows and chosen >= 0 else str(FIRST),
        up=None
        if isinstance(container, IndicatorSet)
        else container_value(parent_of(cast(Part, container))),
        earlier=max(start - AT_ONCE, 0) if start else None,
        later=start + AT_ONCE if start + AT_ONCE < len(rows) else None,
    )


def _previous(part: Part, rows: list[Part]) -> int:
    """Return the index of the sibling that the part comes after; -1 when it comes first."""
    return sum((row.position, row.pk) < (part.position, part.pk) for row in rows) - 1


def _start(asked: str, index: int, count: int) -> int:
    if asked.isascii() and asked.isdigit() and int(asked[:9]) < count:
        return int(asked[:9]) // AT_ONCE * AT_ONCE
    return index // AT_ONCE * AT_ONCE


def _option(row: Part, names: PartNames, is_place: bool) -> Option:
    text = Truncator(named_by(row)).chars(80)
    name = names.of(type(row), row.pk)
    numbered = isinstance(row, Theme | Indicator) and name
    label = f"{name}: {text}" if numbered else text
    if is_place:
        return Option(str(row.pk), _("Na %s") % label)
    return Option(container_value(cast(Parent, row)), label)


def _name(container: Parent, names: PartNames) -> str:
    if isinstance(container, IndicatorSet):
        return str(container)
    model = cast(type[Part], type(container))
    return names.of(model, container.pk) or name_by_text(model, named_by(cast(Part, container)))
