"""What the portal needs to work, each looked at: `/gereed` tells what is wrong."""

import os
import secrets
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models.functions import Now

from .models import WorkerSign

# A worker says every ten seconds that it works (worker.py).
PATIENCE = timedelta(seconds=60)
WELL = "in orde"

Probe = Callable[[], str]


def look_at_all() -> dict[str, str]:
    """Return what is found of each part; everything is well when all are WELL."""
    return {name: probe() for name, probe in _PROBES.items()}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        # The next request makes a new connection.
        connection.close()
        return "niet bereikbaar"
    return WELL


def _storage() -> str:
    folder = Path(settings.DOCUMENTS_DIR)
    file = folder / f".probe-{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            file.write_bytes(b"1")
            file.read_bytes()
        finally:
            file.unlink(missing_ok=True)
    except OSError as error:
        return f"niet te schrijven ({error.strerror})"
    return WELL


def _worker() -> str:
    try:
        alive = WorkerSign.objects.filter(beat_at__gt=Now() - PATIENCE).exists()
    except DatabaseError:
        connection.close()
        return "niet te zien zonder database"
    return WELL if alive else f"al {PATIENCE.seconds} seconden geen teken van leven"


def _disk() -> str:
    for folder in data_folders():
        try:
            free = shutil.disk_usage(folder).free // 2**20
        except OSError as error:
            return f"niet te lezen ({error.strerror})"
        if free < settings.DISK_FREE:
            return f"nog {free} MB vrij, en dat moet {settings.DISK_FREE} MB zijn"
    return WELL


def data_folders() -> list[Path]:
    """Return the folders in which the portal keeps something, as far as they can be reached.

    `Path.is_dir` raises what a file server that is away makes of it: `os.path.isdir` says no.
    """
    folders = [Path(settings.DOCUMENTS_DIR)]
    if connection.vendor == "sqlite":
        folders.append(Path(connection.settings_dict["NAME"]).parent)
    return [folder for folder in folders if os.path.isdir(folder)]  # noqa: PTH112


_PROBES: dict[str, Probe] = {
    "database": _database,
    "opslag": _storage,
    "werkproces": _worker,
    "schijf": _disk,
}
