"""Every text has a history, and what is deleted stays: no columns any more that guard what was typed.

The database refuses to change an entry of a history, and freezes it with its assessment.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, install, remove

before = import_module("assessments.migrations.0002_confirmed_is_frozen")

ENTRIES = [
    FrozenRows(
        table="assessments_textversion",
        frozen="OLD.id IS NOT NULL",
        # Not by_id: an account can be removed.
        events=["UPDATE OF assessment_id, subject, subject_pk, field, text, at, page, step"],
        message="Een eerdere tekst verandert niet meer.",
    ),
    FrozenRows(
        table="assessments_textversion",
        frozen=before.STATE.format(where="WHERE a.id = {row}.assessment_id"),
        events=["INSERT", "DELETE"],
        message=before.MESSAGE,
        name="confirmed",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_confirmed_is_frozen"),
        ("indicators", "0002_published_is_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        remove(before.RULES),
        migrations.CreateModel(
            name="TextVersion",
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
            ],
            options={
                "verbose_name": "eerdere tekst",
                "verbose_name_plural": "eerdere teksten",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_kind_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_has_a_headline",
        ),
        migrations.RemoveField(
            model_name="answer",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="answer",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="answer",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="answer",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="conclusion",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="conclusion",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="conclusion",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="conclusion",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="followup",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="followup",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="followup",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="followup",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="groupestimate",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="groupestimate",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="groupestimate",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="groupestimate",
            name="revision",
        ),
        migrations.RemoveField(
            model_name="recommendation",
            name="editor",
        ),
        migrations.RemoveField(
            model_name="recommendation",
            name="editor_base",
        ),
        migrations.RemoveField(
            model_name="recommendation",
            name="editor_step",
        ),
        migrations.RemoveField(
            model_name="recommendation",
            name="revision",
        ),
        migrations.AddField(
            model_name="conclusion",
            name="deleted",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="finding",
            name="deleted",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="followup",
            name="deleted",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="deleted",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AlterField(
            model_name="finding",
            name="headline",
            field=models.CharField(blank=True, max_length=200, verbose_name="kop"),
        ),
        migrations.AlterField(
            model_name="finding",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[("strength", "sterk punt"), ("improvement", "verbeterpunt")],
                max_length=11,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["", "strength", "improvement"])),
                name="finding_kind_is_known",
            ),
        ),
        migrations.AddField(
            model_name="textversion",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="text_versions",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            model_name="textversion",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="textversion",
            index=models.Index(
                fields=["subject", "subject_pk", "page"], name="textversion_by_page"
            ),
        ),
        install(before.RULES),
        install(ENTRIES),
    ]
