"""Which assessments are compared: picked by network and period, out of any number of networks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404

from assessments.models import Assessment, AssessmentQuerySet
from networks.models import Network, User

MOST = 4
FEWEST = 2
PAGE_SIZE = 25
# More than this nobody ticks; the rest of an address is not looked at.
_LOOKED_AT = 20
_LARGEST = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Picked:
    """What an address asks for; `odd` says that part of it made no sense and was left out."""

    assessments: tuple[Assessment, ...]
    odd: bool

    @property
    def slug(self) -> str:
        """The indicator set of the first, or nothing."""
        return self.assessments[0].indicator_set.slug if self.assessments else ""

    @property
    def problem(self) -> str:
        """Why these can't stand beside each other: "few", "many", "sets", or nothing."""
        if len(self.assessments) < FEWEST:
            return "few"
        if len(self.assessments) > MOST:
            return "many"
        return "sets" if len({one.indicator_set.slug for one in self.assessments}) > 1 else ""


@dataclass(frozen=True)
class NetworkChoices:
    network: Network
    assessments: Sequence[Assessment]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which networks and periods are offered to choose from. Empty leaves nothing out."""

    slug: str
    network: str = ""
    year: int | None = None


def picked(user: User, values: Iterable[str]) -> Picked:
    """Return the confirmed assessments that an address names, by network and from old to new (one query).

    Raises Http404 when one of them isn't there, isn't confirmed or may not be read by the user.
    """
    asked = list(dict.fromkeys(values))
    keys = [
        int(value)
        for value in asked[:_LOOKED_AT]
        if value.isascii() and value.isdecimal() and len(value) < 20
    ]
    keys = list(dict.fromkeys(keys))
    if any(key > _LARGEST for key in keys):
        raise Http404
    found = _confirmed(user).in_bulk(keys) if keys else {}
    if len(found) < len(keys):
        raise Http404
    in_order = sorted(
        found.values(), key=lambda one: (one.network.name, one.period_end, one.period_start, one.pk)
    )
    return Picked(assessments=tuple(in_order), odd=len(keys) < len(asked))


def sets_to_choose(user: User) -> dict[str, str]:
    """Return the title of each indicator set with something confirmed, by slug; the latest used first (one query)."""
    latest_first = _confirmed(user).order_by("-indicator_set__published_at", "-indicator_set")
    rows = latest_first.values_list(
        "indicator_set__slug",
        "indicator_set__title",
        "indicator_set__published_at",
        "indicator_set",
    )
    titles: dict[str, str] = {}
    for slug, title, _published, _pk in rows.distinct():
        titles.setdefault(slug, title)
    return titles


def networks_page(
    user: User, wanted: Filter, page: str | None
) -> tuple[Page[Network], list[NetworkChoices]]:
    """Return a page of networks with what of each can be chosen, the latest period first (three queries)."""
    fitting = _fitting(user, wanted)
    networks = Network.objects.filter(pk__in=fitting.order_by().values("network")).order_by(
        "name", "pk"
    )
    shown = Paginator(networks, PAGE_SIZE).get_page(page)
    by_network: dict[int, list[Assessment]] = {network.pk: [] for network in shown.object_list}
    for row in fitting.filter(network__in=list(by_network)).latest_first():
        by_network[row.network_id].append(row)
    return shown, [NetworkChoices(network, by_network[network.pk]) for network in shown.object_list]


def _fitting(user: User, wanted: Filter) -> AssessmentQuerySet:
    found = _confirmed(user).filter(indicator_set__slug=wanted.slug)
    if wanted.network:
        found = found.filter(network__name__icontains=wanted.network)
    if wanted.year is not None:
        found = found.filter(period_start__year__lte=wanted.year, period_end__year__gte=wanted.year)
    return found


def _confirmed(user: User) -> AssessmentQuerySet:
    return (
        Assessment.objects.visible_to(user).confirmed().select_related("network", "indicator_set")
    )
