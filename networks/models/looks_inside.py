"""Why an admin looked at what a network has not confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .memberships import Network
from .users import User


class LookInside(models.Model):
    """An admin looked inside a network that they have no role in, and said why."""

    network = models.ForeignKey(
        Network, models.CASCADE, related_name="looks_inside", verbose_name=_("netwerk")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("beheerder"))
    reason = models.CharField(_("reden"), max_length=500)
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("inzage door een beheerder")
        verbose_name_plural = _("inzages door beheerders")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.network} – {self.by} – {self.at:%Y-%m-%d}"
