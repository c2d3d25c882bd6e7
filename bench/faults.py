"""Whether anything is lost when things break while people work: rounds in which the portal, the
worker or the database is killed (-9), or the disk is full for a moment.

bench/faults.py [ROUNDS]

Four people save through gunicorn with two processes, documents are asked for all the time, and what
was killed is started again, as systemd does. On SQLite the disk is full for the processes of the
portal and the worker: they may write no byte. On PostgreSQL one of the server's own processes is
killed, after which it throws out all others and recovers; it must run on this machine, with
`BENCH_FOLDER` (an empty folder) and `DATABASE_URL` (an empty database) set.
"""

import contextlib
import http.client
import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import scratch
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from saving_load import Acknowledged, lost, running, stored_texts
from server import Server

from assessments.form_fields import digest_of
from documents.models import Document
from loket_eval.saved_reply import TYPE

PATIENCE = 180  # seconds
PAUSE = (0.2, 1.5)  # between two faults


def wait_for_database() -> None:
    """Wait until the server has recovered from what was killed in it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.close()
            connection.ensure_connection()
            return
        except DatabaseError:
            assert time.monotonic() < end, "the database doesn't come back"
            time.sleep(0.2)


class Running:
    """The portal and its worker, started again when they end."""

    def __init__(self) -> None:
        self.server = self._start_portal()
        self.worker = self._start_worker()

    def _start_portal(self) -> Server:
        with (scratch.FOLDER / "portal.log").open("ab") as log:
            return Server(workers=2, log=log)

    def _start_worker(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "db_worker", "--verbosity", "0"]
        with (scratch.FOLDER / "worker.log").open("ab") as log:
            return subprocess.Popen(command, cwd=scratch.ROOT, stderr=log)

    def kill_portal(self) -> None:
        self.server.kill()
        self.server = self._start_portal()

    def kill_worker(self) -> None:
        self.worker.kill()
        self.worker.wait()
        self.worker = self._start_worker()

    def kill_database(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )
            found = [pid for (pid,) in cursor.fetchall()]
        connection.close()
        if found:
            os.kill(random.choice(found), signal.SIGKILL)
            time.sleep(0.5)
        wait_for_database()

    def fill_disk(self) -> None:
        pids = [self.worker.pid, *_children(self.server.process.pid)]
        for pid in pids:
            _limit(pid, 0)
        time.sleep(random.uniform(*PAUSE))
        for pid in pids:
            _limit(pid, resource.RLIM_INFINITY)

    def stop(self) -> None:
        self.server.kill()
        self.worker.kill()
        self.worker.wait()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _limit(pid: int, size: int) -> None:
    # It may just be replaced.
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


class Typist(threading.Thread):
    """Saves one text after the other, and tells which ones got no answer, as a page does."""

    def __init__(self, running: Running, pk: int, key: str, headers: dict[str, str], served: str):
        super().__init__(daemon=True)
        self.running, self.pk, self.key, self.headers = running, pk, key, headers
        self.served = served
        self.acknowledged: list[Acknowledged] = []
        self.answers: Counter[str] = Counter()
        self.stop = threading.Event()

    def run(self) -> None:
        step, unanswered = 0, []
        while not self.stop.is_set():
            step += 1
            text = f"Tekst {step} van {self.key}."
            field: dict[str, Any] = {"value": text, "page": f"van-{self.key}"[:40], "step": step}
            field |= {"served": self.served, "unanswered": list(unanswered)}
            told = self._send({"fields": {"text": field}})
            if told is None:
                unanswered.append(step)
                time.sleep(0.2)
                continue
            self.answers[told["result"]] += 1
            if told["result"] == "stored":
                self.acknowledged.append((self.key, text, self.served))
            self.served = told["stored"]
            unanswered.clear()

    def _send(self, content: dict[str, Any]) -> dict[str, Any] | None:
        line = http.client.HTTPConnection("127.0.0.1", self.running.server.port, timeout=30)
        try:
            address = reverse("answer", args=[self.pk, self.key])
            line.request("POST", address, json.dumps(content), self.headers)
            answer = line.getresponse()
            body = answer.read()
            if answer.status != 200:
                self.answers[str(answer.status)] += 1
                return None
            told: dict[str, Any] = json.loads(body)["fields"]["text"]
            return told
        except (OSError, http.client.HTTPException, ValueError):
            self.answers["no answer"] += 1
            return None
        finally:
            line.close()


def ask_for_report(headers: dict[str, str], port: int, pk: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.suppress(OSError, http.client.HTTPException):
        line.request("POST", reverse("report_pdf", args=[pk]), headers=headers)
        line.getresponse().read()
    line.close()


def main(rounds: int) -> None:
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
    asking = {name: headers[name] for name in ("Cookie", "Host", "X-CSRFToken")}
    served = {key: digest_of(text) for key, text in stored_texts(assessment).items()}
    connection.close()
    everything = Running()
    typists = [Typist(everything, assessment.pk, key, headers, served[key]) for key in keys[:4]]
    for typist in typists:
        typist.start()
    last = "fill_disk" if connection.vendor == "sqlite" else "kill_database"
    kinds = ["kill_portal", "kill_worker", last]
    faults: Counter[str] = Counter()
    began = time.perf_counter()
    for number in range(rounds):
        ask_for_report(asking, everything.server.port, assessment.pk)
        time.sleep(random.uniform(*PAUSE))
        kind = kinds[number % len(kinds)]
        getattr(everything, kind)()
        faults[kind] += 1
        if number % 10 == 9:
            print(f"{number + 1} rounds, {time.perf_counter() - began:.0f} s", flush=True)
    took = time.perf_counter() - began
    # Everybody stops typing once a last text of each was stored.
    counts = [len(typist.acknowledged) for typist in typists]
    end = time.monotonic() + PATIENCE
    while any(len(t.acknowledged) == n for t, n in zip(typists, counts, strict=True)):
        assert time.monotonic() < end, "nobody can save any more"
        time.sleep(0.1)
    for typist in typists:
        typist.stop.set()
        typist.join()
    connection.close()
    waiting, left = wait_for_documents()
    acknowledged = [one for typist in typists for one in typist.acknowledged]
    answers = sum((typist.answers for typist in typists), Counter[str]())
    everything.stop()
    parts = list(Path(os.environ["LOKET_DOCUMENTS"]).glob(".making-*"))
    print(
        f"{connection.vendor}: {rounds} rounds in {took:.0f} s ({dict(faults)}); answers to saves "
        f"{dict(answers)}; {len(acknowledged):,} acknowledged, {lost(assessment, acknowledged)} "
        f"lost; documents {dict(Counter(Document.objects.values_list('state', flat=True)))}, "
        f"{waiting:.0f} s until the last was made; {left} tasks left behind, {len(parts)} half "
        "files"
    )
    for error, count in Counter(Document.objects.values_list("error", flat=True)).items():
        if error:
            print(f"{count} x {error}")


def wait_for_documents() -> tuple[float, int]:
    """Return how long it takes until no document waits, and how many tasks nobody will do."""
    began = time.monotonic()
    while Document.objects.filter(state__in=["waiting", "working"]).exists():
        if time.monotonic() - began > PATIENCE:
            break
        time.sleep(0.5)
    waited = time.monotonic() - began
    # A worker that was killed is known to be gone after a minute.
    while DBTaskResult.objects.running().exists() and time.monotonic() - began < PATIENCE:
        time.sleep(0.5)
    return waited, DBTaskResult.objects.running().count()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
