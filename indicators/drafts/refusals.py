"""Why a draft can't be changed: what is raised, with a message in Dutch for who tried."""

from django.utils.translation import gettext as _

from indicators.part_rows import Part


class NotPossible(Exception):
    """The version is not in a state in which this can be done; the message says why, in Dutch."""


class Refused(Exception):
    """It can't be done, or not any more; the message says why, in Dutch."""


class NotADraft(Refused):
    """The set was published or retired meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze set is intussen gepubliceerd en verandert niet meer. Er is niets opgeslagen.")
        )


class Gone(Refused):
    """The part, or what it stands in, was removed meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit deel is intussen door iemand anders verwijderd. Er is niets opgeslagen.")
        )


class KeyTaken(Refused):
    """Another part has this key."""

    def __init__(self) -> None:
        super().__init__(_("Deze sleutel is in deze set al gebruikt. Kies een andere."))


class ChangedMeanwhile(Refused):
    """Somebody else changed the same part. `part` is as it is now."""

    def __init__(self, part: Part) -> None:
        super().__init__(_("Iemand anders heeft dit deel intussen ook veranderd."))
        self.part = part


class MoreThanAsked(Refused):
    """There is more, or less, in the part than who removes it was told."""

    def __init__(self) -> None:
        super().__init__(
            _("Wat in dit deel staat, is intussen veranderd. Kijk opnieuw wat er verdwijnt.")
        )
