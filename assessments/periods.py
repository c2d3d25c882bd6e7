"""Periods of assessments: what they are called, and which one a new assessment is likely about."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.models import IndicatorSet

from .form_fields import HEADLINE_LIMIT
from .models import Assessment

_DAY = timedelta(days=1)
# What is shorter than this number of days is rather half a year than a year.
_NEARER_HALF = 274
_MOST_MONTHS = 60


@dataclass(frozen=True)
class Period:
    """The days from `start` up to and including `end`."""

    start: date
    end: date

    @property
    def months(self) -> int | None:
        """How many months it has, or None when it isn't a number of whole months."""
        after = self.end + _DAY
        months = (after.year - self.start.year) * 12 + after.month - self.start.month
        return months if months and _months_later(self.start, months) == after else None

    def __str__(self) -> str:
        """Return it as a coordinator calls it, as in "2026" or "eerste helft 2026"."""
        first, last = self.start, self.end
        if self.months is None or first.day != 1:
            return f"{date_format(first, 'j F Y')} – {date_format(last, 'j F Y')}"
        if first.month == 1 and last.month == 12:
            return f"{first:%Y}" if first.year == last.year else f"{first:%Y} – {last:%Y}"
        if (first.month, self.months) == (1, 6):
            return _("eerste helft %(year)s") % {"year": first.year}
        if (first.month, self.months) == (7, 6):
            return _("tweede helft %(year)s") % {"year": first.year}
        if self.months == 1:
            return date_format(first, "F Y")
        start = "F" if first.year == last.year else "F Y"
        return f"{date_format(first, start)} – {date_format(last, 'F Y')}"

    def next(self) -> "Period":
        """Return the period that follows, as long as this one.

        After a number of days that isn't whole months, it goes on to the end of a year or half a
        year, whichever this one was nearer to.
        """
        start, months = self.end + _DAY, self.months
        if months is not None and months <= _MOST_MONTHS:
            return Period(start, _months_later(start, months) - _DAY)
        length = self.end - self.start
        halves = 6 if length.days < _NEARER_HALF else 12
        ends = [
            _months_later(date(year, 1, 1), months) - _DAY
            for year in range(start.year, start.year + 3)
            for months in range(halves, 13, halves)
        ]
        later = [end for end in ends if end > start]
        return Period(start, min(later, key=lambda end: abs(end - start - length)))

    def renamed(self, title: str, before: "Period") -> str:
        """Return the title of the period before with the name of this one; "" when it has none."""
        renamed = title.replace(str(before), str(self))
        return renamed if renamed != title and len(renamed) <= HEADLINE_LIMIT else ""


@dataclass(frozen=True)
class Proposal:
    """What something new may be called, and its period."""

    title: str
    period: Period


def proposed(earlier: Iterable[Assessment], today: date) -> Proposal:
    """Return the period after the last one of these assessments of one network and set.

    Without any it is this year. When more than one period was left out, it is the one that runs.
    """
    last = max(earlier, key=lambda row: (row.period_end, row.period_start, row.pk), default=None)
    if last is None:
        year = year_of(today)
        return Proposal(_default_title(year), year)
    before = Period(last.period_start, last.period_end)
    period = before.next()
    if period.next().end < today:
        while period.end < today:
            period = period.next()
    return Proposal(period.renamed(last.title, before) or _default_title(period), period)


def proposals_of(
    sets: Iterable[IndicatorSet], earlier: Iterable[Assessment], today: date
) -> dict[str, Proposal]:
    """Return what to propose for each of these sets, by its slug; `earlier` are one network's."""
    by_set: defaultdict[str, list[Assessment]] = defaultdict(list)
    for row in earlier:
        by_set[row.indicator_set.slug].append(row)
    return {slug: proposed(by_set[slug], today) for slug in {row.slug for row in sets}}


def year_of(day: date) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def _default_title(period: Period) -> str:
    return _("Zelfevaluatie %(period)s") % {"period": period}


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
