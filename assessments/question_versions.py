"""Which version of its set an assessment had at a moment, and what a question was then."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from indicators.catalogue import IndicatorEntry, ThemeEntry, catalogue_of
from indicators.versions.lineage import InVersion, Lineage, lineage_of

from .models import Answer, Assessment, SetChange
from .table_of_contents import has_content


@dataclass(frozen=True)
class Versions:
    """The versions that an assessment has had, in order; the last one is its present version."""

    sets: tuple[int, ...]
    # The moment at which each version was replaced, so one fewer than there are versions.
    until: tuple[datetime, ...]

    def at(self, moment: datetime | None) -> int:
        """Return the place of the version in use at a moment; without a moment, the first place."""
        # At the very moment of a change the earlier version still counts.
        return bisect_left(self.until, moment) if moment else 0

    def of(self, answer: Answer) -> int:
        """Return the place of the version that an answer was written for.

        An answer marked to look at was written for an earlier version, even when it was saved
        since: then it came from a page that was still open.
        """
        place = self.at(answer.changed_at)
        return place - 1 if answer.needs_look and place == len(self.sets) - 1 and place else place

    def latest(self, place: int, known: dict[int, int]) -> int | None:
        """Return the value in `known` of the latest version up to a place that has one, or None."""
        return next((known[pk] for pk in reversed(self.sets[: place + 1]) if pk in known), None)


def versions_of(assessment: Assessment) -> Versions:
    """Return the versions that an assessment has had (one query)."""
    return versions_of_each([assessment])[assessment.pk]


def versions_of_each(assessments: Iterable[Assessment]) -> dict[int, Versions]:
    """Return the versions that each of these assessments has had, by primary key (one query)."""
    now = {assessment.pk: assessment.indicator_set_id for assessment in assessments}
    changes: defaultdict[int, list[tuple[int, datetime]]] = defaultdict(list)
    rows = SetChange.objects.filter(assessment__in=now).values_list(
        "assessment", "from_set", "changed_at"
    )
    for pk, from_set, moment in rows:
        changes[pk].append((from_set, moment))
    return {
        pk: Versions(
            (*(from_set for from_set, _at in changes[pk]), latest),
            tuple(at for _set, at in changes[pk]),
        )
        for pk, latest in now.items()
    }


def asked_before(
    answer: Answer, key: str, versions: Versions, lineage: Lineage
) -> InVersion | None:
    """Return the question for which the answer was written, if it is asked differently now."""
    now = versions.sets[-1]
    # Back in time, for a version that has the question: an answer outlives a version without it.
    for place in range(versions.of(answer), -1, -1):
        then = lineage.in_set(key, versions.sets[place])
        if then and lineage.relation(key, then.set_pk, now) != "unchanged":
            return then
    return None


def given_to_another(
    answer: Answer, key: str, versions: Versions, lineage: Lineage
) -> InVersion | None:
    """Return the question that the answer was given to, if nobody looked since it became another.

    A new wording of what an admin declared the same question isn't another question.
    """
    before = asked_before(answer, key, versions, lineage) if answer.needs_look else None
    if before and lineage.relation(key, before.set_pk, versions.sets[-1]) == "break":
        return before
    return None


def answered_as_another(assessment: Assessment) -> list[tuple[ThemeEntry, IndicatorEntry]]:
    """Return the questions whose answer was given to another question, and not looked at since.

    In the order of the set; one query when no answer is marked to look at.
    """
    marked = Answer.objects.filter(assessment=assessment, needs_look=True)
    answers = {answer.indicator_id: answer for answer in marked if has_content(answer)}
    if not answers:
        return []
    versions = versions_of(assessment)
    lineage = lineage_of(assessment.indicator_set.slug, answers)
    return [
        (theme, indicator)
        for theme in catalogue_of(assessment.indicator_set).themes
        for indicator in theme.indicators
        if indicator.pk in answers
        and given_to_another(answers[indicator.pk], indicator.key, versions, lineage)
    ]


def questions_before(
    assessment: Assessment, answers: Iterable[Answer], lineage: Lineage
) -> dict[int, InVersion]:
    """Return by indicator the question that each answer was written for, if it was another.

    One query, or none when no answer is marked to look at. `lineage` contains the indicators of
    those.
    """
    marked = [answer for answer in answers if answer.needs_look]
    if not marked:
        return {}
    versions = versions_of(assessment)
    questions = {}
    for answer in marked:
        before = asked_before(answer, lineage.by_pk[answer.indicator_id].key, versions, lineage)
        if before:
            questions[answer.indicator_id] = before
    return questions


def gone_answers(answers: Iterable[Answer], asked: Iterable[int]) -> list[Answer]:
    """Return the answers to questions that are no longer asked.

    `asked` has the primary keys of the indicators in the present version.
    """
    now = set(asked)
    return [answer for answer in answers if answer.indicator_id not in now and has_content(answer)]


def no_longer_asked(
    assessment: Assessment, answers: Iterable[Answer], asked: Iterable[int]
) -> list[tuple[InVersion, Answer]]:
    """Return those answers with their questions, in the set's order (one query, or none)."""
    gone = {answer.indicator_id: answer for answer in gone_answers(answers, asked)}
    if not gone:
        return []
    lineage = lineage_of(assessment.indicator_set.slug, gone)
    return [(question, gone[pk]) for pk, question in lineage.by_pk.items() if pk in gone]
