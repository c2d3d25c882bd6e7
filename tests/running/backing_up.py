"""A portal with everything in it is backed up, also while people type, and put back elsewhere."""

import io
import json
import multiprocessing
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.urls import reverse

from assessments.models import Assessment
from documents.models import Document
from loket_eval import pdf
from tests.documents.document_worker import Story, wait_until, work_through
from tests.forked import forked
from tests.migrated import database_on_server, server_url

Rows = dict[str, list[tuple[Any, ...]]]


def manage(folder: Path, url: str, command: str, *options: Any, path: str = "") -> tuple[int, str]:
    """Run a command in a process of its own, on a database and a folder of documents; return its
    status and what it said."""

    def work() -> tuple[int, str]:
        name = url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rsplit("/", 1)[1]
        connections.settings["default"] = connections.settings["default"] | {"NAME": name}
        settings.DOCUMENTS_DIR = folder
        if path:
            os.environ["PATH"] = path
        said = io.StringIO()
        status = 0
        try:
            call_command(command, *options, stdout=said, stderr=said)
        except CommandError as error:
            status = 1
            said.write(str(error))
        except SystemExit as end:
            status = int(end.code or 0)
        return status, said.getvalue()

    ended, result = forked(work)
    assert ended == 0, result
    return result


def here() -> str:
    """Return the address of the database that is backed up."""
    name = connection.settings_dict["NAME"]
    return f"sqlite:///{name}" if connection.vendor == "sqlite" else server_url(name)


@contextmanager
def empty_database(folder: Path, name: str) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
    else:
        with database_on_server(f"loket_{name}_{os.getpid()}") as made:
            yield server_url(made)


def every_row(url: str) -> Rows:
    """Return all rows of all tables, read without any code of the portal."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return _rows(database.execute, "SELECT name FROM sqlite_master WHERE type = 'table'")
    with psycopg.connect(url) as database:
        return _rows(
            lambda query: database.execute(query.encode()),
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        )


def _rows(execute: Any, tables: str) -> Rows:
    return {
        name: sorted(execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for (name,) in execute(tables).fetchall()
    }


def every_file(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def put_back(folder: Path, documents: Path) -> dict[str, Any]:
    """Back up, and put it back in an empty database with an empty folder."""
    backups, elsewhere = folder / "backups", folder / "elsewhere"
    made, said = manage(documents, here(), "backup", backups)
    (backup,) = backups.iterdir()
    with empty_database(folder, "empty") as url:
        restored, also_said = manage(elsewhere, url, "restore", backup)
        ready, _nothing = manage(elsewhere, url, "migrate", "--check")
        again, refused = manage(elsewhere, url, "restore", backup)
        before, after = every_row(here()), every_row(url)
        return {
            "statuses": (made, restored, ready, again),
            "said": (said.startswith(str(backup)), also_said.startswith("Teruggezet: ")),
            "refused": "is niet leeg" in refused,
            "same_rows": before == after,
            "tables": len(after) > 40,
            "same_files": every_file(documents) == every_file(elsewhere),
            "files": len(every_file(elsewhere)),
            "private": {oct(path.stat().st_mode & 0o077) for path in backup.rglob("*")},
        }


def type_on(pks: tuple[int, int], stop: Any) -> None:
    """Write the same number in two rows, over and over, each time in one transaction."""
    connections.close_all()
    number = 0
    while not stop.is_set():
        number += 1
        with transaction.atomic():
            for pk in pks:
                Assessment.objects.filter(pk=pk).update(method=f"{number} " + "Getypt. " * 500)


def while_typing(folder: Path, documents: Path) -> dict[str, Any]:
    pks = tuple(
        Assessment.objects.order_by("pk")
        .exclude(state="confirmed")
        .values_list("pk", flat=True)[:2]
    )
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    stop = fork.Event()
    typing = fork.Process(target=type_on, args=(pks, stop))
    typing.start()
    backups = folder / "typing"
    pairs = []
    try:
        started = Assessment.objects.get(pk=pks[0]).method
        wait_until(lambda: Assessment.objects.get(pk=pks[0]).method != started)
        for turn in range(2):
            before = len(list(backups.glob("loket-*"))) if backups.exists() else 0
            status, said = manage(documents, here(), "backup", backups)
            assert (status, len(list(backups.glob("loket-*")))) == (0, before + 1), said
            with empty_database(folder, f"typing{turn}") as url:
                newest = sorted(backups.iterdir())[-1]
                assert manage(folder / f"typing{turn}", url, "restore", newest)[0] == 0
                table = every_row(url)["assessments_assessment"]
                texts = [value for row in table for value in row if "Getypt" in str(value)]
                pairs.append((len(texts), len(set(texts))))
        assert typing.is_alive()
    finally:
        # Also when something is wrong: who types on for ever keeps the whole run waiting.
        stop.set()
        typing.join()
    return {"pairs": pairs}


def damaged(folder: Path, documents: Path) -> dict[str, Any]:
    """What is told of a backup that isn't whole, or isn't ours; nothing is put back of it."""
    (backup,) = (folder / "backups").iterdir()
    manifest = json.loads((backup / "manifest.json").read_text())
    some = backup / "documents" / manifest["documents"][0]["sha256"][:2]
    (document,) = some.iterdir()
    spoiled = {
        "a-byte": lambda copy: flip(copy / "database"),
        "a-document": lambda copy: flip(copy / document.relative_to(backup)),
        "a-missing-document": lambda copy: (copy / document.relative_to(backup)).unlink(),
        "no-manifest": lambda copy: (copy / "manifest.json").unlink(),
        "half-a-manifest": lambda copy: (copy / "manifest.json").write_text('{"form": 1'),
        "newer": lambda copy: rewrite(copy, manifest, migrations=["reports.9999_later"]),
        "other-engine": lambda copy: rewrite(
            copy, manifest,
            engine="postgresql" if connection.vendor == "sqlite" else "sqlite",
        ),
    }  # fmt: skip
    found = {}
    with empty_database(folder, "damaged") as url:
        for name, spoil in spoiled.items():
            copy = folder / "damaged" / name
            shutil.copytree(backup, copy)
            spoil(copy)
            elsewhere = folder / "damaged" / f"{name}-documents"
            status, said = manage(elsewhere, url, "restore", copy)
            untouched = not elsewhere.exists() and (
                (not url.startswith("sqlite") and not every_row(url))
                or not (folder / "damaged.sqlite3").exists()
                or not every_row(url)
            )
            found[name] = (status, untouched, said)
    return found


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def rewrite(copy: Path, manifest: dict[str, Any], **changes: Any) -> None:
    (copy / "manifest.json").write_text(json.dumps(manifest | changes))


def nightly(folder: Path, documents: Path) -> dict[str, Any]:
    """Old backups go, the same document is kept once, and a lost one is told."""
    backups = folder / "nightly"
    for _night in range(3):
        assert manage(documents, here(), "backup", backups, "--keep=2")[0] == 0
        time.sleep(1)  # their names have a second in them
    kept = sorted(backups.iterdir())
    linked = {path.stat().st_nlink for path in kept[-1].rglob("documents/*/*")}
    victim = next(path for path in documents.rglob("*") if path.is_file())
    content = victim.read_bytes()
    flip(victim)
    alone = folder / "alone"
    lost, said = manage(documents, here(), "backup", alone)
    victim.write_bytes(content)
    full = folder / "full"
    full.mkdir()
    (full / ".half-loket-20260101T000000Z").mkdir()
    assert manage(documents, here(), "backup", full)[0] == 0
    missing = (0, "pg_dump ontbreekt")
    if connection.vendor == "postgresql":
        missing = manage(documents, here(), "backup", full, path=str(folder))
    with empty_database(folder, "nothing") as url:
        nothing = manage(documents, url, "backup", folder / "nothing")
    return {
        "kept": len(kept),
        "linked": linked,
        "lost": (lost, victim.name in said, len(list(alone.iterdir()))),
        "leftovers": [path.name for path in full.iterdir() if path.name.startswith(".")],
        "missing": "pg_dump ontbreekt" in missing[1],
        "nothing": (nothing[0], "De database is leeg" in nothing[1]),
        "nothing_left": list((folder / "nothing").iterdir()),
    }


def main(folder: Path) -> dict[str, Any]:
    documents = settings.DOCUMENTS_DIR = folder / "documents"
    pdf.prepare()
    story = Story()
    story.ask("Wat er in de reservekopie komt.")
    work_through()
    assert story.client.get(reverse("report", args=[story.assessment.pk])).status_code == 200
    assert Document.objects.filter(state="done").count() == 1
    stories = (put_back, while_typing, damaged, nightly)
    return {work.__name__: work(folder, documents) for work in stories}
