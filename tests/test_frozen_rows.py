"""Triggers that freeze rows, on a table of their own."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from loket_eval.frozen_rows import FrozenRows, install, remove

pytestmark = pytest.mark.django_db

RULE = FrozenRows(table="proef", frozen="{row}.vast = 1", message="Dit staat vast.")
COLUMN_RULE = FrozenRows(
    table="proef",
    frozen="OLD.vast = 1",
    message="De naam staat vast.",
    events=["UPDATE OF naam", "DELETE"],
)


def run(*statements: str) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if statements[-1].startswith("SELECT") else []


def rows() -> list[tuple]:
    return run("SELECT id, naam, vast FROM proef ORDER BY id")


def refused(statement: str, message: str = RULE.message) -> None:
    before = rows()
    with pytest.raises((IntegrityError, DatabaseError), match=message):
        run(statement)
    assert rows() == before


@pytest.fixture(autouse=True)
def table(db: None) -> Iterator[None]:
    run(
        "CREATE TABLE proef (id integer PRIMARY KEY, naam varchar(20), vast integer)",
        "INSERT INTO proef VALUES (1, 'vast', 1), (2, 'los', 0)",
    )
    yield
    run("DROP TABLE proef")


@pytest.fixture
def rule() -> None:
    run(*RULE.create_sql(connection.vendor))


@pytest.mark.usefixtures("rule")
def test_a_migration_lifts_a_rule_and_puts_it_back():
    """So that it can change a column; undone, each operation does what the other one does."""
    editor = connection.schema_editor()
    remove([RULE]).code(None, editor)
    run("UPDATE proef SET naam = 'anders' WHERE id = 1")
    install([RULE]).code(None, editor)
    refused("UPDATE proef SET naam = 'weer anders' WHERE id = 1")
    install([RULE]).reverse_code(None, editor)
    run("UPDATE proef SET naam = 'toch' WHERE id = 1")
    remove([RULE]).reverse_code(None, editor)
    refused("UPDATE proef SET naam = 'nooit' WHERE id = 1")


@pytest.mark.usefixtures("rule")
class TestFrozen:
    def test_a_frozen_row_stays(self):
        refused("UPDATE proef SET naam = 'anders' WHERE id = 1")
        refused("DELETE FROM proef WHERE id = 1")

    def test_a_row_cannot_come_in_or_become_frozen(self):
        refused("INSERT INTO proef VALUES (3, 'nieuw', 1)")
        refused("UPDATE proef SET vast = 1 WHERE id = 2")

    def test_a_statement_that_touches_one_frozen_row_changes_none(self):
        refused("UPDATE proef SET naam = 'anders'")
        refused("DELETE FROM proef")

    def test_other_rows_change_freely(self):
        run(
            "INSERT INTO proef VALUES (3, 'nieuw', 0)", "UPDATE proef SET naam = 'ook' WHERE id = 2"
        )
        run("DELETE FROM proef WHERE id = 3")
        assert rows() == [(1, "vast", 1), (2, "ook", 0)]

    def test_undoing_the_migration_sets_the_rows_free(self):
        run(*RULE.drop_sql(connection.vendor))
        run("UPDATE proef SET naam = 'anders' WHERE id = 1", "DELETE FROM proef WHERE id = 2")
        assert rows() == [(1, "anders", 1)]


def test_only_the_named_columns_are_guarded():
    run(*COLUMN_RULE.create_sql(connection.vendor))
    refused("UPDATE proef SET naam = 'anders' WHERE id = 1", COLUMN_RULE.message)
    refused("DELETE FROM proef WHERE id = 1", COLUMN_RULE.message)
    run("UPDATE proef SET vast = 0 WHERE id = 1")
    assert rows() == [(1, "vast", 0), (2, "los", 0)]
