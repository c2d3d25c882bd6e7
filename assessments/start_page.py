"""The start page: what runs in each of a user's networks, what was agreed, earlier reports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from indicators.catalogue import Catalogue, catalogue_of
from networks.models import Membership, Network, User

from . import access
from .models import Answer, Assessment, FollowUp, Recommendation
from .overdue import is_overdue
from .table_of_contents import Contents, contents_of

MAX_NETWORKS = 10
MAX_RUNNING = 3
MAX_CONFIRMED = 6


@dataclass(frozen=True)
class Running:
    """A running assessment and its progress.

    `own_source` is set for an evaluator who has to finish their own judgement first, `beside` for
    one who did, and can read it beside that of the network.
    """

    assessment: Assessment
    contents: Contents
    own_source: int | None = None
    beside: int | None = None


@dataclass(frozen=True)
class Agreed:
    """A recommendation of the latest report, with its outcome in the running assessment, or "".

    `number` is that of the recommendation in its report. `follow_up` is where this user can say
    what became of it; `entry` is its form, once the page has one.
    """

    recommendation: Recommendation
    number: int
    outcome: str
    is_overdue: bool
    follow_up: FollowUp | None = None
    entry: Any = None


@dataclass(frozen=True)
class NetworkOverview:
    """One of the user's networks, as the start page shows it."""

    network: Network
    role: str
    may_start: bool
    may_write: bool
    running: Sequence[Running]
    confirmed: Sequence[Assessment]
    agreed: Sequence[Agreed]

    @property
    def overdue(self) -> int:
        """How many of what was agreed is late."""
        return sum(one.is_overdue for one in self.agreed)


def network_overviews(user: User, today: date) -> list[NetworkOverview]:
    """Return the first ten networks of a user by name, in a constant number of queries.

    Only the number of different indicator sets in use counts: five queries each, the first time
    that a process reads one.
    """
    memberships = list(
        Membership.objects.filter(user=user)
        .select_related("network")
        .order_by("network__sort_name")[:MAX_NETWORKS]
    )
    networks = [membership.network_id for membership in memberships]
    latest = _latest_of_each(networks, user)
    running = [row for row in latest if not row.is_confirmed]
    confirmed = [row for row in latest if row.is_confirmed]
    progress = _progress(running)
    agreed = _agreed(confirmed, running, today)
    return [
        NetworkOverview(
            network=membership.network,
            role=membership.get_role_display(),
            may_start=membership.role == Membership.Role.COORDINATOR,
            may_write=membership.role != Membership.Role.EVALUATOR,
            running=[
                _running(row, progress[row.pk])
                for row in running
                if row.network_id == membership.network_id
            ],
            confirmed=[row for row in confirmed if row.network_id == membership.network_id],
            agreed=agreed[membership.network_id],
        )
        for membership in memberships
    ]


def _running(row: Assessment, contents: Contents) -> Running:
    own = access.own_source_of(row)
    if access.judges_first(row):
        return Running(row, contents, own_source=own)
    return Running(row, contents, beside=own)


def _latest_of_each(networks: list[int], user: User) -> list[Assessment]:
    """Return the latest assessments of each network: so many that run, so many confirmed ones.

    They come with what this user may do with one that runs.
    """
    latest_first = [F("period_end").desc(), F("period_start").desc(), F("pk").desc()]
    is_confirmed = Q(state=Assessment.State.CONFIRMED)
    # Numbered by the database, or somebody with many old assessments would load them all.
    place = Window(
        RowNumber(),
        partition_by=[F("network"), Case(When(is_confirmed, then=1), default=0)],
        order_by=latest_first,
    )
    with_role = Assessment.objects.filter(network__in=networks).with_role_of(user)
    within_limit = (
        access.with_own_judgement(with_role, user)
        .annotate(place=place)
        .filter(Q(place__lte=MAX_RUNNING) | is_confirmed & Q(place__lte=MAX_CONFIRMED))
    )
    return list(within_limit.select_related("network", "indicator_set").latest_first())


def _progress(running: list[Assessment]) -> dict[int, Contents]:
    # Several networks often use the same set; each is read once.
    catalogues: dict[int, Catalogue] = {}
    answers: defaultdict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in Answer.objects.filter(assessment__in=running):
        answers[answer.assessment_id][answer.indicator_id] = answer
    for row in running:
        if row.indicator_set_id not in catalogues:
            catalogues[row.indicator_set_id] = catalogue_of(row.indicator_set)
    return {
        row.pk: contents_of(catalogues[row.indicator_set_id], answers[row.pk]) for row in running
    }


def _agreed(
    confirmed: list[Assessment], running: list[Assessment], today: date
) -> defaultdict[int, list[Agreed]]:
    """Return by network the recommendations of its latest report that weren't followed yet: those
    that are late first, then by the day that was agreed.

    What an assessment says of them that the user still judges isn't told.
    """
    # Reversed, so that the latest report of a network is the one that stays in the dictionary.
    latest = {row.network_id: row.pk for row in reversed(confirmed)}
    recommendations = Recommendation.objects.filter(assessment__in=latest.values()).select_related(
        "assessment"
    )
    # Each assessment that runs follows them up by itself. What was said last counts; one in which
    # nothing was said yet doesn't take it back.
    hidden = [row.pk for row in running if access.judges_first(row)]
    editable = {row.pk for row in running if access.may_edit(row)}
    said = (
        FollowUp.objects.exclude(assessment__state=Assessment.State.CONFIRMED)
        .exclude(assessment__in=hidden)
        .filter(recommendation__assessment__in=latest.values())
        .select_related("assessment", "changed_by")
        .order_by("assessment__period_end", "assessment__period_start", "assessment")
    )
    outcomes: dict[int | None, str] = {}
    follow_ups: dict[int | None, FollowUp] = {}
    for row in said:
        if row.outcome:
            outcomes[row.recommendation_id] = row.outcome
        if row.assessment_id in editable:
            follow_ups[row.recommendation_id] = row
    numbers = _numbers(recommendations)
    agreed: defaultdict[int, list[Agreed]] = defaultdict(list)
    for one in sorted(recommendations, key=lambda one: one.by_when or date.max):
        outcome = outcomes.get(one.pk, "")
        if outcome != FollowUp.Outcome.FOLLOWED:
            late = is_overdue(one.by_when, outcome, today)
            agreed[one.assessment.network_id].append(
                Agreed(one, numbers[one.pk], outcome, late, follow_ups.get(one.pk))
            )
    return agreed


def _numbers(recommendations: Iterable[Recommendation]) -> dict[int, int]:
    """Return the number of each in its report, by primary key: they stand there in this order."""
    so_far: Counter[int] = Counter()
    numbers: dict[int, int] = {}
    for one in recommendations:
        so_far[one.assessment_id] += 1
        numbers[one.pk] = so_far[one.assessment_id]
    return numbers
