"""Links by which partners come in without an account."""

from base64 import urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessments.models import Source
from networks.links import SecretLink, digest_of


class PartnerLink(SecretLink):
    """A link for one source, with which it gives its own view until a date.

    A reminder has the same link as the first mail, so its secret can be made again: from `seed` and
    the key of this installation. Renewing takes another seed, so that a forwarded link stops.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="link")
    seed = models.CharField(max_length=43, editable=False)
    email = models.EmailField(_("e-mailadres"))
    answer_by = models.DateField(_("antwoorden tot en met"))
    word = models.TextField(_("persoonlijk woord"), blank=True)
    # The keys of the questions that it is asked; empty means all of them. Every version of the set
    # knows a question by its key.
    questions = models.JSONField(_("vragen"), default=list, blank=True)
    may_see_others = models.BooleanField(_("mag na versturen de inbreng van anderen zien"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("uitgenodigd op"))
    opened_at = models.DateTimeField(_("geopend op"), null=True)
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True)
    # Three days before the date, once.
    reminded_by_itself_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("link voor een partner")
        verbose_name_plural = _("links voor partners")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.email

    def give_new_secret(self) -> None:
        """Let the link in earlier mails stop, and another one work. The caller stores the row."""
        self.seed = token_urlsafe(32)
        self.digest = digest_of(self.secret)
        self.withdrawn_at = None

    @property
    def secret(self) -> str:
        made = salted_hmac("partners.PartnerLink", self.seed, algorithm="sha256").digest()
        return urlsafe_b64encode(made).decode().rstrip("=")

    def open_until(self, day: date) -> None:
        """Let the link work up to and including a day."""
        self.answer_by = day
        self.expires_at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
