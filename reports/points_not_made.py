"""What a report says where it has no strong points, or none to improve: there may be judgements."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.points_to_make import KINDS_ASKED, STRENGTH, kinds_missing, without_point

from .report import Report
from .report_parts import ThemePart


def no_points(report: Report, kind: str, themes: Sequence[ThemePart]) -> str:
    """Say why these themes have no points of a kind."""
    made: defaultdict[str, set[str]] = defaultdict(set)
    for point in report.findings:
        for number in point.indicators:
            made[number].add(point.kind)
    judged = {
        indicator.number: indicator.answer.judgement
        for theme in themes
        for indicator in theme.indicators
        if indicator.answer and kind in KINDS_ASKED.get(indicator.answer.judgement, ())
    }
    left = [
        judgement
        for number, judgement in judged.items()
        if kind in kinds_missing(judgement, made[number])
    ]
    if left:
        return without_point(kind, left, is_final=not report.is_concept)
    if judged and kind == STRENGTH:
        return _("De sterke punten bij deze vragen staan bij een ander thema of het geheel.")
    if judged:
        return _("De verbeterpunten bij deze vragen staan bij een ander thema of het geheel.")
    if kind == STRENGTH and report.is_concept:
        return _("Er zijn nog geen sterke punten genoemd.")
    if kind == STRENGTH:
        return _("Er zijn geen sterke punten genoemd.")
    if report.is_concept:
        return _("Er zijn nog geen verbeterpunten genoemd.")
    return _("Er zijn geen verbeterpunten genoemd.")


def no_key_points(report: Report, kind: str) -> str:
    """Say why the summary has no points of a kind: there are none, or none was chosen."""
    if not any(point.kind == kind for point in report.findings):
        return no_points(report, kind, report.themes)
    if report.is_concept:
        return _("Er zijn nog geen kernpunten gekozen.")
    return _("Er zijn geen kernpunten gekozen.")
