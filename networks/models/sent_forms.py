"""Forms that were sent and that count once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .users import User


class OnceOnly(models.Model):
    """A form that made or ended something.

    Its token counts once for what was `sent` (a digest): sent again, it gets this result
    (once_only.py).
    """

    token = models.CharField(max_length=40)
    sent = models.CharField(max_length=64)
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
        constraints = [
            models.UniqueConstraint(fields=["token", "sent"], name="a_form_counts_once"),
        ]

    def __str__(self) -> str:
        return self.token
