"""Attempts to log in that failed, to be counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoginAttempt(models.Model):
    """An attempt to log in that failed, or that isn't over yet; it is kept for an hour.

    Who and where are digests: enough to count with, too little to read.
    """

    # Of an account and somebody who tries: strangers at one place, or a known browser.
    who = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    wide_place = models.CharField(max_length=64)
    is_known = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("inlogpoging")
        verbose_name_plural = _("inlogpogingen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
