"""The logo of a network, as its documents show it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .memberships import Network


class Logo(models.Model):
    """A PNG of our own making (networks/logos.py); what was uploaded isn't kept."""

    network = models.OneToOneField(
        Network, models.CASCADE, related_name="logo", verbose_name=_("netwerk")
    )
    picture = models.BinaryField(_("beeld"), editable=False)

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logo")

    def __str__(self) -> str:
        return str(self.network)
