"""A server of its own for a measurement, which can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from typing import IO

import scratch
from processes import children_of


class Server:
    """gunicorn as the guide has it, in a group of processes that are killed together."""

    def __init__(
        self,
        application: str = "loket_eval.wsgi",
        workers: int = 1,
        log: IO[bytes] | None = None,
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", application]
        command += ["-c", "python:loket_eval.running.gunicorn_settings"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        options += ["--workers", str(workers)]
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=scratch.ROOT,
            env=os.environ | {"MALLOC_ARENA_MAX": "1"},
            stderr=log,
            start_new_session=True,
        )
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)

    def pids(self) -> dict[str, list[int]]:
        """Return the processes that answer requests, by what they are called here."""
        return {f"portal {n}": [pid] for n, pid in enumerate(children_of(self.process.pid), 1)}

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
