"""Triggers that keep documents and the rows they are about together.

A document names its subject by model and primary key, so no foreign key guards it. Triggers do
instead: a document can't be made about a row that doesn't exist, and when a row is deleted its
documents are too. A subject that may not be deleted while it has documents has frozen rows of its
own (loket_eval/frozen_rows.py).
"""

from dataclasses import dataclass

MESSAGE = "Waar dit document over gaat, bestaat niet."


@dataclass(frozen=True, kw_only=True)
class SubjectRows:
    """The rows of `table`, whose model is `label` ("networks.network"), can have documents."""

    table: str
    label: str

    def create_sql(self, vendor: str) -> list[str]:
        """Return the statements that create the triggers on this kind of database."""
        about = f"NEW.subject_label = '{self.label}'"
        there = f"SELECT 1 FROM {self.table} s WHERE s.id = NEW.subject_pk"  # noqa: S608 - our own names
        remove = (
            "DELETE FROM documents_document "  # noqa: S608
            f"WHERE subject_label = '{self.label}' AND subject_pk = OLD.id"
        )
        if vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            return [
                *(
                    f"CREATE TRIGGER {name} BEFORE {event} ON documents_document FOR EACH ROW "
                    f"WHEN {about} AND NOT EXISTS ({there}) {refuse}"
                    for name, event in self._guards
                ),
                (
                    f"CREATE TRIGGER {self._removal} AFTER DELETE ON {self.table} FOR EACH ROW "
                    f"BEGIN {remove}; END"
                ),
            ]
        guard, removal = self._guards[0][0], self._removal
        return [
            # The lock keeps the row from being deleted between this check and the end of the
            # transaction.
            f"CREATE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {about} THEN PERFORM 1 FROM ({there} FOR KEY SHARE) found; "
            f"IF NOT FOUND THEN RAISE EXCEPTION '{MESSAGE}' "
            "USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; END IF; RETURN NEW; END $$",
            *(
                (
                    f"CREATE TRIGGER {name} BEFORE {event} ON documents_document FOR EACH ROW "
                    f"EXECUTE FUNCTION {guard}()"
                )
                for name, event in self._guards
            ),
            (
                f"CREATE FUNCTION {removal}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN {remove}; RETURN OLD; END $$"
            ),
            (
                f"CREATE TRIGGER {removal} AFTER DELETE ON {self.table} FOR EACH ROW "
                f"EXECUTE FUNCTION {removal}()"
            ),
        ]

    def drop_sql(self, vendor: str) -> list[str]:
        """Return the statements that remove the triggers."""
        triggers = [
            *((name, "documents_document") for name, _event in self._guards),
            (self._removal, self.table),
        ]
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {name}" for name, _table in triggers]
        functions = [self._guards[0][0], self._removal]
        return [
            *(f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in triggers),
            *(f"DROP FUNCTION IF EXISTS {name}()" for name in functions),
        ]

    @property
    def _guards(self) -> list[tuple[str, str]]:
        return [
            (f"document_about_{self.table}_insert", "INSERT"),
            (f"document_about_{self.table}_update", "UPDATE OF subject_label, subject_pk"),
        ]

    @property
    def _removal(self) -> str:
        return f"documents_go_with_{self.table}"
