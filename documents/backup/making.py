"""Making a backup of a portal that people are working in."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from documents import storage
from documents.models import Document

from .manifest import (
    BackupProblem,
    Manifest,
    StoredFile,
    database_in,
    document_in,
    stored_file,
)
from .snapshots import Ask, copied_database

# To the microsecond: two may be made within a second.
_STAMP = "loket-%Y%m%dT%H%M%S.%fZ"
_HALF = ".half-"


def make_backup(folder: Path, *, now: datetime, keep: int | None = None) -> tuple[Path, Manifest]:
    """Return a new backup in the folder, and what is in it; it appears whole or not at all.

    `keep`: how many backups stay; older ones go when the new one is there. Raises BackupProblem,
    and OSError when there is no room.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = folder / now.astimezone(UTC).strftime(_STAMP)
    if whole.exists():
        raise BackupProblem(f"{whole} is er al.")
    earlier = backups_in(folder)
    for leftover in folder.glob(f"{_HALF}*"):
        shutil.rmtree(leftover)
    half = folder / f"{_HALF}{whole.name}"
    half.mkdir(mode=0o700)
    (half / "documents").mkdir(mode=0o700)
    try:
        manifest = _fill(half, now=now, earlier=earlier[-1] if earlier else None)
        manifest.write(half)
        # Everything on disk, and only then the name by which it is found.
        os.sync()
        half.rename(whole)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    for old in backups_in(folder)[:-keep] if keep else []:
        shutil.rmtree(old)
    return whole, manifest


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in a folder, oldest first."""
    return sorted(path for path in folder.glob("loket-*Z") if (path / "manifest.json").is_file())


def _fill(half: Path, *, now: datetime, earlier: Path | None) -> Manifest:
    database_in(half).touch(mode=0o600)
    with copied_database(database_in(half)) as ask:
        tables = _tables(ask)
        if "documents_document" not in tables:
            raise BackupProblem("De database is leeg: er is niets om te bewaren.")
        rows = {table: ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in tables}  # noqa: S608
        migrations = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
        wanted = ask(
            "SELECT DISTINCT sha256 FROM documents_document WHERE sha256 <> '' ORDER BY sha256"
        )
    # After the database: a document has its file before its row says so, and one of a confirmed
    # report never goes.
    documents, lost = [], []
    for (sha256,) in wanted:
        found = _copied_document(half, sha256, earlier)
        if found:
            documents.append(found)
        else:
            lost.append(sha256)
    # What was tidied away meanwhile isn't lost: it is made again when somebody asks for it.
    lost = sorted(Document.objects.filter(sha256__in=lost).values_list("sha256", flat=True))
    return Manifest(
        made_at=now,
        engine=connection.vendor,
        database=stored_file(database_in(half)),
        rows=rows,
        migrations=[".".join(row) for row in migrations],
        documents=documents,
        lost=lost,
    )


def _tables(ask: Ask) -> list[str]:
    if connection.vendor == "sqlite":
        found = ask("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in found if not name.startswith("sqlite_")]
    else:
        found = ask("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        names = [name for (name,) in found]
    return sorted(names)


def _copied_document(half: Path, sha256: str, earlier: Path | None) -> StoredFile | None:
    """Return a document that is now in the backup; None when the portal itself lost it."""
    target = document_in(half, sha256)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    # The same file as in the last backup is kept once, as long as it is still what it was.
    if earlier and (before := document_in(earlier, sha256)).is_file():
        found = stored_file(before)
        if found.sha256 == sha256:
            target.hardlink_to(before)
            return found
    try:
        shutil.copyfile(storage.path_of(sha256), target)
    except FileNotFoundError:
        return None
    target.chmod(0o600)
    found = stored_file(target)
    if found.sha256 != sha256:
        target.unlink()
        return None
    return found
