"""The page of an invitation's link, for who isn't logged in too."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .accounts import ProviderForm
from .invitations import (
    NoLongerWaiting,
    accept_with_account,
    accept_with_new_account,
    account_of,
)
from .models import Invitation, User
from .people_forms import NewAccountForm
from .trail import acts_by


@login_not_required
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the invited person choose a password, or take the role with the account there is."""
    response = _answer(request, secret)
    # Only the name of the portal goes along to another page, never the secret in the path. Not
    # "no-referrer": then browsers send forms without saying where they come from, and the check
    # against forged forms refuses them.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    found = Invitation.objects.with_secret(secret).select_related(
        "network", "organisation", "invited_by"
    )
    invitation = found.first()
    if invitation is None:
        return _stopped(request, None, status=404)
    user = request.user if isinstance(request.user, User) else None
    if invitation.accepted_by_id is not None and user and user.pk == invitation.accepted_by_id:
        # A second click, or the mail opened once more.
        return redirect("start")
    if invitation.accepted_at or not invitation.works(timezone.now()):
        return _stopped(request, invitation, status=410)
    account = account_of(invitation)
    try:
        if account is None:
            return _new_account(request, invitation)
        return _existing_account(request, invitation, account, user)
    except NoLongerWaiting:
        # Another page was quicker; the page for what it is now says what to do.
        return redirect(request.path)


def _new_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not settings.LOCAL_PASSWORDS:
        # Who logs in at the provider with this address has accepted.
        context = {
            "invitation": invitation,
            "sso_name": settings.SSO_NAME,
            "provider_form": ProviderForm(),
        }
        status = 403 if request.method == "POST" else 200
        return render(request, "networks/invitation_by_sso.html", context, status=status)
    posted = request.POST if request.method == "POST" else None
    form = NewAccountForm(posted, email=invitation.email)
    if form.is_valid():
        acts_by(invitation)
        user = accept_with_new_account(
            invitation=invitation,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
        )
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        messages.success(request, _welcome(invitation))
        return redirect("start")
    sso_name = settings.SSO_NAME if settings.SSO_ISSUER else ""
    context = {"invitation": invitation, "form": form, "sso_name": sso_name}
    status = 422 if form.errors else 200
    return render(request, "networks/invitation.html", context, status=status)


def _existing_account(
    request: HttpRequest, invitation: Invitation, account: User, user: User | None
) -> HttpResponse:
    if request.method == "POST" and user == account:
        accept_with_account(invitation=invitation, user=account)
        messages.success(request, _welcome(invitation))
        return redirect("start")
    context = {"invitation": invitation, "account": account, "is_own": user == account}
    context["has_passwords"] = settings.LOCAL_PASSWORDS
    return render(request, "networks/invitation_for_account.html", context)


def _stopped(request: HttpRequest, invitation: Invitation | None, *, status: int) -> HttpResponse:
    context = {"invitation": invitation}
    return render(request, "networks/invitation_stopped.html", context, status=status)


def _welcome(invitation: Invitation) -> str:
    if invitation.network is None:
        return _("Welkom. U hebt nu een account bij Loket Evaluatie.")
    return _("Welkom. U hoort nu bij {network}.").format(network=invitation.network.name)
