"""What changed between two versions of a set, and which questions need a decision because of it.

No database.

Parts are the same when they have the same key. Answers to a question that is worded or asked
otherwise can't be compared with earlier ones until an admin says that it still is the same
question.
"""

from collections.abc import Iterable, Mapping

from indicators.definition.keys import keys_in
from indicators.definition.values import (
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.parts import CRITERION, GROUP, INDICATOR, SET, THEME, PartKind

from .compared_parts import (
    ASPECT_ORDER,
    ASPECT_TEXT,
    Comparison,
    Descent,
    FieldChange,
    NumberedQuestion,
    PartChange,
    SharedIndicator,
)
from .moved_keys import moved_keys
from .wording import wording_of

ComparedPart = ThemeDefinition | GroupDefinition | CriterionDefinition


def compare(old: SetDefinition, new: SetDefinition) -> Comparison:
    """Return what changed from `old` to `new`.

    Version numbers, based_on and decisions are not content.
    """
    before, after = _questions(old), _questions(new)
    moved = moved_keys(
        {key: question.group.key for key, question in before.items()},
        {key: question.group.key for key, question in after.items()},
    )
    return Comparison(
        added=tuple(question for key, question in after.items() if key not in before),
        removed=tuple(question for key, question in before.items() if key not in after),
        shared=tuple(
            SharedIndicator(
                before[key],
                question,
                key in moved,
                tuple(_indicator_changes(before[key].indicator, question.indicator)),
            )
            for key, question in after.items()
            if key in before
        ),
        parts=tuple(_part_changes(old, new)),
        # The keys are those of the version that it was made from, and say nothing of another.
        descents=tuple(_descents(before, after)) if new.based_on == old.version else (),
    )


def _descents(
    before: Mapping[str, NumberedQuestion], after: Mapping[str, NumberedQuestion]
) -> Iterable[Descent]:
    for question in after.values():
        keys = set(keys_in(question.indicator.came_from))
        origins = tuple(asked for key, asked in before.items() if key in keys)
        if origins:
            yield Descent(question, origins)


def _questions(definition: SetDefinition) -> dict[str, NumberedQuestion]:
    """Return the questions of a set by their key, in order."""
    by_key: dict[str, NumberedQuestion] = {}
    for theme_number, theme in enumerate(definition.themes, start=1):
        in_theme = ((group, indicator) for group in theme.groups for indicator in group.indicators)
        # People count through the groups of a theme: 2.4 may be the first of its second group.
        for number, (group, indicator) in enumerate(in_theme, start=1):
            question = NumberedQuestion(f"{theme_number}.{number}", theme, group, indicator)
            by_key[indicator.key] = question
    return by_key


def _indicator_changes(
    before: IndicatorDefinition, after: IndicatorDefinition
) -> Iterable[FieldChange]:
    """Yield what changed in a question, with its aspects right after its text, as on the page."""
    for change in _field_changes(INDICATOR, before, after):
        if change.name == INDICATOR.named_by:
            yield change
    yield from _aspect_changes(before, after)
    for change in _field_changes(INDICATOR, before, after):
        if change.name != INDICATOR.named_by:
            yield change


def _aspect_changes(
    before: IndicatorDefinition, after: IndicatorDefinition
) -> Iterable[FieldChange]:
    if wording_of(before).aspects == wording_of(after).aspects:
        return
    old = {aspect.key: aspect.text for aspect in before.aspects}
    new = {aspect.key: aspect.text for aspect in after.aspects}
    for number, (key, text) in enumerate(new.items(), start=1):
        if old.get(key) != text:
            yield FieldChange(ASPECT_TEXT, old.get(key, ""), text, number)
    yield from (FieldChange(ASPECT_TEXT, text, "") for key, text in old.items() if key not in new)
    old_order = [key for key in old if key in new]
    new_order = [key for key in new if key in old]
    if old_order != new_order:
        # Both orders with the new texts: what became of a text is told above.
        was, became = ("\n".join(new[key] for key in keys) for keys in (old_order, new_order))
        yield FieldChange(ASPECT_ORDER, was, became)


def _part_changes(old: SetDefinition, new: SetDefinition) -> Iterable[PartChange]:
    set_changes = tuple(_field_changes(SET, old, new))
    if set_changes:
        yield PartChange(SET.code, "shared", new.slug, new.title, changes=set_changes)
    # Groups before criteria: a group is a heading above questions that people look for.
    for kind in (THEME, GROUP, CRITERION):
        before, after = _parts(old, kind), _parts(new, kind)
        moved = moved_keys(
            {key: theme.key if theme else "" for key, (theme, _part) in before.items()},
            {key: theme.key if theme else "" for key, (theme, _part) in after.items()},
        )
        for key, (theme, part) in after.items():
            inside = theme.title if theme else ""
            if key not in before:
                yield PartChange(kind.code, "added", key, part.title, inside)
                continue
            changes = tuple(_field_changes(kind, before[key][1], part))
            if changes or key in moved:
                is_moved = key in moved
                yield PartChange(kind.code, "shared", key, part.title, inside, is_moved, changes)
        for key, (theme, part) in before.items():
            if key not in after:
                inside = theme.title if theme else ""
                yield PartChange(kind.code, "removed", key, part.title, inside)


def _parts(
    definition: SetDefinition, kind: PartKind
) -> dict[str, tuple[ThemeDefinition | None, ComparedPart]]:
    """Return the parts of one kind by key, each with the theme that it stands in."""
    if kind is THEME:
        return {theme.key: (None, theme) for theme in definition.themes}
    return {
        part.key: (theme, part)
        for theme in definition.themes
        for part in getattr(theme, kind.list_name)
    }


def _field_changes(
    kind: PartKind,
    before: ComparedPart | IndicatorDefinition | SetDefinition,
    after: ComparedPart | IndicatorDefinition | SetDefinition,
) -> Iterable[FieldChange]:
    for name in kind.compared_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(name, str(old), str(new))
