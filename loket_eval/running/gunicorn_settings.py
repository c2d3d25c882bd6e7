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
threads = 4
timeout = 120
graceful_timeout = 30
limit_request_line = 8190
control_socket_disable = True

# In memory: a full disk must not stop the portal from saying that it lives, or from counting.
_MEMORY = Path("/dev/shm")  # noqa: S108  # names made at random by tempfile
_in_memory = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
worker_tmp_dir = _in_memory


def on_starting(_server: Any) -> None:
    """Make the folder in which the processes count; prometheus_client looks for it when a process
    loads the portal, which is later."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(
        prefix="loket-metrics-", dir=_in_memory
    )


def child_exit(_server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(_server: Any) -> None:
    shutil.rmtree(os.environ.pop("PROMETHEUS_MULTIPROC_DIR"), ignore_errors=True)
