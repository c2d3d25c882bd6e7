"""Sources, and what each of them says about each indicator.

A source is an organisation or a function, never a name of a person.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from networks.models import Organisation

from .assessment import Assessment, Part, PresentManager, Revised


class SourceQuerySet(models.QuerySet["Source"]):
    def sent_in(self) -> "SourceQuerySet":
        """Return the sources whose views others may see: a partner's only once it sent them in."""
        return self.exclude(kind=Source.Kind.PARTNER, sent_in_at=None).exclude(
            kind=Source.Kind.EVALUATOR, sent_in_at=None
        )


class Source(Part):
    """Where a view comes from: a partner, a conversation, a document, a meeting or an evaluator."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("samenwerkingspartner")
        CONVERSATION = "conversation", _("gesprek")
        DOCUMENT = "document", _("document")
        MEETING = "meeting", _("bijeenkomst")
        EVALUATOR = "evaluator", _("externe evaluatie")

    # What somebody else writes down, so that nothing waits for being sent in.
    WRITTEN_DOWN = (Kind.CONVERSATION, Kind.DOCUMENT, Kind.MEETING)

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="sources")
    kind = models.CharField(_("soort bron"), max_length=12, choices=Kind.choices)
    position = models.PositiveIntegerField(default=0)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
    )
    function = models.CharField(_("functie"), max_length=200, blank=True)
    title = models.CharField(_("titel"), max_length=300, blank=True)
    maker = models.CharField(_("maker"), max_length=200, blank=True)
    held_on = models.DateField(_("datum"), null=True, blank=True)
    place = models.CharField(_("waar te vinden"), max_length=500, blank=True)
    # The evaluator whose own judgements these are.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evaluator"),
    )
    # When it sent something in for the first time.
    sent_in_at = models.DateTimeField(_("verstuurd op"), null=True, editable=False)
    may_quote = models.BooleanField(_("mag letterlijk worden geciteerd"), default=False)
    # What the source itself answered on its own page, which counts above what others wrote down.
    quote_consent = models.BooleanField(_("geeft toestemming om te citeren"), null=True)
    quote_consent_at = models.DateTimeField(_("toestemming gegeven op"), null=True)

    objects = PresentManager.from_queryset(SourceQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["partner", "conversation", "document", "meeting", "evaluator"]
                ),
                name="source_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="partner") | Q(organisation__isnull=False),
                name="a_partner_is_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["assessment", "person"],
                condition=Q(kind="evaluator"),
                name="one_own_judgement_an_evaluator",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who or what it is, in one line. Fetch it with its organisation."""
        if self.kind in (self.Kind.DOCUMENT, self.Kind.MEETING):
            made = [self.title, self.maker, self._when]
        else:
            who = self.organisation.name if self.organisation else ""
            made = [who, self.function, self._when if self.kind == self.Kind.CONVERSATION else ""]
        return ", ".join(part for part in made if part) or str(self.Kind(self.kind).label)

    @property
    def is_sent_in(self) -> bool:
        """Whether others may see its views."""
        return self.sent_in_at is not None or self.kind in self.WRITTEN_DOWN

    @property
    def is_quotable(self) -> bool:
        """Whether the report may quote it: the source's own answer counts, or else what was written
        down about it.
        """
        return self.may_quote if self.quote_consent is None else self.quote_consent

    @property
    def quoted_as(self) -> str:
        """By which name a quote is printed: a function, organisation or title, never a person."""
        if self.kind == self.Kind.PARTNER or not (self.function or self.title):
            return self.kind_of_organisation
        return self.function or ", ".join(part for part in (self.title, self.maker) if part)

    @property
    def kind_of_organisation(self) -> str:
        """By which name the report mentions it: never more exact than its organisation."""
        if self.organisation:
            return self.organisation.name
        return self.function or self.title or str(self.Kind(self.kind).label)

    @property
    def _when(self) -> str:
        return date_format(self.held_on, "j F Y") if isinstance(self.held_on, date) else ""


class ViewQuerySet(models.QuerySet["View"]):
    def that_say_something(self) -> "ViewQuerySet":
        """Return what has a judgement or a text: a row stays when its text is emptied."""
        return self.exclude(judgement="", remark="", example="")

    def of_others(self) -> "ViewQuerySet":
        """Return the views that others than their source may see.

        A partner sends its answers in, and those to questions that it is asked later once more. An
        evaluator's judgement is finished as a whole.
        """
        return self.exclude(source__kind=Source.Kind.PARTNER, sent_in_at=None).exclude(
            source__kind=Source.Kind.EVALUATOR, source__sent_in_at=None
        )

    def of_nobody_else(self) -> "ViewQuerySet":
        """Return the other ones: what their source didn't send in."""
        unsent = Q(source__kind=Source.Kind.PARTNER, sent_in_at=None)
        return self.filter(unsent | Q(source__kind=Source.Kind.EVALUATOR, source__sent_in_at=None))

    def quotable(self) -> "ViewQuerySet":
        """Return the views with words that the report may print, while the source agrees."""
        may = Q(source__quote_consent=True) | Q(source__quote_consent=None, source__may_quote=True)
        return self.of_others().filter(may).exclude(remark="")

    def to_mention(self) -> "ViewQuerySet":
        """Return what the report tells by itself: minority views, and what evaluators say."""
        return self.filter(Q(is_kept=True) | Q(source__kind=Source.Kind.EVALUATOR))


class PresentViews(models.Manager[Any]):
    """Leaves out what was said by a source that was deleted: it comes back with its source."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(source__deleted="")


class View(Revised):
    """What one source says about one indicator (in Dutch: inbreng)."""

    class Judgement(models.TextChoices):
        """Also used by partners, who can't say that a question doesn't apply to the network."""

        STRENGTH = "strength", _("sterk punt")
        MIXED = "mixed", _("deels sterk, deels te verbeteren")
        IMPROVEMENT = "improvement", _("verbeterpunt")
        CANNOT_JUDGE = "cannot_judge", _("kan ik niet beoordelen")

    source = models.ForeignKey(Source, models.CASCADE, related_name="views")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    judgement = models.CharField(_("oordeel"), max_length=12, choices=Judgement.choices, blank=True)
    remark = models.TextField(_("opmerking"), blank=True)
    example = models.TextField(_("waar blijkt dat uit?"), blank=True)
    # When a partner sent this answer in: only then others see it, and what is changed afterwards.
    sent_in_at = models.DateTimeField(_("verstuurd op"), null=True, editable=False)
    # What a partner judged before seeing the views of others.
    first_judgement = models.CharField(max_length=12, blank=True, editable=False)
    # A view that differs from what the network answers, which the report mentions.
    is_kept = models.BooleanField(_("minderheidsstandpunt"), default=False)

    objects = PresentViews.from_queryset(ViewQuerySet)()
    with_deleted = models.Manager.from_queryset(ViewQuerySet)()

    class Meta:
        verbose_name = _("inbreng")
        verbose_name_plural = _("inbreng")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "indicator"], name="one_view_a_question"),
            models.CheckConstraint(
                condition=Q(judgement__in=["", "strength", "mixed", "improvement", "cannot_judge"]),
                name="judgement_of_a_view_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.remark or self.get_judgement_display()

    @property
    def own_until(self) -> datetime | None:
        """Until when it was its source's own: when it was sent in. None for what is written down.

        Fetch it with its source.
        """
        is_evaluator = self.source.kind == Source.Kind.EVALUATOR
        return self.source.sent_in_at if is_evaluator else self.sent_in_at

    @property
    def is_quotable(self) -> bool:
        """Whether it has words that the report may print. Fetch it with its source."""
        return bool(self.remark) and self.source.is_quotable

    @property
    def says_something(self) -> bool:
        return bool(self.judgement or self.remark or self.example)
