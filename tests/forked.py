"""A process that has loaded the portal already, and may be killed."""

import os
import pickle
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import IO, Any

from django.db import connection, connections

Work = Callable[[], Any]
# What is never freed is never closed.
_of_the_process_before: list[Any] = []


def forked(work: Work) -> tuple[int, Any]:
    """Return how a forked process ended, and what `work` returned in it or with which error it
    failed."""
    if connection.vendor == "sqlite":
        # A connection that both know is locked by neither.
        connections.close_all()
    sys.stdout.flush()
    with tempfile.TemporaryFile() as told:
        if (child := os.fork()) == 0:
            try:
                os._exit(_tell(work, told))
            finally:  # whatever happened, this process goes no further
                os._exit(1)
        _pid, status = os.waitpid(child, 0)
        told.seek(0)
        content = told.read()
        return status, pickle.loads(content) if content else None  # our own child's


def _tell(work: Work, told: IO[bytes]) -> int:
    code = 0
    try:
        _connect_anew()
        result = work()
    except Exception:
        code, result = 1, traceback.format_exc()
    pickle.dump(result, told)
    told.flush()
    return code


def _connect_anew() -> None:
    """Leave the connection to the process before: on PostgreSQL closing it here would close it
    there."""
    _of_the_process_before.append(connections["default"])
    del connections["default"]
