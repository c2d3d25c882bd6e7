"""A worker says every now and then that it works; `/gereed` tells when none does."""

import time

from django.db.models.functions import Now

from .models import WorkerSign

_EVERY = 10  # seconds

# The worker that this process is, and its last sign. Not the time of day, which may jump.
_worker: tuple[str, float] | None = None


def begin_signs(worker_id: str) -> None:
    """Make this process the worker with this name."""
    global _worker
    _worker = (worker_id, float("-inf"))


def sign_of_life() -> None:
    """Say that this process's worker works; elsewhere it does nothing.

    What takes long calls it as often as it likes.
    """
    global _worker
    if _worker is not None and time.monotonic() - _worker[1] >= _EVERY:
        WorkerSign.objects.update_or_create(worker_id=_worker[0], defaults={"beat_at": Now()})
        _worker = (_worker[0], time.monotonic())


def end_signs() -> None:
    """Say that the worker ends, so that nobody waits for its next sign."""
    global _worker
    if _worker is not None:
        worker_id, _worker = _worker[0], None
        WorkerSign.objects.filter(pk=worker_id).delete()
