"""What is asked to start an assessment."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from assessments.audience import latest_versions
from assessments.form_fields import (
    DutchDateField,
    LineField,
    offer,
)
from assessments.forms.evaluation_kind import EvaluationKindField
from assessments.kinds import SELF_ASSESSMENT
from assessments.periods import Proposal
from indicators.models import IndicatorSet


class StartForm(forms.Form):
    """A new assessment."""

    indicator_set = forms.ModelChoiceField(
        label=_("Indicatorenset"),
        queryset=IndicatorSet.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    kind = EvaluationKindField(initial=SELF_ASSESSMENT)
    title = LineField(label=_("Titel"), required=True, help_text=_("Zo heet het rapport."))
    period_start = DutchDateField(label=_("Begin van de periode"))
    period_end = DutchDateField(label=_("Einde van de periode"))
    beside_running = forms.BooleanField(
        label=_("Ja, ik begin een tweede evaluatie naast een die nog loopt"), required=False
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

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or SELF_ASSESSMENT

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
