"""A kind of document for the national office. Only its name: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_search_confirmed_texts")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "rapport (PDF)"),
                    ("archive", "archiefexemplaar (PDF/A)"),
                    ("network", "alles van het netwerk (zip)"),
                    ("office", "overkoepelend rapport per netwerk (PDF)"),
                ],
                max_length=8,
            ),
        ),
    ]
