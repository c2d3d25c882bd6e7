"""E-mail addresses as people type them, and as they are stored and compared."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket_eval.prose import clean_text


def clean_address(typed: str) -> str:
    """Return the address in the one form in which it is stored: trimmed and in small letters.

    Raises ValidationError for what isn't one address that every mail server takes.
    """
    address = clean_text(typed).lower()
    if not address.isascii():
        raise ValidationError(
            _(
                "In dit adres staat een letter die niet overal werkt, zoals ü of é. Vraag om een "
                "e-mailadres zonder zulke letters."
            )
        )
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("Vul één volledig e-mailadres in, zoals naam@voorbeeld.nl.")
        ) from None
    return address


class AccountAddressField(forms.CharField):
    """The address of somebody who has an account, or is invited to one."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "label": gettext_lazy("E-mailadres"),
            "max_length": 254,
            "error_messages": {"required": gettext_lazy("Vul een e-mailadres in.")},
            # Not type=email: browsers rewrite a ü by themselves, and we would store what nobody
            # typed.
            "widget": forms.TextInput(
                attrs={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none"}
            ),
        }
        super().__init__(**defaults | kwargs)

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        return clean_address(address) if address else ""
