"""Talk about questions, points and recommendations; frozen with its assessment.

What somebody said never changes, also before that.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, install

before = import_module("assessments.migrations.0002_confirmed_is_frozen")

RULES = [
    before.part_of_assessment("assessments_thread"),
    before.linked_to("assessments_thread", "assessments_comment", "thread_id"),
    FrozenRows(
        table="assessments_comment_mentioned",
        frozen=before.STATE.format(
            where="JOIN assessments_thread t ON t.assessment_id = a.id "
            "JOIN assessments_comment c ON c.thread_id = t.id WHERE c.id = {row}.comment_id"
        ),
        message=before.MESSAGE,
    ),
    FrozenRows(
        table="assessments_comment",
        frozen="OLD.id IS NOT NULL",
        events=["UPDATE OF text, at, thread_id"],
        message="Wat in het overleg is gezegd, verandert niet meer.",
        name="said",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_clean_texts"),
        ("indicators", "0003_history_is_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="afgerond op")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="toegewezen aan",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="assessments.finding",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="assessments.recommendation",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afgerond door",
                    ),
                ),
            ],
            options={
                "verbose_name": "overleg",
                "verbose_name_plural": "overleg",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="tekst")),
                ("at", models.DateTimeField(verbose_name="geschreven op")),
                ("is_told", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geschreven door",
                    ),
                ),
                (
                    "mentioned",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="genoemd"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="assessments.thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijdrage aan het overleg",
                "verbose_name_plural": "bijdragen aan het overleg",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="WithoutDigest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "zonder dagelijkse e-mail over het overleg",
                "verbose_name_plural": "zonder dagelijkse e-mail over het overleg",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("finding", None), ("indicator__isnull", False), ("recommendation", None)
                    ),
                    models.Q(
                        ("finding__isnull", False), ("indicator", None), ("recommendation", None)
                    ),
                    models.Q(
                        ("finding", None), ("indicator", None), ("recommendation__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_thread_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_comment_says_something"
            ),
        ),
        install(RULES),
    ]
