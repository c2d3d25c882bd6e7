"""Strong points and improvement points, as they are typed."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import (
    LineField,
    ProseField,
    offer,
)
from assessments.models import Finding, View
from assessments.saving.typed_form import TypedForm
from indicators.catalogue import Catalogue, ThemeEntry


class FindingForm(TypedForm):
    """A strong point or improvement point of one theme, or about the whole."""

    compared = ("headline", "explanation", "kind", "is_key")

    kind = forms.ChoiceField(
        label=_("Soort"), choices=Finding.Kind.choices, required=False, widget=forms.RadioSelect
    )
    headline = LineField(label=_("Punt"), help_text=_("Eén zin, zonder punt aan het eind."))
    explanation = ProseField(label=_("Toelichting"), rows=3, short=True)
    is_key = forms.BooleanField(label=_("Kernpunt: komt in de samenvatting"), required=False)
    indicators = forms.MultipleChoiceField(
        label=_("Hoort bij de vragen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    criteria = forms.MultipleChoiceField(
        label=_("Raakt aan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    views = forms.MultipleChoiceField(
        label=_("Steunt op"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wat bronnen zeggen over de vragen van dit punt."),
    )
    quotes = forms.MultipleChoiceField(
        label=_("Citeert letterlijk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Het rapport zet deze woorden bij het punt, met de functie of organisatie. U kunt "
            "alleen kiezen uit bronnen die daar toestemming voor gaven."
        ),
    )

    def __init__(
        self,
        *args: Any,
        catalogue: Catalogue,
        theme: ThemeEntry | None,
        linked: set[int],
        views: Iterable[View] = (),
        only: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`linked` are the indicators that the finding has already; they stay to choose from, also
        of other themes. `views` are those that it may rest on or quote, with their source. `only`
        are the fields to show, when that isn't all of them.

        Questions and criteria are chosen by their keys, which every version of the set knows them
        by.
        """
        super().__init__(*args, **kwargs)
        self.offered: dict[str, dict[str, int]] = {}
        offered = list(views)
        indicators = [
            i for i in catalogue.indicators if i.pk in linked or (theme and i in theme.indicators)
        ]
        criteria = theme.criteria if theme else catalogue.criteria
        self._choices("indicators", [(i.key, f"{i.number} {i.text}", i.pk) for i in indicators])
        self._choices("criteria", [(c.key, c.title, c.pk) for c in criteria])
        numbers = {i.pk: i.number for i in catalogue.indicators}
        self._choices(
            "views",
            [(str(v.pk), _view_label(v, numbers.get(v.indicator_id, "")), v.pk) for v in offered],
        )
        self._choices(
            "quotes",
            [
                (str(v.pk), _quote_label(v, numbers.get(v.indicator_id, "")), v.pk)
                for v in offered
                if v.is_quotable
            ],
        )
        for name in set(self.own_fields).difference(only) if only else ():
            del self.fields[name]
            self.offered.pop(name, None)

    def _choices(self, name: str, choices: list[tuple[str, str, int]]) -> None:
        if choices:
            offer(self.fields[name], [(key, label) for key, label, _pk in choices])
            self.offered[name] = {key: pk for key, _label, pk in choices}
        else:
            del self.fields[name]


def _view_label(view: View, number: str) -> str:
    """Return what a source says in one line, as in "2.5 Politie: verbeterpunt. Vaak te laat."."""
    said = [str(view.get_judgement_display()), Truncator(view.remark or view.example).chars(120)]
    quoted = _(" (mag worden geciteerd)") if view.source.is_quotable else ""
    about = f"{number} {view.source.name}{quoted}".strip()
    return f"{about}: {'. '.join(part for part in said if part)}"


def _quote_label(view: View, number: str) -> str:
    """Return what would be quoted in one line, as in "2.5 wijkagent: “Vaak te laat.”"."""
    return f"{number} {view.source.quoted_as}: “{Truncator(view.remark).chars(160)}”".strip()


class NewFindingForm(forms.Form):
    """A point to add under a theme; what it belongs to is chosen after that."""

    headline = LineField(
        label=_("Nieuw punt"), required=True, help_text=_("Eén zin, zonder punt aan het eind.")
    )
    explanation = ProseField(label=_("Toelichting"), rows=2, short=True)


class PointOfJudgementForm(NewFindingForm):
    """A point about a question that was judged. Its answer can go along as the explanation."""

    headline = LineField(
        label=_("Punt"),
        required=True,
        help_text=_("Eén zin die op zichzelf te lezen is, zonder punt aan het eind."),
    )
    with_answer = forms.BooleanField(
        label=_("Zet het antwoord op de vraag in de toelichting"), required=False
    )
    is_key = forms.BooleanField(label=_("Kernpunt: komt in de samenvatting"), required=False)

    def __init__(self, *args: Any, answer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer = answer
        if not answer:
            del self.fields["with_answer"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("with_answer", False) and "explanation" in cleaned:
            both = "\n\n".join(text for text in (cleaned["explanation"], self.answer) if text)
            field = self.fields["explanation"]
            try:
                cleaned["explanation"] = field.clean(both)
            except forms.ValidationError as error:
                self.add_error("explanation", error)
        return cleaned
