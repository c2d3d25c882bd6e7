"""A copy of the tests' empty database, of the same kind, for what really commits and really is killed.

The rows that the portal freezes can't be flushed away, so tests that commit can't use the tests' own database. What
happens on the copy happens in forked processes: they have loaded the portal already, and may be killed.
"""

import gc
import os
import pickle
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from typing import IO, Any

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from indicators.catalogue import forget_published
from tests.migrated import database_on_server

Work = Callable[[], Any]
# What is never freed is never closed.
_of_the_process_before: list[Any] = []


@pytest.fixture(scope="module")
def on_second_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Work], Any]]:
    """Return a function that returns what another function returned in a process that uses the copy."""

    def run(name: str, work: Work) -> Any:
        def on_copy() -> Any:
            connections.settings["default"] = connections.settings["default"] | {"NAME": name}
            forget_published()
            gc.disable()  # forked processes share what they leave alone
            with django_db_blocker.unblock():
                return work()

        status, result = forked(on_copy)
        assert status == 0, result
        return result

    if connection.vendor == "sqlite":
        file = str(tmp_path_factory.mktemp("second") / "second.sqlite3")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [file])
        yield lambda work: run(file, work)
        return
    connection.close()  # nobody may be at work in a database that is copied
    with database_on_server(f"loket_second_{os.getpid()}", connection.settings_dict["NAME"]) as name:
        yield lambda work: run(name, work)


def forked(work: Work) -> tuple[int, Any]:
    """Return how a forked process ended, and what `work` returned in it or with which error it failed."""
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
    """Leave the connection to the process before: on PostgreSQL closing it here would close it there."""
    _of_the_process_before.append(connections["default"])
    del connections["default"]
