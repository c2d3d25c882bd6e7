"""What coordinators and contributors fill in."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from assessments.saving.typed_form import TypedForm
from indicators.catalogue import Catalogue, GroupEntry, IndicatorEntry, ThemeEntry
from indicators.models import Indicator, IndicatorGroup, IndicatorSet

from .audience import latest_versions
from .form_fields import (
    EVIDENCE_LIMIT,
    DutchDateField,
    DutchDecimalField,
    LineField,
    ProseField,
    digest_of,
)
from .models import Answer, Assessment, Finding, FollowUp, GroupEstimate, Judgement, View
from .periods import Proposal


class AnswerForm(TypedForm):
    """The answer to one indicator; which fields it has depends on the kind of question."""

    compared = ("text", "evidence", "judgement", "number", "per", "yes", "key_point")

    yes = forms.TypedChoiceField(
        label=_("Ja of nee"),
        choices=[("true", _("Ja")), ("false", _("Nee"))],
        coerce=lambda value: value == "true",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    number = DutchDecimalField(label=_("Aantal"))
    per = forms.ChoiceField(
        label=_("Per"), choices=[("", _("kies")), *Answer.Per.choices], required=False
    )
    text = ProseField(label=_("Antwoord"), rows=5)
    evidence = ProseField(
        label=_("Waar blijkt dat uit?"),
        help_text=_("Een voorbeeld, een telling, een verslag. Geen namen van betrokkenen."),
        limit=EVIDENCE_LIMIT,
        rows=2,
        short=True,
    )
    judgement = forms.ChoiceField(
        label=_("Oordeel van het netwerk"),
        choices=Judgement.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    key_point = LineField(
        label=_("Kernpunt voor het rapport"),
        help_text=_("Eén zin die u in de samenvatting wilt terugzien."),
    )

    def __init__(
        self,
        *args: Any,
        indicator: IndicatorEntry | Indicator,
        has_key_point: bool = True,
        **kwargs: Any,
    ) -> None:
        """`has_key_point` says whether it can be typed in: not while the point was deleted."""
        kwargs["prefix"] = indicator.key
        super().__init__(*args, **kwargs)
        if indicator.answer != "yes_no":
            del self.fields["yes"]
        if indicator.answer != "frequency":
            del self.fields["per"]
        if indicator.answer in ("number", "frequency"):
            self.fields["number"].label = _("Aantal (%(unit)s)") % {"unit": indicator.unit}
            self.fields["text"].label = _("Toelichting")
        else:
            del self.fields["number"]
        # A space, so that the style sheet can tell an empty field from a filled one.
        self.fields["key_point"].widget.attrs["placeholder"] = " "
        if not has_key_point:
            del self.fields["key_point"]
            self.gone = ("key_point",)
        for field in self.fields.values():
            # One form for the whole page when there is no JavaScript; the fields stand outside it.
            field.widget.attrs["form"] = "answers"


class EstimateForm(TypedForm):
    """How much effort or visible value the network sees in a group of questions.

    Nobody has to choose.
    """

    compared = ("level",)
    level = forms.ChoiceField(
        choices=GroupEstimate.Level.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Niet verplicht. Uw eigen inschatting, alles bij elkaar. In het rapport staat de "
            "inspanning getekend naast "
            "de zichtbare waarde."
        ),
    )

    def __init__(self, *args: Any, group: GroupEntry | IndicatorGroup, **kwargs: Any) -> None:
        # A key of a question has no underscore, so no question has the same names.
        kwargs["prefix"] = f"groep_{group.key}"
        super().__init__(*args, **kwargs)
        labels = {
            "development": _("Hoeveel inspanning kost het om dit te ontwikkelen?"),
            "execution": _("Hoeveel inspanning kost het om dit uit te voeren?"),
            "value": _("Hoeveel waarde is er zichtbaar?"),
        }
        self.fields["level"].label = labels[group.kind]
        for field in self.fields.values():
            field.widget.attrs["form"] = "answers"


def offer(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Let a choice field offer these choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


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


class RecommendationForm(TypedForm):
    """What to do, with the SMART parts."""

    compared = ("what", "explanation", "measure", "who", "means", "by_when")

    what = ProseField(
        label=_("Wat"), required=True, rows=2, short=True, help_text=_("Wat gaat het netwerk doen?")
    )
    explanation = ProseField(label=_("Toelichting"), rows=2, short=True)
    measure = ProseField(
        label=_("Gemeten hoe"),
        rows=2,
        short=True,
        limit=EVIDENCE_LIMIT,
        help_text=_("Waaraan ziet u dat het gelukt is?"),
    )
    who = LineField(
        label=_("Wie"),
        limit=300,
        help_text=_("Een functie of organisatie, geen naam van een persoon."),
    )
    means = ProseField(
        label=_("Met wat"),
        rows=2,
        short=True,
        limit=EVIDENCE_LIMIT,
        help_text=_("Tijd, geld of hulp die nodig is."),
    )
    by_when = DutchDateField(label=_("Voor wanneer"), required=False)
    repeats = forms.TypedMultipleChoiceField(
        label=_("Herhaalt de eerdere aanbeveling"), required=False, coerce=int
    )

    def __init__(self, *args: Any, follow_ups: Iterable[FollowUp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), row.what) for row in follow_ups]
        if choices:
            offer(self.fields["repeats"], choices)
            self.fields["repeats"].widget = forms.CheckboxSelectMultiple(choices=choices)
        else:
            del self.fields["repeats"]


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


class TextsForm(TypedForm):
    """The texts of the report that no answer holds."""

    compared = ("summary", "introduction", "method", "functions_spoken_with", "sources_consulted")

    introduction = ProseField(
        label=_("Aanleiding en doel"), help_text=_("Waarom deze zelfevaluatie, en voor wie?")
    )
    method = ProseField(
        label=_("Werkwijze"),
        help_text=_("Hoe is de zelfevaluatie gedaan: in een sessie, met gesprekken?"),
    )
    summary = ProseField(
        label=_("Inleiding van de samenvatting"),
        help_text=_("Twee of drie zinnen. De kernpunten en aanbevelingen komen er vanzelf onder."),
    )
    functions_spoken_with = ProseField(
        label=_("Met wie is gesproken"),
        help_text=_("Eén functie op een regel, met een streepje ervoor. Nooit namen."),
    )
    sources_consulted = ProseField(
        label=_("Geraadpleegde bronnen"),
        help_text=_("Eén bron op een regel, met een streepje ervoor."),
    )


class ConclusionForm(TypedForm):
    """A question of the assessment, with the conclusion."""

    compared = ("question", "text")

    question = ProseField(label=_("Vraag"), required=True, rows=1, short=True, limit=2000)
    text = ProseField(label=_("Conclusie"), rows=3)


class NewConclusionForm(ConclusionForm):
    """A conclusion to add."""

    served = None  # type: ignore[assignment]


class StartForm(forms.Form):
    """A new assessment."""

    indicator_set = forms.ModelChoiceField(
        label=_("Indicatorenset"),
        queryset=IndicatorSet.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    title = LineField(label=_("Titel"), required=True, help_text=_("Zo heet het rapport."))
    period_start = DutchDateField(label=_("Begin van de periode"))
    period_end = DutchDateField(label=_("Einde van de periode"))
    beside_running = forms.BooleanField(
        label=_("Ja, ik begin een tweede zelfevaluatie naast een die nog loopt"), required=False
    )

    def __init__(
        self,
        *args: Any,
        sets: list[IndicatorSet],
        proposals: Mapping[str, Proposal],
        **kwargs: Any,
    ) -> None:
        """`sets` are the choices, of each set the latest version first (audience.sets_for).

        `proposals` are by the slug of a set.
        """
        super().__init__(*args, **kwargs)
        self._proposals = {row.pk: proposals[row.slug] for row in sets}
        field = cast("forms.ModelChoiceField[IndicatorSet]", self.fields["indicator_set"])
        field.queryset = IndicatorSet.objects.filter(pk__in=[one.pk for one in sets])
        offer(field, [(one.pk, str(one)) for one in sets])
        self._latest = {one.pk for one in latest_versions(sets)}

    @property
    def latest(self) -> list[tuple[BoundWidget, Proposal]]:
        """The choices of the latest version of each set."""
        return [
            (choice, self._proposals[choice.data["value"]])
            for choice in self["indicator_set"].subwidgets
            if choice.data["value"] in self._latest
        ]

    @property
    def earlier(self) -> list[tuple[BoundWidget, Proposal]]:
        return [
            (choice, self._proposals[choice.data["value"]])
            for choice in self["indicator_set"].subwidgets
            if choice.data["value"] not in self._latest
        ]

    @property
    def chose_earlier(self) -> bool:
        return any(choice.data["selected"] for choice, _proposal in self.earlier)


class NamingForm(forms.Form):
    """The title and the period of an assessment.

    `was` is a digest of what they were when the page was made.
    """

    title = LineField(label=_("Titel"), required=True, help_text=_("Zo heet het rapport."))
    period_start = DutchDateField(label=_("Begin van de periode"))
    period_end = DutchDateField(label=_("Einde van de periode"))
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def held(assessment: Assessment) -> dict[str, Any]:
        """Return what the assessment is called now, and its period."""
        return {
            "title": assessment.title,
            "period_start": assessment.period_start,
            "period_end": assessment.period_end,
        }

    @classmethod
    def of(cls, assessment: Assessment) -> "NamingForm":
        """Return the form as it shows what is stored."""
        held = cls.held(assessment)
        was = digest_of("\n".join(map(str, held.values())))
        return cls(initial=held | {"was": was}, prefix="naming")

    def values(self) -> dict[str, Any]:
        """Return the cleaned values, without the bookkeeping."""
        return {name: value for name, value in self.cleaned_data.items() if name != "was"}


class FactCheckForm(forms.Form):
    """A partner's word on the facts."""

    agrees = forms.TypedChoiceField(
        label=_("Kloppen de feiten?"),
        choices=[("true", _("Ja, de feiten kloppen")), ("false", _("Nee, ik heb een opmerking"))],
        coerce=lambda value: value == "true",
        widget=forms.RadioSelect,
    )
    remark = ProseField(label=_("Opmerking"), rows=3)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agrees") is False and not data.get("remark"):
            self.add_error("remark", _("Schrijf op wat er niet klopt."))
        return data
