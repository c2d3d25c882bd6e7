"""No silent power: who becomes admin, or one of the national office, is told to all admins."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.mail import queue_mail
from networks.models import User
from networks.trail import What, record

_POWERS = {
    "is_staff": _("beheerder: mag alles in het beheer, en kan alle evaluaties lezen"),
    "is_national": _("van het landelijk netwerk: leest alle vastgestelde evaluaties"),
}


def powers_of(user: User) -> set[str]:
    return {power for power in _POWERS if getattr(user, power)}


def tell_admins(user: User, *, before: set[str], by: User | None) -> None:
    """Record what `user` became or is no more, and mail all admins what is more than `before`."""
    now = powers_of(user)
    for what, powers in ((What.POWER_GIVEN, now - before), (What.POWER_TAKEN, before - now)):
        for power in sorted(powers):
            record(what, about=user, detail=power)
    gained = now - before
    if not gained:
        return
    for admin in User.objects.filter(is_staff=True, is_active=True).order_by("pk"):
        queue_mail(
            to=admin.email,
            subject=str(_("Iemand heeft meer rechten gekregen in Loket Evaluatie")),
            template="more_power",
            context={
                "name": admin.name,
                "who": user.name,
                "email": user.email,
                "powers": [_POWERS[power] for power in sorted(gained)],
                "by": by.name if by else "",
                "at": timezone.localtime(),
            },
            about=user,
        )
