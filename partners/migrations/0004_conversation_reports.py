"""The person spoken with checks a conversation report; frozen with its assessment."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, install

confirmed = import_module("assessments.migrations.0002_confirmed_is_frozen")

SOURCE = "JOIN assessments_source s ON s.assessment_id = a.id "
OF_LINK = SOURCE + "WHERE s.id = {row}.source_id"
OF_CORRECTION = (
    SOURCE + "JOIN partners_conversationlink l ON l.source_id = s.id WHERE l.id = {row}.link_id"
)
RULES = [
    # The link itself may still be opened, withdrawn or thrown away with its source.
    FrozenRows(
        table="partners_conversationlink",
        frozen=confirmed.STATE.format(where=OF_LINK),
        events=["UPDATE OF agreed_at, agreed_texts, sent_at"],
        message=confirmed.MESSAGE,
    ),
    FrozenRows(
        table="partners_correction",
        frozen=confirmed.STATE.format(where=OF_CORRECTION),
        message=confirmed.MESSAGE,
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0008_quotes"),
        ("partners", "0003_questions_asked_later"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConversationLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                ("seed", models.CharField(editable=False, max_length=43)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("answer_by", models.DateField(verbose_name="antwoorden tot en met")),
                ("word", models.TextField(blank=True, verbose_name="persoonlijk woord")),
                ("made_at", models.DateTimeField(verbose_name="uitgenodigd op")),
                ("opened_at", models.DateTimeField(null=True, verbose_name="geopend op")),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="herinnerd op")),
                ("reminded_by_itself_at", models.DateTimeField(editable=False, null=True)),
                (
                    "sent_at",
                    models.DateTimeField(null=True, verbose_name="correcties verstuurd op"),
                ),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="akkoord op")),
                (
                    "agreed_texts",
                    models.JSONField(default=dict, editable=False, verbose_name="akkoord met"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversation_link",
                        to="assessments.source",
                        verbose_name="gesprek",
                    ),
                ),
            ],
            options={
                "verbose_name": "link voor een gespreksverslag",
                "verbose_name_plural": "links voor gespreksverslagen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
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
                ("said", models.TextField(blank=True)),
                ("remark", models.TextField(blank=True, verbose_name="opmerking")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken_over", "overgenomen: de tekst is aangepast"),
                            ("not_taken_over", "niet overgenomen, omdat …"),
                            ("answered", "beantwoord: de tekst blijft, met uitleg"),
                        ],
                        max_length=14,
                        verbose_name="afhandeling",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="uitleg")),
                ("handled_at", models.DateTimeField(null=True, verbose_name="afgehandeld op")),
                ("key", models.CharField(blank=True, max_length=100, verbose_name="vraag")),
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
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="partners.conversationlink",
                    ),
                ),
            ],
            options={
                "verbose_name": "correctie op een gespreksverslag",
                "verbose_name_plural": "correcties op gespreksverslagen",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "key"), name="one_correction_a_paragraph"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["", "taken_over", "not_taken_over", "answered"])
                        ),
                        name="outcome_of_a_correction_is_known",
                    ),
                ],
            },
        ),
        install(RULES),
    ]
