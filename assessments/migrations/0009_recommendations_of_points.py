"""A recommendation says which points to improve it is about."""

from importlib import import_module

from django.db import migrations, models

from loket_eval.frozen_rows import install

before = import_module("assessments.migrations.0002_confirmed_is_frozen")

RULES = [
    before.linked_to(
        "assessments_recommendation", "assessments_recommendation_points", "recommendation_id"
    )
]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_quotes")]

    operations = [
        migrations.AddField(
            model_name="recommendation",
            name="points",
            field=models.ManyToManyField(
                blank=True,
                related_name="recommendations",
                to="assessments.finding",
                verbose_name="bij de verbeterpunten",
            ),
        ),
        install(RULES),
    ]
