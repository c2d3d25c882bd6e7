"""Choosing a new place for a part: which theme, which group, after which question.

A hundred places at a time, so that the page stays quick in a large set.
"""

from dataclasses import dataclass
from typing import cast

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from indicators.drafts.part_names import PartNames, name_by_text
from indicators.drafts.positions import FIRST
from indicators.models import Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.part_rows import (
    KIND_OF,
    MODEL_OF,
    Parent,
    Part,
    named_by,
    parent_of,
    parts_of,
    set_of,
    siblings_in,
)

from .outline import MODEL_AT

PLACES_PER_PAGE = 100
# The way down from a set to what an aspect stands in.
LEVELS: tuple[type[Parent], ...] = (IndicatorSet, Theme, IndicatorGroup, Indicator)


@dataclass(frozen=True)
class PlaceOption:
    value: str
    label: str


@dataclass(frozen=True)
class PlaceChoice:
    """Where a part may go.

    `places` are after which sibling, or `within` what to look further when it is no parent.
    """

    container: Parent
    container_name: str
    places: tuple[PlaceOption, ...]
    within: tuple[PlaceOption, ...]
    chosen: str
    up: str | None
    # The first of the hundred shown, and of the hundreds before and after.
    earlier: int | None
    later: int | None


def container_value(container: Parent) -> str:
    """Return how an address names a set or part: "groep-12", or "set"."""
    if isinstance(container, IndicatorSet):
        return "set"
    return f"{KIND_OF[type(container)].slug}-{container.pk}"


def container_at(value: str, indicator_set: IndicatorSet) -> Parent | None:
    """Return the set or part that an address names, if it is (still) in this set."""
    if value == "set":
        return indicator_set
    name, _dash, pk = value.partition("-")
    model = MODEL_AT.get(name)
    if model is None or model not in LEVELS or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    return cast(Parent | None, parts_of(model, indicator_set).filter(pk=int(pk)).first())


def choice_of_place(part: Part, query: QueryDict, names: PartNames) -> PlaceChoice:
    """Return the places to choose from in the container that the address names.

    To begin with, the one that the part stands in.
    """
    wanted = KIND_OF[type(part)].parent
    container = container_at(query.get("in", ""), set_of(part)) or parent_of(part)
    # An address that points below what a part can stand in.
    if wanted is None or LEVELS.index(type(container)) > LEVELS.index(MODEL_OF[wanted]):
        container = parent_of(part)
    is_parent = KIND_OF[type(container)] is wanted
    if is_parent:
        rows = [row for row in siblings_in(type(part), container) if row.pk != part.pk]
    else:
        below = cast(type[Part], LEVELS[LEVELS.index(type(container)) + 1])
        rows = list(siblings_in(below, container))
    chosen = _previous(part, rows) if is_parent and container == parent_of(part) else len(rows) - 1
    # The page with the place where the part is now.
    start = _start(query.get("vanaf", ""), max(chosen, 0) if is_parent else 0, len(rows))
    shown = rows[start : start + PLACES_PER_PAGE]
    options = [_option(row, names, is_parent) for row in shown]
    if is_parent and start == 0:
        # Before all others: the only place that is after no sibling.
        options.insert(0, PlaceOption(str(FIRST), _("Vooraan")))
    return PlaceChoice(
        container=container,
        container_name=_name(container, names),
        places=tuple(options) if is_parent else (),
        within=() if is_parent else tuple(options),
        chosen=str(rows[chosen].pk) if rows and chosen >= 0 else str(FIRST),
        up=None
        if isinstance(container, IndicatorSet)
        else container_value(parent_of(cast(Part, container))),
        earlier=max(start - PLACES_PER_PAGE, 0) if start else None,
        later=start + PLACES_PER_PAGE if start + PLACES_PER_PAGE < len(rows) else None,
    )


def _previous(part: Part, rows: list[Part]) -> int:
    """Return the index of the sibling that the part comes after; -1 when it comes first."""
    return sum((row.position, row.pk) < (part.position, part.pk) for row in rows) - 1


def _start(asked: str, index: int, count: int) -> int:
    if asked.isascii() and asked.isdigit() and int(asked[:9]) < count:
        return int(asked[:9]) // PLACES_PER_PAGE * PLACES_PER_PAGE
    return index // PLACES_PER_PAGE * PLACES_PER_PAGE


def _option(row: Part, names: PartNames, is_place: bool) -> PlaceOption:
    text = Truncator(named_by(row)).chars(80)
    name = names.of(type(row), row.pk)
    numbered = isinstance(row, Theme | Indicator) and name
    label = f"{name}: {text}" if numbered else text
    if is_place:
        return PlaceOption(str(row.pk), _("Na %s") % label)
    return PlaceOption(container_value(cast(Parent, row)), label)


def _name(container: Parent, names: PartNames) -> str:
    if isinstance(container, IndicatorSet):
        return str(container)
    model = cast(type[Part], type(container))
    return names.of(model, container.pk) or name_by_text(model, named_by(cast(Part, container)))
