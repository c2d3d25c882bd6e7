"""What is asked: indicator sets with their themes, criteria, groups, indicators and aspects.

A published or retired set never changes: triggers refuse it (migration 0002), whichever way the
change comes. The labels are those of `indicators.parts`.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from . import parts

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


class Ordered(models.Model):
    """A part of a set, in an order that can be changed."""

    # The text of a part may change in a next version; its key says that it is the same part.
    key = models.CharField(
        _(parts.KEY.label),
        max_length=80,
        validators=[slug_validator],
        help_text=_("Blijft gelijk in nieuwe versies, zodat antwoorden te vergelijken zijn."),
    )
    position = models.PositiveIntegerField(_("volgorde"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Theme(Ordered):
    """A chapter of a set.

    A theme of a quality model, or an improvement action with its goal, occasion and form.
    """

    # The forms of the two source documents: a quality model, and the Werkset's actions.
    class Kind(models.TextChoices):
        THEME = "theme", _(parts.THEME_KINDS["theme"])
        IMPROVEMENT_ACTION = "improvement_action", _(parts.THEME_KINDS["improvement_action"])

    indicator_set = models.ForeignKey(
        IndicatorSet, models.CASCADE, related_name="themes", verbose_name=_(parts.SET.singular)
    )
    kind = models.CharField(
        _(parts.THEME.label("kind")), max_length=20, choices=Kind.choices, default=Kind.THEME
    )
    title = models.CharField(_(parts.THEME.label("title")), max_length=300)
    source = models.TextField(_(parts.THEME.label("source")), blank=True)
    introduction = models.TextField(_(parts.THEME.label("introduction")), blank=True)
    goal = models.TextField(_(parts.THEME.label("goal")), blank=True)
    occasion = models.TextField(_(parts.THEME.label("occasion")), blank=True)
    form = models.TextField(_(parts.THEME.label("form")), blank=True)

    history = HistoricalRecords()

    class Meta(Ordered.Meta):
        verbose_name = _(parts.THEME.singular)
        verbose_name_plural = _(parts.THEME.plural)
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_set", "key"],
                name="one_theme_a_key",
                violation_error_message=_("Deze sleutel is in de set al gebruikt."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(Ordered):
    """A yardstick: a goal or starting point.

    Explicit in documents, or implicit (evaluation of 2014, 2.2 and 4.1).
    """

    class Kind(models.TextChoices):
        GOAL = "goal", _(parts.CRITERION_KINDS["goal"])
        STARTING_POINT = "starting_point", _(parts.CRITERION_KINDS["starting_point"])

    theme = models.ForeignKey(
        Theme, models.CASCADE, related_name="criteria", verbose_name=_(parts.THEME.singular)
    )
    kind = models.CharField(
        _(parts.CRITERION.label("kind")), max_length=20, choices=Kind.choices, default=Kind.GOAL
    )
    implicit = models.BooleanField(
        _(parts.CRITERION.label("implicit")),
        default=False,
        help_text=_("Wordt gehanteerd, maar staat niet in documenten."),
    )
    title = models.CharField(_(parts.CRITERION.label("title")), max_length=300)
    text = models.TextField(_(parts.CRITERION.label("text")))
    question = models.TextField(_(parts.CRITERION.label("question")), blank=True)
    source = models.TextField(_(parts.CRITERION.label("source")), blank=True)

    history = HistoricalRecords()

    class Meta(Ordered.Meta):
        verbose_name = _(parts.CRITERION.singular)
        verbose_name_plural = _(parts.CRITERION.plural)
        constraints = [models.UniqueConstraint(fields=["theme", "key"], name="one_criterion_a_key")]

    def __str__(self) -> str:
        return self.title


class IndicatorGroup(Ordered):
    """Questions that belong together, under their leading question."""

    class Kind(models.TextChoices):
        DEVELOPMENT = "development", _(parts.GROUP_KINDS["development"])
        EXECUTION = "execution", _(parts.GROUP_KINDS["execution"])
        VALUE = "value", _(parts.GROUP_KINDS["value"])
        TOPIC = "topic", _(parts.GROUP_KINDS["topic"])

    theme = models.ForeignKey(
        Theme, models.CASCADE, related_name="groups", verbose_name=_(parts.THEME.singular)
    )
    kind = models.CharField(
        _(parts.GROUP.label("kind")), max_length=20, choices=Kind.choices, default=Kind.TOPIC
    )
    title = models.CharField(_(parts.GROUP.label("title")), max_length=300)
    question = models.TextField(_(parts.GROUP.label("question")), blank=True)
    source = models.TextField(_(parts.GROUP.label("source")), blank=True)

    history = HistoricalRecords()

    class Meta(Ordered.Meta):
        verbose_name = _(parts.GROUP.singular)
        verbose_name_plural = _(parts.GROUP.plural)
        constraints = [models.UniqueConstraint(fields=["theme", "key"], name="one_group_a_key")]

    def __str__(self) -> str:
        return self.title


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
