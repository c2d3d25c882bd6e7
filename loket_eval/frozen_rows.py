"""Rows that the database itself refuses to change, once the row they belong to is frozen.

An application can forget a rule; a trigger can't. Both engines get the same rule from one description: SQLite and
PostgreSQL alike answer a forbidden change with an error that holds the given message.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import migrations


@dataclass(frozen=True, kw_only=True)
class FrozenRows:
    """The rows of `table` may not be inserted, changed or deleted while `frozen` holds.

    `frozen` is an SQL condition in which {row} stands for the row that changes (the old and the new one in turn).
    `events` names what is guarded; "UPDATE OF a, b" guards those columns only.
    """

    table: str
    frozen: str
    message: str
    events: Sequence[str] = ("INSERT", "UPDATE", "DELETE")
    # Tells two rules for one table apart.
    name: str = "row"

    def create_sql(self, vendor: str) -> list[str]:
        """Return the statements that make the triggers for a database vendor."""
        statements: list[str] = []
        for event in self.events:
            verb = event.split()[0]
            for row in {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}[verb]:
                statements += self._create_one(vendor, event, verb, row)
        return statements

    def drop_sql(self, vendor: str) -> list[str]:
        """Return the statements that remove the triggers again."""
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

    def _create_one(self, vendor: str, event: str, verb: str, row: str) -> list[str]:
        name, condition = self._name(verb, row), self.frozen.format(row=row)
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        # PostgreSQL allows no subquery in WHEN, so the condition is asked inside the function.
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$",
            f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]


class Rule(Protocol):
    """What the database keeps to by triggers of its own."""

    def create_sql(self, vendor: str) -> list[str]: ...

    def drop_sql(self, vendor: str) -> list[str]: ...


def install(rules: Sequence[Rule]) -> migrations.RunPython:
    """Return the migration operation that installs the triggers, and removes them when undone."""
    return migrations.RunPython(_operation(rules, _create), _operation(rules, _drop))


def lift(rules: Sequence[Rule]) -> migrations.RunPython:
    """Return the migration operation that removes the triggers, and installs them when undone.

    SQLite makes a table anew for most changes to it, and its triggers are gone then. So a migration lifts the rules
    before such a change, and installs them after it.
    """
    return migrations.RunPython(_operation(rules, _drop), _operation(rules, _create))


def _create(rule: Rule, vendor: str) -> list[str]:
    return rule.create_sql(vendor)


def _drop(rule: Rule, vendor: str) -> list[str]:
    return rule.drop_sql(vendor)


def _operation(
    rules: Sequence[Rule], statements: Callable[[Rule, str], list[str]]
) -> Callable[[Any, Any], None]:
    def run(_apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            for rule in rules:
                for statement in statements(rule, connection.vendor):
                    cursor.execute(statement)

    return run
