"""The estimate of a group of questions, as it is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import GroupEstimate
from assessments.saving.typed_form import TypedForm
from indicators.catalogue import GroupEntry
from indicators.models import IndicatorGroup


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
