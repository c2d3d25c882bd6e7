"""The comparison of a report with the one before it: "Sinds het vorige rapport"."""

from assessments.models import Assessment, GroupEstimate

from .judged_periods import AskedInPeriod, History, Judge, JudgedPeriod, history_of
from .judgement_scale import change_between
from .series import came_from, counts_of, earlier_wording, relation, went_into
from .stored_trends import (
    Change,
    ComparedPart,
    EarlierEstimate,
    Reason,
    SeriesPart,
    SincePrevious,
)

# The periods that fit beside each other on paper, with this report's own. A network's page has all.
PERIODS_MOST = 5

# One for the earlier assessments, one for their estimates and five by history_of(). A first report
# takes only the first.
QUERIES = 7


def since_previous(assessment: Assessment) -> SincePrevious | None:
    """Return what changed since the previous report, or None for a first one (QUERIES queries).

    The previous report is that of the confirmed assessment with the same framework whose period
    ends last among those that end before this one's. Its period may overlap with this one, and it
    may be of another version of the framework.
    """
    earlier = (
        Assessment.objects.confirmed()
        .before(assessment)
        .select_related("indicator_set")[: PERIODS_MOST - 1]
    )
    if not earlier:
        return None
    history = history_of([*earlier, assessment])
    # Periods are in the order in which they end: this report is the last one.
    before, now = history.periods[-2:]
    return SincePrevious(
        title=before.title,
        version=before.version,
        kind=before.kind,
        period_start=before.start,
        period_end=before.end,
        overlaps=now.start <= before.end,
        compared=_compared(history),
        series=_series(_drawn(history)),
        left_out=now.label if _is_left_out(now) else "",
        evaluator_series=_series(_drawn(history), "evaluator") if history.has_evaluator else (),
        estimates=_estimates(earlier[0]),
    )


def _estimates(assessment: Assessment) -> tuple[EarlierEstimate, ...]:
    chosen = GroupEstimate.objects.filter(assessment=assessment).exclude(level="")
    rows = chosen.order_by("group__theme__position", "group__position").values_list(
        "group__theme__key", "group__kind", "level"
    )
    return tuple(
        EarlierEstimate(theme_key=theme_key, kind=kind, level=level)
        for theme_key, kind, level in rows
    )


def _compared(history: History) -> tuple[ComparedPart, ...]:
    """Return every question of both reports once: first this report's, then those that are gone."""
    before, now = history.periods[-2:]
    return (
        *(_compare(history, key, before, now) for key in now.asked),
        *(_gone(history, key, before, now) for key in before.asked if key not in now.asked),
    )


def _compare(
    history: History, key: str, previous: JudgedPeriod, this: JudgedPeriod
) -> ComparedPart:
    before, now = previous.asked.get(key), this.asked[key]
    return ComparedPart(
        number=now.number,
        text=now.question.text,
        outcome=_outcome(history, before, now),
        before=before.judgement if before else "",
        now=now.judgement,
        answered=now.answered,
        text_before=earlier_wording(before, now) if before else "",
        descents=came_from(key, history, previous, this),
        evaluator_before=before.evaluator if before else "",
        evaluator_now=now.evaluator,
        evaluator_outcome=_outcome(history, before, now, "evaluator")
        if previous.has_evaluator or this.has_evaluator
        else None,
    )


def _outcome(
    history: History,
    before: AskedInPeriod | None,
    now: AskedInPeriod,
    judge: Judge = "network",
) -> Change | Reason:
    if before is None:
        return "new"
    # Judgements on two different questions are never compared, whatever they are.
    if relation(history, before, now) == "break":
        return "other_question"
    return change_between(before.judged_by(judge), now.judged_by(judge))


def _gone(history: History, key: str, previous: JudgedPeriod, this: JudgedPeriod) -> ComparedPart:
    before = previous.asked[key]
    return ComparedPart(
        number=before.number,
        text=before.question.text,
        outcome="gone",
        before=before.judgement,
        now="",
        answered=False,
        descents=went_into(key, history, previous, this),
        evaluator_before=before.evaluator,
        evaluator_outcome="gone" if previous.has_evaluator or this.has_evaluator else None,
    )


def _is_left_out(period: JudgedPeriod) -> bool:
    """Say whether nothing of a period can be counted yet.

    A picture with it would say that everything went down.
    """
    return period.running and not period.is_judged


def _drawn(history: History) -> History:
    periods = tuple(period for period in history.periods if not _is_left_out(period))
    return History(periods, history.lineage)


def _series(history: History, judge: Judge = "network") -> tuple[SeriesPart, ...]:
    """Return all themes together, and then each theme in which the last period asks something."""
    now = history.periods[-1]
    whole = SeriesPart(number=None, title="", points=counts_of(None, history, judge))
    themes = (theme for theme in now.themes if now.in_theme(theme.key))
    return (
        whole,
        *(
            SeriesPart(
                number=theme.number,
                title=theme.title,
                points=counts_of(theme.key, history, judge),
            )
            for theme in themes
        ),
    )
