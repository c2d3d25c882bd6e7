"""Links to the talk about a question, point or recommendation."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assessments.threads.counts import NONE
from assessments.threads.subjects import FIELD_OF_PAGE
from loket_eval.direction import bdi
from loket_eval.page_addresses import address

register = template.Library()
_LONGEST = 60


@register.simple_tag(takes_context=True)
def thread_link(context: dict[str, Any], page: str, name: str | int, title: str) -> SafeString:
    """Return a link to a page of threads, with how many are open.

    It is empty for who may not read them, and where nobody said anything and nobody can any more.
    """
    counts, assessment = context.get("threads"), context["assessment"]
    count = getattr(counts, FIELD_OF_PAGE[page]).get(name, NONE) if counts else NONE
    if not counts or (assessment.is_confirmed and not count.total):
        return SafeString()
    label = _("Overleg")
    if count.open:
        label = _("Overleg ({count} open)").format(count=count.open)
    elif count.total:
        label = _("Overleg ({count} afgerond)").format(count=count.total)
    return format_html(
        '<a href="{}">{}<span class="hidden">: {}</span></a>',
        address(page, assessment.pk, name),
        label,
        bdi(title if title.isascii() and len(title) <= _LONGEST else _cut(title)),
    )


def _cut(title: str) -> str:
    return str(Truncator(title).chars(_LONGEST))
