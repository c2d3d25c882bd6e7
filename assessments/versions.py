"""Which version of its set an assessment had when something was written, and what the question was then."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from indicators.lineage import InVersion, Lineage, lineage_of

from .contents import has_content
from .models import Answer, Assessment, SetChange


@dataclass(frozen=True)
class Versions:
    """The versions that an assessment has had, in order; the last is the one that it has now."""

    sets: tuple[int, ...]
    until: tuple[datetime, ...]

    def at(self, moment: datetime | None) -> int:
        """Return the place of the version that was in use at a moment; without a moment that of the first."""
        return bisect_left(self.until, moment) if moment else 0

    def of(self, answer: Answer) -> int:
        """Return the place of the version that an answer was written for.

        An answer that needs a look was written for an earlier version than this one, even when it was saved since:
        then it came from a page that was still open.
        """
        place = self.at(answer.changed_at)
        return place - 1 if answer.needs_look and place == len(self.sets) - 1 and place else place

    def latest(self, place: int, known: dict[int, int]) -> int | None:
        """Return what `known` has for the latest version up to a place that it knows, or None."""
        return next((known[one] for one in reversed(self.sets[: place + 1]) if one in known), None)


def versions_of(assessment: Assessment) -> Versions:
    """Return the versions that an assessment has had (one query)."""
    changes = list(SetChange.objects.filter(assessment=assessment).values_list("from_set", "changed_at"))
    sets = (*(from_set for from_set, _at in changes), assessment.indicator_set_id)
    return Versions(sets, tuple(moment for _set, moment in changes))


def asked_before(answer: Answer, key: str, versions: Versions, lineage: Lineage) -> InVersion | None:
    """Return the question as it was when the answer was written, when that isn't how it is asked now."""
    now = versions.sets[-1]
    for place in range(versions.of(answer), -1, -1):
        then = lineage.in_set(key, versions.sets[place])
        if then and lineage.relation(key, then.set_pk, now) != "unchanged":
            return then
    return None


@dataclass(frozen=True)
class EarlierQuestions:
    """Of an assessment that went to another version: what is no longer asked, and what was asked otherwise.

    `gone` are answers with the question they belong to, in the order of the set; `before` are the questions by the
    key of an answer that needs a look.
    """

    gone: tuple[tuple[InVersion, Answer], ...] = ()
    before: tuple[tuple[str, InVersion], ...] = ()


def earlier_questions(
    assessment: Assessment, answers: Iterable[Answer], asked: Iterable[int], *, with_gone: bool = True
) -> EarlierQuestions:
    """Return what of these answers belongs to an earlier version (two queries, none when nothing does).

    `asked` are the indicators of the version that the assessment has now.
    """
    now = set(asked)
    gone = [one for one in answers if with_gone and one.indicator_id not in now and has_content(one)]
    to_look = [one for one in answers if one.needs_look and one.indicator_id in now]
    if not gone and not to_look:
        return EarlierQuestions()
    lineage = lineage_of(assessment.indicator_set.slug, {one.indicator_id for one in [*gone, *to_look]})
    by_indicator = {one.indicator_id: one for one in gone}
    versions = versions_of(assessment) if to_look else None
    before = []
    for one in to_look:
        key = lineage.by_pk[one.indicator_id].key
        if versions and (then := asked_before(one, key, versions, lineage)):
            before.append((key, then))
    return EarlierQuestions(
        tuple((lineage.by_pk[pk], by_indicator[pk]) for pk in lineage.by_pk if pk in by_indicator), tuple(before)
    )
