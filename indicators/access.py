"""Who may see which set.

Everybody with an account sees published and retired ones; drafts are for who maintains them.
"""

from typing import Protocol

from django.http import Http404
from django.shortcuts import get_object_or_404

from .models import IndicatorSet


class Visitor(Protocol):
    """Somebody who asks for a page: what this app needs to know of an account."""

    @property
    def is_staff(self) -> bool: ...

    def has_perm(self, perm: str) -> bool: ...


def maintains_sets(user: Visitor) -> bool:
    """Say whether somebody is an admin who may look at sets that aren't published."""
    return user.is_staff and user.has_perm("indicators.view_indicatorset")


def set_for_reading(user: Visitor, slug: str, version: str) -> IndicatorSet:
    """Return the set; Http404 for who may not see it."""
    indicator_set = get_object_or_404(IndicatorSet, slug=slug, version=version)
    # As if it weren't there: the name of a draft may say what is being prepared.
    if indicator_set.is_draft and not maintains_sets(user):
        raise Http404
    return indicator_set
