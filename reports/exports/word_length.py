"""How long a Word document may become."""

from typing import Any

from reports.report import Report, report_as_json, report_from_json

# A thousand pages. Every line becomes several elements: a report of two million lines would take
# minutes and gigabytes.
LINES_MOST = 20_000
_LINES_OF_A_TEXT = 200


def within_reason(report: Report) -> Report:
    """Return a report of at most about LINES_MOST lines.

    In a report with more lines the longest texts become one line each, with ¶ for each line end.
    """
    content = report_as_json(report)
    return report if _lines(content) <= LINES_MOST else report_from_json(_run_together(content))


def _lines(value: Any) -> int:
    if isinstance(value, str):
        return value.count("\n")
    if isinstance(value, dict | list):
        return sum(map(_lines, value.values() if isinstance(value, dict) else value))
    return 0


def _run_together(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.count("\n") < _LINES_OF_A_TEXT else " ¶ ".join(value.split("\n"))
    if isinstance(value, dict):
        return {key: _run_together(part) for key, part in value.items()}
    return [_run_together(part) for part in value] if isinstance(value, list) else value
