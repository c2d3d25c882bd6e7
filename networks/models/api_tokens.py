"""Keys with which a program reads what its owner may read."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .users import User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def valid(self) -> "ApiTokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class ApiToken(models.Model):
    """Lets a program read what its owner may read. Only the SHA-256 of the token is stored."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="api_tokens", verbose_name=_("gebruiker")
    )
    name = models.CharField(_("waarvoor"), max_length=100)
    # No salt and no slow hash: the secret is 256 random bits, which nobody can guess.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"))
    # Every key expires: one that somebody forgot about must not work for ever.
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    last_used_on = models.DateField(_("laatst gebruikt op"), null=True, blank=True, editable=False)
    # Requests in the minute (of 1970) in which it was used last.
    minute = models.PositiveBigIntegerField(default=0, editable=False)
    used_in_minute = models.PositiveIntegerField(default=0, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    trail_name = "name"

    class Meta:
        verbose_name = _("API-sleutel")
        verbose_name_plural = _("API-sleutels")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
