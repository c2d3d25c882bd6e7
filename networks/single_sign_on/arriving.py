"""What allauth asks the portal about who arrives from the provider."""

import time
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from networks.models import User
from networks.own_account import second_factor
from networks.own_account.time_limits import CONFIRMED_AT

from .linked_accounts import account_for
from .provided_roles import apply_roles
from .turned_away import (
    AWAY,
    CANCELLED,
    NOT_SHOWN_AGAIN,
    NOT_TRUSTED,
    OTHER_PERSON,
    TOO_LATE,
    Refusal,
    RefusedAtReturn,
)

# Seconds that the clock of the provider may be behind.
_SLOW_CLOCK = 60


class ArrivingAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # no type hints
    """One provider, of the settings; accounts by the portal's own rules."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        # It loads what makes requests, which a portal without a provider never needs.
        from .exchange import organisation_provider

        return organisation_provider(request)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> User:
        user: User = sociallogin.user
        return user

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account and give it its roles. Raises RefusedAtReturn."""
        claims, kept = sociallogin.claims, sociallogin.state["data"]
        if not claims.nonce or claims.nonce != kept["nonce"]:
            raise RefusedAtReturn(NOT_TRUSTED)
        if kept["confirms"]:
            _confirm(request, sociallogin)
        user = account_for(claims)
        apply_roles(user, claims.roles)
        sociallogin.user = user
        request.is_shared_computer = kept["shared"]  # type: ignore[attr-defined]
        if claims.passed_second_step:
            second_factor.pass_elsewhere(request)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        refusal = _refusal(error, exception, extra_context or {})
        raise RefusedAtReturn(refusal) from exception


def _confirm(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Note that who is logged in here just showed the provider once more who they are.

    Always raises: RefusedAtReturn, or the answer that goes on to what had to be confirmed.
    """
    kept = sociallogin.state["data"]
    if not request.user.is_authenticated or request.user.pk != kept["confirms"]:
        raise RefusedAtReturn(TOO_LATE)
    if sociallogin.user.pk != request.user.pk:
        raise RefusedAtReturn(OTHER_PERSON, about=request.user)
    if sociallogin.claims.shown_at < kept["began"] - _SLOW_CLOCK:
        raise RefusedAtReturn(NOT_SHOWN_AGAIN, about=request.user)
    request.session[CONFIRMED_AT] = int(time.time())
    query = urlencode({"next": sociallogin.get_redirect_url(request) or reverse("account")})
    raise ImmediateHttpResponse(redirect(f"{reverse('sso_confirm')}?{query}"))


def _refusal(error: Any, exception: Exception | None, context: dict[str, Any]) -> Refusal:
    from allauth.socialaccount.providers.base import AuthError
    from requests import RequestException

    if error == AuthError.CANCELLED:
        return CANCELLED
    if isinstance(exception, RequestException):
        return AWAY
    return TOO_LATE if "state_id" in context else NOT_TRUSTED
