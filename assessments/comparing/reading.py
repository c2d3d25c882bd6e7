"""What was confirmed, read for comparing: the only queries that putting reports side by side makes."""

from collections.abc import Sequence

from indicators.models import IndicatorSet

from ..models import Assessment, ReportVersion
from ..report import build_report, report_from_json
from .side_by_side import Column


def columns_of(assessments: Sequence[Assessment]) -> tuple[Column, ...]:
    """Return the stored reports of confirmed assessments against one framework, in this order (two queries)."""
    stored = ReportVersion.objects.filter(assessment__in=[one.pk for one in assessments], reopened_at=None)
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
