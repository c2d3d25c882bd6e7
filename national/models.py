"""The overarching report: what the confirmed assessments of a set and period say together."""

from dataclasses import replace

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Advice, PersonalDataCheck, Revised, TextVersionEntry
from indicators.models import IndicatorSet
from reports.models import ReportAsConfirmed

from .edition import Edition, Office, edition_from_json, numbered, office_from_json


class NationalReport(Revised):
    """The national office's report over the confirmed assessments of a set.

    It covers those whose period ends within its own period.
    """

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", _("in bewerking")
        CONFIRMED = "confirmed", _("vastgesteld")

    indicator_set = models.ForeignKey(
        IndicatorSet,
        models.PROTECT,
        related_name="national_reports",
        verbose_name=_("indicatorenset"),
    )
    title = models.CharField(_("titel"), max_length=200)
    period_start = models.DateField(_("begin van de periode"))
    period_end = models.DateField(_("einde van de periode"))
    state = models.CharField(
        _("stand"), max_length=12, choices=State.choices, default=State.IN_PROGRESS
    )
    confirmed_at = models.DateTimeField(_("vastgesteld op"), null=True, editable=False)
    is_sample = models.BooleanField(_("voorbeeld"), default=False, editable=False)
    created_at = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    summary = models.TextField(_("samenvatting"), blank=True)
    introduction = models.TextField(_("aanleiding en werkwijze"), blank=True)
    conclusions = models.TextField(_("conclusies"), blank=True)

    trail_name = "title"

    class Meta:
        verbose_name = _("overkoepelend rapport")
        verbose_name_plural = _("overkoepelende rapporten")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_set", "period_start", "period_end"],
                name="one_national_report_a_period",
                violation_error_message=_(
                    "Over deze periode is er al een overkoepelend rapport met deze set."
                ),
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")),
                name="national_period_has_an_order",
                violation_error_message=_("Het einde van de periode ligt voor het begin."),
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | Q(state="in_progress", confirmed_at=None),
                name="confirmed_national_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED


class NationalRecommendation(Advice):
    """What the national level is to do, with the SMART parts."""

    report = models.ForeignKey(NationalReport, models.CASCADE, related_name="recommendations")

    class Meta:
        verbose_name = _("aanbeveling aan het landelijk niveau")
        verbose_name_plural = _("aanbevelingen aan het landelijk niveau")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="national_recommendation_says_what")
        ]


class NationalTextVersion(TextVersionEntry):
    """What a field of an overarching report, or of a recommendation in it, became."""

    report = models.ForeignKey(NationalReport, models.CASCADE, related_name="text_versions")

    class Meta(TextVersionEntry.Meta):
        pass


class NationalDataCheck(PersonalDataCheck):
    """Where the texts of an overarching report have what looks like somebody's data."""

    report = models.OneToOneField(NationalReport, models.CASCADE, related_name="data_check")

    class Meta(PersonalDataCheck.Meta):
        pass

    @property
    def whole(self) -> NationalReport:
        return self.report


class NationalVersion(ReportAsConfirmed):
    """An overarching report as plain values.

    `shared` is what everybody may read, with small numbers hidden; `office` what the national
    office itself reads. `contributions` lists [assessment, version of its report] of everything
    that was counted. Later versions keep it and the numbers of the first one, so that no difference
    tells what a network said (docs/decisions/0008).
    """

    report = models.ForeignKey(NationalReport, models.PROTECT, related_name="versions")
    shared = models.JSONField(_("inhoud om te delen"))
    office = models.JSONField(_("inhoud voor het landelijk netwerk"))
    contributions = models.JSONField(_("meegeteld"))

    trail_name = "report__title"

    class Meta(ReportAsConfirmed.Meta):
        verbose_name = _("versie van een overkoepelend rapport")
        verbose_name_plural = _("versies van overkoepelende rapporten")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="one_national_version_a_number"
            ),
            models.CheckConstraint(
                condition=ReportAsConfirmed.HAS_A_REASON,
                name="national_reopening_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('versie')} {self.number}"

    # Versions of before 0.3 don't hold their number.

    @property
    def edition(self) -> Edition:
        """The edition to share, as it was confirmed."""
        return replace(edition_from_json(self.shared), number=self.number)

    def office_edition(self, networks: slice = slice(None)) -> Office:
        """Return the office's edition as it was confirmed, with some of its networks."""
        return numbered(office_from_json(self.office, networks), self.number)
