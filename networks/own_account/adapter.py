"""What allauth's second factor asks of the portal: Dutch words, and secrets stored encrypted."""

import base64
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.models import User

_CODE = gettext_lazy("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code.")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no type hints
    """A backup of the database alone is not enough to make somebody's codes."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _CODE,
        "cannot_generate_recovery_codes": gettext_lazy(
            "Herstelcodes horen bij een tweede stap. Stel die eerst in."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise ValidationError(
                _(
                    "De sleutel van de server is veranderd, dus uw tweede stap werkt niet meer. "
                    "Vraag de beheerder om hem weg te halen."
                )
            ) from None

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        return _("Passkey")

    def _get_site_name(self) -> str:
        return "Loket Evaluatie"


def _cipher() -> Fernet:
    # From the portal's own key, for this alone.
    key = salted_hmac("networks.second_factor", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
