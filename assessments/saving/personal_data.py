"""Telling an author at once that a text holds what looks like somebody's data. It never blocks."""

from django import forms

from loket_eval.personal_data.patterns import warning_of

from .stored_fields import Deletion, StoredField


def personal_data_line(one: StoredField | None) -> str:
    """Return what to say of the text that is stored now, with the label of its field; mostly
    nothing.
    """
    if one is None or isinstance(one, Deletion) or not isinstance(one.form_field, forms.CharField):
        return ""
    warning = warning_of(one.shown)
    label = str(one.form_field.label)
    return f"{label}{'' if label.endswith('?') else ':'} {warning}" if warning else ""
