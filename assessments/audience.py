"""The networks that an indicator set is meant for; a set without an audience is for all."""

from collections.abc import Iterable

from django.db.models import Q

from indicators.models import IndicatorSet
from networks.models import Network

from .models import Audience


def meant_for(network: Network) -> Q:
    """Return the condition that an indicator set, in any state, is meant for `network`."""
    # An audience goes with the slug, so it holds for every version of a set.
    return ~Q(slug__in=Audience.objects.exclude(networks=network).values("slug"))


def sets_for(network: Network) -> list[IndicatorSet]:
    """Return the published sets for `network`, by title, the latest version of each first."""
    sets = list(IndicatorSet.objects.published().filter(meant_for(network)))
    newest = {row.slug: row for row in sorted(sets, key=_published)}
    # The second sort is stable: it keeps the versions of a set in this order.
    sets.sort(key=_published, reverse=True)
    return sorted(sets, key=lambda row: (newest[row.slug].title, row.slug))


def latest_versions(sets: Iterable[IndicatorSet]) -> list[IndicatorSet]:
    """Return the first version of each set, which is the latest in what sets_for() returns."""
    by_slug: dict[str, IndicatorSet] = {}
    for row in sets:
        by_slug.setdefault(row.slug, row)
    return list(by_slug.values())


def _published(row: IndicatorSet) -> tuple[object, int]:
    return row.published_at, row.pk
