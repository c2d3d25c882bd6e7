"""What is kept of sessions, second factors and the use of keys."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0010_logo"),
    ]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="minute",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="used_in_minute",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        # On SQLite Django would make the table anew, and the triggers of other tables name it.
        migrations.RunSQL(
            "ALTER TABLE networks_network ADD COLUMN second_factor bool NOT NULL DEFAULT false",
            "ALTER TABLE networks_network DROP COLUMN second_factor",
            state_operations=[
                migrations.AddField(
                    model_name="network",
                    name="second_factor",
                    field=models.BooleanField(
                        default=False,
                        help_text=(
                            "Iedereen met een rol in dit netwerk logt in met een tweede stap: een "
                            "code van een app of een passkey."
                        ),
                        verbose_name="tweede stap verplicht",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
