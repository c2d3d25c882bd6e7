"""What moving an assessment to another version would do now; nothing changes."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assessments.models import Answer, Assessment, Finding
from assessments.question_versions import versions_of
from assessments.table_of_contents import has_content
from indicators.catalogue import Catalogue, CriterionEntry, IndicatorEntry, ThemeEntry, catalogue_of
from indicators.models import IndicatorSet
from indicators.versions.lineage import InVersion, Relation, lineage_of
from indicators.versions.moved_keys import moved_keys
from indicators.versions.word_difference import DifferenceRun, word_difference


@dataclass(frozen=True)
class PlannedQuestion:
    """A question with its number and theme; `before` has the present ones where they differ.

    `went_into` has the numbers in the other version of the questions that one that goes went into,
    `came_from` the present numbers of those that a question came from.
    """

    key: str
    number: str
    theme: str
    text: str
    answered: bool
    before: tuple[str, str] | None = None
    went_into: tuple[str, ...] = ()
    came_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedQuestion:
    """A question with another wording than when it was answered, or than now without an answer."""

    question: PlannedQuestion
    relation: Relation
    old: InVersion
    new: InVersion

    @cached_property
    def runs(self) -> tuple[DifferenceRun, ...]:
        """The difference word by word; numbered aspects count as lines of the question."""
        return word_difference(_in_full(self.old), _in_full(self.new))

    @property
    def retyped(self) -> bool:
        """Whether it asks for another kind of answer, or in another unit."""
        return (self.old.answer, self.old.unit) != (self.new.answer, self.new.unit)


@dataclass(frozen=True)
class ChangedCriterion:
    """A criterion that points refer to, with another wording in the other version."""

    title: str
    runs: tuple[DifferenceRun, ...]


@dataclass(frozen=True)
class Plan:
    """What moving an assessment will do; each question of both versions is in one of the lists.

    `moved` names again which of those that stay are in another group, or in another order among
    their neighbours; a number that only shifts is no move.
    `points_gone` has the headlines of points about a theme that the other version doesn't have,
    with the title of that theme. `criteria_gone` has the titles of criteria that points refer to
    and that the other version doesn't have.
    """

    unchanged: tuple[PlannedQuestion, ...]
    to_look: tuple[ChangedQuestion, ...]
    moved: tuple[PlannedQuestion, ...]
    gone: tuple[PlannedQuestion, ...]
    new: tuple[PlannedQuestion, ...]
    points_gone: tuple[tuple[str, str], ...]
    criteria_changed: tuple[ChangedCriterion, ...]
    criteria_gone: tuple[str, ...]

    @property
    def answered_to_look(self) -> tuple[ChangedQuestion, ...]:
        return tuple(change for change in self.to_look if change.question.answered)

    @property
    def open_to_look(self) -> tuple[ChangedQuestion, ...]:
        return tuple(change for change in self.to_look if not change.question.answered)

    @property
    def answered_unchanged(self) -> int:
        return sum(question.answered for question in self.unchanged)

    @property
    def answered_gone(self) -> int:
        return sum(question.answered for question in self.gone)


def plan(assessment: Assessment, target: IndicatorSet) -> Plan:
    """Return what move() would do now, in a constant number of queries."""
    now, then = catalogue_of(assessment.indicator_set), catalogue_of(target)
    lineage, versions = lineage_of(target.slug), versions_of(assessment)
    answers = {
        lineage.by_pk[answer.indicator_id].key: answer
        for answer in Answer.objects.filter(assessment=assessment)
        if has_content(answer)
    }
    asked_now, asked_then = _asked(now), _asked(then)
    moves = moved_keys(_groups(now), _groups(then))
    origins = {
        key: tuple(origin.key for origin in lineage.origins(key, then.pk, now.pk))
        for key in asked_then
    }
    unchanged: list[PlannedQuestion] = []
    to_look: list[ChangedQuestion] = []
    moved: list[PlannedQuestion] = []
    new: list[PlannedQuestion] = []
    for key, (theme, indicator) in asked_then.items():
        answer, present_place = answers.get(key), asked_now.get(key)
        question = replace(
            _question(theme, indicator, answer, present_place),
            came_from=tuple(asked_now[origin][1].number for origin in origins[key]),
        )
        if key in moves:
            moved.append(question)
        written = versions.sets[versions.of(answer)] if answer else now.pk
        old, asked = lineage.in_set(key, written), lineage.by_pk[indicator.pk]
        if old is None:
            new.append(question)
        elif (relation := lineage.relation(key, written, then.pk)) == "unchanged":
            unchanged.append(question)
        else:
            to_look.append(ChangedQuestion(question, relation, old, asked))
    gone = [
        replace(
            _question(theme, indicator, answers.get(key)),
            went_into=tuple(
                asked_then[later][1].number for later, keys in origins.items() if key in keys
            ),
        )
        for key, (theme, indicator) in asked_now.items()
        if key not in asked_then
    ]
    return Plan(
        unchanged=tuple(unchanged),
        to_look=tuple(to_look),
        moved=tuple(moved),
        # Answered questions first: those are what somebody would miss.
        gone=tuple(sorted(gone, key=lambda question: not question.answered)),
        new=tuple(new),
        **_plan_of_points(assessment, now, then),
    )


def _asked(catalogue: Catalogue) -> dict[str, tuple[ThemeEntry, IndicatorEntry]]:
    return {
        indicator.key: (theme, indicator)
        for theme in catalogue.themes
        for indicator in theme.indicators
    }


def _groups(catalogue: Catalogue) -> dict[str, str]:
    """Return the key of each question's group by the key of the question, in order."""
    return {
        indicator.key: group.key
        for theme in catalogue.themes
        for group in theme.groups
        for indicator in group.indicators
    }


def _question(
    theme: ThemeEntry,
    indicator: IndicatorEntry,
    answer: Answer | None,
    here: tuple[ThemeEntry, IndicatorEntry] | None = None,
) -> PlannedQuestion:
    before = (here[1].number, here[0].title) if here else None
    if before == (indicator.number, theme.title):
        before = None
    return PlannedQuestion(
        key=indicator.key,
        number=indicator.number,
        theme=theme.title,
        text=indicator.text,
        answered=answer is not None,
        before=before,
    )


def _plan_of_points(assessment: Assessment, now: Catalogue, then: Catalogue) -> dict[str, Any]:
    themes = {theme.pk: theme for theme in now.themes}
    stay = {theme.key for theme in then.themes}
    points = Finding.objects.filter(assessment=assessment, theme__in=themes).order_by(
        "position", "pk"
    )
    touched = set(
        Finding.criteria.through.objects.filter(finding__assessment=assessment).values_list(
            "criterion", flat=True
        )
    )
    wordings = {criterion.key: criterion for criterion in then.criteria}
    referred = [criterion for criterion in now.criteria if criterion.pk in touched]
    return {
        "points_gone": tuple(
            (point.headline, themes[point.theme_id].title)
            for point in points
            if point.theme_id and themes[point.theme_id].key not in stay
        ),
        "criteria_changed": tuple(
            ChangedCriterion(
                wordings[criterion.key].title,
                word_difference(
                    _criterion_in_full(criterion), _criterion_in_full(wordings[criterion.key])
                ),
            )
            for criterion in referred
            if criterion.key in wordings
            and _criterion_in_full(criterion) != _criterion_in_full(wordings[criterion.key])
        ),
        "criteria_gone": tuple(
            criterion.title for criterion in referred if criterion.key not in wordings
        ),
    }


def _criterion_in_full(criterion: CriterionEntry) -> str:
    return "\n".join(text for text in (criterion.title, criterion.text, criterion.question) if text)


def _in_full(question: InVersion) -> str:
    aspects = [f"{number}. {aspect}" for number, aspect in enumerate(question.aspects, start=1)]
    return "\n".join([question.text, *aspects])
