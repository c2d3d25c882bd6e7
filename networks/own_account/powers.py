"""No silent power: who becomes admin, or one of the national office, is told to all admins."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.mail import queue_mail
from networks.models import User

_POWERS = {
    "is_staff": _("beheerder: mag alles in het beheer, en kan alle zelfevaluaties lezen"),
    "is_national": _("van het landelijk netwerk: leest alle vastgestelde zelfevaluaties"),
}


def powers_of(user: User) -> set[str]:
    return {power for power in _POWERS if getattr(user, power)}


def tell_admins(user: User, *, before: set[str], by: User | None) -> None:
    """Mail all admins what `user` has become, if it is more than `before`."""
    gained = powers_of(user) - before
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
