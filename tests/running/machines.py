"""Machines with a portal, and visitors whom a proxy sends to one or the other.

Each machine has its own copy of the code, its own folders, its own address and the settings of
production.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter

NAME = "portaal.example.nl"
PATIENCE = 60  # seconds
KEY = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Machine:
    """A portal with its own address and folders; perhaps a worker."""

    def __init__(
        self, folder: Path, code: Path, *, host: str, database: str, documents: Path, key: str = KEY
    ) -> None:
        self.code = folder / "loket"
        shutil.copytree(code, self.code, symlinks=True)
        with socket.socket() as probe:
            probe.bind((host, 0))
            self.address = f"{host}:{probe.getsockname()[1]}"
        temporary = folder / "tmp"
        temporary.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(temporary),
            "TMPDIR": str(temporary),
            "LOKET_PRODUCTION": "1",
            "LOKET_SECRET_KEY": key,
            "LOKET_HOSTS": NAME,
            "LOKET_FROM_EMAIL": "loket@example.nl",
            "LOKET_SMTP_HOST": "127.0.0.1",
            "LOKET_SMTP_PORT": "9",  # nobody listens there
            "LOKET_DOCUMENTS": str(documents),
            "DATABASE_URL": database,
        }
        self._processes: list[subprocess.Popen[bytes]] = []

    def start_portal(self) -> None:
        self._start("-m", "gunicorn", "-c", "python:loket_eval.running.gunicorn_settings",
                    "--bind", self.address, "--workers", "2", "--log-level", "error")  # fmt: skip
        end = time.monotonic() + PATIENCE
        while not self._is_alive():
            assert time.monotonic() < end, "the portal doesn't start"
            time.sleep(0.1)

    def start_worker(self) -> None:
        self._start("manage.py", "db_worker", "--no-startup-delay", "--no-reload", "-v", "0")

    def stop(self) -> None:
        """End everything at once, as when the power is cut."""
        for process in self._processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._processes.clear()

    def probe(self, path: str) -> requests.Response:
        """Ask what only this machine itself may."""
        return requests.get(f"http://{self.address}{path}", timeout=PATIENCE)

    def _start(self, *words: str) -> None:
        with (self.code.parent / "log").open("ab") as log:
            self._processes.append(
                subprocess.Popen(
                    [sys.executable, *words],
                    cwd=self.code,
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def _is_alive(self) -> bool:
        try:
            return self.probe("/gezond").status_code == 200
        except requests.ConnectionError:
            return False


class _Proxy(HTTPAdapter):
    """Passes what is for the portal on to one machine, as nginx does."""

    machine: Machine

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        passed = request.copy()
        passed.url = f"http://{self.machine.address}{request.path_url}"
        passed.headers.update(
            {"Host": NAME, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.place}
        )
        answer = super().send(passed, **options)
        answer.url, answer.request = str(request.url), request
        return answer


class Visitor:
    """A browser; each request says which machine the proxy sends it to."""

    def __init__(self, place: str = "203.0.113.9") -> None:
        self._session = requests.Session()
        self._proxy = _Proxy(place)
        self._session.mount("https://", self._proxy)

    def ask(
        self, machine: Machine, path: str, *, method: str = "GET", **options: Any
    ) -> requests.Response:
        self._proxy.machine = machine
        return self._session.request(method, f"https://{NAME}{path}", timeout=PATIENCE, **options)

    def post(
        self, machine: Machine, path: str, data: Any = None, **options: Any
    ) -> requests.Response:
        """Send a form, or what a script sends."""
        headers = {
            "Referer": f"https://{NAME}{path}",
            "X-CSRFToken": self._session.cookies.get("__Host-csrftoken", ""),
            **options.pop("headers", {}),
        }
        return self.ask(machine, path, method="POST", data=data, headers=headers, **options)

    def also(self) -> "Visitor":
        """Return another window of the same browser, for a request at the same moment."""
        other = Visitor(self._proxy.place)
        other._session.cookies.update(self._session.cookies)
        return other
