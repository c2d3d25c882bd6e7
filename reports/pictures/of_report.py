"""The pictures of one report, from its plain values."""

from assessments.estimates import asks_estimate
from reports.question_parts import IndicatorPart
from reports.report import Report
from reports.report_parts import ThemePart
from reports.trends.stored_trends import SincePrevious

from .judgement_map import MapGroup, MapQuestion, MapTheme
from .value_case import ValueCase


def map_themes(report: Report) -> tuple[MapTheme, ...]:
    """Return what the map shows of a report; a mark leads to the answer in the same report."""
    return tuple(
        MapTheme(
            title=f"{theme.number}. {theme.title}",
            groups=tuple(
                MapGroup(
                    group.kind,
                    group.title,
                    tuple(_asked(indicator) for indicator in group.indicators),
                )
                for group in theme.groups
            ),
        )
        for theme in report.themes
    )


def _asked(indicator: IndicatorPart) -> MapQuestion:
    # Without an answer there is nothing on the page to lead to.
    if indicator.answer is None:
        return MapQuestion(indicator.number, "open")
    return MapQuestion(
        indicator.number, indicator.answer.judgement or "unjudged", f"#{indicator.anchor}"
    )


def case_of(theme: ThemePart, since: SincePrevious | None = None) -> ValueCase | None:
    """Return the network's estimates for a theme, or None for a theme that needs none.

    With `since`, also what the previous report estimated.
    """
    if not asks_estimate(theme.groups):
        return None
    before = tuple(
        (one.kind, one.level)
        for one in (since.estimates or () if since else ())
        if one.theme_key == theme.key
    )
    # When a theme has several groups of a kind, its first one counts.
    levels = {group.kind: group.estimate for group in reversed(theme.groups)}
    return ValueCase(
        f"{theme.number}. {theme.title}",
        levels.get("development"),
        levels.get("execution"),
        levels.get("value"),
        before=before,
    )


def value_cases(report: Report) -> tuple[ValueCase, ...]:
    """Return the value cases of the themes that ask for estimates; none if nothing was chosen."""
    found = (case_of(theme, report.since) for theme in report.themes)
    cases = tuple(case for case in found if case)
    return cases if any(case.is_chosen for case in cases) else ()
