"""Form fields of the admin that clean pasted text, so that it exports and prints as shown."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminEmailInputWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
)
from django.db import models

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
