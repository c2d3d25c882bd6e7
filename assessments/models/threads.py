"""What colleagues say to each other about a question, point or recommendation.

Comments only come in: nobody changes one, and triggers refuse it (migration 0005).
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator

from .assessment import Assessment
from .findings import Finding, Recommendation

if TYPE_CHECKING:
    from networks.models import User


class ThreadQuerySet(models.QuerySet["Thread"]):
    def open(self) -> "ThreadQuerySet":
        return self.filter(settled_at=None)

    def meant_for(self, user: "User") -> "ThreadQuerySet":
        """Return the threads that are assigned to `user`, or in which a colleague names them."""
        named = Comment.mentioned.through.objects.filter(
            comment__thread=OuterRef("pk"), user=user.pk
        )
        return self.filter(Q(assigned_to=user) | Exists(named))


class Thread(models.Model):
    """Talk about one thing. It is open until somebody settles it; a reply opens it again."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="threads")
    # The question as it was asked when the talk began. A later version asks it under the same key.
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="threads")
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, related_name="threads"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("toegewezen aan"),
    )
    settled_at = models.DateTimeField(_("afgerond op"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("afgerond door"),
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleg")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, finding=None, recommendation=None)
                | Q(indicator=None, finding__isnull=False, recommendation=None)
                | Q(indicator=None, finding=None, recommendation__isnull=False),
                name="a_thread_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{_('overleg')} {self.pk}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class Comment(models.Model):
    """What one person says in a thread; the first one opened it."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    text = models.TextField(_("tekst"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("geschreven door"),
    )
    at = models.DateTimeField(_("geschreven op"))
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("genoemd")
    )
    # Whether a digest told of it (threads/digests.py).
    is_told = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("bijdrage aan het overleg")
        verbose_name_plural = _("bijdragen aan het overleg")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something")
        ]

    def __str__(self) -> str:
        return self.text


class WithoutDigest(models.Model):
    """A person who wants no digest of what colleagues say."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("zonder dagelijkse e-mail over het overleg")
        verbose_name_plural = _("zonder dagelijkse e-mail over het overleg")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.user)
