"""Recommendations and their follow-up, as they are typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import (
    EVIDENCE_LIMIT,
    DutchDateField,
    LineField,
    ProseField,
    offer,
)
from assessments.models import Finding, FollowUp
from assessments.saving.typed_form import TypedForm


class RecommendationForm(TypedForm):
    """What to do, with the SMART parts."""

    compared = ("what", "explanation", "measure", "who", "means", "by_when")

    what = ProseField(
        label=_("Wat"), required=True, rows=2, short=True, help_text=_("Wat gaat het netwerk doen?")
    )
    explanation = ProseField(label=_("Toelichting"), rows=2, short=True)
    measure = ProseField(
        label=_("Hoe meet u het?"),
        rows=2,
        short=True,
        limit=EVIDENCE_LIMIT,
        help_text=_("Waaraan ziet u dat het gelukt is?"),
    )
    who = LineField(
        label=_("Wie doet het?"),
        limit=300,
        help_text=_("Een functie of organisatie, geen naam van een persoon."),
    )
    means = ProseField(
        label=_("Wat is nodig?"),
        rows=2,
        short=True,
        limit=EVIDENCE_LIMIT,
        help_text=_("Tijd, geld of hulp die nodig is."),
    )
    by_when = DutchDateField(label=_("Wanneer klaar?"), required=False)
    points = forms.TypedMultipleChoiceField(
        label=_("Bij de verbeterpunten"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    repeats = forms.TypedMultipleChoiceField(
        label=_("Herhaalt de eerdere aanbeveling"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        follow_ups: Iterable[FollowUp] = (),
        points: Iterable[Finding] = (),
        **kwargs: Any,
    ) -> None:
        """`points` are those to improve that it may be about, `follow_ups` those it may repeat."""
        super().__init__(*args, **kwargs)
        self._offer("points", [(str(row.pk), row.headline or row.explanation) for row in points])
        self._offer("repeats", [(str(row.pk), row.what) for row in follow_ups])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            offer(self.fields[name], choices)
        else:
            del self.fields[name]


class NewRecommendationForm(RecommendationForm):
    """A recommendation to add."""

    served = None  # type: ignore[assignment]  # Django's way to leave a field out


class FollowUpForm(TypedForm):
    """What became of an earlier recommendation."""

    compared = ("outcome", "explanation")

    outcome = forms.ChoiceField(
        label=_("Wat is ervan terechtgekomen?"),
        choices=FollowUp.Outcome.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    explanation = ProseField(label=_("Toelichting"), rows=2, short=True)


class EarlierRecommendationForm(forms.Form):
    """A recommendation of before the portal, to be followed up."""

    what = ProseField(label=_("Eerdere aanbeveling"), required=True, rows=2, short=True)
    origin = LineField(
        label=_("Waar die stond"), help_text=_("Bijvoorbeeld: regiorapport 2022, aanbeveling 3.")
    )
