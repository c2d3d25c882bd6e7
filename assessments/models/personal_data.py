"""Where in texts something stands that looks like somebody's data: places, and never the words."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment


class PersonalDataCheck(models.Model):
    """What was found in the texts of one assessment or overarching report.

    `digest` is that of all its texts: when one of them changes, what was found no longer holds.
    `places` are rows of assessments/personal_data/places.py: which field, from where to where, and
    what it looks like.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wordt nagekeken")
        DONE = "done", _("nagekeken")
        WITHOUT_NAMES = "no_names", _("nagekeken, behalve op namen")

    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    places = models.JSONField(default=list)

    class Meta:
        abstract = True
        verbose_name = _("controle op persoonsgegevens")
        verbose_name_plural = _("controles op persoonsgegevens")

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def whole(self) -> Any:
        """The assessment or overarching report that it is about."""
        raise NotImplementedError


class AssessmentDataCheck(PersonalDataCheck):
    """What was found in the texts of one assessment."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="data_check")

    class Meta(PersonalDataCheck.Meta):
        pass

    @property
    def whole(self) -> Assessment:
        return self.assessment
