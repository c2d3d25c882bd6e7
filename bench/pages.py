"""Server time of each page as a multiple of an empty request, with its queries and bytes.

bench/pages.py [ROUNDS]         times, interleaved, on the samples
bench/pages.py --calls          function calls of each request: the same on a busy machine
bench/pages.py --profile PAGE   where the time of one page goes
bench/pages.py --counts         queries with 1 and 1,000 networks, and 5 and 50 questions a theme
"""

import cProfile
import gc
import itertools
import json
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import scratch
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.form_fields import digest_of
from assessments.models import Answer, Assessment
from loket_eval.saved_reply import TYPE
from networks.models import Membership, Network, User

settings.ROOT_URLCONF = "bench.urls"
ROUNDS = 60


@dataclass
class Measured:
    """One kind of request, with the CPU and wall seconds of each round."""

    name: str
    ask: Callable[[], HttpResponse]
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def once(self) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        self.ask()
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)

    def counted(self) -> tuple[int, int]:
        """Return the number of queries, without transaction control, and the bytes of the page."""
        with CaptureQueriesContext(connection) as queries:
            response = self.ask()
        # SQLite and PostgreSQL differ in these, and they say nothing about our code.
        control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
        return sum(not query["sql"].startswith(control) for query in queries), len(response.content)


class LoggedInClient:
    """A browser in which somebody is logged in, with the check against forgery on."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        self.client.force_login(user)
        self.get(reverse("start"))
        self.token = self.client.cookies["csrftoken"].value

    def get(self, address: str) -> HttpResponse:
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response

    def save(self, assessment: Assessment, key: str, fields: dict[str, object]) -> HttpResponse:
        """Save one answer as the script does."""
        response = self.client.post(
            reverse("answer", args=[assessment.pk, key]),
            json.dumps({"person": str(self.user.pk), "fields": fields}),
            content_type="application/json",
            headers={"Accept": TYPE, "X-CSRFToken": self.token},
        )
        assert response.status_code == 200, (key, response.status_code, response.content)
        return response


def saves(person: LoggedInClient, assessment: Assessment, key: str) -> Callable[[], HttpResponse]:
    """Return a function that saves the answer to an indicator anew at each call."""
    answer = Answer.objects.filter(assessment=assessment, indicator__key=key).first()
    text = answer.text if answer else ""
    served, steps = [digest_of(text)], itertools.count(1)

    def once() -> HttpResponse:
        step = next(steps)
        typed = {"value": f"{text} Versie {step}.", "page": "bench", "step": step}
        fields = {"text": typed | {"served": served[0], "unanswered": []}}
        response = person.save(assessment, key, fields)
        told = response.json()["fields"]["text"]
        assert told["result"] == "stored", told
        served[0] = told["stored"]
        return response

    return once


def requests_of(
    person: LoggedInClient, assessment: Assessment, confirmed: Assessment, theme: str, key: str
) -> dict[str, Measured]:
    def get(name: str, *args: object) -> Callable[[], HttpResponse]:
        address = reverse(name, args=args)
        return lambda: person.get(address)

    pages = [
        Measured("empty", lambda: person.get("/leeg/")),
        Measured("start", get("start")),
        Measured("overview", get("assessment", assessment.pk)),
        Measured("theme", get("theme", assessment.pk, theme)),
        Measured("save", saves(person, assessment, key)),
        Measured("points", get("points", assessment.pk)),
        Measured("report", get("report", assessment.pk)),
        Measured("report-confirmed", get("report", confirmed.pk)),
    ]
    return {page.name: page for page in pages}


def on_samples() -> dict[str, Measured]:
    scratch.load_samples()
    running, confirmed = scratch.sample(*scratch.RUNNING), scratch.sample(*scratch.REPORT_2014)
    person = LoggedInClient(scratch.coordinator_of(running, confirmed))
    largest = max(
        running.indicator_set.themes.all(),
        key=lambda theme: sum(group.indicators.count() for group in theme.groups.all()),
    )
    indicator = largest.groups.first().indicators.first()
    return requests_of(person, running, confirmed, largest.key, indicator.key)


def show_times(rounds: int) -> None:
    """Print medians; each round asks every page once, so that noise affects all alike."""
    measured = on_samples()
    for page in measured.values():
        for _ in range(5):
            page.once()
        page.cpu, page.wall = [], []
    gc.collect()
    # What exists by now is never garbage, so collections needn't look at it.
    gc.freeze()
    for _ in range(rounds):
        for page in measured.values():
            page.once()
    empty = measured["empty"]
    print(
        f"| request ({rounds} rounds, medians) | x empty (CPU) | x empty (wall) | CPU ms | queries "
        "| bytes |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    for page in measured.values():
        queries, size = page.counted()
        cpu = statistics.median(page.cpu)
        ratios = [
            f"{statistics.median(seconds) / statistics.median(empty_seconds):.1f}"
            for seconds, empty_seconds in ((page.cpu, empty.cpu), (page.wall, empty.wall))
        ]
        print(
            f"| {page.name} | {ratios[0]} | {ratios[1]} | {cpu * 1000:.1f} | {queries} | {size:,} |"
        )


def show_counts() -> None:
    """Print the queries of each request for few and many networks, indicators and parts."""
    from tests.assessments.test_queries import fill, other_networks, set_of
    from tests.cast import make_assessment, make_cast

    scratch.make_tables()
    cast = make_cast()
    person = LoggedInClient(cast.anna)
    table: dict[str, list[int]] = {}
    sizes: dict[str, list[int]] = {}
    times: list[float] = []
    cases = [(networks, indicators) for networks in (1, 1000) for indicators in (5, 50)]
    for year, (networks, indicators) in enumerate(cases, start=1000):
        sets = cast.noord.assessments.values_list("indicator_set__version", flat=True)
        indicator_set = (
            cast.noord.assessments.filter(indicator_set__version=str(indicators))
            .first()
            .indicator_set
            if str(indicators) in sets
            else set_of(indicators)
        )
        if networks > 1 and not Assessment.objects.exclude(network=cast.noord).exists():
            other_networks(networks - 1, indicator_set)
        earlier = make_assessment(cast.noord, indicator_set, year * 3 - 1)
        Assessment.objects.filter(pk=earlier.pk).update(
            state="confirmed", confirmed_at=timezone.now()
        )
        previous = make_assessment(cast.noord, indicator_set, year * 3)
        fill(previous, 6 if indicators > 5 else 1)
        Assessment.objects.filter(pk=previous.pk).update(
            state="confirmed", confirmed_at=timezone.now()
        )
        assessment = make_assessment(cast.noord, indicator_set, year * 3 + 1)
        fill(assessment, 6 if indicators > 5 else 1)
        measured = requests_of(person, assessment, previous, "thema-0", "vraag-0-0")
        # A process reads a published set only once, which takes five queries.
        measured["start"].ask()
        for name, page in measured.items():
            queries, size = page.counted()
            table.setdefault(name, []).append(queries)
            sizes.setdefault(name, []).append(size)
        times.append(ratio_of(measured["report"], measured["empty"]))
        # The next case has one running assessment again.
        Assessment.objects.filter(pk=assessment.pk).update(
            state="confirmed", confirmed_at=timezone.now()
        )
    print("| queries | " + " | ".join(f"{n:,} networks, {i} a theme" for n, i in cases) + " |")
    print("|---|" + "---:|" * len(cases))
    for name, counts in table.items():
        shown = [
            f"{count} ({size:,} bytes)" for count, size in zip(counts, sizes[name], strict=True)
        ]
        print(f"| {name} | {' | '.join(shown)} |")
    print(f"| report page, x empty (CPU) | {' | '.join(f'{times_of:.1f}' for times_of in times)} |")
    print(
        "\nstart page of somebody in 10 networks, each with a running assessment: "
        f"{in_ten_networks()} queries"
    )
    unequal = [name for name, counts in table.items() if len(set(counts)) > 1]
    sys.exit(f"not the same number of queries: {', '.join(unequal)}" if unequal else 0)


def ratio_of(page: Measured, empty: Measured) -> float:
    """Return the median CPU time of a request as a multiple of an empty one; they alternate."""
    for measured in (page, empty):
        measured.cpu, measured.wall = [], []
    for _ in range(20):
        page.once()
        empty.once()
    return statistics.median(page.cpu) / statistics.median(empty.cpu)


def in_ten_networks() -> int:
    """Return the queries of the start page of somebody with a role in ten networks."""
    from tests.cast import make_assessment

    user = User.objects.create_user("tien@loket.example", name="Tien")
    indicator_set = Assessment.objects.all()[0].indicator_set
    for network in Network.objects.filter(slug__startswith="n-")[:10]:
        Membership.objects.create(user=user, network=network, role="evaluator")
        make_assessment(network, indicator_set, 2031)
    person = LoggedInClient(user)
    return Measured("start", lambda: person.get(reverse("start"))).counted()[0]


def profiled(page: Measured, rounds: int) -> pstats.Stats:
    for _ in range(5):
        page.ask()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(rounds):
        page.ask()
    profile.disable()
    return pstats.Stats(profile)


def show_calls() -> None:
    """Print how many functions of Python each request calls; it leaves out what C code does."""
    print("| request | calls |\n|---|---:|")
    for page in on_samples().values():
        print(f"| {page.name} | {profiled(page, 5).total_calls // 5:,} |")


def show_profile(name: str) -> None:
    stats = profiled(on_samples()[name], 20)
    stats.sort_stats("cumulative").print_stats(
        r"templat|crispy|forms|assessments|indicators|db|middleware", 60
    )
    stats.sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    if "--counts" in sys.argv:
        show_counts()
    elif "--calls" in sys.argv:
        show_calls()
    elif "--profile" in sys.argv:
        show_profile(sys.argv[sys.argv.index("--profile") + 1])
    else:
        show_times(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
