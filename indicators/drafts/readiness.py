"""What a draft still needs before it can be published.

Everything at once, each problem with the place that it is about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indicators.catalogue import (
    Catalogue,
    CriterionEntry,
    GroupEntry,
    IndicatorEntry,
    ThemeEntry,
    catalogue_of,
    definition_of,
)
from indicators.definition.keys import keys_in
from indicators.definition.problems import DefinitionProblem, DoubleKey, InvalidDefinition
from indicators.definition.values import (
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.models import IndicatorSet
from indicators.versions.wording import needs_new_decision

Question = IndicatorDefinition | IndicatorEntry
Group = GroupDefinition | GroupEntry
Yardstick = CriterionDefinition | CriterionEntry
Chapter = ThemeDefinition | ThemeEntry
Placed = tuple[str, str]


@dataclass(frozen=True)
class Undecided(DefinitionProblem):
    """A question that is worded otherwise, without a decision whether it is still the same one."""

    key: str = ""


def draft_problems(indicator_set: IndicatorSet) -> list[DefinitionProblem]:
    """Return everything that keeps a draft from being published.

    First what breaks the format, then the content, then decisions that were not taken.

    At most 16 queries, whatever the size.
    """
    catalogue = catalogue_of(indicator_set)
    content = publishing_problems(catalogue)
    try:
        definition_of(indicator_set)
        wrong = []
    except InvalidDefinition as error:
        # That the set has no theme, or a key twice, is in `content` too.
        wrong = [
            problem
            for problem in error.problems
            if (problem.path and not isinstance(problem, DoubleKey)) or not content
        ]
    return [*wrong, *content, *_decisions(indicator_set, catalogue)]


def publishing_problems(content: SetDefinition | Catalogue) -> list[DefinitionProblem]:
    """Return what a valid set still needs before coordinators can work with it."""
    themes: Sequence[Chapter] = content.themes
    problems = list(_double_keys(themes))
    titles = [(f"themes[{t}]", theme.title) for t, theme in enumerate(themes)]
    problems += _double_texts(titles, "een ander thema heeft dezelfde titel")
    for t, theme in enumerate(themes):
        problems += _in_theme(theme, f"themes[{t}]")
    # A framework may have themes with criteria only, but nothing to answer is no assessment.
    if not any(_questions(theme, "") for theme in themes):
        problems.append(DefinitionProblem("de set heeft geen enkele indicator"))
    return problems


def _in_theme(theme: Chapter, path: str) -> Iterator[DefinitionProblem]:
    if not theme.groups and not theme.criteria and not theme.introduction:
        yield DefinitionProblem("dit thema is leeg", path)
    for place, group in _groups(theme, path):
        if not group.indicators:
            yield DefinitionProblem("deze groep heeft geen indicatoren", place)
    criteria = [(place, criterion.text) for place, criterion in _criteria(theme, path)]
    yield from _double_texts(criteria, "dit doel of uitgangspunt staat twee keer in dit thema")
    # The same question may come back in another theme: the Werkset asks four times about the flow
    # of information.
    questions = [(place, question.text) for place, question in _questions(theme, path)]
    yield from _double_texts(questions, "deze vraag staat twee keer in dit thema")


def _groups(theme: Chapter, path: str) -> list[tuple[str, Group]]:
    groups: Sequence[Group] = theme.groups
    return [(f"{path}.groups[{g}]", group) for g, group in enumerate(groups)]


def _criteria(theme: Chapter, path: str) -> list[tuple[str, Yardstick]]:
    criteria: Sequence[Yardstick] = theme.criteria
    return [(f"{path}.criteria[{c}]", criterion) for c, criterion in enumerate(criteria)]


def _questions(theme: Chapter, path: str) -> list[tuple[str, Question]]:
    placed: list[tuple[str, Question]] = []
    for place, group in _groups(theme, path):
        questions: Sequence[Question] = group.indicators
        placed += [(f"{place}.indicators[{i}]", question) for i, question in enumerate(questions)]
    return placed


def _double_texts(placed: Sequence[Placed], what: str) -> list[DefinitionProblem]:
    """Return a problem for every text that is there twice.

    Capitals and white space make no difference.
    """
    # What a reader sees as the same question.
    same = [" ".join(text.split()).casefold() for _, text in placed]
    count = Counter(same)
    return [
        DefinitionProblem(what, path)
        for (path, _), text in zip(placed, same, strict=True)
        if text and count[text] > 1
    ]


def _double_keys(themes: Sequence[Chapter]) -> Iterator[DefinitionProblem]:
    placed = [(f"themes[{t}]", theme) for t, theme in enumerate(themes)]
    kinds: list[list[Placed]] = [
        [(path, theme.key) for path, theme in placed],
        [(place, part.key) for path, theme in placed for place, part in _criteria(theme, path)],
        [(place, part.key) for path, theme in placed for place, part in _groups(theme, path)],
        [(place, part.key) for path, theme in placed for place, part in _questions(theme, path)],
    ]
    for places in kinds:
        count = Counter(key for _, key in places)
        for path, key in places:
            if count[key] > 1:
                yield DefinitionProblem(f"de sleutel {key} komt in deze set vaker voor", path)


def _decisions(indicator_set: IndicatorSet, catalogue: Catalogue) -> Iterable[DefinitionProblem]:
    base = indicator_set.based_on
    if base is None:
        yield from _unknown_origins(catalogue, None, set())
        return
    # Its words may still change, and with them what was decided here.
    if base.is_draft:
        yield DefinitionProblem(
            f"versie {base.version}, waar deze uit gemaakt is, is zelf nog niet gepubliceerd",
            "based_on",
        )
    before = {indicator.key: indicator for indicator in catalogue_of(base).indicators}
    yield from _unknown_origins(catalogue, base, set(before))
    for t, theme in enumerate(catalogue.themes):
        for g, group in enumerate(theme.groups):
            for i, question in enumerate(group.indicators):
                earlier = before.get(question.key)
                if earlier and not question.continuity and needs_new_decision(earlier, question):
                    what = (
                        f"deze vraag luidt anders dan in versie {base.version}; "
                        "kies of het nog dezelfde vraag is"
                    )
                    yield Undecided(
                        what, f"themes[{t}].groups[{g}].indicators[{i}]", key=question.key
                    )


def _unknown_origins(
    catalogue: Catalogue, base: IndicatorSet | None, known: set[str]
) -> Iterable[DefinitionProblem]:
    """Yield the questions that came from one that the version before doesn't have."""
    place = f"in versie {base.version} staat die niet" if base else "er is geen vorige versie"
    for t, theme in enumerate(catalogue.themes):
        for path, question in _questions(theme, f"themes[{t}]"):
            for key in keys_in(question.came_from):
                if key not in known:
                    what = f"deze vraag komt uit “{key}”, maar {place}"
                    yield Undecided(what, path, key=question.key)
