"""Somebody asks for the report as PDF, waits for it and gets it."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connections
from django_tasks_db.models import DBTaskResult

from .conftest import Open
from .people import People

WORKER = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay", "--no-reload", "--verbosity", "0"]


def test_waiting_for_a_pdf(people: People, open_browser: Open) -> None:
    """The page tells how far it is without being asked, and the download begins by itself, without a script as well."""
    # Nobody waits for what other tests asked for, or what they confirmed.
    DBTaskResult.objects.all().delete()
    pages = [open_browser(people.eva), open_browser(people.anna, java_script_enabled=False)]
    for page in pages:
        page.goto(f"{people.path}rapport/")
        page.get_by_role("link", name="Download als PDF").click()
        page.get_by_role("heading", name="Uw document wordt gemaakt").wait_for()
        assert page.get_by_role("status").inner_text() == "Wacht op zijn beurt"
    assert pages[0].url == pages[1].url
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{connections['default'].settings_dict['NAME']}"}
    with (
        pages[0].expect_download(timeout=60_000) as with_script,
        pages[1].expect_download(timeout=60_000) as without,
    ):
        subprocess.run(WORKER, cwd=settings.BASE_DIR, env=environment, check=True)
    for page, download in zip(pages, (with_script, without), strict=True):
        assert download.value.suggested_filename == f"zelfevaluatie-2026-{people.noord.slug}.pdf"
        assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
        assert page.get_by_role("heading", level=1).inner_text() == "Uw document is klaar"
