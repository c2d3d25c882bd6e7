"""People who ask at once, workers that are killed and a document that is stopped.

On a database that really commits, with the command `db_worker` in a process of its own, as on a
server. The process is forked from this one, which has loaded the portal already.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Barrier
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessments.models import Assessment
from documents.models import Document
from documents.tasks import ATTEMPTS, make_document
from loket_eval import pdf
from loket_eval.running.models import WorkerSign
from tests.assessments.every_form import make_scene
from tests.assessments.killing import steps
from tests.forked import forked

from .making import asked

PEOPLE = 6
PATIENCE = 60  # seconds
LONG = "Het overleg werkt, ook in het weekend. " * 400
OLD = timedelta(minutes=5)


class Story:
    """Noord's running assessment, and Anna who wants its report."""

    def __init__(self) -> None:
        scene = make_scene()
        self.assessment = scene.ours.assessment
        self.user = scene.cast.anna
        self.address = reverse("report_pdf", args=[self.assessment.pk])
        self.client = self.log_in()

    def log_in(self) -> Any:
        client = Client()
        client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def ask(self, text: str) -> Any:
        """Change the report and ask for its PDF."""
        Assessment.objects.filter(pk=self.assessment.pk).update(introduction=text)
        return asked(self.client, self.address)

    def download(self) -> tuple[int, str]:
        """Return the status of asking for the PDF, and whether what came is what was stored."""
        response = self.client.get(self.address)
        if response.status_code != 200:
            return response.status_code, ""
        content = response.getvalue()
        whole = content.startswith(b"%PDF-1.7") and content.rstrip().endswith(b"%%EOF")
        return 200, "whole" if whole else "half"

    def look(self, document: Any) -> None:
        assert self.client.get(reverse("document", args=[document.pk])).status_code == 200


def start_worker(*options: str) -> BaseProcess:
    def work() -> None:
        call_command(
            "db_worker",
            "--no-startup-delay",
            "--no-reload",
            "--worker-id",
            f"worker-{os.getpid()}",
            *options,
            verbosity=0,
        )

    connections.close_all()  # two processes can't share one
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    return process


def work_through() -> None:
    """Let a worker do all that is in the queue."""
    process = start_worker("--batch")
    process.join(PATIENCE)
    assert process.exitcode == 0


@contextmanager
def worker() -> Iterator[BaseProcess]:
    process = start_worker("--interval", "0.1")
    try:
        yield process
    finally:
        process.kill()
        process.join()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def is_being_made(document: Any) -> bool:
    document.refresh_from_db()
    return document.state == "working" and document.share > 0


def files() -> dict[str, int]:
    """Return how many files are whole and how many are being made."""
    found = [path.name for path in Path(settings.DOCUMENTS_DIR).rglob("*") if path.is_file()]
    parts = [name for name in found if name.startswith(".making-")]
    return {"whole": len(found) - len(parts), "parts": len(parts)}


def together(story: Story) -> dict[str, Any]:
    barrier = Barrier(PEOPLE)

    def ask(_person: int) -> tuple[int, str]:
        client = story.log_in()
        barrier.wait()
        response = client.post(story.address)
        connections.close_all()
        return response.status_code, response.headers["Location"]

    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = set(pool.map(ask, range(PEOPLE)))
    queued = DBTaskResult.objects.count()
    work_through()
    document = Document.objects.get()
    return {
        "answers": [
            [status, location.rsplit("/", 2)[1] == str(document.pk)] for status, location in answers
        ],
        "queued": queued,
        "attempts": document.attempts,
        "files": files(),
        "download": story.download(),
    }


def killed(story: Story, text: str, *, somebody_asks: bool) -> dict[str, Any]:
    before = files()["whole"]
    document = story.ask(text)
    with worker() as process:
        wait_until(lambda: is_being_made(document))
        process.kill()
        process.join()
    story.look(document)
    document.refresh_from_db()
    left = {
        "state": document.state,
        "new_files": files()["whole"] - before,
        "download": story.download(),
    }
    # Minutes later.
    Document.objects.filter(pk=document.pk).update(beat_at=timezone.now() - OLD)
    if somebody_asks:
        asked(story.client, story.address)
    else:
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work_through()
    document.refresh_from_db()
    then = {"state": document.state, "attempts": document.attempts, "download": story.download()}
    return {"left": left, "then": then | {"parts": files()["parts"]}}


def killed_often(story: Story, kills: int) -> dict[str, Any]:
    """Kill one worker after the other while they make the same document, and let the next be."""
    document = story.ask(f"{LONG}Na {kills} keer.")
    for attempt in range(1, kills + 1):
        with worker() as process:
            wait_until(lambda n=attempt: is_being_made(document) and document.attempts == n)
            process.kill()
            process.join()
        # Minutes later.
        Document.objects.filter(pk=document.pk).update(beat_at=timezone.now() - OLD)
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        WorkerSign.objects.all().delete()
    work_through()
    document.refresh_from_db()
    return {
        "state": document.state,
        "error": document.error,
        "attempts": document.attempts,
        "parts": files()["parts"],
    }


def stopped(story: Story) -> dict[str, Any]:
    document = story.ask(LONG + "Stop.")
    with worker() as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        wait_until(lambda: is_being_made(document))
        at_work = [int(pid) for pid in children.read_text().split()]
        priorities = [os.getpriority(os.PRIO_PROCESS, pid) for pid in (process.pid, *at_work)]
        start = time.monotonic()
        story.client.post(reverse("cancel_document", args=[document.pk]))
        wait_until(lambda: children.read_text() == "")
        took = time.monotonic() - start
        document.refresh_from_db()
        state, sha256, parts = document.state, document.sha256, files()["parts"]
        asked(story.client, story.address)
        wait_until(lambda: story.download()[0] == 200)
        process.terminate()
        process.join(PATIENCE)
    return {
        "at_work": len(at_work),
        "gives_way": max(priorities) > priorities[0],
        "quick": took < 10,
        "state": state,
        "sha256": sha256,
        "parts": parts,
        "again": story.download(),
        "worker_ended": process.exitcode,
    }


def killed_anywhere(story: Story) -> dict[str, Any]:
    """Kill the worker just before every fourth of its statements and commits."""

    document = story.ask("Kort.")
    seen, kills = set(), 0
    for at in count(1, 4):

        def make(at: int = at) -> None:
            taken = count(1)

            def step(_kind: str) -> None:
                if next(taken) == at:
                    os.kill(os.getpid(), signal.SIGKILL)

            with steps(step):
                make_document.call(document.pk)

        status, _nothing = forked(make)
        seen.add(story.download())
        if status == 0:
            break
        kills += 1
        Document.objects.filter(pk=document.pk).exclude(state="done").update(
            beat_at=timezone.now() - OLD, attempts=0
        )
    return {
        "kills": kills,
        "seen": sorted(seen),
        "then": story.download(),
        "parts": files()["parts"],
    }


def main(folder: Path) -> dict[str, Any]:
    """Return what came of each story; the documents are in the folder."""
    settings.DOCUMENTS_DIR = folder
    pdf.prepare()  # what is loaded now, no worker has to load
    story = Story()
    return {
        "together": together(story),
        "killed": [
            killed(story, LONG + "Eerst.", somebody_asks=True),
            killed(story, LONG + "Daarna.", somebody_asks=False),
        ],
        "killed_often": killed_often(story, 4),
        "killed_for_ever": killed_often(story, ATTEMPTS),
        "stopped": stopped(story),
        "killed_anywhere": killed_anywhere(story),
    }
