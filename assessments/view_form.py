"""What one source says about one question, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.saving.typed_form import TypedForm
from indicators.catalogue import IndicatorEntry
from indicators.models import Indicator

from .form_fields import EVIDENCE_LIMIT, ProseField
from .models import View


class ViewForm(TypedForm):
    """The judgement, remark and example of one source."""

    compared = ("remark", "example", "judgement")

    judgement = forms.ChoiceField(
        label=_("Uw oordeel"),
        choices=View.Judgement.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    remark = ProseField(
        label=_("Wat ziet u?"),
        help_text=_("Eén of twee zinnen is genoeg. Geen namen van mensen."),
        rows=4,
        limit=EVIDENCE_LIMIT,
    )
    example = ProseField(
        label=_("Waar blijkt dat uit?"),
        help_text=_("Een voorbeeld, een telling, een verslag."),
        rows=2,
        short=True,
        limit=EVIDENCE_LIMIT,
    )

    def __init__(self, *args: Any, indicator: IndicatorEntry | Indicator, **kwargs: Any) -> None:
        kwargs["prefix"] = indicator.key
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The fields may stand outside the form that sends them.
            field.widget.attrs["form"] = "views"
