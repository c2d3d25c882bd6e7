"""Form fields of the admin that clean pasted text, so that it exports and prints as shown."""

from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import (
    AdminEmailInputWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
)
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from .prose import clean_text

TEXT_LIMIT = 50_000


class CleanTextField(forms.CharField):
    """Paragraphs of text. The browser isn't told the limit.

    It would cut off a pasted text without saying so. The server checks the limit and reports it.
    """

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }


class CleanLineField(CleanTextField):
    """One line of text. A pasted line break becomes a space."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


# For ModelAdmin.formfield_overrides. Django also applies an override to subclasses of the field, so
# EmailField and SlugField need an entry to keep their own form field.
CLEAN_TEXT: dict[Any, dict[str, Any]] = {
    models.CharField: {"form_class": CleanLineField, "widget": AdminTextInputWidget},
    models.TextField: {
        "form_class": CleanTextField,
        "max_length": TEXT_LIMIT,
        "widget": AdminTextareaWidget(attrs={"rows": 5}),
    },
    models.EmailField: {"form_class": forms.EmailField, "widget": AdminEmailInputWidget},
    models.SlugField: {"form_class": forms.SlugField, "widget": AdminTextInputWidget},
}


def changed_meanwhile(theirs: object) -> str:
    """Return what is said of a field that somebody else changed after the page was made."""
    words = _(
        "Iemand anders heeft dit intussen veranderd. Nu staat er: “%s”. Slaat u nog eens op, dan "
    )
    return words % theirs + _("komt uw tekst daarvoor in de plaats.")


class ComparedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of one row: it changes only what somebody typed in it.

    The page holds what each field was made with. What somebody else changed since stays where
    nobody typed, and is told where somebody did. A choice of several is stored as it was sent.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            is_many = isinstance(field, forms.ModelMultipleChoiceField)
            # A disabled field may hold what no page shows, such as a password.
            is_compared = bool(self.instance.pk) and not (is_many or field.disabled)
            # A form of which only a part was sent is compared with what is stored.
            is_told = not self.is_bound or self.add_initial_prefix(name) in self.data
            field.show_hidden_initial = is_compared and is_told

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        data = cast(QueryDict, self.data).copy()
        for name, field in self.fields.items():
            shown = self.add_initial_prefix(name)
            if not self.instance.pk or name not in cleaned or shown not in self.data:
                continue
            now = self[name].initial
            if name not in self.changed_data:
                cleaned[name] = field.clean(now)
            elif field.has_changed(now, self.data[shown]) and field.has_changed(now, cleaned[name]):
                self.add_error(name, changed_meanwhile(now))
                # Who saves again has now seen what the other wrote.
                data[shown] = str(now)
        self.data = data
        return cleaned
