"""What somebody finds on the start page: for each of their networks what runs, what was agreed, earlier reports."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from indicators.catalogue import Catalogue, catalogue_of
from networks.models import Membership, Network, User

from .models import Answer, Assessment, AssessmentQuerySet, FollowUp, Recommendation
from .table_of_contents import Contents, contents_of

NETWORKS_MOST = 10
RUNNING_MOST = 3
CONFIRMED_MOST = 6


@dataclass(frozen=True)
class Running:
    """A running assessment with how far it is."""

    assessment: Assessment
    contents: Contents


@dataclass(frozen=True)
class Agreed:
    """A recommendation of the latest report, with what the running assessment says became of it ("" is nothing yet)."""

    recommendation: Recommendation
    outcome: str


@dataclass(frozen=True)
class Desk:
    """One of the user's networks."""

    network: Network
    role: str
    may_start: bool
    may_write: bool
    running: Sequence[Running]
    confirmed: Sequence[Assessment]
    agreed: Sequence[Agreed]


def desks_of(user: User) -> list[Desk]:
    """Return the first ten networks of a user by name, in a number of queries that doesn't grow with them.

    Only the number of different indicator sets that run in them counts: five queries each.
    """
    memberships = list(
        Membership.objects.filter(user=user)
        .select_related("network")
        .order_by("network__name")[:NETWORKS_MOST]
    )
    networks = [membership.network_id for membership in memberships]
    running = _first_of_each(networks, Assessment.objects.running(), RUNNING_MOST)
    confirmed = _first_of_each(networks, Assessment.objects.confirmed(), CONFIRMED_MOST)
    progress = _progress(running)
    agreed = _agreed(confirmed, running)
    return [
        Desk(
            network=membership.network,
            role=membership.get_role_display(),
            may_start=membership.role == Membership.Role.COORDINATOR,
            may_write=membership.role != Membership.Role.EVALUATOR,
            running=[
                Running(row, progress[row.pk])
                for row in running
                if row.network_id == membership.network_id
            ],
            confirmed=[row for row in confirmed if row.network_id == membership.network_id],
            agreed=agreed[membership.network_id],
        )
        for membership in memberships
    ]


def _first_of_each(
    networks: list[int], assessments: AssessmentQuerySet, most: int
) -> list[Assessment]:
    """Return the latest assessments of each network, at most so many of each."""
    latest_first = [F("period_end").desc(), F("period_start").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=F("network"), order_by=latest_first)
    inside = assessments.filter(network__in=networks).annotate(place=place).filter(place__lte=most)
    return list(inside.select_related("network", "indicator_set").latest_first())


def _progress(running: list[Assessment]) -> dict[int, Contents]:
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
    confirmed: list[Assessment], running: list[Assessment]
) -> defaultdict[int, list[Agreed]]:
    """Return by network the recommendations of its latest report that aren't followed yet."""
    latest = {row.network_id: row.pk for row in reversed(confirmed)}
    recommendations = Recommendation.objects.filter(assessment__in=latest.values()).select_related(
        "assessment"
    )
    follow_ups = FollowUp.objects.filter(
        assessment__in=running, recommendation__assessment__in=latest.values()
    )
    outcomes = dict(follow_ups.values_list("recommendation", "outcome"))
    agreed: defaultdict[int, list[Agreed]] = defaultdict(list)
    for row in recommendations:
        outcome = outcomes.get(row.pk, "")
        if outcome != FollowUp.Outcome.FOLLOWED:
            agreed[row.assessment.network_id].append(Agreed(row, outcome))
    return agreed
