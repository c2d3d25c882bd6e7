"""What one source says about one question, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import EVIDENCE_LIMIT, ProseField
from assessments.models import Source, View
from assessments.saving.typed_form import TypedForm
from indicators.catalogue import IndicatorEntry
from indicators.models import Indicator

# What the fields are called where somebody writes down what another source says.
_LABELS: dict[str, dict[str, Any]] = {
    Source.Kind.CONVERSATION: {
        "judgement": _("Oordeel van de gesprekspartner"),
        "remark": _("Wat is er gezegd?"),
        "example": _("Waar blijkt dat uit?"),
    },
    Source.Kind.MEETING: {
        "judgement": _("Oordeel van de bijeenkomst"),
        "remark": _("Wat is er gezegd?"),
        "example": _("Waar blijkt dat uit?"),
    },
    Source.Kind.DOCUMENT: {
        "judgement": _("Wat blijkt uit het document?"),
        "remark": _("Passage"),
        "example": _("Plaats in het document"),
    },
}
_HINTS: dict[str, dict[str, Any]] = {
    Source.Kind.DOCUMENT: {
        "remark": _("Neem de zin over, of vat hem samen. Geen namen van mensen."),
        "example": _("Bijvoorbeeld: bladzijde 12, paragraaf 3.1."),
    },
    Source.Kind.CONVERSATION: {
        "remark": _("In de woorden van de gesprekspartner, of kort. Geen namen van mensen."),
    },
    Source.Kind.MEETING: {
        "remark": _("Kort, zonder wie het zei. Geen namen van mensen."),
    },
}


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

    def __init__(
        self, *args: Any, indicator: IndicatorEntry | Indicator, kind: str = "", **kwargs: Any
    ) -> None:
        """`kind` is the kind of source: others than partners are written down by somebody else."""
        kwargs["prefix"] = indicator.key
        super().__init__(*args, **kwargs)
        if kind == Source.Kind.PARTNER:
            # Partners wonder whether they have to; who writes down for others knows.
            for name in ("remark", "example"):
                self.fields[name].optional_mark = _("(mag leeg blijven)")  # type: ignore[attr-defined]
        for name, label in _LABELS.get(kind, {}).items():
            self.fields[name].label = label
        for name, hint in _HINTS.get(kind, {}).items():
            self.fields[name].help_text = hint
        for field in self.fields.values():
            # The fields may stand outside the form that sends them.
            field.widget.attrs["form"] = "views"
