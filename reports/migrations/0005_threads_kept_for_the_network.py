"""The talk that a network keeps with a confirmed report.

PostgreSQL empties neither that nor the tables with talk (TRUNCATE).
"""

import django.db.models.deletion
from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, NeverEmptied, install

ASSESSMENT = "Een vastgestelde zelfevaluatie verandert niet meer."
REPORT = "Een vastgesteld rapport verandert niet meer."

RULES = [
    FrozenRows(
        table="reports_threadappendix",
        frozen="OLD.id IS NOT NULL",
        events=["UPDATE", "DELETE"],
        message=REPORT,
    ),
    NeverEmptied(table="reports_threadappendix", frozen="{row}.id IS NOT NULL", message=REPORT),
    *(
        NeverEmptied(
            table=f"assessments_{part}",
            frozen="EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.state = 'confirmed')",
            message=ASSESSMENT,
        )
        for part in ("thread", "comment", "comment_mentioned")
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_nothing_confirmed_is_emptied"),
        ("assessments", "0006_threads"),
    ]

    operations = [
        migrations.CreateModel(
            name="ThreadAppendix",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField(verbose_name="inhoud")),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thread_appendix",
                        to="reports.reportversion",
                        verbose_name="versie",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijlage met overleg",
                "verbose_name_plural": "bijlagen met overleg",
                "ordering": ["version"],
            },
        ),
        install(RULES),
    ]
