"""Sources of an assessment and their views, on which points rest; frozen with their assessment."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loket_eval.frozen_rows import install

before = import_module("assessments.migrations.0002_confirmed_is_frozen")

RULES = [
    before.part_of_assessment("assessments_source"),
    before.linked_to("assessments_source", "assessments_view", "source_id"),
    before.linked_to("assessments_finding", "assessments_finding_views", "finding_id"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0003_histories"),
        ("indicators", "0003_history_is_frozen"),
        ("networks", "0003_one_spelling_of_a_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="gewijzigd op"),
                ),
                ("deleted", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("partner", "samenwerkingspartner"),
                            ("conversation", "gesprek"),
                            ("document", "document"),
                            ("meeting", "bijeenkomst"),
                            ("evaluator", "externe evaluatie"),
                        ],
                        max_length=12,
                        verbose_name="soort bron",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="functie")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="titel")),
                ("maker", models.CharField(blank=True, max_length=200, verbose_name="maker")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="datum")),
                (
                    "place",
                    models.CharField(blank=True, max_length=500, verbose_name="waar te vinden"),
                ),
                (
                    "sent_in_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="verstuurd op"),
                ),
                (
                    "may_quote",
                    models.BooleanField(
                        default=False, verbose_name="mag letterlijk worden geciteerd"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gewijzigd door",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="evaluator",
                    ),
                ),
            ],
            options={
                "verbose_name": "bron",
                "verbose_name_plural": "bronnen",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="textversion",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="assessments.source",
            ),
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="gewijzigd op"),
                ),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("strength", "sterk punt"),
                            ("mixed", "deels sterk, deels te verbeteren"),
                            ("improvement", "verbeterpunt"),
                            ("cannot_judge", "kan ik niet beoordelen"),
                        ],
                        max_length=12,
                        verbose_name="oordeel",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="opmerking")),
                ("example", models.TextField(blank=True, verbose_name="waar blijkt dat uit?")),
                ("first_judgement", models.CharField(blank=True, editable=False, max_length=12)),
                (
                    "is_kept",
                    models.BooleanField(default=False, verbose_name="minderheidsstandpunt"),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gewijzigd door",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="assessments.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "inbreng",
                "verbose_name_plural": "inbreng",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="views",
            field=models.ManyToManyField(
                blank=True, related_name="findings", to="assessments.view", verbose_name="steunt op"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["partner", "conversation", "document", "meeting", "evaluator"])
                ),
                name="source_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "partner"), _negated=True),
                    ("organisation__isnull", False),
                    _connector="OR",
                ),
                name="a_partner_is_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "evaluator")),
                fields=("assessment", "person"),
                name="one_own_judgement_an_evaluator",
            ),
        ),
        migrations.AddConstraint(
            model_name="view",
            constraint=models.UniqueConstraint(
                fields=("source", "indicator"), name="one_view_a_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="view",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("judgement__in", ["", "strength", "mixed", "improvement", "cannot_judge"])
                ),
                name="judgement_of_a_view_is_known",
            ),
        ),
        install(RULES),
    ]
