"""The pictures of one report, from its plain values."""

from assessments.estimates import asks_estimate
from reports.report import Report
from reports.report_parts import IndicatorPart, ThemePart

from .drawing import Drawing, Picture
from .judgement_map import Asked, AskedGroup, AskedTheme, JudgementMap, judgement_map
from .recommendations import Advice, followed_up, made_smart
from .value_case import StepRow, ValueCase, value_case, value_cases


def map_of(report: Report) -> JudgementMap:
    """Return the judgements of all questions; a mark leads to the answer in the same report."""
    return judgement_map(
        [
            AskedTheme(
                title=f"{theme.number}. {theme.title}",
                groups=tuple(
                    AskedGroup(
                        group.kind,
                        group.title,
                        tuple(_asked(indicator) for indicator in group.indicators),
                    )
                    for group in theme.groups
                ),
            )
            for theme in report.themes
        ]
    )


def _asked(indicator: IndicatorPart) -> Asked:
    if indicator.answer is None:
        return Asked(indicator.number, "open")
    return Asked(indicator.number, indicator.answer.judgement or "unjudged", f"#{indicator.anchor}")


def case_of(theme: ThemePart) -> ValueCase | None:
    """Return the network's estimates for a theme, or None for a theme that needs none."""
    if not asks_estimate(theme.groups):
        return None
    levels = {group.kind: group.estimate for group in reversed(theme.groups)}
    return ValueCase(
        f"{theme.number}. {theme.title}",
        levels.get("development"),
        levels.get("execution"),
        levels.get("value"),
    )


def value_case_of(theme: ThemePart) -> Drawing | None:
    """Return the value case of a theme, or None when nothing was chosen."""
    case = case_of(theme)
    return value_case(case, key=f"waarde-{theme.number}") if case and case.is_chosen else None


def value_cases_of(report: Report) -> tuple[StepRow, ...]:
    """Return the value cases of all themes that are asked for it, or nothing when nothing was
    chosen at all.
    """
    cases = [case for theme in report.themes if (case := case_of(theme))]
    return value_cases(cases) if any(case.is_chosen for case in cases) else ()


def followed_up_of(report: Report) -> Picture | None:
    outcomes = [(follow_up.number, follow_up.outcome) for follow_up in report.follow_ups]
    return followed_up(outcomes) if outcomes else None


def made_smart_of(report: Report) -> Picture | None:
    advice = [
        Advice(one.number, bool(one.measure), bool(one.who), bool(one.means), one.by_when)
        for one in report.recommendations
    ]
    return made_smart(advice) if advice else None
