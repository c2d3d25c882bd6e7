"""A piece of work in a process of its own: it can be stopped at any time, and its memory is given back at the end."""

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

from django.db import connection

from loket_eval.pdf.progress import Progress

Work = Callable[[Progress], None]

PAUSE = 0.5  # seconds between two messages about the same step
NEARLY = 0.75  # of the memory it may have: an abort after that is for want of more
_ABORTED = [signal.SIGABRT, signal.SIGTRAP]
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_STOPPING = [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT]


class OutOfMemory(Exception):
    """The work asked for more memory than it may have."""


class Broken(Exception):
    """The work raised an exception; its traceback is the message."""


class Died(Exception):
    """The process ended without a word: something killed it."""


def run(work: Work, *, memory: int, beat: Callable[[str, float], None], every: float) -> None:
    """Do `work` in a child process with at most `memory` bytes of data, and wait for it.

    `beat` is called here with the last step and share, at least `every` so many seconds. When it
    raises, the child is killed. Raises OSError as the child did, or OutOfMemory, Broken or Died.
    """
    if not connection.in_atomic_block:
        connection.close()  # two processes can't share one
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be_child(work, writing, memory, parent)
    os.close(writing)
    status = None
    try:
        ending = _listen(reading, beat, every)
        _pid, status, used = os.wait4(pid, 0)
    finally:
        os.close(reading)
        if status is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    # Libraries that get no memory abort, without a chance to say why.
    if (
        os.WIFSIGNALED(status)
        and os.WTERMSIG(status) in _ABORTED
        and used.ru_maxrss * 1024 > memory * NEARLY
    ):
        raise OutOfMemory
    _raise(ending, status)


def _listen(reading: int, beat: Callable[[str, float], None], every: float) -> dict[str, Any]:
    """Pass on what the child tells until it ends; return the last thing it said."""
    step, share, left = "", 0.0, b""
    last: dict[str, Any] = {}
    while True:
        if not select.select([reading], [], [], every)[0]:
            beat(step, share)
            continue
        received = os.read(reading, 65536)
        if not received:
            return last
        *lines, left = (left + received).split(b"\n")
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
    code = 1
    try:
        _end_with(parent)
        for number in _STOPPING:
            # Ctrl+C reaches the whole group: who waits for us decides.
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
        connection.execute_wrappers.append(_no_queries)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.RLIM_INFINITY))
        ending = _ending_of(work, writing)
        # What the work left behind must not keep its own ending from being told.
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        _tell(writing, ending)
        code = 0
    finally:
        # Not sys.exit: what the parent opened (files, sockets, exit handlers) is the parent's to
        # close.
        os._exit(code)


def _end_with(parent: int) -> None:
    """Let the kernel end this process with its parent: whoever takes up its work must not meet a half file of ours.

    Elsewhere than on Linux it ends at the next message, which nobody reads.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it died in the meantime
        os._exit(1)


def _ending_of(work: Work, writing: int) -> dict[str, Any]:
    try:
        work(_progress(writing))
    except MemoryError:
        return {"ending": "memory"}
    except OSError as error:
        if error.errno is not None:
            return {"ending": "file", "number": error.errno}
        return {"ending": "broken", "traceback": traceback.format_exc()}
    except Exception:
        return {"ending": "broken", "traceback": traceback.format_exc()}
    return {"ending": "done"}


def _progress(writing: int) -> Progress:
    """Return what tells the parent how far it is. When the parent is gone it raises, which ends the work."""
    told: tuple[str, float] = ("", 0.0)

    def progress(step: str, share: float) -> None:
        nonlocal told
        now = time.monotonic()
        if step != told[0] or now - told[1] > PAUSE:
            told = (step, now)
            _tell(writing, {"step": step, "share": share})

    return progress


def _tell(writing: int, message: dict[str, Any]) -> None:
    os.write(writing, json.dumps(message).encode() + b"\n")


def _no_queries(*_arguments: Any) -> NoReturn:
    raise RuntimeError("what is needed of the database is read before the file is made")
