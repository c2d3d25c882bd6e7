"""Forms of a set: its own texts, a file to read in, and what begins a new version."""

from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from indicators.drafts.editing import fingerprint, values_of
from indicators.drafts.refusals import NotADraft
from indicators.models import IndicatorSet, version_validator
from loket_eval.admin_fields import CleanLineField, changed_meanwhile
from loket_eval.uploads import MAX_BYTES

_TOO_LARGE = _lazy(
    "Dit bestand is groter dan %d MB. Een indicatorenset is veel kleiner; kies een ander bestand."
)


class SetForm(forms.ModelForm):  # type: ignore[type-arg]
    """The texts of a set.

    What somebody else wrote meanwhile is shown beside what was typed, and not overwritten.
    """

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
                self.add_error(name, changed_meanwhile(theirs))
        # Who saves again has now seen what the other wrote.
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("seen")] = fingerprint(current)
        self.data = data


class NewVersionForm(forms.Form):
    """The number of a new version that starts as a copy, and the document that it comes from.

    The document is asked anew: with that of the version before, reports would cite the wrong one.
    """

    version = forms.CharField(
        label=_lazy("Nieuw versienummer"),
        max_length=20,
        validators=[version_validator],
        help_text=_lazy("Bijvoorbeeld 2.1."),
    )
    author = CleanLineField(
        label=_lazy("Auteur"),
        max_length=300,
        help_text=_lazy("De mensen of de organisatie die deze versie schreven."),
    )
    document = CleanLineField(
        label=_lazy("Bron"),
        max_length=1000,
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        help_text=_lazy("De titel van het document, en waar het te vinden is."),
    )
    date = CleanLineField(
        label=_lazy("Datum"),
        max_length=60,
        help_text=_lazy("De datum van het document, zoals 4 april 2026 of juni 2026."),
    )

    def __init__(self, *args: Any, indicator_set: IndicatorSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator_set = indicator_set

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if IndicatorSet.objects.filter(slug=self.indicator_set.slug, version=version).exists():
            raise ValidationError(_("Deze versie van de set bestaat al."))
        return version

    @property
    def citation(self) -> str:
        """The author, document and date as one source, the way it stands in reports."""
        stated = (self.cleaned_data[name].rstrip(" .") for name in ("author", "document", "date"))
        return ", ".join(stated) + "."


class FileForm(forms.Form):
    """A file with a set, of any of the kinds that can be read in."""

    file = forms.FileField(
        label=_lazy("Bestand"),
        help_text=_lazy("Een XLSX, YAML of JSON van hoogstens 5 MB, zoals “Exporteren” die maakt."),
        error_messages={
            "required": _lazy("Kies eerst een bestand."),
            "empty": _lazy("Dit bestand is leeg."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_TOO_LARGE % (MAX_BYTES // 1024 // 1024))
        return file


class VersionForm(forms.Form):
    """Under which version number the content of a file is read in."""

    version = forms.CharField(
        label=_lazy("Inlezen als versie"),
        max_length=20,
        validators=[version_validator],
        help_text=_lazy("Kies een ander nummer om er een nieuwe versie van te maken."),
    )
