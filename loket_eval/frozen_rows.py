"""Rows that the database refuses to change once the row they belong to is frozen.

An application can forget a rule; a trigger can't. One description gives SQLite and PostgreSQL the
same rule: both answer a forbidden change with an error that contains the given message.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import migrations


@dataclass(frozen=True, kw_only=True)
class FrozenRows:
    """Rows of `table` that can't be inserted, changed or deleted while `frozen` holds.

    `frozen` is an SQL condition in which {row} stands for the changing row. An update is checked
    twice: with the old row and with the new one. `events` names what is guarded; "UPDATE OF a, b"
    guards those columns only.
    """

    table: str
    frozen: str
    message: str
    events: Sequence[str] = ("INSERT", "UPDATE", "DELETE")
    # Distinguishes the trigger names when a table has two rules.
    name: str = "row"

    def create_sql(self, vendor: str) -> list[str]:
        """Return the statements that create the triggers on this kind of database."""
        statements: list[str] = []
        for event in self.events:
            verb = event.split()[0]
            for row in {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}[verb]:
                statements += self._create_trigger(vendor, event, verb, row)
        return statements

    def drop_sql(self, vendor: str) -> list[str]:
        """Return the statements that remove the triggers."""
        statements: list[str] = []
        for event in self.events:
            verb = event.split()[0]
            for row in {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}[verb]:
                name = self._name(verb, row)
                if vendor == "sqlite":
                    statements.append(f"DROP TRIGGER IF EXISTS {name}")
                else:
                    statements.append(f"DROP TRIGGER IF EXISTS {name} ON {self.table}")
                    statements.append(f"DROP FUNCTION IF EXISTS {name}()")
        return statements

    def _name(self, verb: str, row: str) -> str:
        return f"frozen_{self.name}_{self.table}_{verb}_{row}".lower()

    def _create_trigger(self, vendor: str, event: str, verb: str, row: str) -> list[str]:
        name, condition = self._name(verb, row), self.frozen.format(row=row)
        # The same condition under the same name on both engines: RAISE(ABORT) and RAISE EXCEPTION
        # both reach Python as an IntegrityError with this message.
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW "
                f"WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        # PostgreSQL allows no subquery in WHEN, so the function checks the condition.
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{self.message}' "
            "USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$",
            (
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW "
                f"EXECUTE FUNCTION {name}()"
            ),
        ]


class Rule(Protocol):
    """A rule that the database enforces with triggers of its own."""

    def create_sql(self, vendor: str) -> list[str]: ...

    def drop_sql(self, vendor: str) -> list[str]: ...


def install(rules: Sequence[Rule]) -> migrations.RunPython:
    """Return the migration operation that installs the triggers, and removes them when undone."""
    return migrations.RunPython(_run(rules, _create), _run(rules, _drop))


def remove(rules: Sequence[Rule]) -> migrations.RunPython:
    """Return the migration operation that removes the triggers, and installs them when undone.

    A migration that changes a column begins with it and ends with `install`: on SQLite Django makes
    the table anew, and for a moment the triggers of other tables would name one that isn't there.
    """
    return migrations.RunPython(_run(rules, _drop), _run(rules, _create))


def _create(rule: Rule, vendor: str) -> list[str]:
    return rule.create_sql(vendor)


def _drop(rule: Rule, vendor: str) -> list[str]:
    return rule.drop_sql(vendor)


def _run(
    rules: Sequence[Rule], statements: Callable[[Rule, str], list[str]]
) -> Callable[[Any, Any], None]:
    def operation(_apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            for rule in rules:
                for statement in statements(rule, connection.vendor):
                    cursor.execute(statement)

    return operation
