"""The forms about a report that is, or will be, confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import ProseField


class ConsentForm(forms.Form):
    """Whether the overarching report may quote an assessment."""

    allowed = forms.BooleanField(
        label=_("Het landelijk rapport mag uit deze evaluatie citeren"), required=False
    )


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
