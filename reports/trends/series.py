"""How periods are joined, and where a series breaks.

One question. Two periods are joined when the question is worded the same in both, or when at every
step from one version to the other it was decided that it is still the same question
(indicators/versions/lineage.py). Otherwise a new series begins. Only the two versions count, so
every network with those versions has the same series. A period that doesn't ask the question is a
gap; what comes after is compared with the last period that did. An answer that was given to another
question is no answer to this one: it has no judgement here.

Where questions were merged, or one was split from another, a series breaks, in whatever words; the
break names the questions (SeriesDescent).

Counts of a theme, or of all themes. A period is joined to the one right before it only when both
ask the same questions in it: none is new, none is gone, none is another question. So a count is
always of everything that was asked, as the report itself counts it, and never rises because more
was asked. The other way, counting only what is in every period, gives numbers that no report has,
and changes old ones with each new version. A missing judgement isn't counted: a period without a
judgement, and a running one in which a question still lacks one, is joined to nothing.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assessments.models import Judgement
from indicators.versions.lineage import Relation
from indicators.versions.wording import needs_new_decision

from .judged_periods import AskedInPeriod, History, Judge, JudgedPeriod
from .stored_trends import CountedPart, SeriesDescent

# How a period of a question's series relates to the last one that asked it.
Join = Literal["start", "unchanged", "same", "break"]


@dataclass(frozen=True)
class QuestionStep:
    """A question in one period.

    `asked` is None in a gap; `text_before` is the earlier wording if that differed. `descents` name
    the questions that it came from since the period before, or that it went into.
    """

    period: JudgedPeriod
    asked: AskedInPeriod | None
    join: Join = "start"
    text_before: str = ""
    descents: tuple[SeriesDescent, ...] = ()


def steps_of(key: str, history: History) -> tuple[QuestionStep, ...]:
    """Return a question in every period."""
    steps: list[QuestionStep] = []
    # A gap doesn't end a series: the next period is compared with the last one that asked.
    last: JudgedPeriod | None = None
    before: JudgedPeriod | None = None
    for period in history.periods:
        asked = period.asked.get(key)
        if asked is None:
            # Only at the period in which it is no longer asked.
            gone = went_into(key, history, last, period) if last and last is before else ()
            steps.append(QuestionStep(period, None, descents=gone))
        elif last is None:
            new = came_from(key, history, before, period) if before else ()
            steps.append(QuestionStep(period, asked, descents=new))
        else:
            earlier = last.asked[key]
            steps.append(
                QuestionStep(
                    period,
                    asked,
                    relation(history, earlier, asked),
                    earlier_wording(earlier, asked),
                    came_from(key, history, last, period),
                )
            )
        last, before = (period if asked else last), period
    return tuple(steps)


def came_from(
    key: str, history: History, before: JudgedPeriod, now: JudgedPeriod
) -> tuple[SeriesDescent, ...]:
    """Return the other questions of an earlier period that a question of this one came from."""
    origins = history.lineage.origins(key, now.set_pk, before.set_pk)
    return tuple(
        SeriesDescent(
            before=before.asked[origin.key].number,
            now=now.asked[key].number,
            stays=origin.key in now.asked,
        )
        for origin in origins
    )


def went_into(
    key: str, history: History, before: JudgedPeriod, now: JudgedPeriod
) -> tuple[SeriesDescent, ...]:
    """Return the other questions of this period that a question of an earlier one went into."""
    number = before.asked[key].number
    return tuple(
        descent
        for later in now.asked
        for descent in came_from(later, history, before, now)
        if descent.before == number
    )


def relation(history: History, before: AskedInPeriod, now: AskedInPeriod) -> Relation:
    """Return how a question in two periods relates: the decision about their versions."""
    return history.lineage.relation(now.question.key, before.question.set_pk, now.question.set_pk)


def earlier_wording(before: AskedInPeriod, now: AskedInPeriod) -> str:
    """Return the earlier question as far as it differs, or nothing.

    That is its text, its aspects and its kind of answer.
    """
    earlier, later = before.question, now.question
    if not needs_new_decision(earlier, later):
        return ""
    aspects = (
        f" ({'; '.join(earlier.aspects)})"
        if earlier.aspects != later.aspects and earlier.aspects
        else ""
    )
    kind = f" [{earlier.kind}]" if earlier.kind != later.kind else ""
    return earlier.text + aspects + kind


def counts_of(
    theme: str | None, history: History, judge: Judge = "network"
) -> tuple[CountedPart, ...]:
    """Return the judgements of a theme counted in every period; for None, of all themes."""
    parts = [(period, period.in_theme(theme)) for period in history.periods]
    # The first period has nothing before it, so nothing is new or gone in it.
    points = [_counted(period, asked, judge) for period, asked in parts[:1]]
    for (_period, before), (period, now) in pairwise(parts):
        both = before.keys() & now.keys()
        points.append(
            _counted(
                period,
                now,
                judge,
                new=len(now.keys() - both),
                gone=len(before.keys() - both),
                other=sum(relation(history, before[key], now[key]) == "break" for key in both),
            )
        )
    return tuple(points)


def _counted(
    period: JudgedPeriod,
    asked: dict[str, AskedInPeriod],
    judge: Judge,
    *,
    new: int = 0,
    gone: int = 0,
    other: int = 0,
) -> CountedPart:
    given = Counter(question.judged_by(judge) for question in asked.values())
    counts = tuple(
        (judgement, given[judgement]) for judgement in Judgement.values if given[judgement]
    )
    return CountedPart(
        label=period.label,
        counts=counts,
        # Nobody was asked for a judgement in a period without an evaluator.
        asked=len(asked) if judge == "network" or period.has_evaluator else 0,
        new=new,
        gone=gone,
        other=other,
        running=period.running,
    )
