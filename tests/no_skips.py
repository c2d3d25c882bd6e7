"""Plugin (`-p tests.no_skips`): where CI is set, a test that is skipped or expected to fail is a
failure."""

import os

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if left_out := _left_out(terminalreporter):
        terminalreporter.write_line(
            f"{left_out} test(s) left out, which CI does not allow", red=True
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and _left_out(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _left_out(reporter: pytest.TerminalReporter) -> int:
    if os.environ.get("CI") != "true":
        return 0
    return sum(
        len(reporter.stats.get(outcome, [])) for outcome in ("skipped", "xfailed", "xpassed")
    )
