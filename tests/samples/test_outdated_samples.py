"""A folder in which the portal ran before its tables were laid out anew."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES_ONLY = """
    CREATE TABLE django_migrations (app text, name text);
    INSERT INTO django_migrations VALUES ('assessments', '0003_confirmed_is_frozen');
    CREATE TABLE assessments_assessment (is_sample bool);
    INSERT INTO assessments_assessment VALUES (1);
    CREATE TABLE assessments_nationalreport (is_sample bool);
    CREATE TABLE assessments_document (sha256 text);
    INSERT INTO assessments_document VALUES (''), ('abcd');
    CREATE TABLE indicators_indicatorset (status text);
    CREATE TABLE networks_user (email text);
    INSERT INTO networks_user VALUES ('beheer@loket.example'), ('oost-brabant-1@loket.example');
"""
CLEAR = """
import django, sys
django.setup()
from django.core.management import CommandError
from samples.outdated_samples import delete_outdated_samples
try:
    print(delete_outdated_samples())
except CommandError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A database of before with samples in it, and the file of a document that was made of them."""
    database = sqlite3.connect(tmp_path / "loket.sqlite3")
    database.executescript(SAMPLES_ONLY)
    database.close()
    (tmp_path / "documents" / "ab").mkdir(parents=True)
    (tmp_path / "documents" / "ab" / "abcd").write_bytes(b"%PDF")
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "loket_eval.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'loket.sqlite3'}",
        "LOKET_DOCUMENTS": str(folder / "documents"),
    }
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_samples_make_way_with_their_documents(before: Path) -> None:
    """Nobody wrote in it, so it goes, and the portal starts with new samples."""
    assert run(before, "-c", CLEAR).stdout == "True\n"
    assert [path.name for path in before.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "made",
    [
        "INSERT INTO assessments_assessment VALUES (0)",
        "INSERT INTO assessments_nationalreport VALUES (0)",
        "INSERT INTO indicators_indicatorset VALUES ('draft')",
        "INSERT INTO networks_user VALUES ('anna@noord.example')",
    ],
)
def test_what_people_made_stays(before: Path, made: str) -> None:
    """One sentence says what is there and what to do; what is in it stays."""
    with sqlite3.connect(before / "loket.sqlite3") as database:
        database.execute(made)
        content = list(database.iterdump())
    database.close()
    answer = run(before, "-c", CLEAR)
    assert (answer.returncode, answer.stderr.strip()) == (
        1,
        "er staan tabellen in van een oudere versie, met meer dan voorbeelden; zet loket.sqlite3 ergens anders neer.",
    )
    with sqlite3.connect(before / "loket.sqlite3") as database:
        assert list(database.iterdump()) == content
    database.close()


def test_migrating_stops_at_the_tables_of_before(before: Path) -> None:
    """`manage.py migrate` says it too, instead of failing half-way."""
    answer = run(before, "manage.py", "migrate")
    assert answer.returncode == 1
    assert (
        "Deze database heeft de tabellen van een versie van voor de eerste uitgave."
        in answer.stderr
    )
