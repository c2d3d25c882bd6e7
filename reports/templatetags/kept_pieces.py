"""Pieces of a report that are made once for as long as what they show stays the same.

After a change to one answer nearly all of a report is as it was. Each tag here renders a template
with all that it shows and nothing else of the page, so equal values make an equal piece.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from reports.pictures.of_report import map_themes, value_cases
from reports.report import Report

from .report_text import rests_on

register = template.Library()

# The answers and chapters of about as many reports as are read at the same time; most are a few
# kilobytes.
_PIECES_KEPT = 1024


@register.simple_tag
def kept(name: str, **values: object) -> SafeString:
    """Return a template rendered with these values alone."""
    # Somebody who works on a template sees what it makes now.
    make = _rendered if settings.DEBUG else _rendered_once
    return make(name, get_language(), **values)


def _rendered(name: str, _language: str | None, **values: object) -> SafeString:
    return render_to_string(name, values)


_rendered_once = lru_cache(maxsize=_PIECES_KEPT)(_rendered)


@register.simple_tag(takes_context=True)
def kept_finding(context: Context, anchor: str, *, links: bool = True) -> SafeString:
    """Return the point that a loop is at, with `links` to the answers that it names."""
    report, finding = context["report"], context["finding"]
    return kept(
        "reports/_finding.html",
        finding=finding,
        anchor=f"{anchor}-punt-{context['forloop']['counter']}",
        places=report.answer_places if links else (),
        support=rests_on(finding, report),
        linked=context.get("linked", False),
    )


@register.simple_tag
def kept_since(report: Report) -> SafeString:
    """Return the chapter that compares a report with the one before it."""
    return kept(
        "reports/_since.html",
        since=report.since,
        kind=report.kind,
        judge=str(report.evaluation.judge),
        version=report.framework.version,
        promised=report.promised,
        letter=report.appendices.get("follow_ups", ""),
    )


@register.simple_tag(takes_context=True)
def kept_map(context: Context, *, headless: bool = False) -> SafeString:
    """Return the map of all judgements of a report."""
    report: Report = context["report"]
    return kept(
        "reports/pictures/_map.html",
        themes=map_themes(report),
        told=report.told_answered,
        judge=str(report.evaluation.judge),
        headless=headless,
        linked=context.get("linked", False),
    )


@register.simple_tag
def kept_value_cases(report: Report) -> SafeString:
    """Return the chapter of what the network estimates; nothing where it estimated nothing."""
    cases = value_cases(report)
    if not cases:
        return SafeString()
    return kept("reports/_value_cases.html", cases=cases, judge=str(report.evaluation.judge))
