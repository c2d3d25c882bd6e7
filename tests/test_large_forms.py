"""What a process of the portal needs, whatever is sent to it: a real server, and its real memory."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.test import Client

from loket_eval.middleware import LargeFormsMiddleware
from loket_eval.running.gunicorn_settings import threads

from .migrated import migrated_file

ROOT = Path(__file__).parent.parent
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WITH_FILES = "multipart/form-data; boundary=grens"
MOST = 300  # MB
HALF = 512 * 1024 - 100
EMOJI = "%F0%9F%98%80"
END = "\r\n--grens--\r\n"
PART = '--grens\r\nContent-Disposition: form-data; name="t"\r\n\r\n'
# What takes most memory: quotes and an emoji when shown, letters as %D0%B0 when read.
SENT = {
    "quotes": (FORM, f"t=a+{EMOJI}" + "'" * HALF),
    "cyrillic": (FORM, "t=a+" + "%D0%B0" * (HALF // 6)),
    "many fields": (FORM, "&".join(f"t{place}=a+" + "'" * 240 for place in range(1990))),
    "too large": (FORM, f"t=a+{EMOJI}" + "'" * 15 * 2**20),
    "fields without end": (FORM, "&" * 29 * 2**20),
    "save": (JSON, '{"t": "😀' + "'" * 4_900_000 + '"}'),
    "with files": (WITH_FILES, PART + "a 😀" + "'" * HALF + END),
    "too large with files": (WITH_FILES, PART + "a 😀" + "'" * 4_900_000 + END),
}


@pytest.fixture(scope="module")
def portal(
    migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, int]]:
    """The port of a server with one worker, and the number of the worker's process."""
    database = tmp_path_factory.mktemp("large") / "loket.sqlite3"
    shutil.copyfile(migrated_file(migrated_folder), database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "loket_eval.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "--threads", str(threads), "--log-level", "critical", "--no-control-socket"],
        # As in docs/guides/installeren.md.
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}", "MALLOC_ARENA_MAX": "1"},
        cwd=ROOT, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        while not is_up(port):
            assert time.monotonic() < end, "the server does not start"
            time.sleep(0.1)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
        yield port, int(children.split()[0])
    finally:
        server.terminate()
        server.wait()


def is_up(port: int) -> bool:
    try:
        return send(port, FORM, "x=1") == 403
    except OSError:
        return False


def send(port: int, content_type: str, body: str) -> int:
    """Post this as somebody whose session is over, and return the status; the reply is read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Content-Type": content_type, "Sec-Fetch-Site": "same-origin"}
    try:
        connection.request("POST", "/zelfevaluaties/1/punten/", body.encode(), headers)
    except ConnectionError:
        # Refused before all of it was sent.
        return 413
    reply = connection.getresponse()
    while reply.read(2**16):
        pass
    connection.close()
    return reply.status


@pytest.mark.parametrize("name", SENT)
def test_memory_is_bounded(portal: tuple[int, int], name: str) -> None:
    """Twice as many people as there are threads send it at once: each gets a reply."""
    port, worker = portal
    with ThreadPoolExecutor(2 * threads) as people:
        statuses = set(people.map(lambda _: send(port, *SENT[name]), range(2 * threads)))
    assert statuses == {413 if "too large" in name or "end" in name else 403}
    most = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{worker}/status").read_text())
    assert most
    assert int(most[1]) < MOST * 1024


def test_who_waits_too_long_may_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small form goes on while a large one is read; a second large one is asked to come back."""
    monkeypatch.setattr(LargeFormsMiddleware, "_PATIENCE", 0)
    client = Client(enforce_csrf_checks=True)
    with LargeFormsMiddleware._one_at_a_time:
        small = client.post("/account/inloggen/", "t=een+tekst", content_type=FORM)
        large = client.post("/account/inloggen/", SENT["quotes"][1], content_type=FORM)
    assert (small.status_code, large.status_code, large["Retry-After"]) == (403, 503, "0")
    assert "Er is niets opgeslagen" in large.content.decode()
    assert (
        client.post("/account/inloggen/", SENT["quotes"][1], content_type=FORM).status_code == 403
    )
