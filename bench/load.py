"""Whether it stays quick and loses nothing while many people work at once for minutes.

bench/load.py [SECONDS]

200 coordinators type, 40 partners save with their links, 20 people ask for documents and download
them; gunicorn has two processes with the settings of the guide, and there is one worker. Ten others
ask for an empty page all the time: what a save costs is a multiple of that.

On PostgreSQL with `BENCH_FOLDER` (an empty folder) and `DATABASE_URL` (an empty database) set.
"""

import asyncio
import gc
import json
import logging
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import scratch
from connections import Connections, Reply
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from processes import Usage, database_server, usage_of
from server import Server

from assessments.form_fields import digest_of
from assessments.models import Answer, Assessment, TextVersion, View
from documents.models import Document
from loket_eval.saved_reply import TYPE
from networks.models import Membership, Network, Organisation, User
from partners import asking

ALONE = 100  # coordinators with an assessment to themselves
SHARED = 10  # assessments on which ten others work each
TOGETHER = 10
PARTNERS = 40
READERS = 20
MEASURING = 10
WORKERS = 2

# Seconds. A page saves 1.2 s after the last key, and after 8 s of typing on.
BETWEEN_SAVES = (3.0, 8.0)
BETWEEN_PAGES = 240.0
BETWEEN_DOWNLOADS = (60.0, 120.0)
BETWEEN_EMPTY = (0.5, 1.5)
POLLS = 1.0  # as the page of a document does

LENGTH = 800  # characters of an answer; then the next question
TEXT = "Wij bellen elke week met de wijkagent en de gemeente over wie er hulp nodig heeft. "
TOKEN = "a" * 32


@dataclass
class Person:
    """A browser in which somebody is logged in, or has a link."""

    number: int
    assessment: int
    headers: dict[str, str]
    key: str  # of whose typing it is, as pages send it
    keys: list[str]  # questions of their own
    shared: list[str] = field(default_factory=list)  # questions where others type too
    secret: str = ""


@dataclass
class Found:
    """What came of it."""

    seconds: dict[str, list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # of each kind of request: when, and how long it took
    # How long it took here, and what the portal told of it (portal_with_empty.py).
    told: dict[str, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    conflicts: int = 0
    late: list[float] = field(default_factory=list)  # of the clients' own loop
    usage: list[tuple[float, dict[str, Usage]]] = field(default_factory=list)


class Crowd:
    """Everybody at work, until the end."""

    def __init__(self, port: int, seconds: float, theme: str) -> None:
        self.connections = Connections(port)
        self.theme = theme
        self.began = time.monotonic()
        self.end = self.began + seconds
        self.found = Found()

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.end

    async def pause(self, between: tuple[float, float]) -> None:
        await asyncio.sleep(max(0, min(random.uniform(*between), self.end - time.monotonic())))

    async def ask(
        self,
        kind: str,
        method: str,
        address: str,
        headers: dict[str, str],
        body: bytes = b"",
        good: tuple[int, ...] = (200,),
    ) -> Reply | None:
        """Return a good reply, and count it; another one is an error."""
        began = time.monotonic()
        try:
            reply = await self.connections.ask(method, address, headers, body)
        except OSError as error:
            self.found.errors[f"{kind}: {error}"] += 1
            return None
        if reply.status not in good:
            self.found.errors[f"{kind}: {reply.status}"] += 1
            return None
        took = time.monotonic() - began
        self.found.seconds[kind].append((began - self.began, took))
        self.found.told[kind].append((took, reply.headers["x-took"]))
        return reply

    async def type(self, person: Person) -> None:
        """Type at one question after the other, and look at a page now and then."""
        await self.pause((0, BETWEEN_SAVES[1]))
        served: dict[str, str] = {}
        opened = time.monotonic() - random.uniform(0, BETWEEN_PAGES)
        text, question, step = "", 0, 0
        while not self.is_over:
            if not person.secret and time.monotonic() - opened > BETWEEN_PAGES:
                opened = time.monotonic()
                address = reverse("theme", args=[person.assessment, self.theme])
                await self.ask("page", "GET", address, person.headers)
            step += 1
            key = person.keys[question % len(person.keys)]
            if person.shared and step % 5 == 0:
                key = random.choice(person.shared)
                await self.save(person, key, step, TEXT, served)
            else:
                text += TEXT[: random.randint(10, len(TEXT))]
                await self.save(person, key, step, text, served)
                if len(text) > LENGTH:
                    text, question = "", question + 1
            await self.pause(BETWEEN_SAVES)

    async def save(
        self, person: Person, key: str, step: int, text: str, served: dict[str, str]
    ) -> None:
        name = "remark" if person.secret else "text"
        text = f"Nummer {person.number}, tekst {step}. {text}".rstrip()
        typed = {
            "value": text,
            "page": f"p{person.number}-{key}"[:40],
            "step": step,
            "served": served.get(key, digest_of("")),
            "unanswered": [],
        }
        body = json.dumps({"person": person.key, "fields": {name: typed}}).encode()
        address = (
            reverse("partner_question", args=[person.secret, key])
            if person.secret
            else reverse("answer", args=[person.assessment, key])
        )
        kind = "partner's save" if person.secret else "save"
        reply = await self.ask(kind, "POST", address, person.headers, body)
        if reply is None:
            return
        told = json.loads(reply.body)["fields"][name]
        if told["result"] in ("stored", "already"):
            self.found.acknowledged[person.assessment].append(text)
        elif told["result"] in ("conflict", "newer"):
            # Somebody else typed there: seen now, and written over by the next text.
            self.found.conflicts += 1
        else:
            self.found.errors[f"{kind}: {told['result']}"] += 1
        served[key] = told["stored"]

    async def download(self, person: Person) -> None:
        """Ask for the report as PDF, wait on its page, and download it."""
        await self.pause((0, BETWEEN_DOWNLOADS[1]))
        while not self.is_over:
            began = time.monotonic()
            address = reverse("report_pdf", args=[person.assessment])
            reply = await self.ask("asking", "GET", address, person.headers, good=(200, 303))
            if reply and reply.status == 303:
                reply = await self.wait_for_document(person, reply.headers["location"])
            if reply and not reply.body.startswith(b"%PDF-"):
                self.found.errors["no PDF"] += 1
            elif reply:
                took = time.monotonic() - began
                self.found.seconds["document, from asking"].append((began - self.began, took))
            await self.pause(BETWEEN_DOWNLOADS)

    async def wait_for_document(self, person: Person, page: str) -> Reply | None:
        while not self.is_over:
            await asyncio.sleep(POLLS)
            headers = person.headers | {"HX-Request": "true"}
            reply = await self.ask("looking how far it is", "GET", page, headers)
            if reply is None:
                return None
            if "hx-redirect" in reply.headers:
                return await self.ask("download", "GET", f"{page}bestand/", person.headers)
        return None

    async def measure(self, person: Person) -> None:
        while not self.is_over:
            await self.pause(BETWEEN_EMPTY)
            await self.ask("empty", "GET", "/leeg/", person.headers)

    async def watch(self, pids: Callable[[], dict[str, list[int]]]) -> None:
        """Note what the processes use, and how late this loop itself is."""
        noted = -60.0
        while not self.is_over:
            began = time.monotonic()
            await asyncio.sleep(0.1)
            self.found.late.append(time.monotonic() - began - 0.1)
            if began - noted >= 10:
                noted = began
                usage = {name: usage_of(found) for name, found in pids().items()}
                self.found.usage.append((began - self.began, usage))


# --- Who works at what ---


def grow(assessment: Assessment) -> list[Assessment]:
    """Return assessments of as many new networks, filled in like this one."""
    networks = Network.objects.bulk_create(
        Network(slug=f"bench-{n}", name=f"Netwerk Regio {n}") for n in range(ALONE + SHARED)
    )
    made = Assessment.objects.bulk_create(
        Assessment(
            network=network,
            indicator_set=assessment.indicator_set,
            title="Zelfevaluatie",
            period_start=date(2026, 1, 1),
            period_end=date(2026, 12, 31),
        )
        for network in networks
    )
    answers = list(assessment.answers.all())
    # What is typed begins in an empty field; the report has what each answer rests on.
    Answer.objects.bulk_create(
        Answer(
            assessment=one,
            indicator_id=answer.indicator_id,
            judgement=answer.judgement,
            evidence=answer.text,
        )
        for one in made
        for answer in answers
    )
    return made


def account(number: int, network: int) -> tuple[User, dict[str, str]]:
    """Return a coordinator of a network, and what their browser sends along."""
    user = User(email=f"bench-{number}@loket.example", name=f"Coördinator {number}")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, network_id=network, role="coordinator")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user, _headers(sessionid=client.cookies["sessionid"].value)


def _headers(**cookies: str) -> dict[str, str]:
    cookies["csrftoken"] = TOKEN
    return {
        "Host": "localhost",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": TOKEN,
        "Accept": TYPE,
        "Content-Type": "application/json",
    }


def coordinators(assessments: list[Assessment], keys: list[str]) -> list[Person]:
    places = [*range(ALONE), *(ALONE + n // TOGETHER for n in range(SHARED * TOGETHER))]
    people = []
    for number, place in enumerate(places):
        assessment = assessments[place]
        user, headers = account(number, assessment.network_id)
        shared = keys[:3] if place >= ALONE else []
        own = [keys[3 + (number * 4 + n) % (len(keys) - 3)] for n in range(4)]
        if place < ALONE:
            own = keys
        people.append(Person(number, assessment.pk, headers, str(user.pk), own, shared))
    return people


def readers(assessments: list[Assessment]) -> list[Person]:
    people = []
    for number in range(500, 500 + READERS + MEASURING):
        assessment = assessments[ALONE + number % SHARED]
        user, headers = account(number, assessment.network_id)
        # A browser that asks for a page wants a page.
        headers = {name: headers[name] for name in ("Host", "Cookie")}
        people.append(Person(number, assessment.pk, headers, str(user.pk), []))
    return people


def partners(assessments: list[Assessment], keys: list[str], by: User) -> list[Person]:
    """Return people with a link each, four to an assessment on which coordinators type too."""
    people = []
    for number in range(PARTNERS):
        assessment = assessments[ALONE + number % SHARED]
        organisation = Organisation.objects.create(name=f"Partner {number}")
        assessment.network.organisations.add(organisation)
        request = asking.Request(
            organisation=organisation,
            function=f"functie {number}",
            email=f"partner-{number}@loket.example",
            answer_by=timezone.localdate() + timedelta(days=14),
        )
        link = asking.ask(assessment, request, by=by)
        name = f"bron-{link.source_id}"
        people.append(
            Person(1000 + number, assessment.pk, _headers(), name, keys, secret=link.secret)
        )
    return people


# --- What is told of it ---


def lost(acknowledged: dict[int, list[str]]) -> int:
    """Return how many acknowledged texts are neither stored nor in the history."""
    count = 0
    for pk, texts in acknowledged.items():
        rows = [
            TextVersion.objects.filter(assessment=pk).values_list("text", flat=True),
            Answer.objects.filter(assessment=pk).values_list("text", flat=True),
            View.objects.filter(source__assessment=pk).values_list("remark", flat=True),
        ]
        known = {text for found in rows for text in found}
        count += sum(text not in known for text in texts)
    return count


def quantiles(found: Found, kind: str, since: float = 0, until: float = 1e9) -> list[float]:
    """Return the median, p95, p99 and longest time of a kind of request."""
    times = sorted(took for at, took in found.seconds[kind] if since <= at < until)
    if len(times) < 2:
        return [0.0] * 4
    cut = statistics.quantiles(times, n=100)
    return [cut[49], cut[94], cut[98], times[-1]]


def tell(found: Found, seconds: float, cpu: float) -> None:
    empty = quantiles(found, "empty")
    print("| request | a second | median ms | p95 ms | p99 ms | longest ms | x empty | p95 x p95 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind, times in sorted(found.seconds.items()):
        cuts = quantiles(found, kind)
        shown = " | ".join(f"{1000 * one:.0f}" for one in cuts)
        print(
            f"| {kind} | {len(times) / seconds:.1f} | {shown} | {cuts[0] / empty[0]:.1f}, p95 "
            f"{cuts[1] / empty[0]:.1f} | {cuts[1] / empty[1]:.1f} |"
        )
    stored = sum(len(texts) for texts in found.acknowledged.values())
    print(
        f"{connection.vendor}: {stored:,} texts acknowledged, {found.conflicts} conflicts, "
        f"{sum(found.errors.values())} errors {dict(found.errors)}, "
        f"{lost(found.acknowledged)} lost; documents "
        f"{dict(Counter(Document.objects.values_list('state', flat=True)))}"
    )
    for kind in ("empty", "save"):
        tell_where(found, kind)
    late = statistics.quantiles(found.late, n=100)
    print(
        f"clients: {100 * cpu / seconds:.0f} % of a core, late {1000 * late[49]:.1f} ms at the "
        f"median, {1000 * late[94]:.1f} at p95"
    )
    # Of each minute, or of each tenth of a short run.
    part = min(60, seconds / 10)
    for kind in ("empty", "save"):
        cuts = [
            quantiles(found, kind, part * n, part * n + part)[1] for n in range(int(seconds / part))
        ]
        shown = ", ".join(f"{1000 * one:.0f}" for one in cuts)
        print(f"p95 of {kind} in each {part:.0f} s, ms: {shown}")
    (first_at, first), (last_at, last) = (
        next((one for one in found.usage if one[0] >= 60), found.usage[0]),
        found.usage[-1],
    )
    for name, before in first.items():
        after = last[name]
        core = (after.cpu - before.cpu) / max(1, last_at - first_at)
        print(
            f"{name}: {before.megabytes:.0f} MB after {first_at:.0f} s, {after.megabytes:.0f} MB "
            f"after {last_at:.0f} s; {100 * core:.0f} % of a core"
        )


def tell_where(found: Found, kind: str) -> None:
    """Say where the time goes of usual ones and of the slowest twentieth."""
    ordered = sorted(found.told[kind])
    last = len(ordered) // 20 or 1
    for name, some in (("middle", ordered[len(ordered) // 2 :][:last]), ("slow", ordered[-last:])):
        rows = [told.split(" ", 4) for _took, told in some]
        parts = [statistics.fmean(float(row[n]) for row in rows) for n in range(4)]
        whole = statistics.fmean(took for took, _told in some)
        print(
            f"{name} {kind}s: {1000 * whole:.0f} ms, of which {1000 * (whole - parts[0]):.0f} "
            f"before and after the portal; processor {1000 * parts[1]:.0f}, "
            f"database {1000 * parts[2]:.0f}, the longest query {1000 * parts[3]:.0f}: "
            f"{Counter(row[4] for row in rows).most_common(4)}"
        )


async def work(everybody: list[Awaitable[Any]]) -> None:
    await asyncio.gather(*everybody)


def database_folder() -> str:
    """Return where the PostgreSQL server on this machine has its data; SQLite has no server."""
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (data,) = cursor.fetchone()
    connection.close()
    return str(data)


def database_pids(data: str) -> dict[str, list[int]]:
    return {"PostgreSQL": database_server(data)} if data else {}


def main(seconds: float) -> None:
    logging.getLogger("loket.trail").setLevel(logging.WARNING)
    scratch.load_samples()
    sample = scratch.sample(*scratch.RUNNING)
    keys = list(sample.answers.order_by("pk").values_list("indicator__key", flat=True))
    theme = sample.indicator_set.themes.first().key
    assessments = grow(sample)
    typing = coordinators(assessments, keys)
    reading = readers(assessments)
    asked = partners(assessments, keys, User.objects.get(email="bench-199@loket.example"))
    connection.close()
    log = scratch.FOLDER / "load.log"
    with log.open("ab") as lines:
        server = Server("bench.portal_with_empty", WORKERS, log=lines)
        command = ["nice", "-n", "5", sys.executable, "manage.py", "db_worker", "--verbosity", "0"]
        worker = subprocess.Popen(command, cwd=scratch.ROOT, stderr=lines)
    data = database_folder()
    try:
        time.sleep(5)  # each process loads the portal
        gc.collect()
        gc.freeze()
        crowd = Crowd(server.port, seconds, theme)
        used = resource.getrusage(resource.RUSAGE_SELF)
        asyncio.run(
            work(
                [
                    *(crowd.type(person) for person in typing + asked),
                    *(crowd.download(person) for person in reading[:READERS]),
                    *(crowd.measure(person) for person in reading[READERS:]),
                    crowd.watch(
                        lambda: server.pids() | {"worker": [worker.pid]} | database_pids(data)
                    ),
                ],
            )
        )
        now = resource.getrusage(resource.RUSAGE_SELF)
    finally:
        server.kill()
        worker.kill()
        worker.wait()
    tell(crowd.found, seconds, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    wrong = [line for line in log.read_text().splitlines() if not line.startswith("INFO")]
    print(f"{len(wrong)} lines in the log that aren't of the trail", *wrong[:20], sep="\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600)
