"""The confirmed reports of many networks, counted by the database: their only queries.

The number of queries doesn't grow with networks, questions or answers. What is read per network is
read for as many networks as the caller asks for.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from assessments.models import Answer, Assessment, Finding, Recommendation
from assessments.question_versions import asked_before, versions_of_each
from indicators.catalogue import Catalogue, catalogue_of
from indicators.versions.lineage import Lineage, lineage_of
from loket_eval.letters import normal_form
from networks.models import Network
from reports.models import ReportVersion

from .edition import NetworkPart
from .edition_parts import CATEGORIES, LETTERS
from .models import NationalReport
from .protection import Minimum

# A recommendation of a network is repeated up to this length; the rest is in its own report.
IN_SHORT = 400


@dataclass(frozen=True)
class Contribution:
    """The confirmed report of one network that is counted."""

    assessment: int
    version: int
    network: int
    name: str
    title: str
    set_pk: int
    kind: str


def contributions_of(report: NationalReport) -> list[Contribution]:
    """Return what would be counted now, by the name of the network (one query).

    Of each network that is the latest confirmed assessment against any version of the set whose
    period ends within the report's period.
    """
    # A network counts once, however many assessments it confirmed in the period. Of two that end on
    # the same day, the one that began last counts.
    latest_first = [F("period_end").desc(), F("period_start").desc(), F("pk").desc()]
    version = (
        ReportVersion.objects.filter(assessment=OuterRef("pk"))
        .order_by("-number")
        .values("number")[:1]
    )
    rows = (
        Assessment.objects.confirmed()
        .filter(
            indicator_set__slug=report.indicator_set.slug,
            period_end__gte=report.period_start,
            period_end__lte=report.period_end,
        )
        .annotate(
            place=Window(RowNumber(), partition_by=F("network"), order_by=latest_first),
            version=Subquery(version),
        )
        .filter(place=1)
        .order_by("network__sort_name", "network__name")
        .values_list("pk", "version", "network", "network__name", "title", "indicator_set", "kind")
    )
    return [Contribution(*row) for row in rows]


class Gathered:
    """The counted reports beside the questions of the report's own version of the set."""

    def __init__(self, report: NationalReport, contributions: Sequence[Contribution]) -> None:
        self.contributions = contributions
        self.catalogue: Catalogue = catalogue_of(report.indicator_set)
        self._pks = [contribution.assessment for contribution in contributions]

    @cached_property
    def _lineage(self) -> Lineage:
        return lineage_of(self.catalogue.slug)

    @cached_property
    def _places(self) -> dict[int, int]:
        """The place in the report of every question that is counted there, by primary key.

        That is the question itself, and those of other versions that are declared comparable.
        """
        places = {}
        sets = {contribution.set_pk for contribution in self.contributions}
        for place, indicator in enumerate(self.catalogue.indicators):
            for set_pk, pk in self._lineage.versions(indicator.key).items():
                # A question of a version that no counted assessment has can't have an answer.
                if (
                    set_pk in sets
                    and self._lineage.relation(indicator.key, set_pk, self.catalogue.pk) != "break"
                ):
                    places[pk] = place
        return places

    def _is_asked(self, indicator: int, set_pk: int) -> bool:
        """Say whether an answer to this question counts in an assessment with this set.

        It must be comparable, and belong to the version that the assessment ended with.
        """
        return indicator in self._places and self._lineage.by_pk[indicator].set_pk == set_pk

    @cached_property
    def _written_for_another(self) -> set[int]:
        """The answers that nobody looked at since the question became another one."""
        # They may say something about the earlier question only, so they count nowhere. There are
        # few: looking at an answer, or changing it, takes the mark away.
        rows = list(
            Answer.objects.filter(assessment__in=self._pks, needs_look=True)
            .exclude(judgement="")
            .only("indicator_id", "assessment_id", "needs_look", "changed_at")
        )
        touched = {row.assessment_id for row in rows}
        versions = versions_of_each(Assessment.objects.filter(pk__in=touched)) if touched else {}
        of_another: set[int] = set()
        for row in rows:
            key = self._lineage.by_pk[row.indicator_id].key
            before = asked_before(row, key, versions[row.assessment_id], self._lineage)
            if before and self._lineage.relation(key, before.set_pk, self.catalogue.pk) == "break":
                of_another.add(row.pk)
        return of_another

    def counts(self) -> list[tuple[int, ...]]:
        """Return for every question how many networks are in each of CATEGORIES."""
        answers = Answer.objects.filter(assessment__in=self._pks).exclude(judgement="")
        answers = answers.exclude(pk__in=self._written_for_another)
        counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
        # The database counts: there may be a hundred thousand answers. order_by() drops the order
        # of the model, which would make every answer a group of its own.
        rows = answers.values_list("indicator", "assessment__indicator_set", "judgement").annotate(
            times=Count("pk")
        )
        for indicator, set_pk, judgement, times in rows.order_by():
            if self._is_asked(indicator, set_pk):
                counted[self._places[indicator]][judgement] += times
        table = []
        for place in range(len(self.catalogue.indicators)):
            counts = counted[place]
            # Every network is in exactly one category: what is left gave no judgement.
            counts[""] = len(self.contributions) - counts.total()
            table.append(tuple(counts[category] for category in CATEGORIES))
        return table

    def least(self, asked: Minimum) -> int:
        """Return how many networks must stand behind each number of this report (one query)."""
        # One minimum for the whole report: it must not depend on who is behind a number.
        inside: dict[int, set[str]] = {row.network: set() for row in self.contributions}
        pairs = Network.organisations.through.objects.filter(network__in=inside)
        # By name: one partner that was once entered in three spellings is one organisation.
        for network, organisation in pairs.values_list("network", "organisation__name"):
            inside[network].add(normal_form(organisation))
        return asked.among(inside.values())

    def networks(self, part: slice = slice(None)) -> list[NetworkPart]:
        """Return some of the networks by name, with their judgements and their reports in short."""
        chosen = self.contributions[part]
        pks = [row.assessment for row in chosen]
        letters = self._letters(pks)
        points: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        key_points = (
            Finding.objects.in_report()
            .filter(assessment__in=pks, is_key=True)
            .order_by("position", "pk")
        )
        for pk, kind, headline in key_points.values_list("assessment", "kind", "headline"):
            points[pk, kind].append(headline)
        for pk, what in Recommendation.objects.filter(assessment__in=pks).values_list(
            "assessment", "what"
        ):
            points[pk, "recommendation"].append(
                what if len(what) <= IN_SHORT else what[: IN_SHORT - 1] + "…"
            )
        return [
            NetworkPart(
                network=row.network,
                name=row.name,
                assessment=row.assessment,
                version=row.version,
                title=row.title,
                judgements="".join(letters[row.assessment]),
                strengths=tuple(points[row.assessment, "strength"]),
                improvements=tuple(points[row.assessment, "improvement"]),
                recommendations=tuple(points[row.assessment, "recommendation"]),
            )
            for row in chosen
        ]

    def _letters(self, pks: Sequence[int]) -> dict[int, list[str]]:
        # All start without a judgement; only the judgements that exist are read.
        letters = {pk: [LETTERS[""]] * len(self.catalogue.indicators) for pk in pks}
        rows = Answer.objects.filter(assessment__in=pks).exclude(judgement="")
        rows = rows.exclude(pk__in=self._written_for_another)
        table = rows.values_list(
            "assessment", "indicator", "assessment__indicator_set", "judgement"
        )
        for pk, indicator, set_pk, judgement in table.iterator():
            if self._is_asked(indicator, set_pk):
                letters[pk][self._places[indicator]] = LETTERS[judgement]
        return letters

    def place_of(self, indicator: int, set_pk: int) -> int | None:
        """Return where in the report an answer to this question counts, or None."""
        return self._places[indicator] if self._is_asked(indicator, set_pk) else None

    @property
    def not_counted(self) -> Q:
        """The answers that count nowhere."""
        return Q(pk__in=self._written_for_another) | Q(judgement="")
