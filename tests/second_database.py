"""A copy of the tests' empty database, of the same kind, for what really commits and really is
killed.

The rows that the portal freezes can't be flushed away, so tests that commit can't use the tests'
own database. What happens on the copy happens in forked processes: they have loaded the portal
already, and may be killed.
"""

import gc
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from indicators.catalogue import forget_published
from tests.forked import Work, forked
from tests.migrated import database_on_server


@pytest.fixture(scope="module")
def on_second_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Work], Any]]:
    """Return a function that returns what another function returned in a process that uses the
    copy."""

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
    with database_on_server(
        f"loket_second_{os.getpid()}", connection.settings_dict["NAME"]
    ) as name:
        yield lambda work: run(name, work)
