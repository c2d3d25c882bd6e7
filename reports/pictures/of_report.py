"""The pictures of one report, from its plain values."""

from assessments.estimates import asks_estimate
from reports.question_parts import IndicatorPart
from reports.report import Report
from reports.report_parts import ThemePart
from reports.trends.stored_trends import SincePrevious

from .drawing import Picture
from .judgement_map import JudgementMap, MapGroup, MapQuestion, MapTheme, judgement_map
from .value_case import ValueCase, value_picture


def printed_map_of(report: Report) -> JudgementMap:
    """Return the map as it fits a page; that on a screen also fits a phone."""
    return map_of(report, on_paper=True)


def map_of(report: Report, *, on_paper: bool = False) -> JudgementMap:
    """Return the judgements of all questions; a mark leads to the answer in the same report."""
    return judgement_map(
        [
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
        ],
        on_paper=on_paper,
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
    before = {
        one.kind: one.level
        for one in (since.estimates or () if since else ())
        if one.theme_key == theme.key
    }
    # When a theme has several groups of a kind, its first one counts.
    levels = {group.kind: group.estimate for group in reversed(theme.groups)}
    return ValueCase(
        f"{theme.number}. {theme.title}",
        levels.get("development"),
        levels.get("execution"),
        levels.get("value"),
        before=before,
    )


def value_picture_of(report: Report) -> Picture | None:
    """Return the value cases of the themes that ask for estimates; none if nothing was chosen."""
    cases = [case for theme in report.themes if (case := case_of(theme, report.since))]
    return value_picture(cases) if any(case.is_chosen for case in cases) else None
