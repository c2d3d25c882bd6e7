"""Form fields of the admin that clean what is pasted in them, so that it can be exported and printed as it is shown."""

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
    """Paragraphs of text. The browser is not told the limit: it would cut a paste off without a word."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }


class CleanLineField(CleanTextField):
    """One line of text; a pasted line end becomes a space."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


# For ModelAdmin.formfield_overrides. It also reaches the kinds of CharField below it, which keep
# their own field.
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
