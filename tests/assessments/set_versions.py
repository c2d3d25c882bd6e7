"""Three versions of a small set, each made from the one before, for tests of going from one to
another.

    key        version 1              version 2                      version 3
    same       Hoe gaat het?          (unchanged)                    (unchanged)
    moved      Wie doet mee?          in theme "uitvoering"          (unchanged)
    reworded   Zijn er afspraken?     Welke afspraken zijn er?       (unchanged); the same question
    other      Werkt het?             Wat levert het op?             (unchanged); a break
    retyped    a number of hours      a text; a break                (unchanged)
    back       Wat kost het?          -                              Wat kost het?
    gone       Wie betaalt?           -                              -
    new        -                      Wat is nieuw?                  (unchanged)

Theme "oud" with criterion "doel-oud" is only in version 1.
"""

from indicators import publishing
from indicators.definition.values import (
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.models import IndicatorSet

SLUG = "proefset"
I = IndicatorDefinition  # noqa: E741  # a table of questions reads better with one letter


def _theme(
    key: str, questions: list[IndicatorDefinition], goal: str = "Een doel."
) -> ThemeDefinition:
    group = GroupDefinition(
        key=f"groep-{key}", kind="value", title="Waarde", indicators=tuple(questions)
    )
    criterion = CriterionDefinition(key=f"doel-{key}", kind="goal", title=f"Doel {key}", text=goal)
    return ThemeDefinition(
        key=key,
        kind="theme",
        title=f"Thema {key}",
        criteria=(criterion,),
        groups=(group,) if questions else (),
    )


SAME, MOVED, NEW = (
    I(key="same", text="Hoe gaat het?"),
    I(key="moved", text="Wie doet mee?"),
    I(key="new", text="Wat is nieuw?"),
)
BACK = I(key="back", text="Wat kost het?", answer="number", unit="euro")
LATER = [
    I(key="reworded", text="Welke afspraken zijn er?", continuity="same"),
    I(key="other", text="Wat levert het op?", continuity="break"),
    I(key="retyped", text="Hoeveel tijd kost het?", continuity="break"),
]
THEMES = {
    "1": (
        _theme(
            "samen",
            [
                SAME,
                MOVED,
                I(key="reworded", text="Zijn er afspraken?"),
                I(key="other", text="Werkt het?"),
                I(
                    key="retyped",
                    text="Hoeveel tijd kost het?",
                    answer="number",
                    unit="uur per week",
                ),
            ],
        ),
        _theme("uitvoering", []),
        _theme("oud", [BACK, I(key="gone", text="Wie betaalt?")]),
    ),
    "2": (
        _theme("samen", [NEW, SAME, *LATER], goal="Een ander doel."),
        _theme("uitvoering", [MOVED]),
    ),
    "3": (
        _theme("samen", [NEW, SAME, *LATER], goal="Een ander doel."),
        _theme("uitvoering", [MOVED, BACK]),
    ),
}


def make_version(version: str, slug: str = SLUG, based_on: str | None = None) -> IndicatorSet:
    """Return a version, published; it is made from the one before it."""
    before = str(int(version) - 1) if version > "1" else ""
    definition = SetDefinition(
        slug=slug,
        version=version,
        based_on=before if based_on is None else based_on,
        title="Proefset",
        source="Voor deze proef",
        themes=THEMES[version],
    )
    indicator_set, _changed = publishing.load(definition)
    publishing.publish(indicator_set)
    return indicator_set
