"""Small sets for the tests of versions: a few letters say which questions stand in which group;
stored, and found."""

from dataclasses import replace

from django.test import Client

from indicators import part_rows, publishing
from indicators.definition.values import (
    AspectDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.drafts import editing
from indicators.models import Indicator, IndicatorSet

SETS = "/beheer/indicators/indicatorset/"

# What the page of a new version asks beside its number.
NEW_SOURCE = {"author": "Werkgroep", "document": "Een nieuwe proef", "date": "juni 2026"}


def question(key: str, text: str = "", aspects: str = "", **fields: str) -> IndicatorDefinition:
    parts = tuple(AspectDefinition(key=part, text=f"Deel {part}") for part in aspects)
    return IndicatorDefinition(key=key, text=text or f"Vraag {key}?", aspects=parts, **fields)


def version(*groups: str, number: str = "1", **changed: IndicatorDefinition) -> SetDefinition:
    """Return a set with a theme for every group, such as "abc" for three questions; `changed`
    replaces some."""
    themes = []
    for place, keys in enumerate(groups, start=1):
        asked = tuple(changed.get(key) or question(key) for key in keys)
        group = GroupDefinition(
            key=f"groep-{place}", kind="value", title=f"Groep {place}", indicators=asked
        )
        themes.append(
            ThemeDefinition(
                key=f"thema-{place}", kind="theme", title=f"Thema {place}", groups=(group,)
            )
        )
    return SetDefinition(
        slug="proef", version=number, title="Proef", source="Een proef", themes=tuple(themes)
    )


def with_theme(definition: SetDefinition, place: int, **fields: object) -> SetDefinition:
    """Return the set with other values for one theme."""
    themes = list(definition.themes)
    themes[place] = replace(themes[place], **fields)
    return replace(definition, themes=tuple(themes))


def large(indicators: int, number: str = "1") -> SetDefinition:
    """Return a set with this many questions, 20 in a group and 5 groups in a theme, some with
    aspects."""
    groups = [
        GroupDefinition(
            key=f"groep-{start}",
            kind="value",
            title=f"Groep {start}",
            question="Draagt dit bij aan de samenwerking?",
            indicators=tuple(
                question(
                    f"vraag-{n}",
                    f"In hoeverre werkt afspraak {n} van het netwerk?",
                    "abc" if n % 10 == 0 else "",
                )
                for n in range(start, min(start + 20, indicators))
            ),
        )
        for start in range(0, indicators, 20)
    ]
    themes = tuple(
        ThemeDefinition(
            key=f"thema-{place}",
            kind="theme",
            title=f"Thema {place}",
            groups=tuple(groups[place:][:5]),
        )
        for place in range(0, len(groups), 5)
    )
    return SetDefinition(
        slug="groot", version=number, title="Groot", source="Een proef", themes=themes
    )


def reworded(definition: SetDefinition, *keys: str, continuity: str = "") -> SetDefinition:
    """Return the set in which these questions (all of them when none is named) are worded
    otherwise."""

    def asked(indicator: IndicatorDefinition) -> IndicatorDefinition:
        if keys and indicator.key not in keys:
            return indicator
        return replace(indicator, text=f"{indicator.text} Leg uit.", continuity=continuity)

    themes = tuple(
        replace(
            theme,
            groups=tuple(
                replace(g, indicators=tuple(map(asked, g.indicators))) for g in theme.groups
            ),
        )
        for theme in definition.themes
    )
    return replace(definition, themes=themes)


def stored(definition, *, publish: bool = True) -> IndicatorSet:
    indicator_set, _ = publishing.load(definition)
    if publish:
        publishing.publish(indicator_set)
    return indicator_set


def address(indicator_set: IndicatorSet, what: str) -> str:
    return f"{SETS}{indicator_set.pk}/{what}/"


def asked(indicator_set: IndicatorSet, key: str) -> Indicator:
    return Indicator.objects.get(group__theme__indicator_set=indicator_set, key=key)


def choices(browser: Client, draft: IndicatorSet, **chosen: str) -> dict[str, str]:
    """Return what the form of decisions sends when these radio buttons are chosen."""
    questions = browser.get(address(draft, "verschillen")).context["questions"]
    by_key = {question.key: question for question in questions}
    return {
        by_key[key].field: next(
            choice.value for choice in by_key[key].choices if choice.value.startswith(continuity)
        )
        for key, continuity in chosen.items()
    }


def sure_of(*keys: str) -> dict[str, str]:
    """Return what the form sends when the warning at these questions is ticked."""
    return {f"zeker-{key}": "on" for key in keys}


def change(part: part_rows.Part, **values: str) -> None:
    """Write values in a part as the admin's page of that part does."""
    editing.change_part(part, values=values, seen=editing.fingerprint(part), by=None)


def messages(response) -> list[str]:
    """Return what the admin says above the page."""
    return [str(message) for message in response.context["messages"]]
