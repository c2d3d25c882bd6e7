"""Links by which partners, and those spoken with, come in without an account."""

from base64 import urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Revised, Source
from networks.links import SecretLink, digest_of


class SourceLink(SecretLink):
    """A link for one source.

    A reminder has the same link as the first mail, so its secret can be made again: from `seed` and
    the key of this installation. Renewing takes another seed, so that a forwarded link stops.
    """

    seed = models.CharField(max_length=43, editable=False)
    email = models.EmailField(_("e-mailadres"))
    answer_by = models.DateField(_("antwoorden tot en met"))
    word = models.TextField(_("persoonlijk woord"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("uitgenodigd op"))
    opened_at = models.DateTimeField(_("geopend op"), null=True)
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True)
    # Three days before the date, once.
    reminded_by_itself_at = models.DateTimeField(null=True, editable=False)

    # For type checkers: each kind of link has a source of its own.
    source: models.OneToOneField[Source, Source]
    # The states of the assessment in which something can be done with the link.
    open_in: ClassVar[tuple[Assessment.State, ...]]

    class Meta:
        abstract = True

    @classmethod
    def is_waiting(cls) -> models.Q:
        """Return the condition of links whose partner hasn't done yet what it was asked."""
        raise NotImplementedError

    @classmethod
    def is_working(cls, now: datetime) -> models.Q:
        """Return the condition of links with which something can be done now."""
        return models.Q(
            withdrawn_at=None,
            expires_at__gt=now,
            source__deleted="",
            source__assessment__state__in=cls.open_in,
        )

    def __str__(self) -> str:
        return self.email

    def give_new_secret(self) -> None:
        """Let the link in earlier mails stop, and another one work. The caller stores the row."""
        self.seed = token_urlsafe(32)
        self.digest = digest_of(self.secret)
        self.withdrawn_at = None

    @property
    def secret(self) -> str:
        made = salted_hmac(self._meta.label, self.seed, algorithm="sha256").digest()
        return urlsafe_b64encode(made).decode().rstrip("=")

    def open_until(self, day: date) -> None:
        """Let the link work up to and including a day."""
        self.answer_by = day
        self.expires_at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class PartnerLink(SourceLink):
    """A link with which a partner gives its own view until a date."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="link")
    # The keys of the questions that it is asked; empty means all of them. Every version of the set
    # knows a question by its key.
    questions = models.JSONField(_("vragen"), default=list, blank=True)
    # What it was asked after it sent its answers in, until it sends in those as well.
    new_questions = models.JSONField(_("nieuwe vragen"), default=list, blank=True)
    may_see_others = models.BooleanField(_("mag na versturen de inbreng van anderen zien"))

    open_in = (Assessment.State.IN_PROGRESS,)

    trail_name = "email"

    class Meta:
        verbose_name = _("link voor een partner")
        verbose_name_plural = _("links voor partners")
        ordering = ["pk"]

    @classmethod
    def is_waiting(cls) -> models.Q:
        return models.Q(source__sent_in_at=None) | ~models.Q(new_questions=[])


class CheckLink(SourceLink):
    """A link with which a partner checks the facts of a report under review."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="check_link")
    looked_at = models.DateTimeField(_("gekeken op"), null=True)

    open_in = (Assessment.State.UNDER_REVIEW,)

    trail_name = "email"

    class Meta:
        verbose_name = _("link voor de feitencontrole")
        verbose_name_plural = _("links voor de feitencontrole")
        ordering = ["pk"]

    @classmethod
    def is_waiting(cls) -> models.Q:
        """Who remarked did look, also without saying so."""
        remarked = FactRemark.objects.filter(check_link=models.OuterRef("pk")).exclude(remark="")
        return models.Q(looked_at=None) & ~models.Q(models.Exists(remarked))


class Remark(Revised):
    """What somebody who came in by a link remarks on a text, and what became of it.

    `said` is that text as it was then.
    """

    class Outcome(models.TextChoices):
        TAKEN_OVER = "taken_over", _("overgenomen: de tekst is aangepast")
        NOT_TAKEN_OVER = "not_taken_over", _("niet overgenomen, omdat …")
        ANSWERED = "answered", _("beantwoord: de tekst blijft, met uitleg")

    said = models.TextField(blank=True)
    remark = models.TextField(_("opmerking"), blank=True)
    outcome = models.CharField(_("afhandeling"), max_length=14, choices=Outcome.choices, blank=True)
    explanation = models.TextField(_("uitleg"), blank=True)
    handled_at = models.DateTimeField(_("afgehandeld op"), null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.remark

    @property
    def is_open(self) -> bool:
        return bool(self.remark) and not self.outcome


class FactRemark(Remark):
    """What a partner remarks about one paragraph of a report under review."""

    class Subject(models.TextChoices):
        ANSWER = "answer", _("antwoord")
        FINDING = "finding", _("punt")
        RECOMMENDATION = "recommendation", _("aanbeveling")

    check_link = models.ForeignKey(CheckLink, models.CASCADE, related_name="remarks")
    subject = models.CharField(max_length=14, choices=Subject.choices)
    subject_pk = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("opmerking bij de feiten")
        verbose_name_plural = _("opmerkingen bij de feiten")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_link", "subject", "subject_pk"], name="one_remark_a_paragraph"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "taken_over", "not_taken_over", "answered"]),
                name="outcome_of_a_remark_is_known",
            ),
        ]


class ConversationLink(SourceLink):
    """A link with which the person spoken with checks what was written down of a conversation."""

    source = models.OneToOneField(
        Source, models.CASCADE, related_name="conversation_link", verbose_name=_("gesprek")
    )
    # Corrections are seen by others once they were sent.
    sent_at = models.DateTimeField(_("correcties verstuurd op"), null=True)
    agreed_at = models.DateTimeField(_("akkoord op"), null=True)
    # What was agreed with (conversation_reports.py).
    agreed_texts = models.JSONField(_("akkoord met"), default=dict, editable=False)

    open_in = (Assessment.State.IN_PROGRESS, Assessment.State.UNDER_REVIEW)

    trail_name = "email"

    class Meta:
        verbose_name = _("link voor een gespreksverslag")
        verbose_name_plural = _("links voor gespreksverslagen")
        ordering = ["pk"]

    @classmethod
    def is_waiting(cls) -> models.Q:
        """Whoever sent corrections waits for the author, until each is handled."""
        sent = Correction.objects.filter(link=models.OuterRef("pk"), outcome="").exclude(remark="")
        return models.Q(agreed_at=None) & (models.Q(sent_at=None) | ~models.Q(models.Exists(sent)))


class Correction(Remark):
    """What the person spoken with corrects in a conversation report.

    `key` is that of the question; it is empty for what is about the whole report. Every version of
    the set knows a question by its key.
    """

    link = models.ForeignKey(ConversationLink, models.CASCADE, related_name="corrections")
    key = models.CharField(_("vraag"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("correctie op een gespreksverslag")
        verbose_name_plural = _("correcties op gespreksverslagen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "key"], name="one_correction_a_paragraph"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "taken_over", "not_taken_over", "answered"]),
                name="outcome_of_a_correction_is_known",
            ),
        ]


# Every kind of link by which somebody comes in without an account.
LinkKind = type[PartnerLink] | type[CheckLink] | type[ConversationLink]
KINDS: tuple[LinkKind, ...] = (PartnerLink, CheckLink, ConversationLink)
