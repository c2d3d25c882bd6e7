"""What the colophon of a report says: who asked for it, who wrote it, who publishes it."""

from django.db import migrations, models

TABLE = "assessments_assessment"
COLUMNS = {
    "commissioned_by": "opdrachtgever",
    "authors": "functies van de schrijvers",
    "publisher": "uitgever",
}


class Migration(migrations.Migration):
    dependencies = [("assessments", "0009_recommendations_of_points")]

    operations = [
        migrations.SeparateDatabaseAndState(
            # On SQLite Django would make the table anew, and the triggers of many other tables name
            # it.
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE {TABLE} ADD COLUMN {name} text NOT NULL DEFAULT ''",
                    f"ALTER TABLE {TABLE} DROP COLUMN {name}",
                )
                for name in COLUMNS
            ],
            state_operations=[
                migrations.AddField(
                    "assessment", name, models.TextField(blank=True, verbose_name=words)
                )
                for name, words in COLUMNS.items()
            ],
        )
    ]
