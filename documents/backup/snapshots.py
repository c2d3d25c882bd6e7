"""The database of one moment, copied while people work in it; and put back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from .manifest import BackupProblem

# Returns the rows of a query, as they were at the moment of the copy.
Ask = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def copied_database(file: Path) -> Iterator[Ask]:
    """Copy the database to a file, and give a function that asks the same moment."""
    copies = {"sqlite": _copied_by_sqlite, "postgresql": _copied_by_pg_dump}
    with copies[connection.vendor](file) as ask:
        yield ask


def load_database(file: Path) -> None:
    """Fill the empty database with a copy: whole, or not at all."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as copy:
            copy.backup(connection.connection)
        return
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={connection.settings_dict['NAME']}",
        str(file),
    )


@contextmanager
def _copied_by_sqlite(file: Path) -> Iterator[Ask]:
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        # One read transaction; those who write go on meanwhile.
        connection.connection.backup(copy)
        # One file, without a second one for what was written last.
        copy.execute("PRAGMA journal_mode=DELETE")
        if (said := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise BackupProblem(f"De database zelf is beschadigd: {said}")
        yield lambda query: copy.execute(query).fetchall()


@contextmanager
def _copied_by_pg_dump(file: Path) -> Iterator[Ask]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={file}",
            str(connection.settings_dict["NAME"]),
        )

        def ask(query: str) -> list[tuple[Any, ...]]:
            cursor.execute(query)
            return list(cursor.fetchall())

        yield ask


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on our database. Raises BackupProblem."""
    if shutil.which(program) is None:
        raise BackupProblem(
            f"{program} ontbreekt op deze machine. Installeer postgresql-client, van dezelfde "
            "versie als de server of nieuwer."
        )
    # Django knows how to tell these programs where the database is, with no password in sight.
    psql, variables = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    run = subprocess.run(  # noqa: S603
        [program, "--no-password", *psql[1:-1], *arguments],
        env=os.environ | (variables or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise BackupProblem(f"{program} lukte niet: {run.stderr.strip()}")
