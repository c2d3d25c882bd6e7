"""The small forms of the tree page: one part at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db import models
from django.forms.models import modelform_factory
from django.utils.translation import gettext_lazy as _

from indicators.drafts.editing import values_of
from indicators.models import Indicator
from indicators.part_rows import KIND_OF, Part
from loket_eval.admin_fields import CLEAN_TEXT


class StructureForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people write in one part.

    Storing it is up to the verbs of `indicators.drafts.editing`.
    """

    def clean(self) -> None:
        super().clean()
        if {"answer", "unit"} <= self.cleaned_data.keys():
            counts = self.cleaned_data["answer"] in (
                Indicator.AnswerKind.NUMBER,
                Indicator.AnswerKind.FREQUENCY,
            )
            if counts and not self.cleaned_data["unit"]:
                self.add_error(
                    "unit", _("Vul in wat het getal telt, zoals “keer” of “uur per week”.")
                )
            if not counts and self.cleaned_data["unit"]:
                self.add_error(
                    "unit",
                    _("Alleen een getal of frequentie heeft een eenheid. Maak dit veld leeg."),
                )


def _field(db_field: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    if type(db_field) in CLEAN_TEXT and not db_field.choices:
        options = CLEAN_TEXT[type(db_field)] | options
    field: forms.Field | None = db_field.formfield(**options)
    return field


def form_for(model: type[Part], *, new: bool = False) -> type[StructureForm]:
    """Return the form for a part; a new one may be given a key, which never changes afterwards."""
    fields = [*KIND_OF[model].form_fields, *(["key"] if new else [])]
    form_class = modelform_factory(
        model, form=StructureForm, fields=fields, formfield_callback=_field
    )
    if new:
        key = form_class.base_fields["key"]
        key.required = False
        key.help_text = _(
            "Laat leeg: dan wordt de sleutel uit de tekst gemaakt. Later verandert hij niet meer."
        )
    return cast(type[StructureForm], form_class)


@dataclass(frozen=True)
class FieldConflict:
    """A field that two people gave another value: both are shown, and the person chooses."""

    bound: forms.BoundField
    theirs: str
    keeps_theirs: bool

    @property
    def choice(self) -> str:
        return choice_name(self.bound.name)


def choice_name(field: str) -> str:
    """Return the name of the choice between the own text and the other one."""
    return f"kies-{field}"


def conflicts_in(
    form: StructureForm, current: Part, base: dict[str, Any] | None
) -> list[FieldConflict]:
    """Return the fields in which what was typed is not what stands there now.

    `base` is what both started from, if that is known: who didn't touch a field keeps what the
    other one made of it.
    """
    conflicts = []
    for name, theirs in values_of(current).items():
        typed = form.cleaned_data.get(name, theirs)
        if typed != theirs:
            untouched = base is not None and base[name] == typed
            conflicts.append(FieldConflict(form[name], _in_words(form, name, theirs), untouched))
    return conflicts


def _in_words(form: StructureForm, name: str, value: Any) -> str:
    """Return a value as people read it."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices)[value])  # type: ignore[arg-type]
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    return str(value)


def with_choices(data: Any, current: Part, names: Sequence[str]) -> Any:
    """Return what was posted, with what stands there now where the person chose that."""
    chosen = data.copy()
    for name, theirs in values_of(current).items():
        if name in names and data.get(choice_name(name)) == "theirs":
            if isinstance(theirs, bool):
                chosen.pop(name, None)
                if theirs:
                    chosen[name] = "on"
            else:
                chosen[name] = theirs
    return chosen
