"""PostgreSQL says when something is put in the queue, so that the worker needn't keep asking.

A trigger on the queue's table sends the message when the transaction is committed, whatever put the
task there. SQLite has no such messages.
"""

import logging
import time
from types import TracebackType

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

CHANNEL = "loket_queue"
# Without a message the worker looks all the same so often: for tasks that wait for their time, and
# for its sign of life.
LOOK_EVERY = 10.0  # seconds
# After listening failed. Meanwhile the worker asks as often as on SQLite.
LISTEN_AGAIN = 10.0  # seconds

CREATE_SQL = (
    "CREATE FUNCTION loket_tell_workers() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $$",
    "CREATE TRIGGER loket_tell_workers AFTER INSERT ON django_tasks_database_dbtaskresult "
    "FOR EACH STATEMENT EXECUTE FUNCTION loket_tell_workers()",
)
DROP_SQL = (
    "DROP TRIGGER IF EXISTS loket_tell_workers ON django_tasks_database_dbtaskresult",
    "DROP FUNCTION IF EXISTS loket_tell_workers()",
)


class QueueMessages:
    """What the database says of the queue, over a connection of its own."""

    def __init__(self) -> None:
        self._line: BaseDatabaseWrapper | None = None
        self._not_before = float("-inf")

    def __enter__(self) -> "QueueMessages":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def listen(self) -> None:
        """Begin to listen, unless it does. A message that comes from then on isn't missed."""
        if self._line or connection.vendor != "postgresql" or time.monotonic() < self._not_before:
            return
        line = connection.copy()
        try:
            with line.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
        except DatabaseError as error:
            line.close()
            self._failed(error)
        else:
            self._line = line

    def wait(self, seconds: float) -> None:
        """Wait for a message, or `seconds`: at least LOOK_EVERY while messages come, else less."""
        if self._line is None:
            time.sleep(min(seconds, LISTEN_AGAIN))
            return
        try:
            with self._line.wrap_database_errors:
                for _message in self._line.connection.notifies(
                    timeout=max(seconds, LOOK_EVERY), stop_after=1
                ):
                    pass
        except DatabaseError as error:
            self._failed(error)

    def _failed(self, error: DatabaseError) -> None:
        logger.warning("No messages of the queue: %s", str(error).split("\n", 1)[0])
        self._not_before = time.monotonic() + LISTEN_AGAIN
        self._hang_up()

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
