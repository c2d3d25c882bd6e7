"""The button for a document: its file may not be there yet, and asking for it is a POST."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("documents/_button.html", takes_context=True)
def ask_for(
    context: dict[str, Any],
    label: str,
    name: str,
    *args: object,
    look: str = "link",
    of: str = "",
    network: str = "",
) -> dict[str, Any]:
    """Show a button for the document at an address.

    `of` and `network` tell screen readers, in a list, of what it is.
    """
    return {
        "address": reverse(name, args=args),
        "label": label,
        "look": look,
        "of": of,
        "network": network,
        "csrf_token": context.get("csrf_token"),
    }
