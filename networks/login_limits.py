"""How often somebody may try to log in: by account, by place, and by browser.

Each attempt is a row, written before it is counted, so attempts at the same moment count as well.
A browser that somebody logged in with before counts apart: whoever guesses a password from
elsewhere can't lock the owner out.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _

from loket_eval.settings.environment import PRODUCTION

from .models import LoginAttempt, User

KNOWN_COOKIE = "__Host-known" if PRODUCTION else "known"
_KNOWN_FOR = timedelta(days=365)
KEPT = timedelta(hours=1)
_A_MINUTE, _FIVE_MINUTES = timedelta(minutes=1), timedelta(minutes=5)


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts in `time` that agree in these fields."""

    fields: tuple[str, ...]
    most: int
    time: timedelta


# A provider gives a customer up to a /48 of IPv6 addresses, so a narrow and a wide place count.
LIMITS = (
    Limit(("who",), 5, _FIVE_MINUTES),
    Limit(("place",), 10, _A_MINUTE),
    Limit(("wide_place",), 30, _A_MINUTE),
)
# By all who aren't known together: guessing from a thousand places is no faster.
STRANGERS = Limit(("account",), 100, KEPT)


def begin(request: HttpRequest, email: str, address: str) -> LoginAttempt:
    """Return the attempt, to be deleted when it succeeds.

    Raises ValidationError when there were too many, or nothing can be stored.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            LoginAttempt.objects.filter(at__lt=now - KEPT).delete()
            attempt = LoginAttempt.objects.create(at=now, **_described(request, email, address))
        # After the transaction: whoever tries at the same moment is in the count.
        limits = LIMITS if attempt.is_known else (*LIMITS, STRANGERS)
        exceeded = any(_count(limit, attempt) > limit.most for limit in limits)
    except DatabaseError:
        raise ValidationError(
            _(
                "Inloggen lukt nu niet: het portaal kan niets opslaan. Aan uw wachtwoord ligt het "
                "niet. Waarschuw de beheerder en probeer het later weer."
            )
        ) from None
    if exceeded:
        raise ValidationError(
            _(
                "Er is te vaak een verkeerd wachtwoord gegeven. Probeer het over 5 minuten weer, "
                "of log in met een browser waarmee u dat eerder deed."
            )
        )
    return attempt


def remember(response: HttpResponse, user: User) -> None:
    """Let this browser count apart from now on, for this account."""
    response.set_signed_cookie(
        KNOWN_COOKIE,
        get_random_string(22),
        salt=_salt(user.email),
        max_age=int(_KNOWN_FOR.total_seconds()),
        secure=PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def _described(request: HttpRequest, email: str, address: str) -> dict[str, str | bool]:
    account = _digest("account", email.strip().lower())
    place = _digest("place", _network(address, 64))
    browser = _known_browser(request, email)
    return {
        "account": account,
        "place": place,
        "wide_place": _digest("wide", _network(address, 48)),
        "who": _digest("who", account, browser or place),
        "is_known": bool(browser),
    }


def _count(limit: Limit, attempt: LoginAttempt) -> int:
    """Return how many attempts there were within the time of the limit, up to one too many."""
    alike = {name: getattr(attempt, name) for name in limit.fields}
    if limit is STRANGERS:
        alike["is_known"] = False
    recent = LoginAttempt.objects.filter(at__gt=attempt.at - limit.time, **alike)
    return recent.order_by()[: limit.most + 1].count()


def _known_browser(request: HttpRequest, email: str) -> str:
    try:
        return str(
            request.get_signed_cookie(
                KNOWN_COOKIE, "", salt=_salt(email), max_age=int(_KNOWN_FOR.total_seconds())
            )
        )
    except BadSignature:
        # Of somebody else who uses this browser, or too old.
        return ""


def _salt(email: str) -> str:
    return f"networks.login_limits {email.strip().lower()}"


def _network(address: str, bits: int) -> str:
    """Return the part of an IPv6 address that one customer has; an IPv4 address as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), bits), strict=False))


def _digest(*parts: str) -> str:
    return salted_hmac("networks.login_limits", "\0".join(parts), algorithm="sha256").hexdigest()
