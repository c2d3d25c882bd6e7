"""Forms of allauth in Dutch, without placeholders: a label stays visible, a placeholder doesn't."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket_eval.prose import clean_text


class PlainFields:
    """For a form of allauth: no placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


class _Code(PlainFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = _("Code")
        field.max_length = 20
        field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
        field.error_messages["required"] = _("Vul de code in.")


class CodeForm(_Code, AuthenticateForm):  # type: ignore[misc]
    """The second step while logging in."""


class CodeAgainForm(_Code, ReauthenticateForm):  # type: ignore[misc]
    """The second step once more, before something that matters."""


class AppForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that somebody just scanned the picture with."""


class PasswordAgainForm(PlainFields, PasswordAgain):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Uw wachtwoord")
        self.fields["password"].help_text = ""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey with a name by which its owner knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Hoe noemt u deze passkey?")
        self.fields["name"].help_text = _("Bijvoorbeeld: laptop van het werk.")
        self.fields["name"].max_length = 60
        self.fields["credential"].error_messages["required"] = _(
            "De browser heeft geen passkey gegeven. Probeer het nog een keer."
        )

    def clean_name(self) -> str:
        return " ".join(clean_text(str(super().clean_name())).split())[:60]


class ReasonForm(forms.Form):
    """Why somebody does what others have to be able to judge afterwards."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=500,
        error_messages={"required": gettext_lazy("Schrijf op waarom.")},
    )

    def clean_reason(self) -> str:
        reason = " ".join(clean_text(self.cleaned_data["reason"]).split())
        if not reason:
            raise ValidationError(_("Schrijf op waarom."))
        return reason
