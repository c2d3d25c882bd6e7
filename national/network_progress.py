"""How far the networks are with their evaluations of a year, for the national office.

Counts and dates alone: no title, text or judgement of what isn't confirmed leaves a network.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.kinds import KINDS, EvaluationKind
from assessments.models import Answer, Assessment
from assessments.office_work import Work
from indicators.models import Indicator
from networks.models import Network

from .models import NationalReport

# The most concepts that the start page names.
MOST_CONCEPTS = 3
_GIVEN = (
    ~Q(text="")
    | ~Q(evidence="")
    | ~Q(judgement="")
    | Q(number__isnull=False)
    | Q(yes__isnull=False)
)


@dataclass(frozen=True, kw_only=True)
class NetworkProgress:
    """One evaluation of a network, or a network that has none: then there is no `state`."""

    network: str
    kind: EvaluationKind | None = None
    framework: str = ""
    start: date | None = None
    end: date | None = None
    state: str = ""
    state_word: str = ""
    answered: int = 0
    asked: int = 0
    confirmed_on: date | None = None
    late_by: int = 0

    @property
    def is_running(self) -> bool:
        return self.state in (Assessment.State.IN_PROGRESS, Assessment.State.UNDER_REVIEW)

    @property
    def rank(self) -> tuple[int, int]:
        """Who is late comes first, then who hasn't begun, who is busy and who is ready."""
        place = 0 if self.late_by else 1 if not self.state else 2 if self.is_running else 3
        return place, -self.late_by


@dataclass(frozen=True)
class YearProgress:
    year: int
    rows: tuple[NetworkProgress, ...]

    def _count(self, place: int) -> int:
        return sum(row.rank[0] == place for row in self.rows)

    @property
    def late(self) -> int:
        return self._count(0)

    @property
    def not_begun(self) -> int:
        return self._count(1)

    @property
    def running(self) -> int:
        return sum(row.is_running for row in self.rows)

    @property
    def confirmed(self) -> int:
        return self._count(3)


def progress_of(year: int, today: date) -> YearProgress:
    """Return where all networks are with what ends in a year (four queries).

    What still runs from an earlier year is in it too.
    """
    until = date(year, 12, 31)
    assessments = list(
        _in_year(year, until)
        .select_related("indicator_set", "network")
        .order_by("network__sort_name", "period_end", "pk")
    )
    running = [row.pk for row in assessments if not row.is_confirmed]
    answered = Counter(
        dict(
            Answer.objects.filter(_GIVEN, assessment__in=running)
            .order_by()
            .values_list("assessment")
            .annotate(times=Count("pk"))
        )
    )
    asked = Counter(
        dict(
            Indicator.objects.filter(
                group__theme__indicator_set__in={row.indicator_set_id for row in assessments}
            )
            .order_by()
            .values_list("group__theme__indicator_set")
            .annotate(times=Count("pk"))
        )
    )
    by_network: defaultdict[int, list[NetworkProgress]] = defaultdict(list)
    for row in assessments:
        by_network[row.network_id].append(
            _row(row, answered[row.pk], asked[row.indicator_set_id], today)
        )
    rows = [
        one
        for pk, name in Network.objects.order_by("sort_name", "pk").values_list("pk", "name")
        for one in by_network.get(pk) or [NetworkProgress(network=name)]
    ]
    # Networks stay by name within a rank, because sorted() is stable.
    return YearProgress(year, tuple(sorted(rows, key=lambda row: row.rank)))


def _in_year(year: int, until: date) -> QuerySet[Assessment]:
    in_year = Q(period_end__gte=date(year, 1, 1), period_end__lte=until)
    still_running = ~Q(state=Assessment.State.CONFIRMED) & Q(period_end__lte=until)
    return Assessment.objects.filter(in_year | still_running)


def _row(row: Assessment, answered: int, asked: int, today: date) -> NetworkProgress:
    late = (today - row.period_end).days if not row.is_confirmed else 0
    return NetworkProgress(
        network=row.network.name,
        kind=KINDS[row.kind],  # type: ignore[index]
        framework=str(row.indicator_set),
        start=row.period_start,
        end=row.period_end,
        state=row.state,
        state_word=row.get_state_display(),
        # A question that is no longer asked may still have an answer.
        answered=min(answered, asked),
        asked=asked,
        confirmed_on=timezone.localdate(row.confirmed_at) if row.confirmed_at else None,
        late_by=max(0, late),
    )


def work_of_office() -> Work:
    """Return what the national office has to do, for its start page (three queries)."""
    concepts = NationalReport.objects.exclude(state=NationalReport.State.CONFIRMED)
    lines = [
        (
            _("Ga verder met “{title}”").format(title=report.title),
            reverse("national", args=[report.pk]),
        )
        for report in concepts[:MOST_CONCEPTS]
    ]
    running = Assessment.objects.running()
    count = running.count()
    late = running.filter(period_end__lt=timezone.localdate()).count()
    told = ngettext("{count} evaluatie loopt", "{count} evaluaties lopen", count)
    if late:
        told = ngettext(
            "{count} evaluatie loopt, en die is te laat",
            "{count} evaluaties lopen, waarvan {late} te laat",
            count,
        )
    lines += [
        (_("Nieuw landelijk rapport"), reverse("start_national")),
        (_("Alle landelijke rapporten"), reverse("national_list")),
        (_("De rapporten van de netwerken"), reverse("reports")),
    ]
    return Work(
        title=_("Uw werk"),
        told=told.format(count=count, late=late),
        lines=tuple(lines),
        button=(_("Wie is hoe ver?"), reverse("national_progress")),
    )
