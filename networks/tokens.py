"""Keys with which somebody's programs read what that person may read. A key is shown once; only its SHA-256 is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import ApiToken, User

# What every key starts with, so that a scanner for leaked secrets knows it for one of ours.
PREFIX = "loket_"
LONGEST = timedelta(days=365)
MOST = 10


@transaction.atomic
def make_token(*, user: User, name: str, valid_for: timedelta) -> tuple[ApiToken, str]:
    """Return a new key with its secret, which can't be read back later.

    Raises ValidationError when the person has MOST valid keys, or wants one for longer than
    LONGEST.
    """
    if not timedelta(0) < valid_for <= LONGEST:
        raise ValidationError(_("Een API-sleutel is hoogstens een jaar geldig."))
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    now = timezone.now()
    if ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=now).count() >= MOST:
        raise ValidationError(_("U hebt al tien geldige API-sleutels. Trek er eerst een in."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name, digest=_digest(secret), created_at=now, expires_at=now + valid_for
    )
    return token, secret


def revoke(token: ApiToken) -> None:
    """Make a key worthless at once; a second time changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def token_of(secret: str) -> ApiToken | None:
    """Return the valid key of somebody who may log in, with that person (one query); None for anything else.

    The first use on a day is written down (one more query).
    """
    found = (
        ApiToken.objects.select_related("user")
        .filter(
            digest=_digest(secret),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .first()
    )
    today = timezone.localdate()
    if found is not None and found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
