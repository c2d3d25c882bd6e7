"""Nothing is asked of another host: not by a page, and not by a report that was saved as one.

Every browser test listens (conftest.py), so the walks along all pages, those of the admin and those
that say what is wrong do (test_accessible.py, test_admin_pages.py).
"""

from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import expect

from .conftest import Console, Expect, Open
from .people import People
from .scenes import fill_in

ELSEWHERE = "https://elders.example/teller.png"


def test_a_request_to_another_host_is_noticed(
    open_browser: Open, console: Console, expect_console: Expect
) -> None:
    """A picture of another host in a page is what fails a test."""
    expect_console(ELSEWHERE)
    expect_console("Failed to load resource")
    page = open_browser()
    page.route(ELSEWHERE, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.set_content(
            f'<img src="{ELSEWHERE}" alt=""><img src="data:image/gif;base64,R0=" alt="">'
        )
    assert f"a request to another host: {ELSEWHERE}" in console.complaints
    assert [text for text in console.complaints if "data:" in text and "request" in text] == []


def test_a_report_as_a_file_asks_nothing(
    open_browser: Open, people: People, tmp_path: Path
) -> None:
    """It has its letters and pictures in it, so it can be read anywhere."""
    fill_in(people)
    file = tmp_path / "rapport.html"
    call_command("report", people.assessment.pk, format="html", output=file)
    page = open_browser(java_script_enabled=False)
    page.set_content(file.read_text())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
