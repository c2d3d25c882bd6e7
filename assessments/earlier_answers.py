"""What was answered before to the questions of a theme, to stand beside them while filling in.

That is what the latest confirmed assessment says to the same question, and to the questions that it
came from: those that went into it, or that it was split from. Answers to such questions that this
assessment itself has, from before it moved to another version, stand there too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue import Catalogue, ThemeEntry, catalogue_of
from indicators.models import IndicatorSet
from indicators.versions.lineage import InVersion, Lineage

from .models import Answer, Assessment
from .question_versions import gone_answers
from .table_of_contents import has_content


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer of before.

    `question` is the one that it was given to when that was another question, and `number` its
    number then when it has another key. It is `of_now` when this assessment itself has it.
    """

    answer: Answer
    question: InVersion | None = None
    number: str = ""
    of_now: bool = False

    @property
    def unit(self) -> str:
        """What a number in the answer counts."""
        return self.question.unit if self.question else self.answer.indicator.unit


def answers_of_last_time(assessment: Assessment) -> list[Answer]:
    """Return the answers of the latest confirmed assessment before this one (one query)."""
    previous = Assessment.objects.confirmed().before(assessment).values("pk")[:1]
    rows = Answer.objects.filter(assessment__in=previous)
    return list(
        rows.select_related("indicator", "assessment").only(
            *("text", "evidence", "judgement", "number", "per", "yes"),
            *("indicator__key", "indicator__unit", "assessment__period_end"),
        )
    )


def needs_lineage(
    catalogue: Catalogue, answers: Mapping[int, Answer], last_time: Iterable[Answer]
) -> bool:
    """Say whether any of these answers was given to a question of another version."""
    asked = [indicator.pk for indicator in catalogue.indicators]
    elsewhere = {answer.indicator_id for answer in last_time} - set(asked)
    return bool(elsewhere or gone_answers(answers.values(), asked))


def earlier_answers(
    theme: ThemeEntry,
    catalogue: Catalogue,
    *,
    answers: Mapping[int, Answer],
    last_time: Collection[Answer],
    lineage: Lineage | None,
) -> dict[str, list[EarlierAnswer]]:
    """Return the earlier answers to each question of a theme by its key.

    `answers` are those of this assessment; without a lineage all are of this version.
    """
    by_key = {answer.indicator.key: answer for answer in last_time}
    found = {
        indicator.key: [_to_same_key(answer, catalogue, lineage)]
        for indicator in theme.indicators
        if (answer := by_key.get(indicator.key))
    }
    if lineage is None:
        return found
    gone = gone_answers(answers.values(), [indicator.pk for indicator in catalogue.indicators])
    came_from = [
        (indicator.key, answer, question, of_now)
        for indicator in theme.indicators
        for given, of_now in ((last_time, False), (gone, True))
        for answer, question in _to_origins(indicator.key, catalogue, given, lineage)
    ]
    numbers = _numbers({question.set_pk for _key, _answer, question, _of_now in came_from})
    for key, answer, question, of_now in came_from:
        earlier = EarlierAnswer(answer, question, numbers[question.pk], of_now)
        found.setdefault(key, []).append(earlier)
    return found


def _to_same_key(answer: Answer, catalogue: Catalogue, lineage: Lineage | None) -> EarlierAnswer:
    then = lineage.by_pk[answer.indicator_id] if lineage else None
    if lineage and then and lineage.relation(then.key, then.set_pk, catalogue.pk) == "break":
        return EarlierAnswer(answer, then)
    return EarlierAnswer(answer)


def _to_origins(
    key: str, catalogue: Catalogue, given: Iterable[Answer], lineage: Lineage
) -> Iterable[tuple[Answer, InVersion]]:
    """Yield the answers to questions that this one came from, in the order of their set."""
    by_question = {answer.indicator_id: answer for answer in given if has_content(answer)}
    for set_pk in dict.fromkeys(lineage.by_pk[pk].set_pk for pk in by_question):
        for origin in lineage.origins(key, catalogue.pk, set_pk):
            if answer := by_question.get(origin.pk):
                yield answer, origin


def _numbers(sets: Collection[int]) -> dict[int, str]:
    """Return the number of each question of these versions (one query, or none)."""
    versions = IndicatorSet.objects.in_bulk(list(sets)).values() if sets else ()
    return {
        indicator.pk: indicator.number
        for version in versions
        for indicator in catalogue_of(version).indicators
    }
