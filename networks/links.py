"""Links that open something without logging in: their secret, and how long they work.

Only the SHA-256 of a secret is stored. No salt and no slow hash: the secret is 256 random bits,
which nobody can guess. Comparing is a look-up by that SHA-256, whose time tells nothing about it.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# What an address accepts as a secret: as long as what new_secret gives.
LENGTH = 43


def new_secret() -> str:
    """Return 256 random bits that fit in an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is stored of a secret."""
    # What somebody sends may contain bytes that are no text; they only have to match nothing.
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


class SecretLink(models.Model):
    """A row that is opened by a link.

    Renewing gives it another secret, so that the old link stops.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("geldig tot"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        abstract = True

    def renew(self, *, now: datetime, valid_for: timedelta) -> str:
        """Give the row a new secret and return it; the caller stores the row."""
        secret = new_secret()
        self.digest = digest_of(secret)
        self.expires_at = now + valid_for
        self.withdrawn_at = None
        return secret

    def works(self, now: datetime) -> bool:
        """Return whether the link is neither withdrawn nor expired."""
        return self.withdrawn_at is None and now < self.expires_at
