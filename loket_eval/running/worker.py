"""The worker: it outlives a database that is away and a full disk, and shows that it lives.

django-tasks-db's own worker ends at the first query that fails, and leaves the task that it had
taken as "running" for ever.
"""

import logging
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

from .models import WorkerSign
from .probes import PATIENCE
from .queue_messages import QueueMessages
from .signs_of_life import begin_signs, end_signs, sign_of_life

logger = logging.getLogger(__name__)

# A task that the database interrupted is done again, not for ever.
_TRIES = 50
_AGAIN = timedelta(seconds=30)
_LONGEST_WAIT = 30  # seconds
_INTERRUPTED = tuple(
    f"{error.__module__}.{error.__qualname__}" for error in (OperationalError, InterfaceError)
)


class LastingWorker(Worker):
    """Does what is in the queue, in rounds: until it is empty, and then it waits for more."""

    def run(self) -> None:
        with QueueMessages() as messages:
            self._run(messages)

    def _run(self, messages: QueueMessages) -> None:
        once, self.batch = self.batch, True
        pause = 0.0
        begin_signs(self.worker_id)
        try:
            while self.running:
                try:
                    if not once:
                        # First: what is put in the queue after its look at it gives a message.
                        messages.listen()
                    sign_of_life()
                    self._take_up_abandoned()
                    super().run()
                    pause = 0.0
                except (OperationalError, InterfaceError) as error:
                    if once:
                        raise
                    pause = min(max(pause, 0.5) * 2, _LONGEST_WAIT)
                    reason = str(error).split("\n", 1)[0]
                    logger.error("The worker waits %.0f s for the database: %s", pause, reason)
                    connection.close()
                self.startup_delay = False
                if once or self._run_tasks == self.max_tasks:
                    return
                if self.running and pause:
                    time.sleep(pause)
                elif self.running:
                    messages.wait(self.interval)
        finally:
            with suppress(DatabaseError):
                end_signs()

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        sign_of_life()
        # Here too: with a long queue a round takes hours.
        self._take_up_abandoned(busy_with=db_task_result)
        super().run_task(db_task_result)
        if (
            db_task_result.exception_class_path in _INTERRUPTED
            and len(db_task_result.worker_ids) < _TRIES
        ):
            _put_back(db_task_result, after=_AGAIN)

    def _take_up_abandoned(self, *, busy_with: DBTaskResult[Any, Any] | None = None) -> None:
        """Put back in the queue what a worker had taken that is gone, or was this one's own."""
        running = [task for task in DBTaskResult.objects.running() if task != busy_with]
        if not running:
            return
        WorkerSign.objects.filter(beat_at__lt=Now() - timedelta(days=1)).delete()
        alive = set(
            WorkerSign.objects.filter(beat_at__gt=Now() - PATIENCE)
            .exclude(pk=self.worker_id)
            .values_list("pk", flat=True)
        )
        for task in running:
            if task.worker_ids[-1] not in alive:
                _put_back(task)


def _put_back(task: DBTaskResult[Any, Any], *, after: timedelta | None = None) -> None:
    """Queue a task again, unless another worker did that a moment ago.

    One that has to wait for nothing gets no time, so that a clock that is put back can't hold it.
    """
    DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at).update(
        status="READY",
        run_after=timezone.now() + after if after else get_date_max(),
        finished_at=None,
        exception_class_path="",
        traceback="",
    )
