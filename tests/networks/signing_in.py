"""People who log in as they do: with a password, a code of an app, and once more when asked."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client, TestCase
from django.urls import reverse

from networks.models import User
from networks.own_account.time_limits import ACTIVE_AT, BEGAN_AT
from tests.cast import PASSWORD


def with_password(user: User) -> User:
    """Give somebody a password; the cast has none, because making one takes long."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def log_in(user: User, client: Client | None = None) -> Client:
    """Return a browser in which somebody gave their password on the login page."""
    client = client or Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def confirm(client: Client) -> Client:
    """Give the password once more, as before something that matters."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def code_of(secret: str, *, step: int = 0) -> str:
    """Return what an app shows, now or `step` times half a minute later.

    Now and the next one are right for half a minute at least, however slow this machine is.
    """
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Set up an app; return its secret and the recovery codes that are shown after it."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="secret" value="(\w+)"', page)
    assert secret is not None
    code = code_of(secret[1])
    # A test's own transaction never ends; what waits for that includes the mail.
    with TestCase.captureOnCommitCallbacks(execute=True):
        shown = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    return secret[1], re.findall(r"<code>(\d+)</code>", shown.content.decode())


def is_logged_in(client: Client) -> bool:
    """Say whether this browser gets the page of somebody's account, or where it is set up."""
    return client.get(reverse("account")).status_code == 200


def let_pass(client: Client, *, minutes: int, active: bool = True) -> None:
    """Let this browser be logged in for so much longer, with or without doing anything."""
    session = client.session
    session[BEGAN_AT] -= minutes * 60
    if not active:
        session[ACTIVE_AT] -= minutes * 60
    session.save()
