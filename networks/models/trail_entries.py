"""The trail: who did what, on what, from where and when; it is only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrailEntry(models.Model):
    """One thing that somebody did, in numbers and fixed words: no typed text, no secret.

    It refers to nothing: an account or a report that is removed leaves its entries as they are.
    The database refuses to change an entry, and to delete one before `kept_until`.
    """

    class What(models.TextChoices):
        LOGIN = "login", _("inloggen")
        LOGOUT = "logout", _("uitloggen")
        PASSWORD = "password", _("wachtwoord gekozen")
        REFUSED = "refused", _("geen toegang")
        LINKED = "linked", _("gekoppeld aan het inloggen bij de organisatie")
        SECOND_FACTOR = "second_factor", _("tweede stap gewijzigd of gebruikt")
        SESSIONS_ENDED = "sessions_ended", _("ergens anders uitgelogd")
        LOOKED_INSIDE = "looked_inside", _("als beheerder gekeken, met een reden")
        KEY_MADE = "key_made", _("API-sleutel gemaakt")
        KEY_REVOKED = "key_revoked", _("API-sleutel ingetrokken")
        KEY_USED = "key_used", _("API-sleutel gebruikt")
        REPORT_VIEWED = "report_viewed", _("rapport bekeken")
        DOWNLOADED = "downloaded", _("document gedownload")
        EXPORTED = "exported", _("gegevens gedownload")
        STARTED = "started", _("begonnen")
        SUBMITTED = "submitted", _("ter toetsing gelegd")
        TAKEN_BACK = "taken_back", _("teruggenomen uit de toetsing")
        CONFIRMED = "confirmed", _("vastgesteld")
        REOPENED = "reopened", _("heropend")
        REMOVED = "removed", _("verwijderd")
        SHARED = "shared", _("rapport gedeeld")
        SHARING_ENDED = "sharing_ended", _("delen gestopt")
        PUBLISHED = "published", _("indicatorenset gepubliceerd")
        RETIRED = "retired", _("indicatorenset vervallen")
        USED_AGAIN = "used_again", _("indicatorenset weer in gebruik")
        INVITED = "invited", _("uitgenodigd")
        INVITED_AGAIN = "invited_again", _("uitnodiging opnieuw verstuurd")
        INVITATION_WITHDRAWN = "invitation_withdrawn", _("uitnodiging ingetrokken")
        INVITATION_ACCEPTED = "invitation_accepted", _("uitnodiging aangenomen")
        ROLE_GIVEN = "role_given", _("rol gegeven")
        ROLE_CHANGED = "role_changed", _("rol gewijzigd")
        ROLE_ENDED = "role_ended", _("rol beëindigd")
        HANDED_OVER = "handed_over", _("rol van coördinator overgedragen")
        POWER_GIVEN = "power_given", _("meer rechten gekregen")
        POWER_TAKEN = "power_taken", _("rechten afgenomen")
        ADDED = "added", _("toegevoegd in het beheer")
        CHANGED = "changed", _("gewijzigd in het beheer")
        DELETED = "deleted", _("verwijderd in het beheer")
        TIDIED = "tidied", _("oude regels van dit logboek gewist")
        ERASED = "erased", _("naam en adres van iemand weggehaald")

    class Who(models.TextChoices):
        ACCOUNT = "account", _("iemand met een account")
        KEY = "key", _("een programma met een API-sleutel")
        LINK = "link", _("iemand met een link")
        VISITOR = "visitor", _("iemand die niet was ingelogd")
        SYSTEM = "system", _("het portaal zelf")

    class Result(models.TextChoices):
        DONE = "done", _("gelukt")
        REFUSED = "refused", _("geweigerd")

    at = models.DateTimeField(_("wanneer"))
    kept_until = models.DateTimeField(_("bewaard tot"))
    what = models.CharField(_("wat"), max_length=30, choices=What.choices)
    result = models.CharField(_("uitkomst"), max_length=10, choices=Result.choices)
    # A word of ours, such as a role, or the names of fields that changed.
    detail = models.CharField(_("nader"), max_length=200, blank=True)

    who = models.CharField(_("wie"), max_length=10, choices=Who.choices)
    # Of a key: its owner.
    account_pk = models.PositiveBigIntegerField(_("account"), null=True)
    # The key or the link, as in "reports.sharedreport".
    means_label = models.CharField(max_length=60, blank=True)
    means_pk = models.PositiveBigIntegerField(null=True)

    subject_label = models.CharField(max_length=60, blank=True)
    subject_pk = models.PositiveBigIntegerField(null=True)
    # Whose coordinators see it. Without a network it is for admins only.
    network_pk = models.PositiveBigIntegerField(_("netwerk"), null=True)
    address = models.GenericIPAddressField(_("IP-adres"), null=True)

    class Meta:
        verbose_name = _("regel in het logboek")
        verbose_name_plural = _("logboek")
        ordering = ["-pk"]
        # No rule about `what`: a new word would make SQLite build the table anew, without triggers.
        indexes = [
            models.Index(fields=["network_pk", "-id"], name="trail_of_a_network"),
            models.Index(fields=["account_pk", "-id"], name="trail_of_an_account"),
            models.Index(fields=["what", "-id"], name="trail_by_what"),
            models.Index(fields=["at"], name="trail_by_moment"),
            models.Index(fields=["kept_until"], name="trail_to_tidy"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.get_what_display()}"
