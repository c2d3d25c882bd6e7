from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word for what happened; nothing changes in a database."""

    dependencies = [("networks", "0015_erasure_in_the_trail")]

    operations = [
        migrations.AlterField(
            model_name="trailentry",
            name="what",
            field=models.CharField(
                "wat",
                max_length=30,
                choices=[
                    ("login", "inloggen"),
                    ("logout", "uitloggen"),
                    ("password", "wachtwoord gekozen"),
                    ("refused", "geen toegang"),
                    ("linked", "gekoppeld aan het inloggen bij de organisatie"),
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
                    ("erased", "naam en adres van iemand weggehaald"),
                ],
            ),
        ),
    ]
