"""For which networks an indicator set is meant. A set that no audience is named for, is for all."""

from collections.abc import Iterable

from django.db.models import Q

from indicators.models import IndicatorSet
from networks.models import Network

from .models import Audience


def meant_for(network: Network) -> Q:
    """Return the condition on an indicator set that it is meant for `network`, whatever its state."""
    return ~Q(slug__in=Audience.objects.exclude(networks=network).values("slug"))


def sets_for(network: Network) -> list[IndicatorSet]:
    """Return the published sets that `network` may work with: by title, of each the latest version first."""
    found = list(IndicatorSet.objects.published().filter(meant_for(network)))
    newest = {one.slug: one for one in sorted(found, key=_published)}
    found.sort(key=_published, reverse=True)
    return sorted(found, key=lambda one: (newest[one.slug].title, one.slug))


def latest_versions(sets: Iterable[IndicatorSet]) -> list[IndicatorSet]:
    """Return of each set its first version in this order: of what sets_for() gives, the latest."""
    found: dict[str, IndicatorSet] = {}
    for one in sets:
        found.setdefault(one.slug, one)
    return list(found.values())


def _published(one: IndicatorSet) -> tuple[object, int]:
    return one.published_at, one.pk
