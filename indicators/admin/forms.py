"""Forms for the parts of a set: keys that are used once, and an order that is typed as numbers."""

from collections import Counter
from collections.abc import Callable
from math import inf
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, IndicatorSet, Ordered, version_validator

from .tree import parent_of, same_scope

TAKEN = _("Deze sleutel is in deze set al gebruikt. Kies een andere.")
ASKED = {"text", "answer", "unit"}
TWICE = _("Deze sleutel staat hier twee keer. Kies voor elke regel een andere.")


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """A part of a set. Whether its key is free in the whole set is asked by the page or by the table it stands in."""

    instance: Ordered
    wanted: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.instance._state.adding:
                self.initial["position"] = None

    def clean_position(self) -> int:
        self.wanted = self.cleaned_data["position"]
        return self.wanted or 0

    def clean(self) -> None:
        super().clean()
        if {"answer", "unit"} <= self.cleaned_data.keys():
            counts = self.cleaned_data["answer"] in (Indicator.AnswerKind.NUMBER, Indicator.AnswerKind.FREQUENCY)
            if counts and not self.cleaned_data["unit"]:
                self.add_error("unit", _("Vul in wat het getal telt, zoals “keer” of “uur per week”."))
            if not counts and self.cleaned_data["unit"]:
                self.add_error("unit", _("Alleen een getal of frequentie heeft een eenheid. Maak dit veld leeg."))

    def save(self, commit: bool = True) -> Any:
        """Save the part; a question that is asked otherwise needs a new decision whether it still is the same one."""
        if isinstance(self.instance, Indicator) and ASKED & set(self.changed_data):
            self.instance.continuity = ""
        return super().save(commit=commit)

    @property
    def place(self) -> tuple[float, int]:
        """Return what to sort by: a part that moves up goes before the one whose number it takes, one that moves
        down after it, and one without a number goes last.
        """
        if self.wanted is None:
            return inf, 0
        before = self.initial.get("position")
        return self.wanted, 0 if before is None or self.wanted < before else 1 if self.wanted == before else 2


class PartPageForm(PartForm):
    """A part on its own page."""

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        parent = parent_of(self.instance)
        if parent and same_scope(type(self.instance), parent).filter(key=key).exclude(pk=self.instance.pk).exists():
            raise ValidationError(TAKEN)
        return key


class PartFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The parts within one parent, in an order: after a save they are numbered 1, 2, 3 ..."""

    model: type[Ordered]
    forms: list[PartForm]  # type: ignore[assignment]
    initial_forms: list[PartForm]  # type: ignore[assignment]
    _should_delete_form: Callable[[PartForm], bool]

    def validate_unique(self) -> None:
        typed = [
            (form, form.cleaned_data["key"])
            for form in self.forms
            if getattr(form, "cleaned_data", {}).get("key") and not self._should_delete_form(form)
        ]
        count = Counter(key for _form, key in typed)
        taken: set[str] = set()
        if self.instance.pk:
            here = [form.instance.pk for form in self.initial_forms]
            elsewhere = same_scope(self.model, self.instance).exclude(pk__in=here)
            taken = set(elsewhere.filter(key__in=count).values_list("key", flat=True))
        for form, key in typed:
            if count[key] > 1:
                form.add_error("key", TWICE)
            elif key in taken:
                form.add_error("key", TAKEN)

    def save(self, commit: bool = True) -> list[Model]:
        if commit:
            self._set_keys_free()
        saved: list[Model] = super().save(commit=commit)
        if commit:
            self._number()
            if isinstance(self.instance, Indicator) and self.instance.continuity and self.has_changed():
                self.instance.continuity = ""
                self.instance.save(update_fields=["continuity"])
        return saved

    def _set_keys_free(self) -> None:
        """Rows may take over each other's keys in one go, so first take these off the rows that lose theirs."""
        for form in self.initial_forms:
            if "key" in form.changed_data or self._should_delete_form(form):
                self.model._default_manager.filter(pk=form.instance.pk).update(key=f"#{form.instance.pk}")

    def _number(self) -> None:
        kept = [form for form in self.forms if form.instance.pk and not self._should_delete_form(form)]
        moved = []
        for number, form in enumerate(sorted(kept, key=lambda form: form.place), start=1):
            if form.instance.position != number:
                form.instance.position = number
                moved.append(form.instance)
        self.model._default_manager.bulk_update(moved, ["position"])


class NewVersionForm(forms.Form):
    """The number of a new version that starts as a copy."""

    version = forms.CharField(
        label=_("Nieuw versienummer"), max_length=20, validators=[version_validator], help_text=_("Bijvoorbeeld 2.1.")
    )

    def __init__(self, *args: Any, indicator_set: IndicatorSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator_set = indicator_set

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if IndicatorSet.objects.filter(slug=self.indicator_set.slug, version=version).exists():
            raise ValidationError(_("Deze versie van de set bestaat al."))
        return version
