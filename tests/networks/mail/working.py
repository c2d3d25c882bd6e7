"""The worker of `db_worker`, run until its queue is empty, and time that passes."""

from datetime import timedelta

from django.db.models import F
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from networks.models import Mail


def work() -> None:
    """Do all that is in the queue and due, in its order."""
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    # Not worker.run(), which begins each round by closing a connection in a transaction: the one
    # of the test.
    while (task := DBTaskResult.objects.ready().first()) is not None:
        task.claim("test")
        worker.run_task(task)
    assert [row.traceback for row in DBTaskResult.objects.failed()] == []


def let_pass(time: timedelta) -> None:
    """Let all that waits have waited this much longer."""
    Mail.objects.update(
        queued_at=F("queued_at") - time,
        due_at=F("due_at") - time,
        claimed_at=F("claimed_at") - time,
    )
    DBTaskResult.objects.update(run_after=F("run_after") - time)
