"""What a form says beside its fields when it is saved without scripts."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.form_fields import digest_of
from assessments.saving.requests import new_page

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_here(context: dict[str, Any], form_id: str = "") -> SafeString:
    """Return hidden fields: a new name for what is typed on this page, its first step, and whose
    page it is.
    """
    belongs = format_html(' form="{}"', form_id) if form_id else ""
    return format_html(
        '<input type="hidden" name="page" value="{}"{belongs}>'
        '<input type="hidden" name="step" value="1"{belongs}>'
        '<input type="hidden" name="person" value="{}"{belongs}>',
        new_page(),
        context.get("writer") or context["user"].pk,
        belongs=belongs,
    )


@register.filter
def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@register.filter
def digest(text: str) -> str:
    """Return what a form is served with for a stored text."""
    return digest_of(text)
