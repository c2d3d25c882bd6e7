"""Which assessments are compared: chosen by network and period, from any number of networks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404

from assessments.models import Assessment, AssessmentQuerySet
from networks.models import Network, User

MAX_COMPARED = 4
MIN_COMPARED = 2
PAGE_SIZE = 25
# Nobody ticks more than this; the rest of an address is ignored.
_MAX_READ = 20
# The largest primary key; the databases refuse a larger number.
_MAX_KEY = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The assessments that an address names; `odd` means that part of it was ignored."""

    assessments: tuple[Assessment, ...]
    odd: bool

    @property
    def slug(self) -> str:
        """The indicator set of the first one, or ""."""
        return self.assessments[0].indicator_set.slug if self.assessments else ""

    @property
    def problem(self) -> str:
        """Why these can't be compared: "few", "many", "sets" (of different sets), or ""."""
        if len(self.assessments) < MIN_COMPARED:
            return "few"
        if len(self.assessments) > MAX_COMPARED:
            return "many"
        return "sets" if len({row.indicator_set.slug for row in self.assessments}) > 1 else ""


@dataclass(frozen=True)
class NetworkChoices:
    """A network with its assessments to choose from."""

    network: Network
    assessments: Sequence[Assessment]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which networks and periods are offered; an empty field leaves nothing out."""

    slug: str
    network: str = ""
    year: int | None = None


def picked(user: User, values: Iterable[str]) -> Selection:
    """Return the confirmed assessments that an address names, by network and period (one query).

    Raises Http404 when one of them doesn't exist, isn't confirmed or may not be read by the user.
    """
    # Without repetitions, in the order of the address.
    given = list(dict.fromkeys(values))
    keys = [
        int(value)
        for value in given[:_MAX_READ]
        # isdecimal() also accepts digits of other scripts, and int() takes long for endless ones.
        if value.isascii() and value.isdecimal() and len(value) < 20
    ]
    keys = list(dict.fromkeys(keys))
    if any(key > _MAX_KEY for key in keys):
        raise Http404
    assessments = _confirmed(user).in_bulk(keys) if keys else {}
    if len(assessments) < len(keys):
        raise Http404
    in_order = sorted(
        assessments.values(),
        key=lambda row: (row.network.name, row.period_end, row.period_start, row.pk),
    )
    return Selection(assessments=tuple(in_order), odd=len(keys) < len(given))


def sets_to_choose(user: User) -> dict[str, str]:
    """Return the titles of sets with confirmed assessments by slug, latest first (one query)."""
    latest_first = _confirmed(user).order_by("-indicator_set__published_at", "-indicator_set")
    rows = latest_first.values_list(
        "indicator_set__slug",
        "indicator_set__title",
        "indicator_set__published_at",
        "indicator_set",
    )
    titles: dict[str, str] = {}
    for slug, title, _published, _pk in rows.distinct():
        # The latest version names the set.
        titles.setdefault(slug, title)
    return titles


def networks_page(
    user: User, wanted: Filter, page: str | None
) -> tuple[Page[Network], list[NetworkChoices]]:
    """Return a page of networks, and what can be chosen of each, latest first (three queries)."""
    assessments = _matching(user, wanted)
    networks = Network.objects.filter(pk__in=assessments.order_by().values("network")).order_by(
        "name", "pk"
    )
    networks_on_page = Paginator(networks, PAGE_SIZE).get_page(page)
    by_network: dict[int, list[Assessment]] = {
        network.pk: [] for network in networks_on_page.object_list
    }
    for row in assessments.filter(network__in=list(by_network)).latest_first():
        by_network[row.network_id].append(row)
    return networks_on_page, [
        NetworkChoices(network, by_network[network.pk]) for network in networks_on_page.object_list
    ]


def _matching(user: User, wanted: Filter) -> AssessmentQuerySet:
    assessments = _confirmed(user).filter(indicator_set__slug=wanted.slug)
    if wanted.network:
        assessments = assessments.filter(network__name__icontains=wanted.network)
    if wanted.year is not None:
        assessments = assessments.filter(
            period_start__year__lte=wanted.year, period_end__year__gte=wanted.year
        )
    return assessments


def _confirmed(user: User) -> AssessmentQuerySet:
    return (
        Assessment.objects.visible_to(user).confirmed().select_related("network", "indicator_set")
    )
