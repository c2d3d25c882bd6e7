"""A database of an earlier version is brought up to date, and loses nothing on the way."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.migrated import database_on_server, server_url

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
VERSIONS = sorted({file.name.rsplit(".", 2)[0] for file in HERE.glob("*.sql")})

COLUMNS = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names(cursor)):
        columns = connection.introspection.get_table_description(cursor, table)
        print(table, sorted((column.name, column.type_code, column.null_ok) for column in columns))
"""
LOOK = """
import django; django.setup()
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from assessments.models import Answer, Assessment, Recommendation
from documents.models import Document
from national.models import NationalRecommendation
from networks.models import User
from reports.models import ReportVersion

print(sorted(answer.text for answer in Answer.objects.all()))
print(sorted(row.what for row in Recommendation.objects.all()))
print([row.what for row in NationalRecommendation.objects.all()])
confirmed = Assessment.objects.confirmed().get()
print([(row.number, row.reopen_reason) for row in ReportVersion.objects.all()])
kept = Document.objects.get(kept=True, state="done")
try:
    with transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(sha256="cd" * 32)
except DatabaseError as error:
    print(str(error).splitlines()[0])
anna = Client(SERVER_NAME="localhost")
anna.force_login(User.objects.get(name="Anna"))
for name in ("report", "points", "recommendations"):
    print(name, anna.get(reverse(name, args=[confirmed.pk])).status_code)
"""


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str | None], str]]:
    """Return a function that gives the address of a database: an empty one, or a stored one."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("upgrading")

        def sqlite(version: str | None) -> str:
            file = folder / f"{version}.sqlite3"
            if version:
                with closing(sqlite3.connect(file)) as database:
                    database.executescript((HERE / f"{version}.sqlite.sql").read_text())
            return f"sqlite:///{file}"

        yield sqlite
        return
    name = f"loket_upgrading_{os.getpid()}"
    with database_on_server(f"{name}_old") as old, database_on_server(f"{name}_new") as new:

        def postgresql(version: str | None) -> str:
            url = server_url(old if version else new)
            if version:
                stored = HERE / f"{version}.postgresql.sql"
                load = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", stored, url]
                subprocess.run(load, check=True)
            return url

        yield postgresql


def run(url: str, *command: str) -> str:
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "loket_eval.settings",
    }
    answer = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.mark.django_db
@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_database_is_brought_up_to_date(
    version: str, databases: Callable[[str | None], str]
) -> None:
    """It gets the tables of a new one, its texts are there, and what was frozen still is."""
    stored, empty = databases(version), databases(None)
    for url in (stored, empty):
        run(url, "manage.py", "migrate", "-v", "0")
    assert run(stored, "-c", COLUMNS) == run(empty, "-c", COLUMNS)
    assert run(stored, "-c", LOOK).splitlines() == [
        str(["Elke week, “altijd” op dinsdag.\n\n- één\n- twee", "Goed."]),
        str(["Oefen samen.", "Oefen samen."]),
        str(["Maak een handreiking."]),
        str([(1, "Een getal klopte niet."), (2, "")]),
        "Een document van een vastgesteld rapport verandert niet meer.",
        "report 200",
        "points 200",
        "recommendations 200",
    ]
