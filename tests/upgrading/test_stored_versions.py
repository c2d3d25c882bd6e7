"""A database of an earlier version is brought up to date, and loses nothing on the way."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import psycopg
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


NOTHING: Mapping[str, str] = {}
# What was typed or pasted before the portal cleaned it: a soft hyphen, a zero-width space, a ligature,
# an accent of its own, and nothing but such signs. What is frozen can only be so in the file.
FROZEN = {"Zelfevaluatie 2025": "Zelf\u00adevaluatie 2025", "Proefset": "Proef\u00adset"}
SPOILED = [
    "UPDATE networks_network SET name = 'Net\u00adwerk Noord' WHERE id = 1",
    "UPDATE networks_organisation SET name = 'Veilig Thuis Noord\u200b' WHERE id = 1",
    "UPDATE networks_user SET name = 'An\ufeffna' WHERE id = 1",
    "UPDATE assessments_assessment SET title = 'Zelf\u00adevaluatie  2026\u2060' WHERE id = 2",
    "UPDATE assessments_assessment SET method = 'Een\u200b ge\ufb01let\u00e9erd\r\nverslag' WHERE id = 2",
    "UPDATE assessments_conclusion SET text = '\u200b\u00ad' WHERE id = 1",
    "UPDATE assessments_recommendation SET what = '\u200b' WHERE id = 1",
    "UPDATE assessments_recommendation SET who = 'Cafe\u0301' WHERE id = 1",
    "UPDATE national_nationalrecommendation SET what = 'Maak een hand\u00adreiking.'",
    "INSERT INTO indicators_indicatorset (slug, version, title, source, introduction, "
    "criterion_question, status, revision) "
    "VALUES ('concept', '1', 'Een con\u00adcept', 'Bron\u200b', '', '', 'draft', 0)",
]
CLEANED = """
import django; django.setup()
from assessments.models import Assessment, Conclusion, Recommendation
from indicators.models import IndicatorSet
from national.models import NationalRecommendation
from networks.models import Network, Organisation, User

running = Assessment.objects.get(pk=2)
print(ascii([
    Network.objects.get(pk=1).name,
    Organisation.objects.get(pk=1).name,
    User.objects.get(pk=1).name,
    running.title,
    running.method,
    Conclusion.objects.get(pk=1).text,
    Recommendation.objects.get(pk=1).what,
    Recommendation.objects.get(pk=1).who,
    NationalRecommendation.objects.get().what,
    *IndicatorSet.objects.filter(slug="concept").values_list("title", "source").get(),
]))
print(ascii([row.pk for row in Assessment.objects.confirmed() if "\u00ad" in row.title]))
print(ascii([row.slug for row in IndicatorSet.objects.all() if "\u00ad" in row.title]))
"""


@pytest.fixture
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Return a function that gives the address of a database: an empty one, or a stored one."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("upgrading")

        def sqlite(version: str | None, other: Mapping[str, str] = NOTHING) -> str:
            file = folder / f"{version}.sqlite3"
            if version:
                with closing(sqlite3.connect(file)) as database:
                    database.executescript(dump_of(version, other))
            return f"sqlite:///{file}"

        yield sqlite
        return
    name = f"loket_upgrading_{os.getpid()}"
    with database_on_server(f"{name}_old") as old, database_on_server(f"{name}_new") as new:

        def postgresql(version: str | None, other: Mapping[str, str] = NOTHING) -> str:
            url = server_url(old if version else new)
            if version:
                load = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", "-", url]
                subprocess.run(load, input=dump_of(version, other).encode(), check=True)
            return url

        yield postgresql


def dump_of(version: str, other: Mapping[str, str]) -> str:
    """Return the statements that make a stored database, with some words as `other` has them."""
    dump = (HERE / f"{version}.{connection.vendor}.sql").read_text()
    for stored, changed in other.items():
        assert stored in dump
        dump = dump.replace(stored, changed)
    return dump


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


def spoil(url: str, statements: list[str]) -> None:
    """Store what earlier versions took as it came."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            database.executescript(";\n".join(statements))
    else:
        with psycopg.connect(url) as database:
            for statement in statements:
                database.execute(statement.encode())


@pytest.mark.django_db
@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_database_is_brought_up_to_date(
    version: str, databases: Callable[..., str]
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


@pytest.mark.django_db
@pytest.mark.parametrize("version", VERSIONS)
def test_invisible_characters_go_where_nothing_is_frozen(
    version: str, databases: Callable[..., str]
) -> None:
    """What can still change is rewritten; the confirmed report and the published set stay as they
    were."""
    stored = databases(version, FROZEN)
    spoil(stored, SPOILED)
    run(stored, "manage.py", "migrate", "-v", "0")
    assert run(stored, "-c", CLEANED).splitlines() == [
        ascii(
            [
                "Netwerk Noord",
                "Veilig Thuis Noord",
                "Anna",
                "Zelfevaluatie 2026",
                "Een gefiletéerd\nverslag",
                "",
                "\ufffd",
                "Café",
                "Maak een handreiking.",
                "Een concept",
                "Bron",
            ]
        ),
        "[1]",
        "['ander', 'proef']",
    ]
