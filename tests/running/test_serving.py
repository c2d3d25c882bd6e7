"""The portal as gunicorn serves it on a server: several processes that count together."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from django.conf import settings

from loket_eval.running import gunicorn_settings

TOKEN = "een-token-van-meer-dan-tweeendertig-tekens"
PATIENCE = 60  # seconds


VISITOR = {"Host": "portaal.example.nl", "X-Forwarded-For": "203.0.113.9"}


class Portal:
    """A gunicorn process with its address."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process = process
        self.address = address

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except (URLError, OSError):
            return 0, ""

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if "LOKET_" not in name}
    environment |= {
        "LOKET_HOSTS": "portaal.example.nl",
        "LOKET_STATUS_TOKEN": TOKEN,
        "LOKET_LOG": "json",
        "LOKET_DOCUMENTS": str(tmp_path / "documenten"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'leeg.sqlite3'}",
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "python:loket_eval.running.gunicorn_settings",
    ]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--workers", "2"],
        cwd=settings.BASE_DIR, env=environment, stderr=subprocess.PIPE,
    )  # fmt: skip
    portal = Portal(process, f"http://127.0.0.1:{port}")
    try:
        end = time.monotonic() + PATIENCE
        while portal.get("/gezond")[0] != 200:
            assert time.monotonic() < end
            time.sleep(0.1)
        yield portal
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def counted(metrics: str) -> int:
    """Return how many requests for the page that isn't there were counted."""
    lines = re.findall(r'^loket_requests_total\{.*status="404".*\} (\S+)$', metrics, re.MULTILINE)
    return int(sum(map(float, lines)))


def test_processes_count_together_also_when_one_dies(portal: Portal) -> None:
    """Whichever process is asked tells the same; a process that is killed is replaced, its count
    kept."""
    for _ in range(10):
        assert portal.get("/bestaat-niet/", **VISITOR)[0] == 404
    assert {counted(portal.get("/metrics")[1]) for _ in range(10)} == {10}
    first, _second = portal.workers()
    os.kill(first, signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while len(set(portal.workers()) - {first}) < 2:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert portal.get("/bestaat-niet/", **VISITOR)[0] == 404
    assert {counted(portal.get("/metrics")[1]) for _ in range(10)} == {11}


def test_only_this_machine_and_the_token_are_answered(portal: Portal) -> None:
    """A probe uses any name; what comes through the proxy on this machine is a visitor."""
    assert portal.get("/gezond", Host="10.1.2.3")[0] == 200
    assert portal.get("/gereed")[0] == 503  # nobody made its tables, and there is no worker
    assert portal.get("/gezond", **VISITOR)[0] == 404
    assert portal.get("/gezond", Authorization=f"Bearer {TOKEN}", **VISITOR)[0] == 200


def test_a_connection_that_nginx_keeps_stays_open(portal: Portal) -> None:
    """nginx sends the next visitor's form over it; closed meanwhile, that form gets no answer."""
    connection = HTTPConnection(portal.address.removeprefix("http://"), timeout=PATIENCE)
    for wait in (3, 0):
        connection.request("GET", "/gezond")
        reply = connection.getresponse()
        assert (reply.status, reply.read(), reply.will_close) == (200, b"in orde\n", False)
        time.sleep(wait)
    connection.close()


def test_counts_of_a_server_that_was_killed_go(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The next one removes them from memory, and leaves those of a server that works."""
    monkeypatch.setattr(gunicorn_settings, "_in_memory", str(tmp_path))
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, works = (tmp_path / f"loket-metrics-{pid}-x" for pid in (ended.pid, os.getpid()))
    left.mkdir()
    works.mkdir()
    gunicorn_settings.on_starting(None)
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == sorted([works.name, Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).name])
