"""The second download of a report (a stored file) beside the same file served by WhiteNoise.

    bench/downloads.py [ROUNDS]

One gunicorn process serves both, and the requests alternate over one connection. The download
checks who asks and whether that person may have the report; WhiteNoise checks nothing.
"""

import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import scratch
from django.conf import settings
from django.test import Client
from django.urls import reverse

from documents import requested_documents, storage
from documents.models import Document
from documents.tasks import make_document
from reports.document_kinds import REPORT

ROUNDS = 300


def stored_report() -> tuple[str, Document, str]:
    """Return the address of a report as PDF, its stored document, and a reader's cookie."""
    scratch.load_samples()
    assessment = scratch.sample(*scratch.REPORT_WERKSET)
    user = scratch.coordinator_of(assessment)
    document = requested_documents.ask_for(
        REPORT, assessment.report_versions.latest("number"), by=user
    )
    make_document.call(document.pk)
    document.refresh_from_db()
    assert document.state == Document.State.DONE, document.error
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    return reverse("report_pdf", args=[assessment.pk]), document, cookie


def serve(files: Path) -> tuple[subprocess.Popen[bytes], http.client.HTTPConnection]:
    """Start the portal on a free port, and return it with an open connection."""
    with socket.socket() as probe:
        # Port 0 asks the system for a free one.
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "bench.portal_with_file:application",
        "--log-level",
        "warning",
    ]
    command += ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--keep-alive", "60"]
    server = subprocess.Popen(
        command, cwd=scratch.ROOT, env=os.environ | {"BENCH_FILES": str(files)}
    )
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(100):
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return server, connection
    raise RuntimeError("the server does not start")


def ask(
    connection: http.client.HTTPConnection, address: str, headers: dict[str, str]
) -> tuple[int, bytes, str, float]:
    """Return the status, body and ETag of a response, and the seconds it took."""
    start = time.perf_counter()
    connection.request("GET", address, headers={"Host": "localhost", **headers})
    response = connection.getresponse()
    body = response.read()
    return response.status, body, response.headers.get("ETag", ""), time.perf_counter() - start


def show(rounds: int) -> None:
    address, document, cookie = stored_report()
    files = scratch.FOLDER / "los"
    files.mkdir()
    # The same bytes as a loose file, in a folder that WhiteNoise serves.
    file = storage.opened(document.sha256)
    assert file is not None
    with file, (files / "rapport.pdf").open("wb") as copy:
        shutil.copyfileobj(file, copy)
    server, connection = serve(files)
    try:
        ways = {
            "stored report": (address, {"Cookie": cookie}),
            "WhiteNoise": ("/los/rapport.pdf", {}),
        }
        responses = {name: ask(connection, *way) for name, way in ways.items()}
        assert responses["stored report"][1] == responses["WhiteNoise"][1]
        tags = {name: response[2] for name, response in responses.items()}
        ways |= {
            f"{name}, unchanged": (path, headers | {"If-None-Match": tags[name]})
            for name, (path, headers) in list(ways.items())
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(rounds + 10):
            for name, way in ways.items():
                status, _body, _tag, took = ask(connection, *way)
                assert status == (304 if name.endswith("unchanged") else 200), (name, status)
                # The first rounds warm up.
                if turn >= 10:
                    seconds[name].append(took)
    finally:
        connection.close()
        server.terminate()
        server.wait()
    print(f"A PDF of {document.size / 1000:.0f} KB, {rounds} rounds, medians.\n")
    print("| request | ms | x WhiteNoise |\n|---|---:|---:|")
    for name, took in seconds.items():
        floor = "WhiteNoise, unchanged" if name.endswith("unchanged") else "WhiteNoise"
        ratio = statistics.median(took) / statistics.median(seconds[floor])
        print(f"| {name} | {statistics.median(took) * 1000:.1f} | {ratio:.1f} |")


if __name__ == "__main__":
    show(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
