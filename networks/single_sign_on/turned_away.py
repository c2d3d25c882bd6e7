"""Why somebody who came from the provider isn't let in, and what they are told."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.models import User


@dataclass(frozen=True)
class Refusal:
    """A word for the trail, the answer's status, and a sentence for who tried."""

    word: str
    status: int
    said: Promise


class RefusedAtReturn(Exception):
    """Somebody isn't let in, for this reason; `about` is the account, if it is known."""

    def __init__(self, refusal: Refusal, about: User | None = None) -> None:
        super().__init__(refusal.word)
        self.refusal = refusal
        self.about = about


UNKNOWN = Refusal(
    "unknown",
    403,
    _(
        "U bent ingelogd bij uw organisatie, maar u hebt geen account bij dit portaal. Vraag de "
        "coördinator van uw netwerk of de beheerder om u uit te nodigen, op het e-mailadres "
        "waarmee uw organisatie u kent."
    ),
)
NOT_VERIFIED = Refusal(
    "not_verified",
    403,
    _(
        "Uw organisatie heeft niet bevestigd dat uw e-mailadres van u is. Daarom weten wij niet "
        "welk account van u is. Vraag het de helpdesk van uw organisatie."
    ),
)
OTHER_IDENTITY = Refusal(
    "other_identity",
    403,
    _(
        "Het account met uw e-mailadres hoort al bij iemand anders van uw organisatie, of bij uw "
        "vorige account daar. Vraag de beheerder om die koppeling weg te halen."
    ),
)
SWITCHED_OFF = Refusal(
    "switched_off", 403, _("Uw account is uitgezet. Vraag de beheerder om het weer aan te zetten.")
)
OTHER_PERSON = Refusal(
    "other_person",
    403,
    _("U hebt bij uw organisatie met een ander account ingelogd dan hier. Er is niets gewijzigd."),
)
NOT_SHOWN_AGAIN = Refusal(
    "not_shown_again",
    403,
    _(
        "Uw organisatie heeft niet laten weten dat u net opnieuw hebt laten zien wie u bent. Log "
        "hier uit en weer in, en probeer het dan meteen."
    ),
)
CANCELLED = Refusal(
    "cancelled", 403, _("U hebt het inloggen bij uw organisatie afgebroken. Er is niets gewijzigd.")
)
TOO_LATE = Refusal(
    "too_late",
    400,
    _(
        "Dit inloggen was al gebruikt, is in een andere browser begonnen, of duurde langer dan "
        "tien minuten. Begin opnieuw."
    ),
)
AWAY = Refusal(
    "away",
    503,
    _(
        "Het inlogsysteem van uw organisatie geeft geen antwoord. Probeer het over een paar "
        "minuten weer."
    ),
)
NOT_TRUSTED = Refusal(
    "not_trusted",
    502,
    _(
        "Het inlogsysteem van uw organisatie gaf een antwoord dat niet klopt. Probeer het nog een "
        "keer. Blijft dit zo, waarschuw dan de beheerder."
    ),
)
TOO_OFTEN = Refusal(
    "too_often", 429, _("Dit is te vaak achter elkaar geprobeerd. Wacht een minuut.")
)
