"""Somebody asks for the report as PDF, waits for it and gets it."""

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from tests.forked import forked

from .conftest import Open
from .people import People

WORKER = ["db_worker", "--batch", "--no-startup-delay", "--no-reload", "--verbosity", "0"]


def test_waiting_for_a_pdf(people: People, open_browser: Open) -> None:
    """The page tells how far it is without being asked, and the download begins by itself, without
    a script as well."""
    # Nobody waits for what other tests asked for, or what they confirmed.
    DBTaskResult.objects.all().delete()
    pages = [open_browser(people.eva), open_browser(people.anna, java_script_enabled=False)]
    for page in pages:
        page.goto(f"{people.path}rapport/")
        page.get_by_role("button", name="Download als PDF").click()
        page.get_by_role("heading", name="Uw document wordt gemaakt").wait_for()
        assert page.get_by_role("status").inner_text() == "Wacht op zijn beurt"
    assert pages[0].url == pages[1].url
    with (
        pages[0].expect_download(timeout=60_000) as with_script,
        pages[1].expect_download(timeout=60_000) as without,
    ):
        assert forked(lambda: call_command(*WORKER)) == (0, None)
    for page, download in zip(pages, (with_script, without), strict=True):
        assert download.value.suggested_filename.startswith(f"zelfevaluatie_{people.noord.slug}_")
        assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
        assert page.get_by_role("heading", level=1).inner_text() == "Uw document is klaar"
