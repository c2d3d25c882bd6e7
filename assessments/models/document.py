"""A document that is made in the background and kept: a report as PDF, its archive edition, a network's own data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models import Network

from .assessment import Assessment
from .confirmation import ReportVersion
from .national import NationalReport, NationalVersion


class Document(models.Model):
    """One file, made once for everybody who asks for the same content.

    `fingerprint` says what is in it, so that unchanged content is never made again. A document of a confirmed version
    belongs to that version and stays as it was first made. The file itself is in DOCUMENTS_DIR under its SHA-256.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("rapport (PDF)")
        ARCHIVE = "archive", _("archiefexemplaar (PDF/A)")
        WORD = "word", _("rapport (Word)")
        NETWORK = "network", _("alles van het netwerk (zip)")
        OFFICE = "office", _("overkoepelend rapport per netwerk (PDF)")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op zijn beurt")
        WORKING = "working", _("wordt gemaakt")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")
        CANCELLED = "cancelled", _("gestopt")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    fingerprint = models.CharField(max_length=64)
    # What it is about: exactly one of these, and the version when it is a confirmed one.
    assessment = models.ForeignKey(Assessment, models.CASCADE, null=True, related_name="documents")
    report_version = models.ForeignKey(ReportVersion, models.PROTECT, null=True, related_name="documents")
    national_report = models.ForeignKey(NationalReport, models.CASCADE, null=True, related_name="documents")
    national_version = models.ForeignKey(NationalVersion, models.PROTECT, null=True, related_name="documents")
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="documents")

    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=100, blank=True)
    share = models.PositiveSmallIntegerField(default=0)  # per cent
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The last sign of life of whoever makes it; without one for a while it is taken up again.
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="one_document_a_content"),
            models.UniqueConstraint(fields=["kind", "report_version"], name="one_document_a_report_version"),
            models.CheckConstraint(
                condition=Q(assessment__isnull=False, national_report=None, network=None)
                | Q(assessment=None, national_report__isnull=False, network=None)
                | Q(assessment=None, national_report=None, network__isnull=False),
                name="document_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(share__lte=100), name="share_is_a_percentage"),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(sha256="") & Q(finished_at__isnull=False)), name="done_has_a_file"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
