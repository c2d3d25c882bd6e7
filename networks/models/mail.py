"""Mail that is to be sent, or was sent."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from .memberships import Network


class MailQuerySet(models.QuerySet["Mail"]):
    def about(self, subject: models.Model) -> "MailQuerySet":
        """Return the mails about one row, such as an invitation."""
        return self.filter(subject_label=subject._meta.label_lower, subject_pk=subject.pk)

    def due(self, now: datetime) -> "MailQuerySet":
        """Return what has to be sent now and isn't being sent, the longest waiting first."""
        free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=now - Mail.STALE)
        waiting = self.filter(free, state=Mail.State.QUEUED, due_at__lte=now)
        return waiting.order_by("queued_at", "pk")

    def in_trouble(self) -> "MailQuerySet":
        """Return what did not arrive, or not yet."""
        return self.exclude(error="")


class Mail(models.Model):
    """A mail that is to be sent, or was sent, by the worker (networks/mail)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht op versturen")
        SENT = "sent", _("verstuurd")
        REFUSED = "refused", _("niet aangenomen")
        BOUNCED = "bounced", _("teruggekomen")

    # Who sends a mail for longer than this was killed; then somebody else may.
    STALE = timedelta(minutes=10)

    to = models.EmailField(_("aan"))
    # Who gets the answer to a mail that asks for one; otherwise the portal does.
    reply_to = models.EmailField(_("antwoord aan"), blank=True)
    subject = models.CharField(_("onderwerp"), max_length=200)
    text = models.TextField(_("tekst"))
    html = models.TextField()
    kind = models.CharField(max_length=50)  # the name of its template
    # Whose coordinators see it. Without a network it is for admins only.
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, related_name="mails", verbose_name=_("netwerk")
    )
    subject_label = models.CharField(max_length=60, blank=True)  # as in "networks.invitation"
    subject_pk = models.PositiveBigIntegerField(null=True)

    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)  # what went wrong last, and what to do
    # The same at each attempt, so that a mail server can tell that it has it already.
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="mails_to_send"),
            models.Index(fields=["subject_label", "subject_pk"], name="mails_about_a_row"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sent", "refused", "bounced"]),
                name="mail_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["sent", "bounced"])
                | models.Q(sent_at__isnull=False),
                name="sent_mail_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} – {self.to}"

    @property
    def can_be_tried_again(self) -> bool:
        return self.state == self.State.REFUSED or (
            self.state == self.State.QUEUED and bool(self.error)
        )
