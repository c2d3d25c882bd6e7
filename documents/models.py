"""A document that is made in the background and stored. Its recipe knows what it is about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DocumentQuerySet(models.QuerySet["Document"]):
    def about(self, subject: models.Model) -> "DocumentQuerySet":
        """Return the documents of one subject, such as an assessment or a network."""
        return self.filter(subject_label=subject._meta.label_lower, subject_pk=subject.pk)

    def about_any(self, subjects: models.QuerySet[models.Model]) -> "DocumentQuerySet":
        """Return the documents of these subjects, which are all of one model."""
        return self.filter(
            subject_label=subjects.model._meta.label_lower, subject_pk__in=subjects.values("pk")
        )


class Document(models.Model):
    """One file, made once for everybody who asks for the same content.

    Unchanged content has the same `fingerprint`, so it is never made again. `kept` marks a document
    about something that never changes, such as a confirmed version: it stays as it was first made.
    The file itself is in DOCUMENTS_DIR under its SHA-256.

    The subject is a row of any model. Its own package registers the recipe, and has the database
    keep document and subject together (subject_rows.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op zijn beurt")
        WORKING = "working", _("wordt gemaakt")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")
        CANCELLED = "cancelled", _("gestopt")

    kind = models.CharField(max_length=8)
    fingerprint = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=60)  # as in "reports.reportversion"
    subject_pk = models.PositiveBigIntegerField()
    kept = models.BooleanField(default=False)

    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=100, blank=True)
    share = models.PositiveSmallIntegerField(default=0)  # per cent
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The last sign of life of the worker. Without one for a while, another takes over.
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["-requested_at", "-pk"]
        indexes = [
            models.Index(fields=["subject_label", "subject_pk"], name="documents_of_a_subject")
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="one_document_a_content"),
            models.UniqueConstraint(
                fields=["kind", "subject_label", "subject_pk"],
                condition=Q(kept=True),
                name="one_kept_document_a_subject",
            ),
            models.CheckConstraint(condition=Q(share__lte=100), name="share_is_a_percentage"),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(sha256="") & Q(finished_at__isnull=False)),
                name="done_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
