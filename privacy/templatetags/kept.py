"""How long the portal keeps what tells of people, for the page about privacy."""

from typing import Any

from django import template
from django.conf import settings

from networks.own_account import time_limits
from privacy.terms import TERMS

register = template.Library()


@register.simple_tag
def how_long_kept() -> dict[str, Any]:
    """Return the terms as they are carried out, in days, minutes (idle) and hours (longest)."""
    return {
        "terms": TERMS,
        "trail_days": settings.TRAIL_DAYS,
        "idle": time_limits.IDLE // 60,
        "idle_in_admin": time_limits.IDLE_IN_ADMIN // 60,
        "longest": time_limits.LONGEST // 3600,
    }
