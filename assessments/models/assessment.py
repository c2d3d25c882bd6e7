"""An assessment with its answers, findings and recommendations.

Once an assessment is confirmed its rows never change: triggers refuse it (migration 0003).
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from indicators.models import Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from networks.models import Membership, Network

if TYPE_CHECKING:
    from networks.models import User


class Judgement(models.TextChoices):
    """The network's verdict on an indicator. Shown with a shape and a word, never by colour alone."""

    STRENGTH = "strength", _("sterk punt")
    IMPROVEMENT = "improvement", _("verbeterpunt")
    MIXED = "mixed", _("deels sterk, deels te verbeteren")
    UNKNOWN = "unknown", _("nog geen zicht op")
    NOT_APPLICABLE = "not_applicable", _("niet van toepassing")


class Revised(models.Model):
    """Something that is typed and saved often, by more people: it knows which text a save was based on.

    `revision` goes up by one with every save. `editor` is the page in a browser that made the last save,
    `editor_base` the revision that save was based on and `editor_step` its number on that page; with those, a save
    that is sent again because the reply got lost is not taken for a colleague's (assessments/saving.py).
    """

    revision = models.PositiveIntegerField(default=0, editable=False)
    editor = models.CharField(max_length=40, blank=True, editable=False)
    editor_base = models.PositiveIntegerField(default=0, editable=False)
    editor_step = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("gewijzigd op"), null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("gewijzigd door"),
    )

    class Meta:
        abstract = True


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: "User") -> "AssessmentQuerySet":
        """Return what `user` may read: members all of their network's, the national office what is confirmed."""
        if user.is_superuser:
            return self
        readable = Q(network__in=Membership.objects.filter(user=user).values("network"))
        if user.is_national:
            readable |= Q(state=Assessment.State.CONFIRMED)
        return self.filter(readable)

    def with_role_of(self, user: "User") -> "AssessmentQuerySet":
        """Add `member_role`: the user's role in the assessment's network, or None."""
        role = Membership.objects.filter(user=user, network=OuterRef("network")).values("role")
        return self.annotate(member_role=Subquery(role))

    def confirmed(self) -> "AssessmentQuerySet":
        return self.filter(state=Assessment.State.CONFIRMED)

    def running(self) -> "AssessmentQuerySet":
        return self.exclude(state=Assessment.State.CONFIRMED)

    def latest_first(self) -> "AssessmentQuerySet":
        return self.order_by("-period_end", "-period_start", "-pk")

    def before(self, assessment: "Assessment") -> "AssessmentQuerySet":
        """Return the same network's earlier assessments against the same framework, the latest first."""
        return self.filter(
            network=assessment.network_id,
            indicator_set__slug=assessment.indicator_set.slug,
            period_end__lt=assessment.period_end,
        ).latest_first()


class Assessment(Revised):
    """One network, one indicator set, one period. The texts of the report that no answer holds are here too."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", _("wordt ingevuld")
        UNDER_REVIEW = "under_review", _("ligt ter toetsing")
        CONFIRMED = "confirmed", _("vastgesteld")

    network = models.ForeignKey(Network, models.PROTECT, related_name="assessments", verbose_name=_("netwerk"))
    indicator_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="assessments", verbose_name=_("indicatorenset")
    )
    title = models.CharField(_("titel"), max_length=200)
    period_start = models.DateField(_("begin van de periode"))
    period_end = models.DateField(_("einde van de periode"))
    state = models.CharField(_("stand"), max_length=12, choices=State.choices, default=State.IN_PROGRESS)
    is_sample = models.BooleanField(_("voorbeeld"), default=False, editable=False)
    created_at = models.DateTimeField(_("begonnen op"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("vastgesteld op"), null=True, editable=False)

    summary = models.TextField(_("inleiding van de samenvatting"), blank=True)
    introduction = models.TextField(_("aanleiding en doel"), blank=True)
    method = models.TextField(_("werkwijze"), blank=True)
    functions_spoken_with = models.TextField(_("functies met wie is gesproken"), blank=True)
    sources_consulted = models.TextField(_("geraadpleegde bronnen"), blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("zelfevaluatie")
        verbose_name_plural = _("zelfevaluaties")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "indicator_set", "period_start", "period_end"],
                name="one_assessment_a_period",
                violation_error_message=_("Over deze periode is er al een zelfevaluatie met deze indicatorenset."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")),
                name="period_has_an_order",
                violation_error_message=_("Het einde van de periode ligt voor het begin."),
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | Q(state__in=["in_progress", "under_review"], confirmed_at=None),
                name="confirmed_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.network}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def role(self) -> str | None:
        """The role in the network of the user for whom the assessment was fetched (with_role_of), or None."""
        return getattr(self, "member_role", None)


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
    number = models.DecimalField(_("aantal"), max_digits=12, decimal_places=2, null=True, blank=True)
    per = models.CharField(_("per"), max_length=7, choices=Per.choices, blank=True)
    yes = models.BooleanField(_("ja of nee"), null=True, blank=True)
    # The question was worded otherwise when this was written; a save says that somebody looked.
    needs_look = models.BooleanField(_("nog eens bekijken"), default=False, editable=False)

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="one_answer_an_indicator"),
            models.CheckConstraint(condition=Q(judgement__in=["", *Judgement.values]), name="judgement_is_known"),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=0), name="number_is_not_negative"),
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
    group = models.ForeignKey(IndicatorGroup, models.PROTECT, related_name="+", verbose_name=_("indicatorgroep"))
    level = models.CharField(_("inschatting"), max_length=7, choices=Level.choices, blank=True)

    class Meta:
        verbose_name = _("inschatting bij een indicatorgroep")
        verbose_name_plural = _("inschattingen bij indicatorgroepen")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "group"], name="one_estimate_a_group"),
            models.CheckConstraint(
                condition=Q(level__in=["", "little", "some", "much", "unknown"]), name="estimate_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class Finding(Revised):
    """A strong point or improvement point. Without a theme it is about the whole."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("sterk punt")
        IMPROVEMENT = "improvement", _("verbeterpunt")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="findings")
    kind = models.CharField(_("soort"), max_length=11, choices=Kind.choices)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("onderdeel")
    )
    position = models.PositiveIntegerField(default=0)
    headline = models.CharField(_("kop"), max_length=200)
    explanation = models.TextField(_("toelichting"), blank=True)
    source = models.CharField(_("plaats in de bron"), max_length=200, blank=True)
    is_key = models.BooleanField(_("kernpunt voor de samenvatting"), default=False)
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="+", verbose_name=_("indicatoren"))
    criteria = models.ManyToManyField(
        Criterion, blank=True, related_name="+", verbose_name=_("doelen en uitgangspunten")
    )
    # The answer whose "kernpunt voor het rapport" this headline is.
    answer = models.OneToOneField(Answer, models.SET_NULL, null=True, blank=True, related_name="finding")

    class Meta:
        verbose_name = _("punt")
        verbose_name_plural = _("punten")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["strength", "improvement"]), name="finding_kind_is_known"),
            models.CheckConstraint(condition=~Q(headline=""), name="finding_has_a_headline"),
        ]

    def __str__(self) -> str:
        return self.headline


class Conclusion(Revised):
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


class FollowUp(Revised):
    """What became of an earlier recommendation. Its words are kept here, also of those made before the portal."""

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
    outcome = models.CharField(_("wat is ervan terechtgekomen?"), max_length=8, choices=Outcome.choices, blank=True)
    explanation = models.TextField(_("toelichting"), blank=True)

    class Meta:
        verbose_name = _("opvolging")
        verbose_name_plural = _("opvolging van eerdere aanbevelingen")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "recommendation"], name="one_follow_up_a_recommendation"),
            models.CheckConstraint(condition=Q(outcome__in=["", "followed", "partly", "not"]), name="outcome_is_known"),
        ]

    def __str__(self) -> str:
        return self.what


class Advice(Revised):
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
        FollowUp, blank=True, related_name="repeated_by", verbose_name=_("herhaalt de eerdere aanbeveling")
    )

    class Meta:
        verbose_name = _("aanbeveling")
        verbose_name_plural = _("aanbevelingen")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="recommendation_says_what")]


class SetChange(models.Model):
    """A running assessment went from one version of its indicator set to another."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="set_changes")
    from_set = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="+", verbose_name=_("van versie"))
    to_set = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="+", verbose_name=_("naar versie"))
    changed_at = models.DateTimeField(_("overgestapt op"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("overgestapt door")
    )

    class Meta:
        verbose_name = _("overstap naar een andere versie")
        verbose_name_plural = _("overstappen naar een andere versie")
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_set.version} → {self.to_set.version}"


class Audience(models.Model):
    """For which networks an indicator set is meant, all versions alike. A set without an audience is for all."""

    slug = models.CharField(_("indicatorenset"), max_length=80, unique=True)
    networks = models.ManyToManyField(Network, related_name="audiences", verbose_name=_("alleen voor deze netwerken"))

    class Meta:
        verbose_name = _("doelgroep van een indicatorenset")
        verbose_name_plural = _("doelgroepen van indicatorensets")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
