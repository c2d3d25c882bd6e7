"""Confirmed text can be searched: its theme, the texts of reports from before, and on PostgreSQL an index of words.

The words of a text stand in a column that PostgreSQL fills by itself and Django doesn't know: ranking then reads it
instead of taking the text apart again. SQLite searches the text itself (assessments/search.py).
"""

from typing import Any

from django.db import migrations, models

ADD_WORDS = (
    "ALTER TABLE assessments_confirmedtext ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (to_tsvector('pg_catalog.dutch', text)) STORED",
    "CREATE INDEX confirmedtext_words ON assessments_confirmedtext USING gin (words)",
)
REMOVE_WORDS = ("ALTER TABLE assessments_confirmedtext DROP COLUMN words",)


def on_postgresql(*statements: str) -> Any:
    def operation(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return operation


def fill(apps: Any, _schema_editor: Any) -> None:
    """Store the texts of what was confirmed before; a stored report is read by whatever reads it today."""
    from assessments.confirmed_texts import texts_of
    from assessments.report import report_from_json

    confirmed_text = apps.get_model("assessments", "ConfirmedText")
    versions = apps.get_model("assessments", "ReportVersion").objects
    columns = {field.name for field in confirmed_text._meta.concrete_fields}
    latest = versions.filter(assessment__state="confirmed", reopened_at=None).order_by("pk")
    for assessment, content in latest.values_list("assessment", "content").iterator(chunk_size=20):
        found = enumerate(texts_of(report_from_json(content)), start=1)
        confirmed_text.objects.filter(assessment=assessment).delete()
        confirmed_text.objects.bulk_create(
            confirmed_text(
                assessment_id=assessment,
                position=position,
                **{name: value for name, value in text.__dict__.items() if name in columns},
            )
            for position, text in found
        )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_estimates_and_national_versions_are_frozen")]

    operations = [
        migrations.AddField("confirmedtext", "theme_key", models.CharField(blank=True, default="", max_length=80)),
        migrations.RunPython(on_postgresql(*ADD_WORDS), on_postgresql(*REMOVE_WORDS)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
