"""How long a page stays open when nobody does anything."""

from typing import Any

from django import template

from networks.own_account.middleware import idle_limit

register = template.Library()


@register.simple_tag(takes_context=True)
def seconds_open(context: dict[str, Any]) -> int:
    """Return after how many seconds without anything done this page's session ends."""
    return idle_limit(context["request"])
