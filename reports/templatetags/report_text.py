"""Words that only a report uses."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.support import said_in, support_sentence
from assessments.templatetags.loket import and_list
from indicators.models import Criterion
from reports.finding_parts import FindingPart
from reports.points_not_made import no_key_points, no_points
from reports.report import Report
from reports.report_parts import ThemePart

register = template.Library()


@register.filter
def group_kind(kind: str) -> str:
    """Return the name of a kind of indicator group, short enough for a column's heading."""
    names = {
        "development": _("Ontwikkeling"),
        "execution": _("Uitvoering"),
        "value": _("Waarde"),
        "topic": _("Topics"),
    }
    return names[kind]


@register.filter
def criterion_kind(kind: str) -> str:
    return str(capfirst(Criterion.Kind(kind).label))


@register.filter
def rests_on(finding: FindingPart, report: Report) -> str:
    """Return on what a point rests; nothing in a report that has no sources.

    That it rests on none yet is told while that can be changed.
    """
    if report.sources is None or not (finding.support or report.is_concept):
        return ""
    conversations = len(report.sources.conversations)
    return " ".join(
        sentence
        for sentence in (
            said_in(finding.support, conversations),
            support_sentence(finding.support),
        )
        if sentence
    )


@register.filter
def linked(numbers: Sequence[str], places: Iterable[tuple[str, str]]) -> SafeString:
    """Return the numbers of questions in a sentence, linked to the answers on the page."""
    # A report may leave its answers out, and then there is nothing to link to.
    anchors = dict(places)
    parts = [
        format_html('<a href="#{}">{}</a>', anchors[number], number)
        if number in anchors
        else escape(number)
        for number in numbers
    ]
    return mark_safe(and_list(parts))  # noqa: S308  each part is escaped above


@register.simple_tag
def why_no_points(report: Report, kind: str, theme: ThemePart | None = None) -> str:
    """Say why a theme has no points of a kind, or the summary no key points."""
    return no_points(report, kind, [theme]) if theme else no_key_points(report, kind)
