"""Who looked at the facts of an assessment under review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment


class FactCheck(models.Model):
    """A partner has looked at the assessment under review: in order, or with a remark on the facts."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="fact_checks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("feiten kloppen"))
    remark = models.TextField(_("opmerking"), blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("toetsing")
        verbose_name_plural = _("toetsingen")
        ordering = ["checked_at"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "user"], name="one_fact_check_a_person"),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(remark=""), name="a_remark_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.remark or str(_("feiten kloppen"))
