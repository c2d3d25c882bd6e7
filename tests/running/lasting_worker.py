"""A worker whose database goes away or has no room, and work that a killed worker left behind."""

import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from documents.models import Document
from documents.tasks import make_document
from loket_eval import pdf
from loket_eval.running.models import WorkerSign
from tests.documents.document_worker import (
    LONG,
    Story,
    is_being_made,
    start_worker,
    wait_until,
    work_through,
    worker,
)
from tests.forked import forked
from tests.migrated import server_url

DAY = timedelta(days=1)


@contextmanager
def cut_off(process: BaseProcess) -> Iterator[None]:
    """Let the worker write nothing: on SQLite its disk is full, on PostgreSQL the server is away."""
    if connection.vendor == "sqlite":
        free = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, free[1]))
        yield
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, free)
        return
    name = connection.settings_dict["NAME"]
    with psycopg.connect(server_url("postgres"), autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (own,) = cursor.fetchone()
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid NOT IN (%s, pg_backend_pid())",
            [name, own],
        )
        yield
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def while_idle(story: Story) -> dict[str, Any]:
    """The database goes while there is nothing to do, and somebody asks for a document then."""
    with worker() as process:
        wait_until(lambda: WorkerSign.objects.exists())
        with cut_off(process):
            document = story.ask("Terwijl het weg is.")
            time.sleep(3)
            document.refresh_from_db()
            meanwhile = (process.is_alive(), document.state)
        wait_until(lambda: story.download() == (200, "whole"))
        return {"meanwhile": meanwhile, "alive": process.is_alive()}


def halfway(story: Story) -> dict[str, Any]:
    """The database goes while a document is being made."""
    document = story.ask(LONG + "Halverwege.")
    with worker() as process:
        wait_until(lambda: is_being_made(document))
        with cut_off(process):
            time.sleep(4)
            # Minutes later: another sign of the attempt is no longer awaited.
            Document.objects.filter(pk=document.pk).update(beat_at=Now() - timedelta(minutes=5))
            alive = process.is_alive()
        wait_until(lambda: story.download() == (200, "whole"))
        document.refresh_from_db()
        return {"alive": alive, "attempts": document.attempts}


def left_behind(story: Story) -> dict[str, Any]:
    """A worker is killed when it has taken a task, and did nothing of it yet."""
    WorkerSign.objects.all().delete()
    document = story.ask("Achtergelaten.")
    forked(lambda: DBTaskResult.objects.ready().earliest("enqueued_at").claim("gone"))
    # Another one is busy with a task of its own.
    busy = DBTaskResult.objects.create(
        args_kwargs={"args": [0], "kwargs": {}},
        task_path="documents.tasks.make_document",
        backend_name="default",
        run_after=DBTaskResult.objects.latest("enqueued_at").run_after,
    )
    busy.claim("busy")
    WorkerSign.objects.create(worker_id="busy", beat_at=Now())
    WorkerSign.objects.create(worker_id="gone", beat_at=Now() - 2 * DAY)
    work_through()
    document.refresh_from_db()
    busy.refresh_from_db()
    return {
        "document": (document.state, story.download()),
        "busy": busy.status,
        "signs": sorted(WorkerSign.objects.values_list("pk", flat=True)),
    }


def signs(story: Story) -> dict[str, Any]:
    """What is left of a worker's sign when it is killed, and when it is told to stop."""
    WorkerSign.objects.all().delete()
    left = {}
    for number in (signal.SIGTERM, signal.SIGKILL):
        with worker() as process:
            wait_until(lambda: WorkerSign.objects.exists())
            if number == signal.SIGTERM:
                process.terminate()
            else:
                process.kill()
            process.join()
        left[number.name] = WorkerSign.objects.count()
    WorkerSign.objects.all().delete()
    return left


def _done() -> bool:
    """Queue a task without work, and return whether it is done soon."""
    task = DBTaskResult.objects.get(pk=make_document.enqueue(0).id)

    def is_done() -> bool:
        task.refresh_from_db()
        return task.status == "SUCCESSFUL"

    wait_until(is_done)
    return True


def by_message(_story: Story) -> dict[str, Any]:
    """A worker that hardly ever looks by itself is told of what is put in the queue, also after the
    database was away."""
    # SQLite has no messages: there it has to look.
    process = start_worker("--interval", "600" if connection.vendor == "postgresql" else "0.1")
    try:
        wait_until(lambda: WorkerSign.objects.exists())
        done = [_done()]
        with cut_off(process):
            time.sleep(3)
        done += [_done(), _done()]
        return {"done": done, "alive": process.is_alive()}
    finally:
        process.kill()
        process.join()


STORIES = (by_message, while_idle, halfway, left_behind, signs)


def main(folder: Path) -> dict[str, Any]:
    settings.DOCUMENTS_DIR = folder
    pdf.prepare()  # what is loaded now, no worker has to load
    story = Story()
    return {work.__name__: work(story) for work in STORIES}
