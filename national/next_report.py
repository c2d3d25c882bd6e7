"""What a new overarching report may be called, and its period: after the last one of its set."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.models import Assessment
from assessments.periods import Period, Proposal, year_of
from indicators.models import IndicatorSet

from .models import NationalReport


@dataclass(frozen=True)
class NextReport:
    """The set that is the likely choice, and what to propose for each set, by its slug."""

    chosen: IndicatorSet | None
    proposals: Mapping[str, Proposal]

    @property
    def proposal(self) -> Proposal | None:
        return self.proposals[self.chosen.slug] if self.chosen else None


def next_report(sets: Iterable[IndicatorSet], today: date) -> NextReport:
    """Return what to propose (two queries). The set is that of the latest confirmed assessment.

    Periods of one set never overlap, so a next report is about the period after the last one. The
    first report is about the year of the latest confirmed assessment.
    """
    rows = list(sets)
    confirmed = Assessment.objects.confirmed().order_by().values_list("indicator_set__slug")
    latest = dict(confirmed.annotate(end=Max("period_end")).order_by("-end"))
    by_set: defaultdict[str, list[NationalReport]] = defaultdict(list)
    for report in NationalReport.objects.select_related("indicator_set"):
        by_set[report.indicator_set.slug].append(report)
    proposals = {
        slug: _proposed(by_set[slug], latest.get(slug, today))
        for slug in {row.slug for row in rows}
    }
    newest = next(iter(latest), None)
    chosen = next((row for row in rows if row.slug == newest), next(iter(rows), None))
    return NextReport(chosen, proposals)


def _proposed(reports: Iterable[NationalReport], day: date) -> Proposal:
    last = max(reports, key=lambda report: report.period_end, default=None)
    if last is None:
        year = year_of(day)
        return Proposal(_title(year), year)
    before = Period(last.period_start, last.period_end)
    after = before.next()
    return Proposal(after.renamed(last.title, before) or _title(after), after)


def _title(period: Period) -> str:
    return _("Landelijk rapport %(period)s") % {"period": period}
