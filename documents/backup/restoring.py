"""Putting a backup back: in an empty database, after everything in it was checked."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from documents import storage

from .manifest import BackupProblem, Manifest, database_in, document_in, stored_file
from .snapshots import load_database


def restore_backup(folder: Path) -> Manifest:
    """Return what was put back. Raises BackupProblem before anything changed, or OSError.

    Files come first and the database last, in one transaction. When it is broken off, the database
    is still empty and doing it again continues.
    """
    manifest = Manifest.read(folder)
    _check_backup(folder, manifest)
    _check_target(manifest)
    for document in manifest.documents:
        target = storage.path_of(document.sha256)
        if not target.exists():
            part = storage.new_part(0)
            shutil.copyfile(document_in(folder, document.sha256), part)
            part.chmod(0o600)
            storage.keep(part, document.sha256)
    load_database(database_in(folder))
    _check_rows(manifest)
    return manifest


def _check_backup(folder: Path, manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupProblem(
            f"Deze reservekopie is van {manifest.engine}, en de database van DATABASE_URL is "
            f"{connection.vendor}."
        )
    unknown = set(manifest.migrations) - {
        ".".join(key) for key in MigrationLoader(None).disk_migrations
    }
    if unknown:
        raise BackupProblem(
            "Deze reservekopie is van een nieuwere versie van het portaal. Neem eerst die versie. "
            f"Onbekend zijn: {', '.join(sorted(unknown))}."
        )
    files = [(database_in(folder), manifest.database)]
    files += [(document_in(folder, document.sha256), document) for document in manifest.documents]
    damaged = [str(path.relative_to(folder)) for path, wanted in files if not _is(path, wanted)]
    if damaged:
        raise BackupProblem(
            f"In deze reservekopie ontbreekt iets of is iets veranderd: {', '.join(damaged)}. "
            "Er is niets teruggezet."
        )


def _is(path: Path, wanted: object) -> bool:
    try:
        return stored_file(path) == wanted
    except OSError:
        return False


def _check_target(manifest: Manifest) -> None:
    if connection.introspection.table_names():
        raise BackupProblem(
            "De database van DATABASE_URL is niet leeg. Terugzetten gaat alleen in een lege "
            "database, zodat er nooit iets overschreven wordt."
        )
    root = Path(settings.DOCUMENTS_DIR)
    wanted = {storage.path_of(document.sha256): document for document in manifest.documents}
    for path in root.rglob("*"):
        if path.is_file() and not path.name.startswith(".") and not _is(path, wanted.get(path)):
            raise BackupProblem(
                f"In {root} staan al andere bestanden. Neem een lege map voor LOKET_DOCUMENTS."
            )


def _check_rows(manifest: Manifest) -> None:
    rows = {}
    with connection.cursor() as cursor:
        for table in manifest.rows:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608  # names of our tables
            (rows[table],) = cursor.fetchone()
    if rows != manifest.rows:
        differing = [table for table in rows if rows[table] != manifest.rows[table]]
        raise BackupProblem(f"Niet alle rijen zijn teruggekomen in: {', '.join(differing)}.")
