"""Logging in and out, as Django and allauth tell of it."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from networks.models import TrailEntry, User

from .recording import record, record_view

What = TrailEntry.What


@receiver(user_logged_in)
def logged_in(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    ways = {one["method"] for one in get_authentication_records(request, user)}
    record(What.LOGIN, about=user, by=user, detail="sso" if "socialaccount" in ways else "")


@receiver(user_logged_out)
def logged_out(*, user: User | None, **_kwargs: Any) -> None:
    # Also sent for who wasn't logged in.
    if user is not None:
        record(What.LOGOUT, about=user, by=user)


@receiver(user_login_failed)
def login_failed(*, credentials: dict[str, Any], **_kwargs: Any) -> None:
    """Record which account it was about, if any: never what was typed, which may be a password."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    account = User.objects.filter(email__iexact=email).only("pk").first()
    record_view(What.LOGIN, about=account, result=TrailEntry.Result.REFUSED)


@receiver([password_changed, password_reset, password_set])
def password_chosen(*, user: User, **_kwargs: Any) -> None:
    record(What.PASSWORD, about=user, by=user)
