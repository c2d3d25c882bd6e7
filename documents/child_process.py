"""A piece of work in a child process, which can be stopped and gives its memory back."""

import ctypes
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from django.conf import settings
from django.db import connection

from loket_eval.pdf.progress import Progress
from loket_eval.running.careful_traces import careful_trace

Work = Callable[[Progress], None]

# Seconds between two messages about the same step.
PAUSE = 0.5
# The share of its memory after which an abort counts as a lack of memory.
NEARLY = 0.75
# Of the nineteen steps back that there are: people who type go first.
STEPS_BACK = 10
_ABORTED = [signal.SIGABRT, signal.SIGTRAP]
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_STOPPING = [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT]


class OutOfMemory(Exception):
    """The work asked for more memory than it may use."""


class TooSlow(Exception):
    """The work wasn't done in its time."""


class Broken(Exception):
    """The work raised an exception; its traceback is the message."""


class Died(Exception):
    """The child process ended without a message: something killed it."""


def run(
    work: Work,
    *,
    memory: int,
    seconds: float,
    beat: Callable[[str, float], None],
    every: float,
) -> None:
    """Do `work` in a child process with at most `memory` bytes of data, and wait for it.

    `beat` is called in this process with the latest step and share, at least every `every` seconds.
    If it raises, or after so many `seconds`, the child is killed. Raises OutOfMemory, TooSlow,
    Broken or Died, or the child's OSError.
    """
    if not connection.in_atomic_block:
        # Two processes can't share one connection.
        connection.close()
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be_child(work, writing, memory, parent)
    os.close(writing)
    status = None
    try:
        ending = _listen(reading, beat, every, until=time.monotonic() + seconds)
        _pid, status, used = os.wait4(pid, 0)
    finally:
        os.close(reading)
        if status is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    # C libraries that get no memory abort, without a chance to say why.
    if (
        os.WIFSIGNALED(status)
        and os.WTERMSIG(status) in _ABORTED
        and used.ru_maxrss * 1024 > memory * NEARLY
    ):
        raise OutOfMemory
    _raise(ending, status)


def _listen(
    reading: int, beat: Callable[[str, float], None], every: float, until: float
) -> dict[str, Any]:
    """Pass on the child's messages until it ends; return the last one. Raises TooSlow."""
    step, share, incomplete = "", 0.0, b""
    last: dict[str, Any] = {}
    while True:
        if time.monotonic() > until:
            raise TooSlow
        if not select.select([reading], [], [], every)[0]:
            beat(step, share)
            continue
        received = os.read(reading, 65536)
        if not received:
            return last
        *lines, incomplete = (incomplete + received).split(b"\n")
        for line in lines:
            last = json.loads(line)
            step, share = last.get("step", step), last.get("share", share)
        beat(step, share)


def _raise(ending: dict[str, Any], status: int) -> None:
    if ending.get("ending") == "done" and status == 0:
        return
    match ending.get("ending"):
        case "memory":
            raise OutOfMemory
        case "file":
            raise OSError(ending["number"], os.strerror(ending["number"]))
        case "broken":
            raise Broken(ending["traceback"])
    raise Died(f"status {status}")


def _be_child(work: Work, writing: int, memory: int, parent: int) -> NoReturn:
    """Do the work in the child process, tell the parent how it ended, and exit."""
    code = 1
    try:
        _end_with(parent)
        for number in _STOPPING:
            # Ctrl+C reaches the whole process group: the parent decides what happens to its child.
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
        connection.execute_wrappers.append(_no_queries)
        os.nice(STEPS_BACK)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.RLIM_INFINITY))
        ending = _ending_of(work, writing)
        # The memory that the work still holds must not keep its result from being sent.
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        _tell(writing, ending)
        code = 0
    finally:
        # Not sys.exit: closing what the parent opened (files, sockets, exit handlers) is up to the
        # parent.
        os._exit(code)


def _end_with(parent: int) -> None:
    """Make the kernel end this process when its parent dies.

    Another worker then takes up the work, and must not find half a file of ours. On other systems
    than Linux this process ends at its next message, which nobody reads.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # The parent may have died before the call above.
    if os.getppid() != parent:
        os._exit(1)


def _ending_of(work: Work, writing: int) -> dict[str, Any]:
    try:
        work(_progress(writing))
    except MemoryError:
        return {"ending": "memory"}
    except OSError as error:
        if error.errno is not None:
            return {"ending": "file", "number": error.errno}
        return {"ending": "broken", "traceback": _trace(error)}
    except Exception as error:
        return {"ending": "broken", "traceback": _trace(error)}
    return {"ending": "done"}


def _trace(error: Exception) -> str:
    # It goes to the log: what was typed stays out of that of a real portal.
    return careful_trace(error) if settings.PRODUCTION else traceback.format_exc()


def _progress(writing: int) -> Progress:
    """Return the callback that tells the parent how far it is.

    It raises when the parent is gone, which ends the work.
    """
    last: tuple[str, float] = ("", 0.0)

    def progress(step: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if step != last[0] or now - last[1] > PAUSE:
            last = (step, now)
            _tell(writing, {"step": step, "share": share})

    return progress


def _tell(writing: int, message: dict[str, Any]) -> None:
    os.write(writing, json.dumps(message).encode() + b"\n")


def _no_queries(*_arguments: Any) -> NoReturn:
    """Refuse a query: a connection would be shared with the parent."""
    raise RuntimeError("what is needed of the database is read before the file is made")
