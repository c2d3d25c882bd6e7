"""From definition to rows and back, and from draft to published."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from .catalogue import definition_of
from .definition import InvalidDefinition, Problem, SetDefinition
from .models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme


class AlreadyPublished(Exception):
    """This version is published with other content, so it can't be loaded again."""


class NotPublishable(Exception):
    """The draft has problems. `problems` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@transaction.atomic
def load(definition: SetDefinition) -> tuple[IndicatorSet, bool]:
    """Make the draft rows say what `definition` says; return the set and whether anything changed.

    Loading the same content twice changes nothing. Raises AlreadyPublished when that version is published and says
    something else.
    """
    existing = IndicatorSet.objects.select_for_update().filter(slug=definition.slug, version=definition.version).first()
    if existing is not None and _says(existing, definition):
        return existing, False
    if existing is not None and not existing.is_draft:
        raise AlreadyPublished
    indicator_set = existing or IndicatorSet(slug=definition.slug, version=definition.version)
    indicator_set.title = definition.title
    indicator_set.source = definition.source
    indicator_set.introduction = definition.introduction
    indicator_set.criterion_question = definition.criterion_question
    indicator_set.based_on = _version_before(definition)
    indicator_set.revision += 1
    indicator_set.save()
    indicator_set.themes.all().delete()
    _create_parts(indicator_set, definition)
    return indicator_set, True


def _version_before(definition: SetDefinition) -> IndicatorSet | None:
    if not definition.based_on:
        return None
    before = IndicatorSet.objects.filter(slug=definition.slug, version=definition.based_on).first()
    if before is None or definition.based_on == definition.version:
        raise InvalidDefinition([Problem(f"versie {definition.based_on} van deze set bestaat niet", "based_on")])
    return before


def _says(indicator_set: IndicatorSet, definition: SetDefinition) -> bool:
    """Say whether the rows hold just this content; a draft whose rows break a rule holds something else."""
    try:
        return definition_of(indicator_set) == definition
    except InvalidDefinition:
        return False


def _create_parts(indicator_set: IndicatorSet, definition: SetDefinition) -> None:
    """Create every part with one INSERT a table."""
    themes: list[Theme] = []
    criteria: list[Criterion] = []
    groups: list[IndicatorGroup] = []
    indicators: list[Indicator] = []
    aspects: list[Aspect] = []
    for theme_position, t in enumerate(definition.themes, start=1):
        theme = Theme(
            indicator_set=indicator_set,
            position=theme_position,
            **_fields(t, "key", "kind", "title", "source", "introduction", "goal", "occasion", "form"),
        )
        themes.append(theme)
        for position, c in enumerate(t.criteria, start=1):
            fields = _fields(c, "key", "kind", "implicit", "title", "text", "question", "source")
            criteria.append(Criterion(theme=theme, position=position, **fields))
        for group_position, g in enumerate(t.groups, start=1):
            fields = _fields(g, "key", "kind", "title", "question", "source")
            group = IndicatorGroup(theme=theme, position=group_position, **fields)
            groups.append(group)
            for indicator_position, i in enumerate(g.indicators, start=1):
                fields = _fields(i, "key", "text", "answer", "unit", "source", "continuity")
                indicator = Indicator(group=group, position=indicator_position, **fields)
                indicators.append(indicator)
                aspects += [
                    Aspect(indicator=indicator, position=position, **asdict(a))
                    for position, a in enumerate(i.aspects, start=1)
                ]
    bulk_create_with_history(themes, Theme)
    bulk_create_with_history(criteria, Criterion)
    bulk_create_with_history(groups, IndicatorGroup)
    bulk_create_with_history(indicators, Indicator)
    bulk_create_with_history(aspects, Aspect)


def _fields(part: object, *names: str) -> dict[str, object]:
    return {name: getattr(part, name) for name in names}


@transaction.atomic
def publish(indicator_set: IndicatorSet, *, at: datetime | None = None) -> None:
    """Publish a draft; from then on the database refuses every change. Raises NotPublishable with all problems."""
    locked = IndicatorSet.objects.select_for_update().get(pk=indicator_set.pk)
    if not locked.is_draft:
        raise NotPublishable([Problem("deze versie is al gepubliceerd")])
    problems = draft_problems(locked)
    if problems:
        raise NotPublishable(problems)
    locked.status = IndicatorSet.Status.PUBLISHED
    locked.published_at = at or timezone.now()
    locked.save(update_fields=["status", "published_at"])
    indicator_set.refresh_from_db()


def draft_problems(indicator_set: IndicatorSet) -> list[Problem]:
    """Return everything that keeps a draft from being published."""
    try:
        return publishing_problems(definition_of(indicator_set))
    except InvalidDefinition as error:
        return error.problems


def publishing_problems(definition: SetDefinition) -> list[Problem]:
    """Return what a set that is valid as a draft still needs before coordinators can work with it."""
    problems = []
    for t, theme in enumerate(definition.themes):
        if not theme.groups and not theme.criteria and not theme.introduction:
            problems.append(Problem("dit thema is leeg", f"themes[{t}]"))
        for g, group in enumerate(theme.groups):
            if not group.indicators:
                problems.append(Problem("deze groep heeft geen indicatoren", f"themes[{t}].groups[{g}]"))
            texts = Counter(indicator.text for indicator in group.indicators)
            for i, indicator in enumerate(group.indicators):
                if texts[indicator.text] > 1:
                    path = f"themes[{t}].groups[{g}].indicators[{i}]"
                    problems.append(Problem("deze vraag staat er twee keer in dezelfde groep", path))
    if not any(group.indicators for theme in definition.themes for group in theme.groups):
        problems.append(Problem("de set heeft geen enkele indicator"))
    return problems
