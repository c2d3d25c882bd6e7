"""The page of one's own account: password, second factor, where one is logged in, and keys."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket_eval.saved_reply import saved_reply
from networks.models import ApiToken
from networks.signed_in import SignedInRequest

from . import second_factor
from .sessions import end_other_sessions, end_session, open_sessions


@require_safe
def account_page(request: SignedInRequest) -> HttpResponse:
    context = {
        "sessions": open_sessions(request),
        "factors": _factors(request),
        "keys": ApiToken.objects.valid().filter(user=request.user).count(),
        "is_required": second_factor.is_required(request.user),
        "has_passwords": settings.LOCAL_PASSWORDS,
        "sso_name": settings.SSO_NAME if settings.SSO_ISSUER else "",
    }
    return render(request, "networks/account.html", context)


@require_POST
def end_session_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Log this person out in one other browser."""
    if end_session(request.user, pk):
        messages.success(request, _("U bent daar uitgelogd."))
    return redirect("account")


@require_POST
def end_other_sessions_page(request: SignedInRequest) -> HttpResponse:
    """Log this person out in all other browsers."""
    end_other_sessions(request)
    messages.success(request, _("U bent op alle andere plekken uitgelogd."))
    return redirect("account")


@require_POST
def stay_page(request: SignedInRequest) -> HttpResponse:
    """Take the request itself for a sign that somebody is there (SessionTimeMiddleware)."""
    return saved_reply({"stays": True})


@require_safe
def second_factor_page(request: SignedInRequest) -> HttpResponse:
    """Show which second factors somebody has, and what can be added."""
    context = {
        "factors": _factors(request),
        "is_set_up": second_factor.is_set_up(request.user),
        "is_required": second_factor.is_required(request.user),
    }
    return render(request, "networks/second_factor.html", context)


class _SetUp:
    """For allauth's pages on which a second factor is set up: this session has then passed it."""

    request: SignedInRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        second_factor.remember_passed(self.request, self.request.user)
        # Elsewhere somebody may be logged in who never had the second step.
        end_other_sessions(self.request)
        return response


class SetUpAppView(_SetUp, ActivateTOTPView):  # type: ignore[misc]  # allauth has no type hints
    """An app is set up; its first code then is used up."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        # Validating a code is what marks it as used.
        app.wrap().validate_code(form.cleaned_data["code"])
        return response


class AddPasskeyView(_SetUp, AddWebAuthnView):  # type: ignore[misc]
    """A passkey is added."""


set_up_app = SetUpAppView.as_view()
add_passkey = AddPasskeyView.as_view()


def _factors(request: SignedInRequest) -> dict[str, Any]:
    """Return the app, the passkeys and the recovery codes of this person."""
    rows = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    kinds = Authenticator.Type
    codes = next((row for row in rows if row.type == kinds.RECOVERY_CODES), None)
    return {
        "app": next((row for row in rows if row.type == kinds.TOTP), None),
        "passkeys": [row for row in rows if row.type == kinds.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }
