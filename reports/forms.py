"""The form about a report that is, or will be, confirmed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConsentForm(forms.Form):
    """Whether the overarching report may quote an assessment."""

    allowed = forms.BooleanField(
        label=_("Het landelijk rapport mag uit deze zelfevaluatie citeren"), required=False
    )
