"""The foot of every page, and the link to the section of a guide that is about the page."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from .sections import ADMIN_GUIDE, SECTIONS

# No template has to load it.
register = template.Library()


@register.simple_tag(takes_context=True)
def how_this_works(context: template.Context) -> str:
    """Return the address of what is said about this page in a guide, or of all guides."""
    # A page about an error may be made without its request.
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None:
        return reverse("guides")
    section = ADMIN_GUIDE if match.namespace == "admin" else SECTIONS.get(match.url_name)
    if match.url_name == "start":
        section = _own_guide(request.user) or section
    if section is None:
        return reverse("guides")
    guide, anchor = section
    return reverse("guide", args=[guide]) + (f"#{anchor}" if anchor else "")


def _own_guide(user: Any) -> tuple[str, str] | None:
    """Return the guide for what somebody may do beyond networks: the start page is of all roles."""
    if user.is_national:
        return "landelijk", ""
    return ADMIN_GUIDE if user.is_staff else None


@register.inclusion_tag("components/foot.html", takes_context=True)
def foot(context: template.Context) -> dict[str, Any]:
    """Return what every page ends with."""
    return {"how_this_works": how_this_works(context), "version": settings.VERSION}
