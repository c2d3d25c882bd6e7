"""How gunicorn serves the portal: `gunicorn -c python:loket_eval.running.gunicorn_settings`.

The last word has the command line: `--bind`, `--workers`.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

wsgi_app = "loket_eval.wsgi"
bind = "127.0.0.1:8000"
workers = 3
# A save waits more than it works: for the database, and for who saves in the same assessment. With
# four, requests stood in line while the processor had time (docs/measurements.md).
threads = 8
# Longer than nginx keeps a connection (docs/running/nginx/upstream.conf): what is sent while the
# portal closes it gets no answer.
keepalive = 75
timeout = 120
graceful_timeout = 30
limit_request_line = 8190
control_socket_disable = True

# In memory: a full disk must not stop the portal from saying that it lives, or from counting.
_MEMORY = Path("/dev/shm")  # noqa: S108  # names made at random by tempfile
_in_memory = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
worker_tmp_dir = _in_memory
_COUNTS = "loket-metrics-"


def on_starting(_server: Any) -> None:
    """Make the folder in which the processes count; prometheus_client looks for it when a process
    loads the portal, which is later."""
    _remove_abandoned()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(
        prefix=f"{_COUNTS}{os.getpid()}-", dir=_in_memory
    )


def _remove_abandoned() -> None:
    """Remove what a server left that was killed: it takes up memory."""
    for folder in Path(_in_memory or tempfile.gettempdir()).glob(f"{_COUNTS}*-*"):
        pid = folder.name.removeprefix(_COUNTS).partition("-")[0]
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def child_exit(_server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(_server: Any) -> None:
    shutil.rmtree(os.environ.pop("PROMETHEUS_MULTIPROC_DIR"), ignore_errors=True)
