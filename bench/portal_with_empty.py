"""The portal with an empty address beside its own, for bench/partners_load.py and bench/load.py.

Each answer says in `X-Took` how long it took here: seconds in all, of processor time, waiting for
the database, and of the longest query, with how that begins.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket_eval.settings")

from django.conf import settings
from django.db.backends.signals import connection_created

settings.ROOT_URLCONF = "bench.urls"

from loket_eval.wsgi import application as portal  # noqa: E402


class _Took(threading.local):
    database = longest = 0.0
    query = ""


_took = _Took()


def _measured(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    began = time.perf_counter()
    try:
        return execute(sql, *rest)
    finally:
        seconds = time.perf_counter() - began
        _took.database += seconds
        if seconds > _took.longest:
            _took.longest, _took.query = seconds, " ".join(sql.split())[:60]


def _measure(connection: Any, **_rest: Any) -> None:
    connection.execute_wrappers.append(_measured)


connection_created.connect(_measure)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    began, cpu = time.perf_counter(), time.thread_time()
    _took.database = _took.longest = 0.0
    _took.query = ""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        seconds, busy = time.perf_counter() - began, time.thread_time() - cpu
        parts = (seconds, busy, _took.database, _took.longest)
        told = " ".join(f"{part:.4f}" for part in parts)
        return start_response(status, [*headers, ("X-Took", f"{told} {_took.query}")], *rest)

    return portal(environ, start)


__all__ = ["application"]
