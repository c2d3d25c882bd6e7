"""A copy of the tests' empty database, of the same kind, for what really commits and really is killed.

The rows that the portal freezes can't be flushed away, so tests that commit can't use the tests' own database.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.migrated import database_on_server, server_url

WORKERS = Path(__file__).parent


@pytest.fixture(scope="module")
def second_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Return the URL of an empty migrated database: a SQLite file, or a database on the tests' PostgreSQL server."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("second") / "second.sqlite3"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        yield f"sqlite:///{file}"
        return
    connection.close()  # nobody may be at work in a database that is copied
    template = connection.settings_dict["NAME"]
    with database_on_server(f"loket_second_{os.getpid()}", template) as name:
        yield server_url(name)


def run_worker(name: str, url: str) -> Any:
    """Return the JSON that a script beside this file prints, run on the second database."""
    return json.loads(_python(url, "-m", f"tests.assessments.{name}"))


def _python(url: str, *arguments: str) -> str:
    """Run in a process of its own; what it had to say when it fails becomes the message."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "loket_eval.settings"}
    run = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
