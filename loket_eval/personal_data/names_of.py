"""Names of people in texts, found by a process of its own that ends afterwards.

So neither the portal nor the worker ever holds the lists of names, and a text that takes too much
or too long takes nothing else along.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_PROGRAM = Path(__file__).with_name("name_program.py")
# It was measured to need 80 MB of data; numpy, which it loads and hardly uses, asks for the rest.
MEMORY = 512 * 2**20  # bytes
SECONDS = 120.0
_EVERY = 1.0

Span = tuple[int, int]


class NotFound(Exception):
    """The names could not be looked for: not installed, too little memory, too slow, killed."""


def names_of(
    texts: Sequence[str],
    *,
    beat: Callable[[], None] = lambda: None,
    memory: int = MEMORY,
    seconds: float = SECONDS,
) -> list[list[Span]]:
    """Return where names stand in each text; raises NotFound.

    `beat` is called every second while it works.
    """
    until = time.monotonic() + seconds
    # Its own settings alone: nothing of the portal's environment, which has secrets, goes along.
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", str(_PROGRAM), str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
    )
    try:
        sent: bytes | None = json.dumps(list(texts)).encode()
        while True:
            beat()
            try:
                written, _errors = process.communicate(sent, timeout=_EVERY)
                break
            except subprocess.TimeoutExpired:
                sent = None  # communicate goes on with what it was given
                if time.monotonic() > until:
                    raise NotFound("too slow") from None
    finally:
        process.kill()
        process.wait()
    if process.returncode != 0:
        raise NotFound(f"status {process.returncode}")
    return [[(start, end) for start, end in spans] for spans in json.loads(written)]
