"""An empty database with all migrations done, kept from one run of the tests to the next.

Migrating takes as long as a hundred tests, and every worker would do it. Any change in the
migrations, in what they make triggers with or in the locked packages makes a new one.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

ROOT = Path(__file__).parent.parent


def migrated_file(folder: Path) -> Path:
    """Return a SQLite database in this folder; it is to be copied, never changed."""
    file, making = _kept(folder, "sqlite3")
    if not file.exists():
        _migrate(f"sqlite:///{making}")
        _keep(making, file)
    return file


@contextmanager
def migrated_template(folder: Path) -> Iterator[str]:
    """Give the name of a database on the tests' PostgreSQL server, to be a template of others. It
    goes afterwards."""
    with database_on_server(f"loket_migrated_{os.getpid()}") as name:
        url = server_url(name)
        with psycopg.connect(url) as server:
            file, making = _kept(folder, f"{server.info.server_version}.sql")
        if file.exists():
            subprocess.run(
                ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", file, url],
                check=True,
            )
        else:
            _migrate(url)
            subprocess.run(["pg_dump", "--no-owner", "-f", making, url], check=True)
            _keep(making, file)
        yield name


@contextmanager
def database_on_server(name: str, template: str = "template0") -> Iterator[str]:
    """Make a database on the tests' PostgreSQL server, give its name, and drop it afterwards."""
    with psycopg.connect(server_url("postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield name
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def server_url(name: str) -> str:
    """Return the address of a database on the tests' PostgreSQL server."""
    server = connection.settings_dict
    user, password = (quote(str(server[key]), safe="") for key in ("USER", "PASSWORD"))
    return f"postgres://{user}:{password}@{server['HOST']}:{server['PORT']}/{name}"


def _kept(folder: Path, ending: str) -> tuple[Path, Path]:
    """Return where what was made is kept, and where it may be made."""
    digest = hashlib.sha256(sys.version.encode())
    migrations = sorted(ROOT.glob("[!.]*/**/migrations/*.py"))
    for source in [*migrations, ROOT / "loket_eval/frozen_rows.py", ROOT / "requirements/dev.txt"]:
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return folder / f"{digest.hexdigest()}.{ending}", folder / f"making-{os.getpid()}"


def _migrate(url: str) -> None:
    environment = os.environ | {"DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True
    )


def _keep(making: Path, file: Path) -> None:
    """Keep what was made, and nothing of its kind from before. Several workers may do this at the
    same time."""
    making.replace(file)
    for other in file.parent.glob(f"*{file.suffix}"):
        if other != file:
            other.unlink(missing_ok=True)
