"""Filters that turn the counts of periods into pictures."""

from collections.abc import Sequence
from dataclasses import replace

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.pictures import (
    Picture,
    ProgressPoint,
    ProgressRow,
    progress_by_theme,
    progress_picture,
)
from reports.trends.descent_text import in_words
from reports.trends.outcome_text import outcome_in_words
from reports.trends.stored_trends import (
    Change,
    ComparedPart,
    CountedPart,
    Reason,
    SeriesDescent,
    SeriesPart,
)

register = template.Library()


@register.filter
def descents_in_words(descents: Sequence[SeriesDescent]) -> str:
    """Return a sentence for each of the questions that were merged or split."""
    return in_words(descents)


@register.filter
def numbers(parts: Sequence[ComparedPart]) -> SafeString:
    """Return the numbers of questions, each linked to its answer where there is one."""
    return format_html_join(", ", "{}", ((_number(part),) for part in parts))


def _number(part: ComparedPart) -> str | SafeString:
    if not part.anchor:
        return part.number
    return format_html('<a href="#{}">{}</a>', part.anchor, part.number)


@register.filter
def progress(series: SeriesPart, evaluator: SeriesPart | None = None) -> Picture:
    """Return one series as a picture with its numbers, beside that of evaluators."""
    return progress_picture(_points(series.points), _of_evaluator(evaluator))


@register.filter
def progress_of_themes(
    series: Sequence[SeriesPart], evaluators: Sequence[SeriesPart] = ()
) -> Picture:
    """Return the series of themes under each other as a picture with its numbers.

    Those of evaluators are in the same order; each gets a row of its own under the network's.
    """
    rows = []
    for place, theme in enumerate(series):
        title = f"{theme.number}. {theme.title}" if theme.number else theme.title
        rows.append(ProgressRow(title, _points(theme.points)))
        if evaluators:
            # The word first: a long title is cut off.
            told = _("Evaluator: {theme}").format(theme=title)
            rows.append(ProgressRow(told, _of_evaluator(evaluators[place])))
    return progress_by_theme(rows)


@register.filter
def outcome_words(outcome: Change | Reason) -> str:
    return outcome_in_words(outcome)


def _of_evaluator(series: SeriesPart | None) -> tuple[ProgressPoint, ...]:
    if series is None:
        return ()
    # Nothing was asked of nobody: a period without an evaluator.
    return tuple(
        replace(point, absent=not part.asked)
        for point, part in zip(_points(series.points), series.points, strict=True)
    )


def _points(parts: Sequence[CountedPart]) -> tuple[ProgressPoint, ...]:
    return tuple(
        ProgressPoint(
            _("{period} (nog bezig)").format(period=part.label) if part.running else part.label,
            part.counts,
            part.asked,
            part.break_before,
            part.is_gap,
        )
        for part in parts
    )
