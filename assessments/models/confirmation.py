"""How an assessment came to be confirmed: who looked at the facts, and the report as it then was."""

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
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(remark=""), name="a_remark_says_something"),
        ]

    def __str__(self) -> str:
        return self.remark or str(_("feiten kloppen"))


class ReportVersion(models.Model):
    """A report as it was confirmed, stored as plain values; and why it was opened again, if it was."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="report_versions")
    number = models.PositiveIntegerField(_("versie"))
    content = models.JSONField(_("inhoud"))
    confirmed_at = models.DateTimeField(_("vastgesteld op"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("vastgesteld door")
    )
    reopened_at = models.DateTimeField(_("heropend op"), null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("heropend door")
    )
    reopen_reason = models.TextField(_("reden"), blank=True)

    class Meta:
        verbose_name = _("rapportversie")
        verbose_name_plural = _("rapportversies")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_report_a_version"),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopen_reason="") | Q(reopened_at__isnull=False) & ~Q(reopen_reason=""),
                name="reopening_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('rapportversie')} {self.number}"
