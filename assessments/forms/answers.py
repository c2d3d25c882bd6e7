"""The answer to one indicator, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import (
    EVIDENCE_LIMIT,
    DutchDecimalField,
    LineField,
    ProseField,
)
from assessments.models import Answer, Judgement
from assessments.saving.typed_form import TypedForm
from indicators.catalogue import IndicatorEntry
from indicators.models import Indicator

# What only one kind of question asks.
_OF_KIND = {"yes_no": {"yes"}, "number": {"number"}, "frequency": {"number", "per"}}
_OTHER_KINDS = set().union(*_OF_KIND.values())


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
        label=_("Oordeel"),
        choices=Judgement.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    key_point = LineField(
        label=_("Kernpunt voor het rapport"),
        help_text=_("Eén zin die u in de samenvatting wilt terugzien."),
    )
    # A space, so that the style sheet can tell an empty field from a filled one.
    key_point.widget.attrs["placeholder"] = " "

    def __init__(
        self,
        *args: Any,
        indicator: IndicatorEntry | Indicator,
        has_key_point: bool = True,
        judge: str = "",
        **kwargs: Any,
    ) -> None:
        """`has_key_point` says whether it can be typed in: not while the point was deleted.

        `judge` is whose judgement it is (kinds.py); a form that isn't of an assessment has none.
        """
        kwargs["prefix"] = indicator.key
        left_out = _OTHER_KINDS - _OF_KIND.get(indicator.answer, set())
        if not has_key_point:
            left_out = left_out | {"key_point"}
            self.gone = ("key_point",)
        # Before a form copies them, which takes long for a page of questions.
        self.base_fields = {  # type: ignore[misc]  # of this form alone
            name: field for name, field in self.base_fields.items() if name not in left_out
        }
        super().__init__(*args, **kwargs)
        if "number" in self.fields:
            self.fields["number"].label = _("Aantal (%(unit)s)") % {"unit": indicator.unit}
            self.fields["text"].label = _("Toelichting")
        if judge:
            self.fields["judgement"].label = _("Oordeel van %(judge)s") % {"judge": judge}
        for field in self.fields.values():
            # One form for the whole page when there is no JavaScript; the fields stand outside it.
            field.widget.attrs["form"] = "answers"
