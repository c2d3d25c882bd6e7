"""Whether it stays quick and loses nothing while many people work at once for minutes.

bench/load.py [SECONDS]

200 coordinators type, 40 partners save with their links, 20 people ask for documents and download
them; gunicorn has two processes with the settings of the guide, and there is one worker. Ten others
ask for an empty page all the time: what a save costs is a multiple of that.

On PostgreSQL with `BENCH_FOLDER` (an empty folder) and `DATABASE_URL` (an empty database) set.
"""

import asyncio
import gc
import logging
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable
from typing import Any

import scratch
from crowd import Crowd, Found
from crowd_people import READERS, coordinators, grow, partners, readers
from django.db import connection
from processes import database_server
from server import Server

from assessments.models import Answer, TextVersion, View
from documents.models import Document
from networks.models import User

WORKERS = 2


def lost(acknowledged: dict[int, list[str]]) -> int:
    """Return how many acknowledged texts are neither stored nor in the history."""
    count = 0
    for pk, texts in acknowledged.items():
        rows = [
            TextVersion.objects.filter(assessment=pk).values_list("text", flat=True),
            Answer.objects.filter(assessment=pk).values_list("text", flat=True),
            View.objects.filter(source__assessment=pk).values_list("remark", flat=True),
        ]
        known = {text for found in rows for text in found}
        count += sum(text not in known for text in texts)
    return count


def quantiles(found: Found, kind: str, since: float = 0, until: float = 1e9) -> list[float]:
    """Return the median, p95, p99 and longest time of a kind of request."""
    times = sorted(took for at, took in found.seconds[kind] if since <= at < until)
    if len(times) < 2:
        return [0.0] * 4
    cut = statistics.quantiles(times, n=100)
    return [cut[49], cut[94], cut[98], times[-1]]


def tell(found: Found, seconds: float, cpu: float) -> None:
    empty = quantiles(found, "empty")
    print("| request | a second | median ms | p95 ms | p99 ms | longest ms | x empty | p95 x p95 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind, times in sorted(found.seconds.items()):
        cuts = quantiles(found, kind)
        shown = " | ".join(f"{1000 * one:.0f}" for one in cuts)
        print(
            f"| {kind} | {len(times) / seconds:.1f} | {shown} | {cuts[0] / empty[0]:.1f}, p95 "
            f"{cuts[1] / empty[0]:.1f} | {cuts[1] / empty[1]:.1f} |"
        )
    stored = sum(len(texts) for texts in found.acknowledged.values())
    print(
        f"{connection.vendor}: {stored:,} texts acknowledged, {found.conflicts} conflicts, "
        f"{sum(found.errors.values())} errors {dict(found.errors)}, "
        f"{lost(found.acknowledged)} lost; documents "
        f"{dict(Counter(Document.objects.values_list('state', flat=True)))}"
    )
    for kind in ("empty", "save"):
        tell_where(found, kind)
    late = statistics.quantiles(found.late, n=100)
    print(
        f"clients: {100 * cpu / seconds:.0f} % of a core, late {1000 * late[49]:.1f} ms at the "
        f"median, {1000 * late[94]:.1f} at p95"
    )
    # Of each minute, or of each tenth of a short run.
    part = min(60, seconds / 10)
    for kind in ("empty", "save"):
        cuts = [
            quantiles(found, kind, part * n, part * n + part)[1] for n in range(int(seconds / part))
        ]
        shown = ", ".join(f"{1000 * one:.0f}" for one in cuts)
        print(f"p95 of {kind} in each {part:.0f} s, ms: {shown}")
    (first_at, first), (last_at, last) = (
        next((one for one in found.usage if one[0] >= 60), found.usage[0]),
        found.usage[-1],
    )
    for name, before in first.items():
        after = last[name]
        core = (after.cpu - before.cpu) / max(1, last_at - first_at)
        print(
            f"{name}: {before.megabytes:.0f} MB after {first_at:.0f} s, {after.megabytes:.0f} MB "
            f"after {last_at:.0f} s; {100 * core:.0f} % of a core"
        )


def tell_where(found: Found, kind: str) -> None:
    """Say where the time goes of usual ones and of the slowest twentieth."""
    ordered = sorted(found.told[kind])
    last = len(ordered) // 20 or 1
    for name, some in (("middle", ordered[len(ordered) // 2 :][:last]), ("slow", ordered[-last:])):
        rows = [told.split(" ", 4) for _took, told in some]
        parts = [statistics.fmean(float(row[n]) for row in rows) for n in range(4)]
        whole = statistics.fmean(took for took, _told in some)
        print(
            f"{name} {kind}s: {1000 * whole:.0f} ms, of which {1000 * (whole - parts[0]):.0f} "
            f"before and after the portal; processor {1000 * parts[1]:.0f}, "
            f"database {1000 * parts[2]:.0f}, the longest query {1000 * parts[3]:.0f}: "
            f"{Counter(row[4] for row in rows).most_common(4)}"
        )


async def work(everybody: list[Awaitable[Any]]) -> None:
    await asyncio.gather(*everybody)


def database_folder() -> str:
    """Return where the PostgreSQL server on this machine has its data; SQLite has no server."""
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (data,) = cursor.fetchone()
    connection.close()
    return str(data)


def database_pids(data: str) -> dict[str, list[int]]:
    return {"PostgreSQL": database_server(data)} if data else {}


def main(seconds: float) -> None:
    logging.getLogger("loket.trail").setLevel(logging.WARNING)
    scratch.load_samples()
    sample = scratch.sample(*scratch.RUNNING)
    keys = list(sample.answers.order_by("pk").values_list("indicator__key", flat=True))
    theme = sample.indicator_set.themes.first().key
    assessments = grow(sample)
    typing = coordinators(assessments, keys)
    reading = readers(assessments)
    asked = partners(assessments, keys, User.objects.get(email="bench-199@loket.example"))
    connection.close()
    log = scratch.FOLDER / "load.log"
    with log.open("ab") as lines:
        server = Server("bench.portal_with_empty", WORKERS, log=lines)
        command = ["nice", "-n", "5", sys.executable, "manage.py", "db_worker", "--verbosity", "0"]
        worker = subprocess.Popen(command, cwd=scratch.ROOT, stderr=lines)
    data = database_folder()
    try:
        time.sleep(5)  # each process loads the portal
        gc.collect()
        gc.freeze()
        crowd = Crowd(server.port, seconds, theme)
        used = resource.getrusage(resource.RUSAGE_SELF)
        asyncio.run(
            work(
                [
                    *(crowd.type(person) for person in typing + asked),
                    *(crowd.download(person) for person in reading[:READERS]),
                    *(crowd.measure(person) for person in reading[READERS:]),
                    crowd.watch(
                        lambda: server.pids() | {"worker": [worker.pid]} | database_pids(data)
                    ),
                ],
            )
        )
        now = resource.getrusage(resource.RUSAGE_SELF)
    finally:
        server.kill()
        worker.kill()
        worker.wait()
    tell(crowd.found, seconds, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    wrong = [line for line in log.read_text().splitlines() if not line.startswith("INFO")]
    print(f"{len(wrong)} lines in the log that aren't of the trail", *wrong[:20], sep="\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600)
