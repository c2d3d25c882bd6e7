"""What the national office fills in."""

from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import DutchDateField, LineField, ProseField, offer
from assessments.forms.recommendations import RecommendationForm
from assessments.periods import Proposal
from assessments.saving.typed_form import TypedForm
from indicators.models import IndicatorSet

from .next_report import NextReport

_NO_NETWORK = _(
    "Iedereen in een netwerk leest dit. Noem geen netwerk en geen aantal dat verborgen is."
)


class NationalStartForm(forms.Form):
    """A new overarching report."""

    indicator_set = forms.ModelChoiceField(
        label=_("Indicatorenset"),
        help_text=_(
            "Antwoorden op een andere versie tellen mee waar de vraag dezelfde is of vergelijkbaar "
            "is verklaard."
        ),
        queryset=IndicatorSet.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    title = LineField(label=_("Titel"), required=True, help_text=_("Zo heet het rapport."))
    period_start = DutchDateField(
        label=_("Begin van de periode"),
        help_text=_(
            "Van elk netwerk telt de laatste evaluatie waarvan de periode in deze periode eindigt."
        ),
    )
    period_end = DutchDateField(label=_("Einde van de periode"))

    def __init__(
        self, *args: Any, sets: list[IndicatorSet], likely: NextReport, **kwargs: Any
    ) -> None:
        if likely.chosen and likely.proposal:
            kwargs["initial"] = {
                "indicator_set": likely.chosen.pk,
                "title": likely.proposal.title,
                "period_start": likely.proposal.period.start,
                "period_end": likely.proposal.period.end,
            }
        super().__init__(*args, **kwargs)
        self._proposals = {row.pk: likely.proposals[row.slug] for row in sets}
        field = cast("forms.ModelChoiceField[IndicatorSet]", self.fields["indicator_set"])
        field.queryset = IndicatorSet.objects.filter(pk__in=[one.pk for one in sets])
        offer(field, [(one.pk, str(one)) for one in sets])

    @property
    def choices(self) -> list[tuple[BoundWidget, Proposal]]:
        """The sets, with what is proposed for each."""
        return [
            (choice, self._proposals[choice.data["value"]])
            for choice in self["indicator_set"].subwidgets
        ]


class NationalTextsForm(TypedForm):
    """The texts of an overarching report."""

    compared = ("introduction", "summary", "conclusions", "title")

    title = LineField(label=_("Titel"), required=True)
    introduction = ProseField(
        label=_("Aanleiding en werkwijze"),
        help_text=_("Waarom dit rapport, en hoe is het gemaakt?"),
    )
    summary = ProseField(label=_("Samenvatting"), help_text=_NO_NETWORK)
    conclusions = ProseField(label=_("Conclusies"), help_text=_NO_NETWORK)


class NationalRecommendationForm(RecommendationForm):
    """A recommendation to the national level, with its SMART parts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].help_text = _("Wat gaat het landelijk niveau doen?")


class NewNationalRecommendationForm(NationalRecommendationForm):
    """A recommendation to add."""

    served = None  # type: ignore[assignment]  # Django's way to leave a field out


class ReopenNationalForm(forms.Form):
    """Why a report is opened again."""

    reason = ProseField(
        label=_("Reden"),
        required=True,
        rows=3,
        limit=5000,
        help_text=_("Deze reden blijft in de geschiedenis van het rapport staan."),
        error_messages={"required": _("Geef een reden om te heropenen.")},
    )
