"""How an evaluation was carried out; until now all were self-assessments."""

from django.db import migrations, models

# Both databases take this as it is. Django would make the table anew on SQLite, and the triggers of
# many other tables name it.
ADD = (
    "ALTER TABLE assessments_assessment "
    "ADD COLUMN kind varchar(20) NOT NULL DEFAULT 'self_assessment'"
)
REMOVE = "ALTER TABLE assessments_assessment DROP COLUMN kind"


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_colophon")]

    operations = [
        migrations.RunSQL(
            ADD,
            REMOVE,
            state_operations=[
                migrations.AddField(
                    model_name="assessment",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("self_assessment", "zelfevaluatie"),
                            ("external", "externe evaluatie"),
                            ("session", "evaluatiesessie"),
                            ("internal", "interne evaluatie"),
                        ],
                        db_default="self_assessment",
                        default="self_assessment",
                        max_length=20,
                        verbose_name="soort evaluatie",
                    ),
                )
            ],
        )
    ]
