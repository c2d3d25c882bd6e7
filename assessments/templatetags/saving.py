"""What a form says beside its fields when it is saved without scripts."""

import json
from typing import Any

from django import template
from django.utils import dateformat, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.form_fields import digest_of
from assessments.models.assessment import Revised
from assessments.saving.requests import new_page
from loket_eval.direction import bdi

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
def saved_when(row: Revised, reader: int | None) -> SafeString:
    """Say when a part was saved, and by whom when that wasn't the reader."""
    moment = timezone.localtime(row.changed_at)
    told = _("Opgeslagen op %(when)s om %(time)s") % {
        "when": dateformat.format(moment, "j F Y"),
        "time": f"{moment:%H:%M}",
    }
    if row.changed_by is None or row.changed_by_id == reader:
        return conditional_escape(told)
    return format_html("{} {}", told, _by(row.changed_by.name))


def _by(name: str) -> SafeString:
    return format_html(_("door %(name)s") % {"name": "{}"}, bdi(name))


@register.filter
def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@register.filter
def digest(text: str) -> str:
    """Return what a form is served with for a stored text."""
    return digest_of(text)
