"""The stored reports to compare: the only queries that putting reports side by side makes."""

from collections.abc import Sequence

from assessments.models import Assessment
from indicators.models import IndicatorSet
from reports.models import ReportVersion
from reports.report import report_from_json
from reports.report_building import build_report

from .answers import ReportColumn


def columns_of(assessments: Sequence[Assessment]) -> tuple[ReportColumn, ...]:
    """Return the reports of confirmed assessments of one set, in this order (two queries)."""
    stored = ReportVersion.objects.filter(
        assessment__in=[assessment.pk for assessment in assessments], reopened_at=None
    )
    # The highest number comes last and stays.
    contents = dict(stored.order_by("number").values_list("assessment", "content"))
    slug = assessments[0].indicator_set.slug
    sets = dict(IndicatorSet.objects.filter(slug=slug).values_list("version", "pk"))
    return tuple(
        ReportColumn(
            pk=assessment.pk,
            # Without a stored report, it is built from the rows.
            report=report_from_json(contents[assessment.pk])
            if assessment.pk in contents
            else build_report(assessment),
            sets=sets,
        )
        for assessment in assessments
    )
