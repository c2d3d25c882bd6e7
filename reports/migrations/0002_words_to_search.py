"""Confirmed text can be searched: on PostgreSQL with an index of words.

The words of a text stand in a column that PostgreSQL fills by itself and Django doesn't know:
ranking then reads it instead of taking the text apart again. SQLite searches the text itself
(research/search.py).
"""

from typing import Any

from django.db import migrations

ADD_WORDS = (
    "ALTER TABLE reports_confirmedtext ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (to_tsvector('pg_catalog.dutch', text)) STORED",
    "CREATE INDEX confirmedtext_words ON reports_confirmedtext USING gin (words)",
)
REMOVE_WORDS = ("ALTER TABLE reports_confirmedtext DROP COLUMN words",)


def on_postgresql(*statements: str) -> Any:
    def operation(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(on_postgresql(*ADD_WORDS), on_postgresql(*REMOVE_WORDS))]
