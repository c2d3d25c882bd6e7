"""How much talk there is about each question, point and recommendation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from assessments.models import Assessment, Thread


@dataclass(frozen=True)
class ThreadCount:
    open: int = 0
    total: int = 0

    def __add__(self, other: "ThreadCount") -> "ThreadCount":
        return ThreadCount(self.open + other.open, self.total + other.total)


NONE = ThreadCount()


@dataclass(frozen=True)
class ThreadCounts:
    """The counts of an assessment: of questions by their key, of the others by primary key."""

    indicator: Mapping[str, ThreadCount]
    finding: Mapping[int, ThreadCount]
    recommendation: Mapping[int, ThreadCount]

    @property
    def all(self) -> ThreadCount:
        return self._sum(self.indicator) + self.findings + self.recommendations

    @property
    def findings(self) -> ThreadCount:
        return self._sum(self.finding)

    @property
    def recommendations(self) -> ThreadCount:
        return self._sum(self.recommendation)

    @staticmethod
    def _sum(counts: Mapping[Any, ThreadCount]) -> ThreadCount:
        return sum(counts.values(), NONE)


def thread_counts(assessment: Assessment) -> ThreadCounts:
    """Return the counts of an assessment (one query)."""
    rows: Iterable[Mapping[str, Any]] = (
        Thread.objects.filter(assessment=assessment)
        .values("indicator__key", "finding", "recommendation")
        .annotate(total=Count("pk"), open=Count("pk", filter=Q(settled_at=None)))
        .order_by()
    )
    found: dict[str, defaultdict[Any, ThreadCount]] = {
        name: defaultdict(ThreadCount) for name in ("indicator__key", "finding", "recommendation")
    }
    for row in rows:
        for name, counts in found.items():
            if row[name] is not None:
                counts[row[name]] += ThreadCount(row["open"], row["total"])
    return ThreadCounts(*found.values())
