"""API keys, with which programs read what their owner may read; only the SHA-256 is stored."""

import time
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from .links import digest_of, new_secret
from .models import ApiToken, User
from .trail import What, acts_by, record, record_view

# The start of every key, by which a scanner for leaked secrets recognises it.
PREFIX = "loket_"
MAX_VALIDITY = timedelta(days=365)
MAX_VALID_KEYS = 10


@transaction.atomic
def make_token(*, user: User, name: str, valid_for: timedelta) -> tuple[ApiToken, str]:
    """Return a new key with its secret, which can't be read later.

    Raises ValidationError when its owner has MAX_VALID_KEYS valid keys already, or when it would be
    valid for longer than MAX_VALIDITY.
    """
    if not timedelta(0) < valid_for <= MAX_VALIDITY:
        raise ValidationError(_("Een API-sleutel is hoogstens een jaar geldig."))
    # Two requests at the same time must not both find room for one more key.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    now = timezone.now()
    if ApiToken.objects.valid().filter(user=user).count() >= MAX_VALID_KEYS:
        raise ValidationError(_("U hebt al tien geldige API-sleutels. Trek er eerst een in."))
    secret = PREFIX + new_secret()
    token = ApiToken.objects.create(
        user=user, name=name, digest=digest_of(secret), created_at=now, expires_at=now + valid_for
    )
    record(What.KEY_MADE, about=token, by=user)
    return token, secret


@transaction.atomic
def revoke(token: ApiToken) -> None:
    """Make a key invalid from now on; a second time changes nothing."""
    valid = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if valid.update(revoked_at=timezone.now()):
        record(What.KEY_REVOKED, about=token)


@transaction.atomic
def revoke_all(user: User) -> int:
    """Make all keys of somebody invalid; return how many there were."""
    revoked = ApiToken.objects.valid().filter(user=user).update(revoked_at=timezone.now())
    if revoked:
        record(What.KEY_REVOKED, about=user, detail=str(revoked))
    return revoked


def token_of(secret: str) -> ApiToken | None:
    """Return the valid key with this secret and its active owner (one query), or None."""
    token = (
        ApiToken.objects.valid()
        .select_related("user")
        .filter(digest=digest_of(secret), user__is_active=True)
        .first()
    )
    if token is not None:
        acts_by(token)
    return token


def count_use(token: ApiToken, *, most: int) -> int:
    """Count a request with this key; return 0, or how many seconds to wait when it was used `most`
    times in this minute.

    One statement, which the database carries out for one request at a time: at any number of
    simultaneous requests no more than `most` get through. A refused one changes nothing. The first
    one of a day is in the trail (one more query).
    """
    today = timezone.localdate()
    minute, second = divmod(int(time.time()), 60)
    has_room = ~Q(minute=minute) | Q(used_in_minute__lt=most)
    is_counted = ApiToken.objects.filter(has_room, pk=token.pk).update(
        used_in_minute=Case(When(minute=minute, then=F("used_in_minute") + 1), default=1),
        minute=minute,
        last_used_on=today,
    )
    if is_counted and token.last_used_on != today:
        record_view(What.KEY_USED, about=token)
    return 0 if is_counted else 60 - second
