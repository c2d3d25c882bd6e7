"""What was confirmed, read for comparing: the only queries that putting reports side by side makes."""

from collections.abc import Sequence

from assessments.models import Assessment
from indicators.models import IndicatorSet
from reports.models import ReportVersion
from reports.report import report_from_json
from reports.report_building import build_report

from .answers import Column


def columns_of(assessments: Sequence[Assessment]) -> tuple[Column, ...]:
    """Return the stored reports of confirmed assessments against one framework, in this order (two queries)."""
    stored = ReportVersion.objects.filter(
        assessment__in=[one.pk for one in assessments], reopened_at=None
    )
    contents = dict(stored.order_by("number").values_list("assessment", "content"))
    slug = assessments[0].indicator_set.slug
    sets = dict(IndicatorSet.objects.filter(slug=slug).values_list("version", "pk"))
    return tuple(
        Column(
            pk=one.pk,
            report=report_from_json(contents[one.pk]) if one.pk in contents else build_report(one),
            sets=sets,
        )
        for one in assessments
    )
