"""Whether a text is lost when 100 partners save at once, each with its own link, and how long a
save takes then.

bench/partners_load.py [PARTNERS [SAVES]]

On PostgreSQL with `BENCH_FOLDER` (an empty folder) and `DATABASE_URL` (an empty database) set.
"""

import http.client
import json
import re
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import scratch
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from server import Server

from assessments.form_fields import digest_of
from assessments.models import Assessment, TextVersion, View
from loket_eval.saved_reply import TYPE
from partners import asking

QUESTIONS = 5  # that each partner types at, in turns
WAIT = 0.5  # seconds until a page sends again what wasn't stored
WORKERS = 2


@dataclass
class Partner:
    """A browser with one link: what it typed, and what it was told."""

    number: int
    source: int
    secret: str
    keys: list[str]
    port: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    given_up: int = 0

    def _ask(self, method: str, address: str, body: str = "") -> tuple[int, str, Any]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, address, body or None, self.headers)
            reply = line.getresponse()
            return reply.status, reply.read().decode(), reply
        finally:
            line.close()

    def open(self) -> None:
        """Open the first question, as the link in the mail does; keep the cookie."""
        address = reverse("partner_question", args=[self.secret, self.keys[0]])
        status, _page, reply = self._ask("GET", address)
        assert status == 200, status
        cookie = re.search(r"csrftoken=([^;]+)", reply.headers["Set-Cookie"])
        assert cookie
        self.headers = {
            "Cookie": f"csrftoken={cookie[1]}",
            "X-CSRFToken": cookie[1],
            "Accept": TYPE,
            "Content-Type": "application/json",
        }

    def save(self, count: int) -> None:
        served = dict.fromkeys(self.keys, digest_of(""))
        for step in range(1, count + 1):
            key = self.keys[step % len(self.keys)]
            text = f"Tekst {step} van partner {self.number}."
            stored = self._store(key, text, step, served[key])
            if stored:
                served[key] = stored
                self.acknowledged.setdefault(key, []).append(text)

    def _store(self, key: str, text: str, step: int, served: str) -> str:
        """Send a text until it is stored, as a page does; return the digest of what is stored."""
        typed = {"value": text, "page": f"p{self.number}-{key}"[:40], "step": step}
        typed |= {"served": served, "unanswered": []}
        body = json.dumps({"person": f"bron-{self.source}", "fields": {"remark": typed}})
        address = reverse("partner_question", args=[self.secret, key])
        for _attempt in range(60):
            began = time.perf_counter()
            try:
                status, content, _reply = self._ask("POST", address, body)
                told = json.loads(content)["fields"]["remark"] if status == 200 else {}
            except (OSError, ValueError, KeyError, http.client.HTTPException):
                told = {}
            if told.get("result") in ("stored", "already"):
                self.seconds.append(time.perf_counter() - began)
                return str(told["stored"])
            self.refused += 1
            time.sleep(WAIT)
        self.given_up += 1
        return ""

    def empty(self, count: int) -> list[float]:
        taken = []
        for _request in range(count):
            began = time.perf_counter()
            status, _content, _reply = self._ask("GET", "/leeg-met-link/")
            assert status == 200, status
            taken.append(time.perf_counter() - began)
        return taken


def asked(count: int) -> tuple[Assessment, list[Partner]]:
    """Return an assessment, and partners that each have a link to all its questions."""
    scratch.load_samples()
    assessment = scratch.sample(*scratch.RUNNING)
    user = scratch.coordinator_of(assessment)
    organisations = list(assessment.network.organisations.all())
    keys = list(assessment.answers.order_by("pk").values_list("indicator__key", flat=True))
    made = []
    for number in range(count):
        request = asking.Request(
            organisation=organisations[number % len(organisations)],
            function=f"functie {number}",
            email=f"partner-{number}@loket.example",
            answer_by=timezone.localdate() + timedelta(days=14),
        )
        link = asking.ask(assessment, request, by=user)
        mine = [keys[(number + place) % len(keys)] for place in range(QUESTIONS)]
        made.append(Partner(number, link.source_id, link.secret, mine))
    return assessment, made


def together(partners: list[Partner], work: Any) -> float:
    """Let all begin at the same moment; return how many seconds it took."""
    start = threading.Barrier(len(partners) + 1)

    def run(partner: Partner) -> None:
        start.wait(60)
        work(partner)

    threads = [threading.Thread(target=run, args=[partner]) for partner in partners]
    for thread in threads:
        thread.start()
    start.wait(60)
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def faults(partners: list[Partner]) -> tuple[int, int]:
    """Return how many acknowledged texts are lost, and how many views hold another text than the
    last of their own partner.
    """
    views = View.objects.filter(source__in=[partner.source for partner in partners])
    rows = {
        (view.source_id, view.indicator.key): view for view in views.select_related("indicator")
    }
    known: dict[int, set[str]] = {}
    for pk, text in TextVersion.objects.filter(subject="view", field="remark").values_list(
        "subject_pk", "text"
    ):
        known.setdefault(pk, set()).add(text)
    lost = wrong = 0
    for partner in partners:
        for key, texts in partner.acknowledged.items():
            view = rows.get((partner.source, key))
            has = known.get(view.pk, set()) | {view.remark} if view else set()
            lost += sum(text not in has for text in texts)
            wrong += view is None or view.remark != texts[-1]
    return lost, wrong


def run(count: int, saves: int) -> None:
    _assessment, partners = asked(count)
    connection.close()
    server = Server("bench.portal_with_empty", WORKERS)
    try:
        for partner in partners:
            partner.port = server.port
        together(partners, Partner.open)
        # The first requests of a worker load the portal.
        together(partners, lambda partner: partner.empty(2))
        floor: list[float] = []
        together(partners, lambda partner: floor.extend(partner.empty(saves)))
        taken = together(partners, lambda partner: partner.save(saves))
    finally:
        server.kill()
    seconds = [one for partner in partners for one in partner.seconds]
    lost, wrong = faults(partners)
    empty, busy = (statistics.quantiles(one, n=20) for one in (floor, seconds))
    refused, given_up = (
        sum(getattr(one, name) for one in partners) for name in ("refused", "given_up")
    )
    print(
        f"{connection.vendor}: {count} partners, {count * saves:,} saves in {taken:.0f} s; "
        f"{len(seconds):,} stored, {refused:,} refused and sent again, {given_up} given up; "
        f"{lost} lost, {wrong} not one's own last\n"
        f"p50 {1000 * busy[9]:.0f} ms, {busy[9] / empty[9]:.1f} x empty; "
        f"p95 {1000 * busy[18]:.0f} ms, {busy[18] / empty[18]:.1f} x empty "
        f"(empty at once: {1000 * empty[9]:.0f} and {1000 * empty[18]:.0f} ms)"
    )


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    run(*(given + [100, 10][len(given) :]))
