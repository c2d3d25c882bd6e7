"""The trail, which the database only ever adds to."""

from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, NeverEmptied, install

TABLE = "networks_trailentry"
MESSAGE = "Het logboek verandert niet meer."
# The term is of the entry itself: a setting can't shorten it afterwards.
KEPT = "{row}.kept_until > CURRENT_TIMESTAMP"

RULES = [
    FrozenRows(
        table=TABLE, frozen="{row}.id IS NOT NULL", message=MESSAGE, events=["UPDATE"], name="ever"
    ),
    FrozenRows(table=TABLE, frozen=KEPT, message=MESSAGE, events=["DELETE"], name="term"),
    NeverEmptied(table=TABLE, frozen=KEPT, message=MESSAGE),
]


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0012_looks_inside"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrailEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                ("kept_until", models.DateTimeField(verbose_name="bewaard tot")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("login", "inloggen"),
                            ("logout", "uitloggen"),
                            ("password", "wachtwoord gekozen"),
                            ("refused", "geen toegang"),
                            ("second_factor", "tweede stap gewijzigd of gebruikt"),
                            ("sessions_ended", "ergens anders uitgelogd"),
                            ("looked_inside", "als beheerder gekeken, met een reden"),
                            ("key_made", "API-sleutel gemaakt"),
                            ("key_revoked", "API-sleutel ingetrokken"),
                            ("key_used", "API-sleutel gebruikt"),
                            ("report_viewed", "rapport bekeken"),
                            ("downloaded", "document gedownload"),
                            ("exported", "gegevens gedownload"),
                            ("started", "begonnen"),
                            ("submitted", "ter toetsing gelegd"),
                            ("taken_back", "teruggenomen uit de toetsing"),
                            ("confirmed", "vastgesteld"),
                            ("reopened", "heropend"),
                            ("removed", "verwijderd"),
                            ("shared", "rapport gedeeld"),
                            ("sharing_ended", "delen gestopt"),
                            ("published", "indicatorenset gepubliceerd"),
                            ("retired", "indicatorenset vervallen"),
                            ("used_again", "indicatorenset weer in gebruik"),
                            ("invited", "uitgenodigd"),
                            ("invited_again", "uitnodiging opnieuw verstuurd"),
                            ("invitation_withdrawn", "uitnodiging ingetrokken"),
                            ("invitation_accepted", "uitnodiging aangenomen"),
                            ("role_given", "rol gegeven"),
                            ("role_changed", "rol gewijzigd"),
                            ("role_ended", "rol beëindigd"),
                            ("handed_over", "rol van coördinator overgedragen"),
                            ("power_given", "meer rechten gekregen"),
                            ("power_taken", "rechten afgenomen"),
                            ("added", "toegevoegd in het beheer"),
                            ("changed", "gewijzigd in het beheer"),
                            ("deleted", "verwijderd in het beheer"),
                            ("tidied", "oude regels van dit logboek gewist"),
                        ],
                        max_length=30,
                        verbose_name="wat",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("done", "gelukt"), ("refused", "geweigerd")],
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200, verbose_name="nader")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("account", "iemand met een account"),
                            ("key", "een programma met een API-sleutel"),
                            ("link", "iemand met een link"),
                            ("visitor", "iemand die niet was ingelogd"),
                            ("system", "het portaal zelf"),
                        ],
                        max_length=10,
                        verbose_name="wie",
                    ),
                ),
                ("account_pk", models.PositiveBigIntegerField(null=True, verbose_name="account")),
                ("means_label", models.CharField(blank=True, max_length=60)),
                ("means_pk", models.PositiveBigIntegerField(null=True)),
                ("subject_label", models.CharField(blank=True, max_length=60)),
                ("subject_pk", models.PositiveBigIntegerField(null=True)),
                ("network_pk", models.PositiveBigIntegerField(null=True, verbose_name="netwerk")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="IP-adres")),
            ],
            options={
                "verbose_name": "regel in het logboek",
                "verbose_name_plural": "logboek",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["network_pk", "-id"], name="trail_of_a_network"),
                    models.Index(fields=["account_pk", "-id"], name="trail_of_an_account"),
                    models.Index(fields=["what", "-id"], name="trail_by_what"),
                    models.Index(fields=["at"], name="trail_by_moment"),
                    models.Index(fields=["kept_until"], name="trail_to_tidy"),
                ],
            },
        ),
        install(RULES),
    ]
