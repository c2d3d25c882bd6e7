"""A set as it is read: everything in it as plain values, with numbers.

The number of queries doesn't follow its size.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import Any

from django.db.models import Model

from indicators.definition.parsing import definition_from
from indicators.definition.values import SetDefinition

from .models import Criterion, Indicator, IndicatorSet, Theme
from .part_rows import MODEL_OF
from .parts import ASPECT, CRITERION, GROUP, INDICATOR, KEY, PARTS, SET, THEME, PartKind


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator as people see it: with its number, as in "2.5"."""

    pk: int
    number: str
    key: str
    text: str
    answer: str
    unit: str
    source: str
    aspects: tuple[str, ...]
    continuity: str = ""
    came_from: str = ""
    # Ours, and not the source's: whoever shows it says so.
    statement: str = ""


@dataclass(frozen=True)
class GroupEntry:
    pk: int
    key: str
    kind: str
    title: str
    question: str
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True)
class CriterionEntry:
    pk: int
    key: str
    kind: str
    implicit: bool
    title: str
    text: str
    question: str
    source: str


@dataclass(frozen=True)
class ThemeEntry:
    pk: int
    number: int
    key: str
    kind: str
    title: str
    source: str
    introduction: str
    goal: str
    occasion: str
    form: str
    criteria: tuple[CriterionEntry, ...]
    groups: tuple[GroupEntry, ...]

    @cached_property
    def indicators(self) -> tuple[IndicatorEntry, ...]:
        return tuple(indicator for group in self.groups for indicator in group.indicators)


@dataclass(frozen=True)
class Catalogue:
    """One set with all its parts."""

    pk: int
    slug: str
    version: str
    title: str
    source: str
    introduction: str
    criterion_question: str
    themes: tuple[ThemeEntry, ...]

    @cached_property
    def indicators(self) -> tuple[IndicatorEntry, ...]:
        return tuple(indicator for theme in self.themes for indicator in theme.indicators)

    @cached_property
    def criteria(self) -> tuple[CriterionEntry, ...]:
        return tuple(criterion for theme in self.themes for criterion in theme.criteria)

    def theme(self, key: str) -> ThemeEntry | None:
        """Return the theme with this key, or None."""
        return next((theme for theme in self.themes if theme.key == key), None)


# The database refuses any change to a published set, so a process reads each of them once.
_published: dict[tuple[int, datetime], Catalogue] = {}
_MOST = 50  # sets kept; far more than are in use at the same time


def catalogue_of(indicator_set: IndicatorSet) -> Catalogue:
    """Return a set with all its parts.

    In five queries whatever its size; in none once a published one was read.
    """
    if indicator_set.published_at is None:
        return _read(indicator_set)
    key = (indicator_set.pk, indicator_set.published_at)
    if key not in _published:
        # Rather read again than keep track of which one was used last.
        if len(_published) >= _MOST:
            _published.clear()
        _published[key] = _read(indicator_set)
    return _published[key]


def forget_published() -> None:
    """Read published sets anew: for who puts another database in place, as tests do."""
    _published.clear()


def _read(indicator_set: IndicatorSet) -> Catalogue:
    rows = _Rows(indicator_set)
    return Catalogue(
        pk=indicator_set.pk,
        slug=indicator_set.slug,
        version=indicator_set.version,
        title=indicator_set.title,
        source=indicator_set.source,
        introduction=indicator_set.introduction,
        criterion_question=indicator_set.criterion_question,
        themes=tuple(
            _theme_entry(theme, number, rows) for number, theme in enumerate(rows.themes, start=1)
        ),
    )


class _Rows:
    """All rows of a set by what they stand in, in order."""

    def __init__(self, indicator_set: IndicatorSet) -> None:
        self._by_parent: dict[PartKind, defaultdict[int, list[Any]]] = {}
        for kind in PARTS:
            in_set = MODEL_OF[kind]._default_manager.filter(**{kind.path_to_set: indicator_set.pk})
            grouped: defaultdict[int, list[Any]] = defaultdict(list)
            for row in in_set:
                grouped[getattr(row, f"{kind.parent_field}_id")].append(row)
            self._by_parent[kind] = grouped
        self.themes: list[Theme] = self._by_parent[THEME][indicator_set.pk]

    def inside(self, kind: PartKind, parent: Model) -> list[Any]:
        """Return the rows of one kind that stand in a part."""
        return self._by_parent[kind][parent.pk]


def _theme_entry(theme: Theme, number: int, rows: _Rows) -> ThemeEntry:
    # People count through the groups of a theme: 2.4 may be the first of its second group.
    numbers = count(1)
    return ThemeEntry(
        pk=theme.pk,
        number=number,
        key=theme.key,
        kind=theme.kind,
        title=theme.title,
        source=theme.source,
        introduction=theme.introduction,
        goal=theme.goal,
        occasion=theme.occasion,
        form=theme.form,
        criteria=tuple(_criterion_entry(row) for row in rows.inside(CRITERION, theme)),
        groups=tuple(
            GroupEntry(
                pk=group.pk,
                key=group.key,
                kind=group.kind,
                title=group.title,
                question=group.question,
                indicators=tuple(
                    _indicator_entry(indicator, f"{number}.{next(numbers)}", rows)
                    for indicator in rows.inside(INDICATOR, group)
                ),
            )
            for group in rows.inside(GROUP, theme)
        ),
    )


def _criterion_entry(criterion: Criterion) -> CriterionEntry:
    return CriterionEntry(
        pk=criterion.pk,
        key=criterion.key,
        kind=criterion.kind,
        implicit=criterion.implicit,
        title=criterion.title,
        text=criterion.text,
        question=criterion.question,
        source=criterion.source,
    )


def _indicator_entry(indicator: Indicator, number: str, rows: _Rows) -> IndicatorEntry:
    return IndicatorEntry(
        pk=indicator.pk,
        number=number,
        key=indicator.key,
        text=indicator.text,
        answer=indicator.answer,
        unit=indicator.unit,
        source=indicator.source,
        aspects=tuple(aspect.text for aspect in rows.inside(ASPECT, indicator)),
        continuity=indicator.continuity,
        came_from=indicator.came_from,
        statement=indicator.statement,
    )


def definition_of(indicator_set: IndicatorSet) -> SetDefinition:
    """Return the definition that loading would give these rows back for (five queries).

    Raises InvalidDefinition, with every problem, when a draft's rows break a rule of the format.
    """
    rows = _Rows(indicator_set)

    def tree_of(kind: PartKind, row: Model) -> dict[str, Any]:
        tree = {name: getattr(row, name) for name in (KEY.name, *kind.field_names)}
        for child in kind.children:
            tree[child.list_name] = [tree_of(child, part) for part in rows.inside(child, row)]
        return tree

    tree = {name: getattr(indicator_set, name) for name in SET.field_names}
    # A file names the version; the row refers to it.
    tree["based_on"] = indicator_set.based_on.version if indicator_set.based_on else ""
    tree[THEME.list_name] = [tree_of(THEME, theme) for theme in rows.themes]
    return definition_from(tree)
