"""What PostgreSQL writes in its log when a statement fails: nothing that somebody typed."""

import re
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from networks.models import Network
from tests.migrated import server_url

TYPED = "WatPietZeiOverZijnBuurman"
SQL = (Path(settings.BASE_DIR) / "docs/running/postgresql.sql").read_text()


def fail(query: str, *parameters: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, parameters)


def provoke() -> None:
    """Do what makes PostgreSQL write: refuse a row, a key, a length and a table, and take long."""
    Network.objects.create(name=f"{TYPED} een", slug="een")
    with pytest.raises(DatabaseError), transaction.atomic():
        Network.objects.create(name=f"{TYPED} een", slug="een")
    fail("INSERT INTO networks_network (name, slug) VALUES (%s, NULL)", TYPED)
    fail("UPDATE networks_network SET slug = %s", "lang" * 500 + TYPED)
    fail("SELECT 1 FROM nergens WHERE wat = %s", TYPED)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
    fail("SELECT pg_sleep(5), %s::text", TYPED)


@pytest.mark.django_db
def test_a_superuser_can_run_the_file_as_it_is() -> None:
    """Every statement is known to this version of PostgreSQL, and is about our role alone."""
    if connection.vendor != "postgresql":
        return
    with psycopg.connect(server_url("postgres")) as server:
        server.execute("CREATE ROLE loket_logged")
        server.execute(SQL.replace("ROLE loket ", "ROLE loket_logged ").encode())
        stored = server.execute(
            "SELECT cardinality(setconfig) FROM pg_db_role_setting"
            " JOIN pg_roles ON pg_roles.oid = setrole WHERE rolname = 'loket_logged'"
        ).fetchone()
        server.rollback()
    assert stored == (4,)


@pytest.mark.django_db
def test_nothing_typed_is_in_the_log_of_the_database() -> None:
    """With what the guide says to set, for our role alone, every failing statement still leaves its
    message. Without it the row that was refused is quoted."""
    if connection.vendor != "postgresql":
        return
    with psycopg.connect(server_url("postgres"), autocommit=True) as server:
        # The tests' server may log less than a real one.
        everything = {"log_min_messages": "warning", "log_min_duration_statement": "0"}
        for name, value in everything.items():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL {name} = '{value}'")
        # Where its log goes is where its processes write their errors.
        written = "SELECT pg_read_file('/proc/self/fd/2')"
        before = len(server.execute(written).fetchone()[0])
        with transaction.atomic():
            provoke()
            transaction.set_rollback(True)
        quoted = server.execute(written).fetchone()[0][before:]
        assert "Failing row contains" in quoted
        assert TYPED in quoted
        # What a connection of that role gets when it is made.
        settings_of_role = re.findall(r"^ALTER ROLE loket SET (\w+) = (\w+);$", SQL, re.MULTILINE)
        assert len(settings_of_role) == 4
        with connection.cursor() as cursor:
            for name, value in settings_of_role:
                cursor.execute(f"SET LOCAL {name} = {value}")
        before = len(server.execute(written).fetchone()[0])
        with transaction.atomic():
            provoke()
            transaction.set_rollback(True)
        silent = server.execute(written).fetchone()[0][before:]
        assert silent.count("ERROR:") == 5
        assert TYPED not in silent
