"""The mail to somebody whose account changed: what changed, when and from which browser."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.mail import queue_mail
from networks.models import User

from .browsers import browser_in_words

# By the last part of the name that allauth gives a mail, and names of our own.
CHANGES = {
    "password_changed": _("Het wachtwoord van uw account is gewijzigd."),
    "password_reset": _(
        "Het wachtwoord van uw account is opnieuw gekozen, met de link uit een e-mail. Uw "
        "API-sleutels zijn ingetrokken, en u bent overal uitgelogd."
    ),
    "password_set": _("Voor uw account is een wachtwoord gekozen."),
    "totp_activated": _("De tweede stap bij het inloggen is ingesteld, met een app."),
    "totp_deactivated": _("De app voor de tweede stap bij het inloggen is weggehaald."),
    "webauthn_added": _("Er is een passkey toegevoegd voor de tweede stap bij het inloggen."),
    "webauthn_removed": _("Er is een passkey weggehaald voor de tweede stap bij het inloggen."),
    "recovery_codes_generated": _("Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer."),
    "recovery_code_used": _(
        "Er is ingelogd met een herstelcode. Die code werkt niet nog een keer."
    ),
    "second_factor_reset": _(
        "De beheerder heeft de tweede stap van uw account weggehaald, en u overal uitgelogd. Log "
        "opnieuw in en stel de tweede stap weer in."
    ),
    "sso_linked": _("Uw account is gekoppeld aan uw account bij uw organisatie: u logt daar in."),
    "key_made": _("Er is een API-sleutel gemaakt."),
    "key_revoked": _("De beheerder heeft een API-sleutel van u ingetrokken."),
}


def tell(user: User, change: str, *, request: HttpRequest | None = None, detail: str = "") -> None:
    """Mail somebody that their account changed; `request` is theirs, `detail` one more line."""
    user_agent = request.META.get("HTTP_USER_AGENT", "") if request else ""
    queue_mail(
        to=user.email,
        subject=str(_("Uw account bij Loket Evaluatie is gewijzigd")),
        template="account_change",
        context={
            "name": user.name,
            "change": CHANGES[change],
            "detail": detail,
            "at": timezone.localtime(),
            "browser": browser_in_words(user_agent) if request else "",
            # Without passwords there is none to choose.
            "link": settings.PORTAL_ADDRESS.rstrip("/") + reverse("account_reset_password")
            if settings.LOCAL_PASSWORDS
            else "",
        },
    )
