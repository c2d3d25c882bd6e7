"""Whether an acknowledged text is ever lost, under many saves and when the server is killed; and
how large a history gets.

bench/saving_load.py at-once [SAVES]   saves by 8 processes, half of them of the same answers
bench/saving_load.py kills [KILLS]     kill -9 of the server during saves
bench/saving_load.py history           8 people who type for two hours, before and after tidying

What partners type with their links: bench/partners_load.py.

On PostgreSQL with `BENCH_FOLDER` (an empty folder) and `DATABASE_URL` (an empty database) set.
"""

import http.client
import json
import multiprocessing
import random
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import scratch
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import Sum
from django.db.models.functions import Length
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from server import Server

from assessments.form_fields import digest_of
from assessments.models import Answer, Assessment, TextVersion
from assessments.saving.unit import Typed
from assessments.saving.verb import save
from assessments.views.answers import answer_unit
from loket_eval.saved_reply import TYPE
from networks.models import User

PROCESSES = 8
SHARED = 4  # answers that all processes save
Acknowledged = tuple[str, str, str]  # question, text, digest of what it replaced


def running() -> tuple[Assessment, list[str], User]:
    """Return an assessment in progress, the keys of its questions and its coordinator."""
    scratch.load_samples()
    assessment = scratch.sample(*scratch.RUNNING)
    keys = list(assessment.answers.order_by("pk").values_list("indicator__key", flat=True))
    return assessment, keys, scratch.coordinator_of(assessment)


def stored_texts(assessment: Assessment) -> dict[str, str]:
    return dict(Answer.objects.filter(assessment=assessment).values_list("indicator__key", "text"))


def lost(assessment: Assessment, acknowledged: list[Acknowledged]) -> int:
    """Return how many acknowledged texts are neither stored nor in the history."""
    entries = TextVersion.objects.filter(assessment=assessment, field="text")
    known = set(entries.values_list("text", flat=True)) | set(stored_texts(assessment).values())
    return sum(text not in known for _key, text, _served in acknowledged)


def replaced_unseen(assessment: Assessment, acknowledged: list[Acknowledged]) -> int:
    """Return how many stored texts replaced one that their page hadn't been served with."""
    served = {text: digest for _key, text, digest in acknowledged}
    unseen = 0
    for key in {key for key, _text, _served in acknowledged}:
        answer = Answer.objects.get(assessment=assessment, indicator__key=key)
        entries = TextVersion.objects.filter(
            assessment=assessment, subject="answer", subject_pk=answer.pk, field="text"
        )
        texts = list(entries.order_by("pk").values_list("text", flat=True))
        unseen += sum(
            digest_of(old) != served[new] for old, new in pairwise(texts) if new in served
        )
        unseen += texts[-1] != answer.text
    return unseen


# --- Many saves at once ---


def saves_of(
    client: Client, assessment: Assessment, keys: list[str], number: int, count: int
) -> dict[str, Any]:
    """Save so many texts, half of them where others save too; who meets another text writes over
    it after seeing it.
    """
    served = {key: digest_of(text) for key, text in stored_texts(assessment).items()}
    own = keys[SHARED + number]
    acknowledged: list[Acknowledged] = []
    conflicts = failures = 0
    for step in range(1, count + 1):
        key = own if step % 2 else keys[step // 2 % SHARED]
        text = f"Tekst {step} van bladzijde {number}."
        field = {"value": text, "page": f"p{number}", "step": step, "unanswered": []}
        response = client.post(
            reverse("answer", args=[assessment.pk, key]),
            json.dumps({"fields": {"text": field | {"served": served[key]}}}),
            content_type="application/json",
            headers={"Accept": TYPE},
        )
        if response.status_code != 200:
            failures += 1
            continue
        told = response.json()["fields"]["text"]
        if told["result"] == "stored":
            acknowledged.append((key, text, served[key]))
        else:
            conflicts += 1
        served[key] = told["stored"]
    return {"acknowledged": acknowledged, "conflicts": conflicts, "failures": failures}


def at_once(count: int) -> None:
    assessment, keys, user = running()
    clients = [
        Client(raise_request_exception=False, SERVER_NAME="localhost")
        for _number in range(PROCESSES)
    ]
    for client in clients:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.get("/")
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(PROCESSES), fork.SimpleQueue()

    def work(number: int) -> None:
        start.wait(60)
        each = count // PROCESSES
        results.put(saves_of(clients[number], assessment, keys, number, each))

    processes = [fork.Process(target=work, args=[number]) for number in range(PROCESSES)]
    began = time.perf_counter()
    for process in processes:
        process.start()
    found = [results.get() for _process in processes]
    for process in processes:
        process.join()
    acknowledged = [one for each in found for one in each["acknowledged"]]
    print(
        f"{connection.vendor}: {count:,} saves by {PROCESSES} processes in "
        f"{time.perf_counter() - began:.0f} s; {len(acknowledged):,} stored, "
        f"{sum(each['conflicts'] for each in found):,} conflicts, "
        f"{sum(each['failures'] for each in found)} failures; "
        f"{lost(assessment, acknowledged)} lost, "
        f"{replaced_unseen(assessment, acknowledged)} replaced unseen"
    )


# --- A server that is killed ---


def kills(count: int) -> None:
    assessment, keys, user = running()
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("start"))
    cookies = {name: client.cookies[name].value for name in ("sessionid", "csrftoken")}
    headers = {
        "Accept": TYPE,
        "Content-Type": "application/json",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies["csrftoken"],
        "Host": "localhost",
    }
    served = {key: digest_of(text) for key, text in stored_texts(assessment).items()}
    acknowledged: list[Acknowledged] = []
    under_way = 0
    steps = iter(range(1, 10**9))

    def saving(port: int, key: str) -> None:
        """Save until the server is gone. A save of which nothing is heard is unanswered."""
        nonlocal under_way
        unanswered: list[int] = []
        while True:
            step = next(steps)
            text = f"Tekst {step}."
            field = {"value": text, "page": f"van-{key}"[:40], "step": step}
            field |= {"served": served[key], "unanswered": [*unanswered, *pending[key]]}
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            try:
                address = reverse("answer", args=[assessment.pk, key])
                line.request("POST", address, json.dumps({"fields": {"text": field}}), headers)
                told = json.loads(line.getresponse().read())["fields"]["text"]
            except (OSError, http.client.HTTPException, ValueError):
                under_way += 1
                pending[key].append(step)
                return
            assert told["result"] == "stored", told
            acknowledged.append((key, text, served[key]))
            served[key] = told["stored"]
            pending[key].clear()

    pending: dict[str, list[int]] = {key: [] for key in keys[:4]}
    connection.close()
    began = time.perf_counter()
    for _kill in range(count):
        server = Server()
        threads = [threading.Thread(target=saving, args=[server.port, key]) for key in pending]
        before = len(acknowledged)
        for thread in threads:
            thread.start()
        while len(acknowledged) == before:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.4))
        server.kill()
        for thread in threads:
            thread.join()
    print(
        f"{connection.vendor}: {count} kills in {time.perf_counter() - began:.0f} s, "
        f"{len(acknowledged):,} saves acknowledged, {under_way} broken off; "
        f"{lost(assessment, acknowledged)} lost"
    )


# --- The size of a history ---

PEOPLE = 8
HOURS = 2
PER_SECOND = 3  # characters that somebody types
EVERY = 8  # seconds between two saves of somebody who doesn't pause
LENGTH = 800  # characters of an answer; then the next question
WORDS = (
    "wij spreken elke twee weken af met de wijkagent en de gemeente over wie er hulp nodig heeft "
)


def typing() -> Iterator[tuple[int, int, str]]:
    """Yield second, question and text of each save of one person."""
    text, question = "", 0
    for second in range(0, HOURS * 3600, EVERY):
        more = PER_SECOND * EVERY
        start = len(text) % len(WORDS)
        text += (WORDS * 2)[start : start + more]
        yield second, question, text
        if len(text) >= LENGTH:
            text, question = "", question + 1


def history() -> None:
    assessment, _keys, user = running()
    TextVersion.objects.all().delete()
    began = timezone.now() - timedelta(hours=HOURS + 2)
    rows = list(
        Answer.objects.filter(assessment=assessment)
        .select_related("finding", "indicator__group")
        .order_by("pk")
    )
    saves = 0
    served: dict[tuple[int, int], str] = {}
    for second, question, text in typing():
        for number in range(PEOPLE):
            # Each begins at another question, and goes on to the next one at the same pace.
            row = rows[(number * len(rows) // PEOPLE + question) % len(rows)]
            unit = answer_unit(assessment, row.indicator, row)
            before = served.get((number, question)) or digest_of(row.text)
            typed = Typed(text, f"blad-{number}-{question}", second + 1, before)
            at = began + timedelta(seconds=second)
            result = save(unit, {"text": typed}, by=user, at=at)["text"]
            assert result.outcome == "stored", result
            served[number, question] = result.stored
            saves += 1

    def size() -> str:
        entries = TextVersion.objects.filter(assessment=assessment)
        text = entries.aggregate(total=Sum(Length("text")))["total"]
        return f"{entries.count():,} entries, {text / 1000:,.0f} kB of text"

    print(f"{PEOPLE} people, {HOURS} hours, {saves:,} saves: {size()}")
    call_command("tidy_histories")
    print(f"after tidying: {size()}")


RUNS = {"at-once": (at_once, 10_000), "kills": (kills, 100)}

if __name__ == "__main__":
    if sys.argv[1] == "history":
        history()
    else:
        run, usual = RUNS[sys.argv[1]]
        run(int(sys.argv[2]) if len(sys.argv) > 2 else usual)
