"""An empty SQLite database with all migrations done, kept from one run of the tests to the next.

Migrating takes as long as a hundred tests, and every worker would do it. Any change in the migrations, in what they
make triggers with or in the locked packages makes a new one.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def migrated_database(config: pytest.Config) -> Path:
    """Return the file; it is to be copied, never changed."""
    folder = config.cache.mkdir("migrated")
    digest = hashlib.sha256(sys.version.encode())
    for made_of in [
        *sorted(ROOT.glob("*/migrations/*.py")),
        *ROOT.glob("loket_eval/frozen_rows.py"),
        ROOT / "requirements/dev.txt",
    ]:
        digest.update(made_of.name.encode() + b"\0" + made_of.read_bytes())
    file = folder / f"{digest.hexdigest()}.sqlite3"
    if not file.exists():
        making = folder / f"making-{os.getpid()}"
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{making}"}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
        making.replace(file)
        for other in folder.glob("*.sqlite3"):
            if other != file:
                other.unlink(missing_ok=True)
    return file
