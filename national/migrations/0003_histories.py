"""Every text has a history, and what is deleted stays: no columns any more that guard what was typed.

The database refuses to change an entry of a history, and freezes it with the report.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, install, remove

before = import_module("national.migrations.0002_confirmed_is_frozen")

ENTRIES = [
    FrozenRows(
        table="national_nationaltextversion",
        frozen="OLD.id IS NOT NULL",
        # Not by_id: an account can be removed.
        events=["UPDATE OF report_id, subject, subject_pk, field, text, at, page, step"],
        message="Een eerdere tekst verandert niet meer.",
    ),
    FrozenRows(
        table="national_nationaltextversion",
        frozen=before.IS_CONFIRMED,
        events=["INSERT", "DELETE"],
        message=before.NATIONAL,
        name="confirmed",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("national", "0002_confirmed_is_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        remove(before.RULES),
        migrations.RemoveField(
            model_name="nationalrecommendation",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="nationalrecommendation",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="nationalrecommendation",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="nationalrecommendation",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="nationalreport",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="nationalreport",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="nationalreport",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="nationalreport",
            name="revision",
        ),
        migrations.AddField(
            model_name="nationalrecommendation",
            name="deleted",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.CreateModel(
            name="NationalTextVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=30)),
                ("subject_pk", models.PositiveBigIntegerField()),
                ("field", models.CharField(max_length=30)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("page", models.CharField(blank=True, max_length=40)),
                ("step", models.PositiveBigIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text_versions",
                        to="national.nationalreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerdere tekst",
                "verbose_name_plural": "eerdere teksten",
                "ordering": ["pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["subject", "subject_pk", "page"], name="nationaltextversion_by_page"
                    )
                ],
            },
        ),
        install(before.RULES),
        install(ENTRIES),
    ]
