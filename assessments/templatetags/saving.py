"""What a form says beside its fields when it is saved without scripts."""

import json
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import dateformat, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
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


@register.simple_tag(takes_context=True)
def reply_to(context: Context, entry: Any, form_id: str = "") -> SafeString:
    """Return all that is said about saving one unit; nothing under what nobody typed.

    Written here and not in a template, as fields are (fields.py): a page has dozens of them.
    """
    told = [
        format_html('<p class="saved" data-state="personal" data-warned="{}">{}</p>', name, warning)
        for name, warning in entry.unit.personal_data
    ]
    if entry.has_conflict:
        given = {"entry": entry, "form": entry.form, "form_id": form_id}
        given["writer"] = context.get("writer")
        told.append(render_to_string("assessments/_beside.html", given))
    elif entry.part.changed_at and entry.unit.has_text:
        saved = saved_when(entry.part, getattr(context.get("user"), "pk", None))
        told.append(format_html('<p class="saved">{}</p>', saved))
    lines = format_html_join("\n", "{}", ((one,) for one in ["", *told, ""]))
    return format_html('<div class="reply" aria-live="polite">{}</div>', lines)


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
