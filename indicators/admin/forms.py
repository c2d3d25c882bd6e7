"""Forms of a set: its own texts, and the number of a new version."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from indicators.drafts.editing import NotADraft, fingerprint, values_of
from indicators.models import IndicatorSet, version_validator


class SetForm(forms.ModelForm):  # type: ignore[type-arg]
    """The texts of a set. What somebody else wrote meanwhile is shown beside what was typed, and not overwritten."""

    instance: IndicatorSet
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "seen" in self.fields and self.instance.pk:
            self.initial["seen"] = fingerprint(self.instance)

    def clean(self) -> None:
        super().clean()
        if self.instance.pk is None or "seen" not in self.fields:
            return
        current = IndicatorSet.objects.select_for_update().get(pk=self.instance.pk)
        if not current.is_draft:
            raise ValidationError(str(NotADraft()))
        if self.cleaned_data.get("seen") == fingerprint(current):
            return
        for name, theirs in values_of(current).items():
            if name in self.cleaned_data and self.cleaned_data[name] != theirs:
                words = _(
                    "Iemand anders heeft dit intussen veranderd. Nu staat er: “%s”. Slaat u nog eens op, dan "
                )
                self.add_error(name, words % theirs + _("komt uw tekst daarvoor in de plaats."))
        self.data = {**self.data.dict(), self.add_prefix("seen"): fingerprint(current)}  # type: ignore[attr-defined]


class NewVersionForm(forms.Form):
    """The number of a new version that starts as a copy."""

    version = forms.CharField(
        label=_lazy("Nieuw versienummer"),
        max_length=20,
        validators=[version_validator],
        help_text=_lazy("Bijvoorbeeld 2.1."),
    )

    def __init__(self, *args: Any, indicator_set: IndicatorSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator_set = indicator_set

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if IndicatorSet.objects.filter(slug=self.indicator_set.slug, version=version).exists():
            raise ValidationError(_("Deze versie van de set bestaat al."))
        return version
