"""Confirmed reports with the talk kept beside them, their texts to search, and consent to quote."""

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from networks.links import SecretLink

from .report import Report, report_from_json


class ReportAsConfirmed(models.Model):
    """A report of any kind as it was confirmed; and why it was reopened, if it was."""

    # Whoever reads the history finds a reason for every report that was reopened.
    HAS_A_REASON = Q(reopened_at=None, reopen_reason="") | Q(reopened_at__isnull=False) & ~Q(
        reopen_reason=""
    )

    number = models.PositiveIntegerField(_("versie"))
    confirmed_at = models.DateTimeField(_("vastgesteld op"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("vastgesteld door"),
    )
    reopened_at = models.DateTimeField(_("heropend op"), null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("heropend door"),
    )
    reopen_reason = models.TextField(_("reden"), blank=True)

    class Meta:
        abstract = True
        ordering = ["number"]


class ReportVersion(ReportAsConfirmed):
    """A report of a network as plain values."""

    # Protected: an assessment that was ever confirmed can't be deleted.
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="report_versions")
    # What report.py makes of the report. It is read with that module, in the format that it names.
    content = models.JSONField(_("inhoud"))

    trail_name = "assessment__title"

    class Meta(ReportAsConfirmed.Meta):
        verbose_name = _("rapportversie")
        verbose_name_plural = _("rapportversies")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_report_a_version"),
            models.CheckConstraint(
                condition=ReportAsConfirmed.HAS_A_REASON,
                name="reopening_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('rapportversie')} {self.number}"

    @property
    def report(self) -> Report:
        """The report as it was confirmed."""
        # Reports of before 0.3 don't hold their number.
        return replace(report_from_json(self.content), number=self.number)


class ReportArticle(models.Model):
    """A stored report as HTML, for everybody who may read it: see articles.py."""

    version = models.OneToOneField(
        ReportVersion, models.CASCADE, related_name="article", verbose_name=_("versie")
    )
    made_with = models.CharField(max_length=64)
    # Of the browser's window.
    title = models.TextField(_("titel"))
    html = models.TextField()

    class Meta:
        verbose_name = _("rapport als pagina")
        verbose_name_plural = _("rapporten als pagina")

    def __str__(self) -> str:
        return self.title


class ThreadAppendix(models.Model):
    """The talk of an assessment as it was when a version of its report was confirmed.

    For the network alone. So it is beside the report: what is in the report, everybody gets.
    """

    version = models.OneToOneField(
        ReportVersion, models.CASCADE, related_name="thread_appendix", verbose_name=_("versie")
    )
    # What assessments.threads.thread_values makes of it.
    content = models.JSONField(_("inhoud"))

    class Meta:
        verbose_name = _("bijlage met overleg")
        verbose_name_plural = _("bijlagen met overleg")
        ordering = ["version"]

    def __str__(self) -> str:
        return str(_("bijlage met overleg"))


class QuoteConsent(models.Model):
    """Whether the overarching report may quote this assessment; can be taken back at any time."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="quote_consent")
    allowed = models.BooleanField(_("het landelijk rapport mag hieruit citeren"), default=False)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("gewijzigd door"),
    )

    class Meta:
        verbose_name = _("toestemming om te citeren")
        verbose_name_plural = _("toestemmingen om te citeren")

    def __str__(self) -> str:
        return str(_("citeren mag") if self.allowed else _("citeren mag niet"))


class ConfirmedText(models.Model):
    """One text of a confirmed report, to be searched.

    It is made when the report is confirmed, and goes when it is reopened. In between the database
    refuses changes (migrations/0003).
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", _("antwoord")
        EVIDENCE = "evidence", _("onderbouwing")
        STRENGTH = "strength", _("sterk punt")
        IMPROVEMENT = "improvement", _("verbeterpunt")
        CONCLUSION = "conclusion", _("conclusie")
        RECOMMENDATION = "recommendation", _("aanbeveling")
        FOLLOW_UP = "follow_up", _("opvolging")
        CHAPTER = "chapter", _("tekst van het rapport")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="confirmed_texts")
    # Texts are in the order of the report.
    position = models.PositiveIntegerField()
    kind = models.CharField(_("soort"), max_length=14, choices=Kind.choices)
    # The key of the question it answers, if any: comparable questions of versions share it.
    indicator_key = models.CharField(max_length=120, blank=True)
    # The key of the theme it stands in, if it does: the same through the versions of a set.
    theme_key = models.CharField(max_length=80, blank=True, default="")
    # Where in the report it stands, as in "2.5", and the place on the report's page to link to.
    number = models.CharField(max_length=20, blank=True)
    anchor = models.CharField(max_length=120, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("vastgestelde tekst")
        verbose_name_plural = _("vastgestelde teksten")
        ordering = ["assessment", "position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "position"], name="one_text_a_position")
        ]

    def __str__(self) -> str:
        return self.text


class SharedReport(SecretLink):
    """A link with which somebody without an account reads one version of a report, until a date."""

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="shared")
    email = models.EmailField(_("e-mailadres"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("gedeeld op"))
    opened_at = models.DateTimeField(_("geopend op"), null=True)

    trail_name = "email"

    class Meta:
        verbose_name = _("gedeeld rapport")
        verbose_name_plural = _("gedeelde rapporten")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "email"], name="one_link_an_address")
        ]

    def __str__(self) -> str:
        return self.email
