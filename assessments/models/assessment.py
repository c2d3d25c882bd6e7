"""An assessment: one network, one indicator set, one period; and what it shares with everything
that is typed.

Once an assessment is confirmed its rows never change: triggers refuse it (migration 0002).
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from assessments.kinds import CHOICES, KINDS, SELF_ASSESSMENT, EvaluationKind
from indicators.models import IndicatorSet
from networks.models import Membership, Network

if TYPE_CHECKING:
    from networks.models import User


class Revised(models.Model):
    """Something that is typed by more people.

    Who changed what in it is in its history (history.py).

    `changed_at` and `changed_by` are for display: the last change to any of its fields.
    """

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


class PresentManager(models.Manager[Any]):
    """Leaves out what was deleted: lists, links and reports never see it."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(deleted="")


class Part(Revised):
    """A part that can be deleted, and put back. Its texts stay in the row, and its links in theirs.

    `deleted` is the name of the deletion, and empty for what is there: putting back names the
    deletion that it undoes (saving/verb.py).
    """

    deleted = models.CharField(max_length=60, blank=True, editable=False)

    objects = PresentManager()
    with_deleted = models.Manager()  # noqa: DJ012 - the first one is the one that Django takes for links

    class Meta:
        abstract = True


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: "User") -> "AssessmentQuerySet":
        """Return what `user` may read: members all of their network's, the national office what is
        confirmed.
        """
        if user.is_superuser:
            return self
        if not user.is_national:
            return self.filter(network__memberships__user=user.pk)
        own = Membership.objects.filter(user=user).values("network")
        return self.filter(Q(network__in=own) | Q(state=Assessment.State.CONFIRMED))

    def with_role_of(self, user: "User") -> "AssessmentQuerySet":
        """Add `member_role`: the user's role in the assessment's network, or None."""
        # A join, as there is at most one: Django takes half as long over it as over a subquery.
        own = FilteredRelation(
            "network__memberships", condition=Q(network__memberships__user=user.pk)
        )
        return self.alias(own_membership=own).annotate(member_role=F("own_membership__role"))

    def confirmed(self) -> "AssessmentQuerySet":
        return self.filter(state=Assessment.State.CONFIRMED)

    def running(self) -> "AssessmentQuerySet":
        return self.exclude(state=Assessment.State.CONFIRMED)

    def latest_first(self) -> "AssessmentQuerySet":
        return self.order_by("-period_end", "-period_start", "-pk")

    def before(self, assessment: "Assessment") -> "AssessmentQuerySet":
        """Return the same network's earlier assessments against the same framework, the latest
        first.
        """
        return self.filter(
            network=assessment.network_id,
            indicator_set__slug=assessment.indicator_set.slug,
            period_end__lt=assessment.period_end,
        ).latest_first()


class Assessment(Revised):
    """One network, one indicator set, one period.

    The texts of the report that no answer holds are here too.
    """

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", _("wordt ingevuld")
        UNDER_REVIEW = "under_review", _("ligt ter toetsing")
        CONFIRMED = "confirmed", _("vastgesteld")

    network = models.ForeignKey(
        Network, models.PROTECT, related_name="assessments", verbose_name=_("netwerk")
    )
    indicator_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="assessments", verbose_name=_("indicatorenset")
    )
    kind = models.CharField(
        _("soort evaluatie"),
        max_length=20,
        choices=CHOICES,
        default=SELF_ASSESSMENT,
        db_default=SELF_ASSESSMENT,
    )
    title = models.CharField(_("titel"), max_length=200)
    period_start = models.DateField(_("begin van de periode"))
    period_end = models.DateField(_("einde van de periode"))
    state = models.CharField(
        _("stand"), max_length=12, choices=State.choices, default=State.IN_PROGRESS
    )
    is_sample = models.BooleanField(_("voorbeeld"), default=False, editable=False)
    created_at = models.DateTimeField(_("begonnen op"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("vastgesteld op"), null=True, editable=False)

    summary = models.TextField(_("inleiding van de samenvatting"), blank=True)
    introduction = models.TextField(_("aanleiding en doel"), blank=True)
    method = models.TextField(_("werkwijze"), blank=True)
    functions_spoken_with = models.TextField(_("functies met wie is gesproken"), blank=True)
    sources_consulted = models.TextField(_("geraadpleegde bronnen"), blank=True)
    commissioned_by = models.TextField(_("opdrachtgever"), blank=True)
    authors = models.TextField(_("functies van de schrijvers"), blank=True)
    publisher = models.TextField(_("uitgever"), blank=True)

    objects = AssessmentQuerySet.as_manager()

    trail_name = "title"

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "indicator_set", "period_start", "period_end"],
                name="one_assessment_a_period",
                violation_error_message=_(
                    "Over deze periode is er al een evaluatie met deze indicatorenset."
                ),
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
    def evaluation(self) -> EvaluationKind:
        """What its kind says of it."""
        return KINDS[self.kind]  # type: ignore[index]

    @property
    def role(self) -> str | None:
        """The role in the network of the user for whom the assessment was fetched (with_role_of),
        or None.
        """
        return getattr(self, "member_role", None)


class SetChange(models.Model):
    """A running assessment went from one version of its indicator set to another."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="set_changes")
    from_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="+", verbose_name=_("van versie")
    )
    to_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="+", verbose_name=_("naar versie")
    )
    changed_at = models.DateTimeField(_("overgestapt op"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("overgestapt door"),
    )

    class Meta:
        verbose_name = _("overstap naar een andere versie")
        verbose_name_plural = _("overstappen naar een andere versie")
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_set.version} → {self.to_set.version}"


class Audience(models.Model):
    """For which networks an indicator set is meant, all versions alike.

    A set without an audience is for all.
    """

    slug = models.CharField(_("indicatorenset"), max_length=80, unique=True)
    networks = models.ManyToManyField(
        Network, related_name="audiences", verbose_name=_("alleen voor deze netwerken")
    )

    class Meta:
        verbose_name = _("doelgroep van een indicatorenset")
        verbose_name_plural = _("doelgroepen van indicatorensets")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
