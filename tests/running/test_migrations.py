"""Migrations leave a database with which the version before works as well: docs/running/migrations.md.

The rule holds for what comes after 0.3.0, the first version that may be brought up to date while
people work.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

ROOT = Path(settings.BASE_DIR)
RULED_FROM = (0, 3, 0)
Key = tuple[str, str]


def stored_versions() -> list[tuple[int, ...]]:
    files = (ROOT / "tests/upgrading").glob("*.sqlite.sql")
    return sorted(
        tuple(map(int, file.name.removesuffix(".sqlite.sql").split("."))) for file in files
    )


def released() -> set[Key]:
    """Return the migrations of the newest version of which a database is stored."""
    version = ".".join(map(str, stored_versions()[-1]))
    dump = (ROOT / f"tests/upgrading/{version}.sqlite.sql").read_text()
    return set(re.findall(r"INSERT INTO \"?django_migrations\"? VALUES\(\d+,'(\w+)','(\w+)'", dump))


def ours() -> dict[Key, migrations.Migration]:
    labels = {
        config.label
        for config in apps.get_app_configs()
        if ROOT in Path(config.path).parents and ".venv" not in config.path
    }
    found = MigrationLoader(None).disk_migrations
    return {key: migration for key, migration in found.items() if key[0] in labels}


def problems_of(migration: migrations.Migration) -> list[str]:
    """Return what the version before would stumble over."""
    new = {
        operation.name_lower
        for operation in migration.operations
        if isinstance(operation, migrations.CreateModel)
    }
    found = []
    for operation in migration.operations:
        match operation:
            case migrations.RenameField() | migrations.RenameModel() | migrations.AlterModelTable():
                found.append(f"{operation.describe()}: another name")
            case migrations.AddField(field=field) if operation.model_name_lower not in new:
                empty = field.null or field.db_default is not NOT_PROVIDED
                if not (empty or isinstance(field, models.ManyToManyField)):
                    found.append(f"{operation.describe()}: not null, and no db_default")
            case migrations.RemoveField() | migrations.DeleteModel():
                found.append(f"{operation.describe()}: gone, say since which version unread")
    return found


@pytest.mark.parametrize(
    ("key", "part"),
    [
        (("networks", "0007_mail_reply_to"), "reply_to"),
        (("assessments", "0003_histories"), "Remove field editor from answer"),
    ],
)
def test_what_breaks_the_version_before_is_seen(key: Key, part: str) -> None:
    """Two of the time before the rule: a column that it doesn't fill, and one that it still reads."""
    assert any(part in problem for problem in problems_of(ours()[key]))


def test_new_tables_are_no_problem() -> None:
    """The version before doesn't know them."""
    assert problems_of(ours()["running", "0001_worker_sign"]) == []
    assert problems_of(ours()["networks", "0001_initial"]) == []


def test_new_migrations_keep_the_version_before_working() -> None:
    """What goes has `unread_since`, the version that stopped reading it; the rest is in the page."""
    known = released()
    assert ("networks", "0001_initial") in known
    waiting = {key: migration for key, migration in ours().items() if key not in known}
    if stored_versions()[-1] < RULED_FROM:
        # For 0.3.0 itself the portal stops, which its changelog says.
        assert "stop the portal" in (ROOT / "CHANGELOG.md").read_text()
        return
    assert {
        key: problems
        for key, migration in waiting.items()
        if (problems := problems_of(migration)) and not hasattr(migration, "unread_since")
    } == {}
