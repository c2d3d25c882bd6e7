"""gunicorn that starts at once, as often as a test wants: the portal is loaded here, and each
server is a fork of this.

Reads commands from its input, and answers each with a line: the arguments of gunicorn start a
server, an empty line stops it.
"""

import os
import signal
import sys

from django.conf import settings
from django.urls import get_resolver
from gunicorn.app.wsgiapp import run

from loket_eval import wsgi


def start(arguments: list[str]) -> int:
    """Return the process that serves."""
    if child := os.fork():
        return child
    os.setpgid(0, 0)
    # Standard output is for answers; what the server says goes to the log, with its errors.
    os.dup2(2, 1)
    sys.argv = ["gunicorn", *arguments]
    run()
    os._exit(0)


def stop(server: int) -> None:
    """End the server and its workers as a power cut does: an orderly stop takes seconds."""
    os.killpg(server, signal.SIGKILL)
    os.waitpid(server, 0)


if __name__ == "__main__":
    # What is loaded now, no server has to load.
    _ = get_resolver().url_patterns
    # For this header Chromium gives the first page of every test a second process, a tenth of a
    # second of work.
    settings.SECURE_CROSS_ORIGIN_OPENER_POLICY = None
    wsgi.application.load_middleware()
    server = 0
    for line in sys.stdin:
        if arguments := line.split():
            server = start(arguments)
        elif server:
            stop(server)
            server = 0
        sys.stdout.write("done\n")
        sys.stdout.flush()
    if server:
        stop(server)
    os._exit(0)
