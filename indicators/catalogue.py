"""A set as it is read: everything in it as plain values with numbers, fetched with a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Model

from indicators.definition.values import (
    AspectDefinition,
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
    definition_from,
)

from .models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

M = TypeVar("M", bound=Model)
Tree = dict[str, Any]


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
    """Return a set with all its parts: in five queries whatever its size, in none once a published one was read."""
    if indicator_set.published_at is None:
        return _read(indicator_set)
    key = (indicator_set.pk, indicator_set.published_at)
    if key not in _published:
        if len(_published) >= _MOST:
            _published.clear()
        _published[key] = _read(indicator_set)
    return _published[key]


def forget_published() -> None:
    """Read published sets anew: for who puts another database in place, as tests do."""
    _published.clear()


def _read(indicator_set: IndicatorSet) -> Catalogue:
    inside = indicator_set.pk
    themes = Theme.objects.filter(indicator_set=inside)
    criteria = _by(Criterion.objects.filter(theme__indicator_set=inside), "theme_id")
    groups = _by(IndicatorGroup.objects.filter(theme__indicator_set=inside), "theme_id")
    indicators = _by(Indicator.objects.filter(group__theme__indicator_set=inside), "group_id")
    aspects = _by(
        Aspect.objects.filter(indicator__group__theme__indicator_set=inside), "indicator_id"
    )

    def entries(theme_number: int, theme: Theme) -> tuple[GroupEntry, ...]:
        made, count = [], 0
        for group in groups[theme.pk]:
            asked = []
            for indicator in indicators[group.pk]:
                count += 1
                asked.append(
                    IndicatorEntry(
                        pk=indicator.pk,
                        number=f"{theme_number}.{count}",
                        key=indicator.key,
                        text=indicator.text,
                        answer=indicator.answer,
                        unit=indicator.unit,
                        source=indicator.source,
                        aspects=tuple(aspect.text for aspect in aspects[indicator.pk]),
                        continuity=indicator.continuity,
                    )
                )
            made.append(
                GroupEntry(
                    group.pk, group.key, group.kind, group.title, group.question, tuple(asked)
                )
            )
        return tuple(made)

    return Catalogue(
        pk=indicator_set.pk,
        slug=indicator_set.slug,
        version=indicator_set.version,
        title=indicator_set.title,
        source=indicator_set.source,
        introduction=indicator_set.introduction,
        criterion_question=indicator_set.criterion_question,
        themes=tuple(
            ThemeEntry(
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
                criteria=tuple(
                    CriterionEntry(
                        c.pk, c.key, c.kind, c.implicit, c.title, c.text, c.question, c.source
                    )
                    for c in criteria[theme.pk]
                ),
                groups=entries(number, theme),
            )
            for number, theme in enumerate(themes, start=1)
        ),
    )


def _by(rows: Iterable[M], attribute: str) -> defaultdict[int, list[M]]:
    grouped: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, attribute)].append(row)
    return grouped


def definition_of(indicator_set: IndicatorSet) -> SetDefinition:
    """Return the definition that loading would give these rows back for (five queries).

    Raises InvalidDefinition, with every problem, when a draft's rows break a rule of the format.
    """
    inside = indicator_set.pk
    aspects = _by(
        Aspect.objects.filter(indicator__group__theme__indicator_set=inside), "indicator_id"
    )
    indicators = _by(Indicator.objects.filter(group__theme__indicator_set=inside), "group_id")
    groups = _by(IndicatorGroup.objects.filter(theme__indicator_set=inside), "theme_id")
    criteria = _by(Criterion.objects.filter(theme__indicator_set=inside), "theme_id")

    def indicator_tree(indicator: Indicator) -> Tree:
        parts = [_tree(aspect, AspectDefinition) for aspect in aspects[indicator.pk]]
        return _tree(indicator, IndicatorDefinition) | {"aspects": parts}

    def group_tree(group: IndicatorGroup) -> Tree:
        return _tree(group, GroupDefinition) | {
            "indicators": [indicator_tree(i) for i in indicators[group.pk]]
        }

    def theme_tree(theme: Theme) -> Tree:
        return _tree(theme, ThemeDefinition) | {
            "criteria": [_tree(criterion, CriterionDefinition) for criterion in criteria[theme.pk]],
            "groups": [group_tree(group) for group in groups[theme.pk]],
        }

    themes = Theme.objects.filter(indicator_set=inside)
    based_on = indicator_set.based_on.version if indicator_set.based_on else ""
    own = _tree(indicator_set, SetDefinition) | {"based_on": based_on}
    return definition_from(own | {"themes": [theme_tree(theme) for theme in themes]})


_LISTS = {"themes", "criteria", "groups", "indicators", "aspects"}


def _tree(row: Model, definition: type) -> Tree:
    """Return the row's own values under the names of the format."""
    return {
        field.name: getattr(row, field.name)
        for field in fields(definition)
        if field.name not in _LISTS
    }
