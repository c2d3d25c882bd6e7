"""Decisions about questions that come with a file, and which of those don't hold. No database."""

from dataclasses import replace

from indicators.definition.values import IndicatorDefinition, SetDefinition, parts_with_parents
from indicators.parts import INDICATOR

from .wording import needs_new_decision, wording_of


def without_outdated_decisions(
    definition: SetDefinition, before: SetDefinition
) -> tuple[SetDefinition, tuple[str, ...]]:
    """Take off the decisions about questions whose wording changed since; return their keys too.

    A decision that differs from the stored one was taken in the file, about the words in the file.
    """
    old = indicators_by_key(before)
    outdated = {
        key
        for key, new in indicators_by_key(definition).items()
        if new.continuity
        and key in old
        # Where a question came from doesn't follow from its words.
        and not new.came_from
        and new.continuity == old[key].continuity
        and needs_new_decision(wording_of(old[key]), wording_of(new))
    }
    return _undecided(definition, outdated), tuple(sorted(outdated))


def without_decisions_of(definition: SetDefinition, before: SetDefinition) -> SetDefinition:
    """Take off the decisions that the published version has too.

    Those were about the version before it.
    """
    old = indicators_by_key(before)
    same = {
        key
        for key, new in indicators_by_key(definition).items()
        if key in old and decision_in(new) == decision_in(old[key])
    }
    return _undecided(definition, same)


def _undecided(definition: SetDefinition, keys: set[str]) -> SetDefinition:
    if not keys:
        return definition
    themes = tuple(
        replace(
            theme,
            groups=tuple(
                replace(
                    group,
                    indicators=tuple(
                        replace(indicator, continuity="", came_from="")
                        if indicator.key in keys
                        else indicator
                        for indicator in group.indicators
                    ),
                )
                for group in theme.groups
            ),
        )
        for theme in definition.themes
    )
    return replace(definition, themes=themes)


def indicators_by_key(definition: SetDefinition) -> dict[str, IndicatorDefinition]:
    """Return the questions of a definition by their key."""
    pairs = parts_with_parents(definition)[INDICATOR]
    return {indicator.key: indicator for _group, indicator in pairs}


def decision_in(indicator: IndicatorDefinition) -> tuple[str, str]:
    """Return what a definition says about a question and those of the version before it."""
    return indicator.continuity, indicator.came_from
