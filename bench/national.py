"""Pages of the overarching report at 10, 100 and 1,000 networks, beside an empty request.

    bench/national.py [ROUNDS]

Each network has 10 periods. Times are medians; for each size, every round asks each page once, and
the empty request too.
"""

import gc
import resource
import sys
import time
from datetime import date

import scratch
from django.utils import timezone
from pages import LoggedInClient, Measured

from assessments.models import Answer, Assessment, Finding, Recommendation
from indicators.models import Indicator, IndicatorSet
from national import lifecycle
from national.models import NationalReport
from networks.models import Membership, Network, Organisation, User
from reports.models import QuoteConsent, ReportVersion

SIZES, PERIODS, ROUNDS = (10, 100, 1000), 10, 15
JUDGEMENTS = (
    "strength",
    "strength",
    "strength",
    "improvement",
    "improvement",
    "mixed",
    "unknown",
    "not_applicable",
)
TEXT = (
    "Wij bellen elke week met elkaar, en wat we afspreken staat dezelfde dag nog in het verslag "
    "van het overleg."
)


def grow(networks: int, indicator_set: IndicatorSet) -> None:
    """Add networks until there are so many, with eight organisations each and a report a year."""
    existing = Network.objects.filter(slug__startswith="bench-").count()
    new_networks = Network.objects.bulk_create(
        Network(slug=f"bench-{n}", name=f"Netwerk Regio{n:04}") for n in range(existing, networks)
    )
    partners = Organisation.objects.bulk_create(
        Organisation(name=f"Partner {n} van {network.slug}")
        for network in new_networks
        for n in range(8)
    )
    through = Network.organisations.through
    through.objects.bulk_create(
        through(network=network, organisation=partners[8 * place + n])
        for place, network in enumerate(new_networks)
        for n in range(8)
    )
    for year in range(2010, 2010 + PERIODS):
        add_year(new_networks, indicator_set, year)


def add_year(networks: list[Network], indicator_set: IndicatorSet, year: int) -> None:
    """Give each network a confirmed assessment of a year, with every question answered."""
    now = timezone.now()
    assessments = Assessment.objects.bulk_create(
        Assessment(
            network=network,
            indicator_set=indicator_set,
            title=f"Zelfevaluatie {year}",
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
        )
        for network in networks
    )
    indicator_pks = list(
        Indicator.objects.filter(group__theme__indicator_set=indicator_set).values_list(
            "pk", flat=True
        )
    )
    Answer.objects.bulk_create(
        (
            Answer(
                assessment=assessment,
                indicator_id=pk,
                text=TEXT,
                judgement=JUDGEMENTS[(assessment.pk * 7 + pk * 3) % 8],
                revision=1,
            )
            for assessment in assessments
            for pk in indicator_pks
        ),
        batch_size=5000,
    )
    Finding.objects.bulk_create(
        Finding(assessment=assessment, kind=kind, headline=f"Punt {n} van dit netwerk", is_key=True)
        for assessment in assessments
        for n, kind in enumerate(("strength", "strength", "improvement", "improvement"))
    )
    Recommendation.objects.bulk_create(
        Recommendation(assessment=assessment, what=TEXT)
        for assessment in assessments
        for _ in range(4)
    )
    QuoteConsent.objects.bulk_create(
        QuoteConsent(assessment=assessment, allowed=True, changed_at=now)
        for assessment in assessments
    )
    pks = [assessment.pk for assessment in assessments]
    # Confirmed last: the database refuses answers for a confirmed assessment.
    Assessment.objects.filter(pk__in=pks).update(state="confirmed", confirmed_at=now)
    ReportVersion.objects.bulk_create(
        ReportVersion(assessment_id=pk, number=1, content={}, confirmed_at=now) for pk in pks
    )


def report_over(indicator_set: IndicatorSet, year: int) -> NationalReport:
    return lifecycle.start(
        indicator_set=indicator_set,
        title=f"Landelijk {year}",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        by=None,
    )


def people() -> tuple[LoggedInClient, LoggedInClient]:
    """Return somebody of the national office and a member of the first network."""
    office = User(email="landelijk@bench.example", name="Landelijk", is_national=True)
    member = User(email="lid@bench.example", name="Lid")
    for user in (office, member):
        user.set_unusable_password()
        user.save()
    return LoggedInClient(office), LoggedInClient(member)


def main(rounds: int) -> None:
    scratch.load_samples()
    indicator_set = IndicatorSet.objects.get(slug="werkset-veiligheid-voorop")
    office, member = people()
    print(
        "| networks x 10 periods | page | x empty (CPU) | x empty (wall) | CPU ms | queries "
        "| bytes |"
    )
    print("|---:|---|---:|---:|---:|---:|---:|")
    for place, networks in enumerate(SIZES):
        grow(networks, indicator_set)
        network = Network.objects.get(slug="bench-0")
        Membership.objects.get_or_create(user=member.user, network=network, role="evaluator")
        concept, confirmed = (
            report_over(indicator_set, 2010 + 2 * place),
            report_over(indicator_set, 2011 + 2 * place),
        )
        began = time.perf_counter()
        lifecycle.confirm(report=confirmed, by=None)
        seconds = time.perf_counter() - began
        concept_page, confirmed_page = f"/landelijk/{concept.pk}/", f"/landelijk/{confirmed.pk}/"
        addresses = {
            "concept: where it stands": (office, concept_page),
            "concept: to share": (office, f"{concept_page}rapport/"),
            "concept: per network": (office, f"{concept_page}netwerken/"),
            "confirmed: to share, a member": (member, f"{confirmed_page}rapport/"),
            "confirmed: per network": (office, f"{confirmed_page}netwerken/"),
            "confirmed: numbers (CSV)": (member, f"{confirmed_page}rapport.csv"),
            "list of reports, a member": (member, "/rapporten/"),
        }
        pages = [Measured("empty", lambda: office.get("/leeg/"))]
        pages += [
            Measured(name, lambda person=person, address=address: person.get(address))
            for name, (person, address) in addresses.items()
        ]
        show(pages, networks, rounds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            (
                f"| {networks:,} | confirming, once: {seconds:.2f} s; largest so far {peak} MB "
                "| | | | | |"
            ),
            flush=True,
        )


def show(pages: list[Measured], networks: int, rounds: int) -> None:
    for page in pages:
        page.once()
        page.cpu, page.wall = [], []
    # Garbage of the set-up must not be collected during a measurement.
    gc.collect()
    for _ in range(rounds):
        for page in pages:
            page.once()
    empty = pages[0]
    for page in pages[1:]:
        queries, size = page.counted()
        times = (median(page.cpu) / median(empty.cpu), median(page.wall) / median(empty.wall))
        print(
            f"| {networks:,} | {page.name} | {times[0]:.0f} | {times[1]:.0f} | "
            f"{median(page.cpu) * 1000:.1f} | "
            f"{queries} | {size:,} |",
            flush=True,
        )


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
