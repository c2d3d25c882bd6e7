"""Logging in with e-mail address and password; an account comes from an invitation."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account import views as account_views
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from loket_eval import rescue

from . import login_limits
from .models import ApiToken, User
from .new_password import mail_new_password
from .own_account import kept_forms, second_factor
from .own_account.changes import tell
from .own_account.forms import PlainFields
from .own_account.time_limits import began_recently, confirmed_recently, remember_computer
from .passwords_off import passwords_are_off
from .tokens import revoke_all


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no type hints
    """No sign-up, messages of our own, and a login that continues with a rescued form."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij een actief account."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "incorrect_password": _("Dit is niet uw huidige wachtwoord."),
    }

    # Allauth asks this in its sign-up view, which urls.py leaves out as well.
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """Put the mail in our queue; allauth would send it in the request."""
        tell(user, template_prefix.rpartition("/")[2], request=self.request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Don't ask again who just logged in, to set up or change the second factor.

        An API key lasts longer than any session, so for that allauth always asks.
        """
        if app == "allauth.mfa" and began_recently(self.request.session):
            return False
        if confirmed_recently(self.request.session):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways to show once more who one is; the first one is asked for."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not settings.LOCAL_PASSWORDS:
            ways = [way for way in ways if way["id"] != "reauthenticate"]
        if settings.SSO_ISSUER:
            at_provider = {"id": "sso", "description": "", "url": reverse("sso_confirm")}
            has_password = any(way["id"] == "reauthenticate" for way in ways)
            ways = [*ways, at_provider] if has_password else [at_provider, *ways]
        return ways

    def get_login_stages(self) -> list[str]:
        stages: list[str] = super().get_login_stages()
        if second_factor.is_passed_elsewhere(self.request):
            stages.remove("allauth.mfa.stages.AuthenticateStage")
        return stages

    # Instead of allauth's limit on failed logins, which counts in the cache.
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._attempt = login_limits.begin(
            request, str(credentials.get("email", "")), self.get_client_ip(request)
        )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            self._attempt.delete()
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        login_limits.remember(response, user)
        # What was posted when nobody was logged in is offered again to be sent.
        rescued = rescue.Rescued.from_json(kept_forms.take(request))
        if not rescued:
            return response
        page = rescue.page(request, rescued, status=200)
        page.cookies = response.cookies
        return page


class _RepeatedPassword(PlainFields):
    """A new password that is typed twice; allauth's own message about it says "je"."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        # Allauth has checked password1 only, so the second one is still as it was posted.
        first, second = cleaned.get("password1"), self.data.get("password2")  # type: ignore[attr-defined]
        if first and second and first != second:
            message = _("Dit is niet hetzelfde als het nieuwe wachtwoord.")
            self.errors["password2"] = self.error_class([message])  # type: ignore[attr-defined]
        return cleaned


class _AskedAtLogin(forms.Form):
    """What is asked however somebody logs in."""

    # strip=False: the hidden field contains JSON, and typed text must come back unchanged.
    shared = forms.BooleanField(
        required=False,
        label=_("Dit is een gedeelde computer"),
        help_text=_(
            "U wordt uitgelogd als u de browser sluit, en van uw tekst blijft niets op deze "
            "computer achter."
        ),
    )
    unsent = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class ProviderForm(_AskedAtLogin):
    """The button to the provider; a page may have it beside the form with a password."""

    def __init__(self, *, unsent: str = "") -> None:
        super().__init__(initial={"unsent": unsent}, auto_id="sso_%s")


# The order of the base classes matters: ours change what allauth's made.
class LoginForm(PlainFields, allauth_forms.LoginForm, _AskedAtLogin):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mailadres")
        # Allauth puts a link here; our template has its own.
        self.fields["password"].help_text = ""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        remember_computer(request, is_shared=self.cleaned_data["shared"])
        if not request.user.is_authenticated:
            kept_forms.keep_for_second_step(request, self.cleaned_data["unsent"])
        return response

    @property
    def sso_name(self) -> str:
        """What the button to the provider says; empty without a provider."""
        return settings.SSO_NAME if settings.SSO_ISSUER else ""

    @property
    def to_provider(self) -> ProviderForm:
        return ProviderForm(unsent=self["unsent"].value() or "")

    @property
    def has_passwords(self) -> bool:
        return bool(settings.LOCAL_PASSWORDS)

    @cached_property
    def rescued(self) -> rescue.Rescued | None:
        """The form that was posted when nobody was logged in any more, if there is one."""
        return rescue.Rescued.from_json(self["unsent"].value() or "")


def login_page(
    request: HttpRequest,
    rescued: rescue.Rescued | None,
    *,
    status: int,
    refusal: str = "",
    next_page: str = "",
) -> HttpResponse:
    """Return the login page, which sends `rescued` again after login or goes on to `next_page`;
    `refusal` says why again."""
    query = f"?{urlencode({'next': next_page})}" if next_page else ""
    context = {
        "form": LoginForm(initial={"unsent": rescued.to_json() if rescued else ""}),
        "action": reverse("account_login") + query,
        "refusal": refusal,
        "next_page": next_page,
    }
    return render(request, "account/login.html", context, status=status)


def log_in_page(request: HttpRequest) -> HttpResponseBase:
    """Let somebody log in; with passwords off there is only the way to the provider."""
    if request.method != "POST" or settings.LOCAL_PASSWORDS:
        response: HttpResponseBase = account_views.login(request)
        return response
    rescued = rescue.Rescued.from_json(request.POST.get("unsent", ""))
    return login_page(request, rescued, status=403, refusal=str(passwords_are_off()))


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres")

    def clean_email(self) -> str:
        """Look nothing up: for every address the request does the same, in the same time."""
        return str(self.cleaned_data["email"]).strip().lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Have the worker look whether this is the present address of an account, and mail it."""
        email = str(self.cleaned_data["email"])
        mail_new_password.enqueue(email, settings.PORTAL_ADDRESS)
        return email


class ResetPasswordKeyForm(_RepeatedPassword, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def save(self) -> None:
        """Store the new password. Who took over the mailbox or the old password keeps nothing."""
        with transaction.atomic():
            super().save()
            revoke_all(self.user)


class ChangePasswordForm(_RepeatedPassword, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    revoke_keys = forms.BooleanField(
        label=_("Trek ook mijn API-sleutels in"),
        help_text=_(
            "Doe dit als iemand anders uw wachtwoord kan kennen. Programma’s die een sleutel "
            "gebruiken, kunnen dan niets meer lezen."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ApiToken.objects.valid().filter(user=self.user).exists():
            del self.fields["revoke_keys"]

    def save(self) -> None:
        """Store the new password, which ends every other session of this person."""
        with transaction.atomic():
            super().save()
            if self.cleaned_data.get("revoke_keys"):
                revoke_all(self.user)


class SetPasswordForm(_RepeatedPassword, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    pass
