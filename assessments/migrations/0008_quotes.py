"""Points quote what sources say; a source says itself whether that may be."""

from importlib import import_module

from django.db import migrations, models

from loket_eval.frozen_rows import install

before = import_module("assessments.migrations.0002_confirmed_is_frozen")

RULES = [before.linked_to("assessments_finding", "assessments_finding_quotes", "finding_id")]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0007_each_answer_is_sent_in")]

    # Without a default, so that SQLite adds a column and makes no table anew: triggers name it.
    operations = [
        migrations.AddField(
            model_name="source",
            name="quote_consent",
            field=models.BooleanField(null=True, verbose_name="geeft toestemming om te citeren"),
        ),
        migrations.AddField(
            model_name="source",
            name="quote_consent_at",
            field=models.DateTimeField(null=True, verbose_name="toestemming gegeven op"),
        ),
        migrations.AddField(
            model_name="finding",
            name="quotes",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                to="assessments.view",
                verbose_name="citeert letterlijk",
            ),
        ),
        install(RULES),
    ]
