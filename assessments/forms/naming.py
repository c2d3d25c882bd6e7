"""The title, the kind and the period of an assessment, as they are typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import (
    DutchDateField,
    LineField,
    digest_of,
)
from assessments.forms.evaluation_kind import EvaluationKindField
from assessments.models import Assessment


class NamingForm(forms.Form):
    """The title, the kind and the period of an assessment.

    `was` is a digest of what they were when the page was made. What a browser kept of the form goes
    on with its own (static/entries/).
    """

    title = LineField(label=_("Titel"), required=True, help_text=_("Zo heet het rapport."))
    kind = EvaluationKindField()
    period_start = DutchDateField(label=_("Begin van de periode"))
    period_end = DutchDateField(label=_("Einde van de periode"))
    was = forms.CharField(required=False, widget=forms.HiddenInput({"data-over": ""}))

    @staticmethod
    def held(assessment: Assessment) -> dict[str, Any]:
        """Return what the assessment is called now, and its period."""
        return {
            "title": assessment.title,
            "kind": assessment.kind,
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
        given = {name: value for name, value in self.cleaned_data.items() if name != "was"}
        # A page of before the kind was asked says nothing of it.
        return given if given["kind"] else {name: given[name] for name in given if name != "kind"}
