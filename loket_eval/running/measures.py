"""Numbers for Prometheus: what this portal's processes count, and what is waiting.

Every process counts for itself in a file that gunicorn_settings.py makes room for; whichever
process is asked adds them all up. What is in the database is read when somebody asks.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator

from django.db import DatabaseError, connection
from django.db.models import Count
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from .models import WorkerSign
from .probes import data_folders

_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}
_COUNTED = CollectorRegistry()
_requests = Counter(
    "loket_requests",
    "Answered requests",
    ["view", "method", "status"],
    registry=_COUNTED,
)
_seconds = Histogram(
    "loket_request_seconds",
    "Time that an answer took",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_COUNTED,
)

# What other packages have waiting: a name and what it means, with a function that counts.
_gauges: dict[str, tuple[str, Callable[[], int]]] = {}


def register_gauge(name: str, meaning: str, count: Callable[[], int]) -> None:
    """Add a number of rows; `count` makes one query."""
    _gauges[name] = (meaning, count)


class MeasuringMiddleware:
    """Counts every answer by the name of its address, never by an address with numbers in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else "-"
        method = request.method if request.method in _METHODS else "-"
        _requests.labels(view, method, response.status_code).inc()
        _seconds.labels(view).observe(time.perf_counter() - start)
        return response


def exposition() -> bytes:
    """Return everything in the text format of Prometheus."""
    registry = _COUNTED
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    now = CollectorRegistry()
    now.register(_Now())
    return generate_latest(registry) + generate_latest(now)


class _Now:
    """What is true at the moment that somebody asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        disk = GaugeMetricFamily("loket_disk_free_bytes", "Free space", labels=["folder"])
        for folder in data_folders():
            disk.add_metric([str(folder)], shutil.disk_usage(folder).free)
        yield disk
        try:
            found = list(_in_database())
        except DatabaseError:
            connection.close()
            found = []
        yield GaugeMetricFamily("loket_database_up", "1 if it answers", value=bool(found))
        yield from found


def _in_database() -> Iterator[GaugeMetricFamily]:
    tasks = GaugeMetricFamily("loket_tasks", "Work of the worker, by state", labels=["state"])
    states = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    for state, count in states:
        tasks.add_metric([state.lower()], count)
    yield tasks
    newest = (
        WorkerSign.objects.order_by("-beat_at").annotate(now=Now()).values_list("now", "beat_at")
    ).first()
    age = (newest[0] - newest[1]).total_seconds() if newest else float("inf")
    yield GaugeMetricFamily(
        "loket_worker_sign_age_seconds", "Time since a worker last said that it works", value=age
    )
    for name, (meaning, count) in _gauges.items():
        yield GaugeMetricFamily(f"loket_{name}", meaning, value=count())
