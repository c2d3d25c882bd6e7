"""A server of its own for a measurement, which can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time

import scratch


class Server:
    """gunicorn in a group of processes of its own, which are killed together."""

    def __init__(self, application: str = "loket_eval.wsgi", workers: int = 1) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", application, "--threads", "4"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        options += ["--workers", str(workers)]
        self.process = subprocess.Popen(
            [*command, *options], cwd=scratch.ROOT, start_new_session=True
        )
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
