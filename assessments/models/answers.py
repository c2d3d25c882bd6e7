"""What a network says about each indicator, and its estimate of each group of indicators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, IndicatorGroup

from .assessment import Assessment, Revised


class Judgement(models.TextChoices):
    """The network's verdict on an indicator. Shown with a shape and a word, never by colour alone."""

    STRENGTH = "strength", _("sterk punt")
    IMPROVEMENT = "improvement", _("verbeterpunt")
    MIXED = "mixed", _("deels sterk, deels te verbeteren")
    UNKNOWN = "unknown", _("nog geen zicht op")
    NOT_APPLICABLE = "not_applicable", _("niet van toepassing")


class Answer(Revised):
    """A network's answer to one indicator."""

    class Per(models.TextChoices):
        DAY = "day", _("per dag")
        WEEK = "week", _("per week")
        MONTH = "month", _("per maand")
        QUARTER = "quarter", _("per kwartaal")
        YEAR = "year", _("per jaar")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="answers")
    text = models.TextField(_("antwoord"), blank=True)
    evidence = models.TextField(_("waar blijkt dat uit?"), blank=True)
    judgement = models.CharField(_("oordeel"), max_length=14, choices=Judgement.choices, blank=True)
    number = models.DecimalField(
        _("aantal"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    per = models.CharField(_("per"), max_length=7, choices=Per.choices, blank=True)
    yes = models.BooleanField(_("ja of nee"), null=True, blank=True)
    # The question was worded otherwise when this was written; a save says that somebody looked.
    needs_look = models.BooleanField(_("nog eens bekijken"), default=False, editable=False)

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator"], name="one_answer_an_indicator"
            ),
            models.CheckConstraint(
                condition=Q(judgement__in=["", *Judgement.values]), name="judgement_is_known"
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=0), name="number_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GroupEstimate(Revised):
    """How much effort or visible value the network sees in a group of indicators: what its value case rests on."""

    class Level(models.TextChoices):
        LITTLE = "little", _("weinig")
        SOME = "some", _("redelijk wat")
        MUCH = "much", _("veel")
        UNKNOWN = "unknown", _("nog geen zicht op")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="estimates")
    group = models.ForeignKey(
        IndicatorGroup, models.PROTECT, related_name="+", verbose_name=_("indicatorgroep")
    )
    level = models.CharField(_("inschatting"), max_length=7, choices=Level.choices, blank=True)

    class Meta:
        verbose_name = _("inschatting bij een indicatorgroep")
        verbose_name_plural = _("inschattingen bij indicatorgroepen")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "group"], name="one_estimate_a_group"),
            models.CheckConstraint(
                condition=Q(level__in=["", "little", "some", "much", "unknown"]),
                name="estimate_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
