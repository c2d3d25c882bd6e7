"""The parts that hold questions or that they are held against: themes, groups and criteria."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators import parts

from .sets import IndicatorSet, slug_validator


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
