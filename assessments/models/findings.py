"""What follows from the answers: points, conclusions, recommendations, and what became of the
earlier ones.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Criterion, Indicator, Theme

from .answers import Answer
from .assessment import Assessment, Part, PresentManager
from .sources import View


class FindingQuerySet(models.QuerySet["Finding"]):
    _UNFINISHED = Q(kind="") | Q(headline="", explanation="")

    def in_report(self) -> "FindingQuerySet":
        """Return the points that the report shows: with a text, and strong or to improve."""
        return self.exclude(self._UNFINISHED)

    def not_in_report(self) -> "FindingQuerySet":
        """Return the points in which something was typed that the report doesn't show yet."""
        return self.filter(kind="").exclude(headline="", explanation="")


class Finding(Part):
    """A strong point or improvement point. Without a theme it is about the whole.

    The point of an answer has that answer's "kernpunt voor het rapport" as its headline. It may
    have no kind yet, while the question has no judgement, and no headline, when that was emptied.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("sterk punt")
        IMPROVEMENT = "improvement", _("verbeterpunt")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="findings")
    kind = models.CharField(_("soort"), max_length=11, choices=Kind.choices, blank=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("onderdeel")
    )
    position = models.PositiveIntegerField(default=0)
    headline = models.CharField(_("kop"), max_length=200, blank=True)
    explanation = models.TextField(_("toelichting"), blank=True)
    source = models.CharField(_("plaats in de bron"), max_length=200, blank=True)
    is_key = models.BooleanField(_("kernpunt voor de samenvatting"), default=False)
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="+", verbose_name=_("indicatoren")
    )
    criteria = models.ManyToManyField(
        Criterion, blank=True, related_name="+", verbose_name=_("doelen en uitgangspunten")
    )
    views = models.ManyToManyField(
        View, blank=True, related_name="findings", verbose_name=_("steunt op")
    )
    # What the report prints word for word, while the source agrees.
    quotes = models.ManyToManyField(
        View, blank=True, related_name="+", verbose_name=_("citeert letterlijk")
    )
    answer = models.OneToOneField(
        Answer, models.SET_NULL, null=True, blank=True, related_name="finding"
    )

    objects = PresentManager.from_queryset(FindingQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("punt")
        verbose_name_plural = _("punten")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", "strength", "improvement"]), name="finding_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class Conclusion(Part):
    """A question that the assessment set out to answer, with the conclusion."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="conclusions")
    position = models.PositiveIntegerField(default=0)
    question = models.TextField(_("vraag"))
    text = models.TextField(_("conclusie"), blank=True)

    class Meta:
        verbose_name = _("conclusie")
        verbose_name_plural = _("conclusies")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.question


class FollowUp(Part):
    """What became of an earlier recommendation.

    Its words are kept here, also of those made before the portal.
    """

    class Outcome(models.TextChoices):
        FOLLOWED = "followed", _("opgevolgd")
        PARTLY = "partly", _("deels opgevolgd")
        NOT = "not", _("niet opgevolgd")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="follow_ups")
    recommendation = models.ForeignKey(
        "Recommendation", models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    position = models.PositiveIntegerField(default=0)
    what = models.TextField(_("eerdere aanbeveling"))
    origin = models.CharField(_("waar die stond"), max_length=200, blank=True)
    outcome = models.CharField(
        _("wat is ervan terechtgekomen?"), max_length=8, choices=Outcome.choices, blank=True
    )
    explanation = models.TextField(_("toelichting"), blank=True)

    class Meta:
        verbose_name = _("opvolging")
        verbose_name_plural = _("opvolging van eerdere aanbevelingen")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "recommendation"], name="one_follow_up_a_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "followed", "partly", "not"]), name="outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Advice(Part):
    """Something to do, with the SMART parts: what, measured how, who, with what, by when."""

    position = models.PositiveIntegerField(default=0)
    what = models.TextField(_("wat"))
    explanation = models.TextField(_("toelichting"), blank=True)
    measure = models.TextField(_("gemeten hoe"), blank=True)
    who = models.CharField(_("wie"), max_length=300, blank=True)
    means = models.TextField(_("met wat"), blank=True)
    by_when = models.DateField(_("voor wanneer"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.what


class Recommendation(Advice):
    """What the network is going to do."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="recommendations")
    repeats = models.ManyToManyField(
        FollowUp,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("herhaalt de eerdere aanbeveling"),
    )
    points = models.ManyToManyField(
        Finding,
        blank=True,
        related_name="recommendations",
        verbose_name=_("bij de verbeterpunten"),
    )

    class Meta:
        verbose_name = _("aanbeveling")
        verbose_name_plural = _("aanbevelingen")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="recommendation_says_what")
        ]
