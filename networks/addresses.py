"""E-mail addresses as people type them, and as they are stored and compared."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket_eval.prose import clean_text

# What mail programs and browsers copy: "mailto:a@b.nl", "<a@b.nl>", "A. de Vries <a@b.nl>".
_COPIED = re.compile(r"(?:[^<>@]*<)?(?:mailto:)?([^<>]*)>?", re.IGNORECASE)
# Domains that exist only to catch mistakes in these names, or don't exist at all.
_MISTYPED = {
    "gmail.com": "gmial gamil gmal gmai gnail gmaill gmali",
    "hotmail.com": "hotmial hotmal hotmai hotmil homtail hotnail",
    "outlook.com": "outlok outloook outlool oulook outllok",
}
_MEANT = {f"{name}.com": meant for meant, names in _MISTYPED.items() for name in names.split()}
_ENDING = re.compile(r"\.(?:con|cmo|ocm|vom|xom)$")


def clean_address(typed: str) -> str:
    """Return the address in the one form in which it is stored: trimmed and in small letters.

    Raises ValidationError for what isn't one address that every mail server takes.
    """
    text = clean_text(typed).strip()
    copied = _COPIED.fullmatch(text)
    address = (copied[1] if copied else text).strip().lower()
    if address.count("@") > 1:
        raise ValidationError(_("Vul hier één e-mailadres in, geen lijst."))
    if not address.isascii():
        raise ValidationError(
            _(
                "In dit adres staat een letter die niet overal werkt, zoals ü of é. Vraag om een "
                "e-mailadres zonder zulke letters."
            )
        )
    name, at, domain = address.partition("@")
    if at and name and " " in address:
        raise ValidationError(_("In een e-mailadres staat geen spatie. Kijk het adres na."))
    if at and name and domain.isalnum():
        raise ValidationError(
            _("Achter het apenstaartje ontbreekt een punt, zoals in voorbeeld.nl.")
        )
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("Vul één volledig e-mailadres in, zoals naam@voorbeeld.nl.")
        ) from None
    meant = _MEANT.get(domain) or _ENDING.sub(".com", domain)
    if meant != domain:
        raise ValidationError(
            _("Dit adres lijkt verkeerd getypt. Bedoelt u %(meant)s?")
            % {"meant": f"{name}@{meant}"}
        )
    return address


class MailAddressField(forms.CharField):
    """One e-mail address, in the form in which it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "label": gettext_lazy("E-mailadres"),
            "max_length": 254,
            "error_messages": {"required": gettext_lazy("Vul een e-mailadres in.")},
            # Not type=email: browsers rewrite a ü by themselves, and we would store what nobody
            # typed. They also refuse a form with a message of their own, in their own language.
            "widget": forms.TextInput(
                attrs={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none"}
            ),
        }
        super().__init__(**defaults | kwargs)

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        return clean_address(address) if address else ""
