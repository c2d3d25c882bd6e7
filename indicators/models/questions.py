"""Indicators and their aspects."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators import parts

from .themes import IndicatorGroup, Ordered


class Indicator(Ordered):
    """One question."""

    class AnswerKind(models.TextChoices):
        TEXT = "text", _("tekst")
        NUMBER = "number", _("getal en tekst")
        FREQUENCY = "frequency", _("frequentie en tekst")
        YES_NO = "yes_no", _("ja of nee, met toelichting")

    class Continuity(models.TextChoices):
        SAME = "same", _("dezelfde vraag: antwoorden blijven vergelijkbaar")
        BREAK = "break", _("een andere vraag: een breuk in de reeks")

    group = models.ForeignKey(
        IndicatorGroup,
        models.CASCADE,
        related_name="indicators",
        verbose_name=_(parts.GROUP.singular),
    )
    text = models.TextField(_(parts.INDICATOR.label("text")))
    statement = models.CharField(
        _(parts.INDICATOR.label("statement")),
        max_length=200,
        blank=True,
        help_text=_(
            "Een zin die klopt als het oordeel “sterk punt” is, zoals “Het onderling vertrouwen is "
            "gegroeid.” Samenvattingen gebruiken hem. Hij is van dit portaal, niet uit de bron."
        ),
    )
    answer = models.CharField(
        _(parts.INDICATOR.label("answer")),
        max_length=10,
        choices=AnswerKind.choices,
        default=AnswerKind.TEXT,
    )
    unit = models.CharField(
        _(parts.INDICATOR.label("unit")),
        max_length=60,
        blank=True,
        help_text=_("Wat een getal of frequentie telt, zoals “uur per week”."),
    )
    source = models.TextField(_(parts.INDICATOR.label("source")), blank=True)
    continuity = models.CharField(
        _(parts.INDICATOR.label("continuity")),
        max_length=5,
        choices=Continuity.choices,
        blank=True,
        help_text=_("Nodig als de vraag anders luidt dan in de versie waar deze uit gemaakt is."),
    )
    # Keys, as definition.keys.joined_keys() writes them: no rows, for a file may name questions of
    # a version that is read in later.
    came_from = models.TextField(_(parts.INDICATOR.label("came_from")), blank=True)

    history = HistoricalRecords()

    class Meta(Ordered.Meta):
        verbose_name = _(parts.INDICATOR.singular)
        verbose_name_plural = _(parts.INDICATOR.plural)
        constraints = [
            models.UniqueConstraint(fields=["group", "key"], name="one_indicator_a_key"),
            models.CheckConstraint(
                condition=Q(answer__in=["number", "frequency"]) & ~Q(unit="")
                | Q(answer__in=["text", "yes_no"], unit=""),
                name="unit_goes_with_number",
                violation_error_message=_(
                    "Een getal of frequentie heeft een eenheid nodig; een ander antwoord heeft er "
                    "geen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(came_from="") | Q(continuity="break"),
                name="came_from_is_a_break",
                violation_error_message=_(
                    "Een vraag die uit andere vragen komt, is een andere vraag."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Aspect(Ordered):
    """A numbered part of a question."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="aspects", verbose_name=_(parts.INDICATOR.singular)
    )
    text = models.TextField(_(parts.ASPECT.label("text")))

    history = HistoricalRecords()

    class Meta(Ordered.Meta):
        verbose_name = _(parts.ASPECT.singular)
        verbose_name_plural = _(parts.ASPECT.plural)
        constraints = [
            models.UniqueConstraint(fields=["indicator", "key"], name="one_aspect_a_key")
        ]

    def __str__(self) -> str:
        return self.text
