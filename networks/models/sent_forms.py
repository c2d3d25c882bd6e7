"""Forms that were sent and that count once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .users import User


class OnceOnly(models.Model):
    """A form that made or ended something.

    Its token counts once: sent again, it gets this result (once_only.py).
    """

    token = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    result = models.CharField(
        max_length=500, blank=True
    )  # the address of the page that came after it
    message = models.TextField(blank=True)

    class Meta:
        verbose_name = _("verstuurd formulier")
        verbose_name_plural = _("verstuurde formulieren")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.token
