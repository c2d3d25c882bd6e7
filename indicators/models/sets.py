"""A version of a framework or checklist."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators import parts

slug_validator = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Gebruik alleen kleine letters, cijfers en losse streepjes, zoals samen-op-in-acuut."),
)
version_validator = RegexValidator(
    r"^[0-9A-Za-z][0-9A-Za-z.\-]*\Z",
    _("Gebruik alleen letters, cijfers, punten en streepjes, zoals 2.0."),
)


class IndicatorSetQuerySet(models.QuerySet["IndicatorSet"]):
    def published(self) -> "IndicatorSetQuerySet":
        return self.filter(status=IndicatorSet.Status.PUBLISHED)


class IndicatorSet(models.Model):
    """One version of a framework or checklist.

    A draft, then published, and retired when no new work may use it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        PUBLISHED = "published", _("gepubliceerd")
        RETIRED = "retired", _("vervallen")

    slug = models.CharField(_(parts.SET.label("slug")), max_length=80, validators=[slug_validator])
    version = models.CharField(
        _(parts.SET.label("version")), max_length=20, validators=[version_validator]
    )
    title = models.CharField(_(parts.SET.label("title")), max_length=300)
    source = models.TextField(
        _(parts.SET.label("source")),
        help_text=_("Volledige vermelding van het document waar de tekst uit komt."),
    )
    introduction = models.TextField(_(parts.SET.label("introduction")), blank=True)
    criterion_question = models.TextField(
        _(parts.SET.label("criterion_question")),
        blank=True,
        help_text=_("Wat de evaluatoren bij ieder doel of uitgangspunt vragen."),
    )
    status = models.CharField(
        _("stand"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("vervallen op"), null=True, blank=True, editable=False)
    based_on = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="later_versions",
        verbose_name=_(parts.SET.label("based_on")),
    )
    # Goes up with every change to a draft, so that two admins notice each other.
    revision = models.PositiveIntegerField(default=0, editable=False)

    history = HistoricalRecords(excluded_fields=["revision"])
    objects = IndicatorSetQuerySet.as_manager()

    trail_name = "title"

    class Meta:
        verbose_name = _(parts.SET.singular)
        verbose_name_plural = _(parts.SET.plural)
        ordering = ["slug", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"],
                name="one_set_a_version",
                violation_error_message=_("Deze versie van de set bestaat al."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at=None, retired_at=None)
                | Q(status="published", published_at__isnull=False, retired_at=None)
                | Q(status="retired", published_at__isnull=False, retired_at__isnull=False),
                name="status_has_its_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED
