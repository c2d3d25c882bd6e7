"""A field of a form with its label, hint and messages, for crispy's template of one field.

It is written here and not in that template: a page of questions has dozens of fields, and a
template takes five times as long over each.
"""

from django import forms, template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from loket_eval.direction import bdi
from loket_eval.plain_inputs import attributes

register = template.Library()
# Characters that a box of one line shows, and a box of more.
_FITS_LINE, _FITS_BOX = 40, 800


@register.filter
def with_label(field: BoundField) -> SafeString:
    """Return a field with its label; a group of choices as a fieldset."""
    if field.is_hidden:
        return field.as_widget()
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        html = _checkbox(field)
    elif field.use_fieldset:
        html = _fieldset(field)
    else:
        html = (
            f'<div class="field"><label for="{field.id_for_label}">{_name(field)}</label>'
            f"{_hint(field)}{_errors(field)}{_on_paper(field)}{field}</div>"
        )
    return mark_safe(html)  # noqa: S308 - each part is escaped


@register.filter
def answer_fields(form: forms.BaseForm) -> SafeString:
    """Return the fields of the answer to one question: those that its kind asks for."""
    of_kind = "".join(with_label(form[name]) for name in ("number", "per") if name in form.fields)
    parts = [
        with_label(form["yes"]) if "yes" in form.fields else "",
        f'<div class="inline-fields">{of_kind}</div>' if of_kind else "",
        with_label(form["text"]),
        with_label(form["evidence"]),
        f'<div class="judgement">{with_label(form["judgement"])}</div>',
    ]
    if "key_point" in form.fields:
        parts.append(f'<div class="key-point">{with_label(form["key_point"])}</div>')
    return mark_safe("".join(parts))  # noqa: S308 - fields, which are escaped


def _checkbox(field: BoundField) -> str:
    label = conditional_escape(field.label)
    return (
        f'<div class="field"><label class="check" for="{field.id_for_label}">{field}'
        f"<span>{label}</span></label>{_hint(field)}{_errors(field)}</div>"
    )


def _fieldset(field: BoundField) -> str:
    described = field.aria_describedby
    by = f'aria-describedby="{described}" ' if described else ""
    choices = isinstance(field.field.widget, forms.RadioSelect)  # of one or of more
    return (
        f'<fieldset {by}class="field"><legend>{_name(field)}</legend>'
        f"{_hint(field)}{_errors(field)}{_options(field) if choices else field}</fieldset>"
    )


def _options(field: BoundField) -> str:
    option = _judgement if field.name == "judgement" else _choice
    return f'<div class="options">{"".join(map(option, field.subwidgets))}</div>'


def _judgement(one: BoundWidget) -> str:
    data, value = one.data, conditional_escape(one.data["value"])
    return (
        f'<label for="{data["attrs"]["id"]}" data-judgement="{value}">'
        f'<input type="radio" name="{data["name"]}" value="{value}"{_attributes(one)}> '
        f'<svg class="mark" aria-hidden="true"><use href="#mark-{value}"/></svg> '
        f"{conditional_escape(data['label'])}</label>"
    )


def _choice(one: BoundWidget) -> str:
    data = one.data
    return (
        f'<label for="{data["attrs"]["id"]}"><input type="{data["type"]}" name="{data["name"]}" '
        f'value="{conditional_escape(str(data["value"]))}"{_attributes(one)}> '
        f"{bdi(data['label'])}</label>"
    )


def _attributes(one: BoundWidget) -> str:
    attrs: dict[str, object] = one.data["attrs"]
    return attributes(dict(sorted(attrs.items(), key=lambda item: (item[1] is True, item[0]))))


def _name(field: BoundField) -> str:
    label, mark = conditional_escape(field.label), getattr(field.field, "optional_mark", "")
    return f'{label} <span class="optional">{conditional_escape(mark)}</span>' if mark else label


def _hint(field: BoundField) -> str:
    if not field.help_text:
        return ""
    hint = conditional_escape(field.help_text)
    return f'<div class="hint" id="{field.auto_id}_helptext">{hint}</div>'


def _on_paper(field: BoundField) -> str:
    """Return a text that its box cuts off as it is printed without scripts (page/on_paper.js)."""
    text = str(field.value() or "")
    fits = _FITS_LINE if isinstance(field.field.widget, forms.TextInput) else _FITS_BOX
    if len(text) <= fits:
        return ""
    return f'<noscript><div class="whole" dir="auto">{conditional_escape(text)}</div></noscript>'


def _errors(field: BoundField) -> str:
    if not field.errors:
        return ""
    return render_to_string("loket/field_errors.html", {"field": field})
