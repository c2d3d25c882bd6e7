from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0007_office_documents")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "rapport (PDF)"),
                    ("archive", "archiefexemplaar (PDF/A)"),
                    ("word", "rapport (Word)"),
                    ("network", "alles van het netwerk (zip)"),
                    ("office", "overkoepelend rapport per netwerk (PDF)"),
                ],
                max_length=8,
            ),
        )
    ]
