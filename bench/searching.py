"""Comparing and searching with 1,000 networks and 100,000 texts, beside an empty request.

    bench/searching.py [ROUNDS]

On SQLite; bench/README.md says how to run it on PostgreSQL.
"""

import random
import statistics
import sys
from datetime import date
from functools import partial

import scratch
from django.db import connection
from django.utils import timezone
from pages import LoggedInClient, Measured

from assessments.models import Assessment
from indicators.models import IndicatorSet
from networks.models import Network, User
from reports.models import ConfirmedText

NETWORKS, TEXTS = 1000, 100_000
# Words that hardly any, some, many and nearly all texts contain; and a search with an operator.
ASKED = ("zeldzaamwoord", "werkafspraken kwartaal", "mandaat", "veilig thuis", "mandaat -overleg")


def fill() -> None:
    """Make confirmed assessments with texts out of the samples' words, the same each time."""
    indicator_set = IndicatorSet.objects.get(slug="werkset-veiligheid-voorop")
    samples = list(
        ConfirmedText.objects.filter(kind="answer").values(
            "kind", "heading", "anchor", "number", "text"
        )
    )
    words = sorted({word for sample in samples for word in sample["text"].split()})
    # A fixed seed: the same texts in each run.
    chance = random.Random(1)
    networks = Network.objects.bulk_create(
        Network(slug=f"n-{n}", name=f"Netwerk {n:04}") for n in range(NETWORKS)
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(
            network=network,
            indicator_set=indicator_set,
            title="Zelfevaluatie 2023",
            period_start=date(2023, 1, 1),
            period_end=date(2023, 12, 31),
            state="confirmed",
            confirmed_at=timezone.now(),
        )
        for network in networks
    )
    for assessment in assessments:
        chosen = chance.choices(samples, k=TEXTS // NETWORKS)
        ConfirmedText.objects.bulk_create(
            ConfirmedText(
                assessment=assessment,
                position=position,
                **sample | {"text": f"{sample['text']} {' '.join(chance.sample(words, 30))}"},
            )
            for position, sample in enumerate(chosen)
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Autovacuum would do this some time later, with another plan until then.
            cursor.execute("ANALYZE")


def main(rounds: int) -> None:
    scratch.load_samples()
    fill()
    person = LoggedInClient(User.objects.get(email="landelijk@loket.example"))
    four = "&".join(
        f"z={scratch.sample(slug, 2025).pk}"
        for slug in ("amsterdam", "den-haag", "limburg", "rotterdam")
    )
    requests = {
        "empty request": "/leeg/",
        "choosing, 1,000 networks": "/vergelijken/",
        "choosing, found by name": "/vergelijken/?kader=werkset-veiligheid-voorop&netwerk=0999",
        "four side by side, one theme": f"/vergelijken/antwoorden/?{four}&thema=actie-overleg",
        **{f"search: {words}": f"/zoeken/?zoek={words}" for words in ASKED},
        "search: mandaat, last page": "/zoeken/?zoek=mandaat&pagina=50",
    }
    measured = [Measured(name, partial(person.get, address)) for name, address in requests.items()]
    for _round in range(rounds):
        for page in measured:
            page.once()
    empty = statistics.median(measured[0].wall)
    print(
        f"{connection.vendor}, {ConfirmedText.objects.count()} texts, {rounds} rounds; wall time, "
        "medians"
    )
    for page in measured:
        wall, (queries, size) = statistics.median(page.wall), page.counted()
        print(
            f"{page.name:34} {wall / empty:6.1f} x empty {wall * 1000:8.1f} ms "
            f"{queries:3} queries {size:7} bytes"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
