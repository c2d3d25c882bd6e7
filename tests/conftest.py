import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from assessments.models import Assessment
from indicators.catalogue import forget_published
from indicators.models import IndicatorSet
from networks.models import User

from .cast import Cast, load_set, make_assessment, make_cast
from .migrated import migrated_file, migrated_template
from .second_database import on_second_database  # noqa: F401 - a fixture for every folder

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def documents_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the tests make out of the portal's own folder, also in the processes that they
    start."""
    settings.DOCUMENTS_DIR = tmp_path_factory.mktemp("documents")
    os.environ["LOKET_DOCUMENTS"] = str(settings.DOCUMENTS_DIR)


@pytest.fixture(scope="session")
def migrated_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where empty databases are kept for the next run. Without pytest's cache (`-p
    no:cacheprovider`): for this one."""
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    return cache.mkdir("migrated") if cache else tmp_path_factory.mktemp("migrated")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated_folder: Path
) -> Iterator[None]:
    """Let pytest-django begin with a database that has all migrations done."""
    if connection.vendor == "postgresql":
        with migrated_template(migrated_folder) as template:
            connection.settings_dict["TEST"]["TEMPLATE"] = template
            yield
        return
    # A database in memory is there as long as somebody has it open.
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as memory:
        with closing(sqlite3.connect(migrated_file(migrated_folder))) as migrated:
            migrated.backup(memory)
        yield


class QuickHasher(PBKDF2PasswordHasher):
    """Django's own hash of a password, without what makes it slow on purpose."""

    iterations = 1


@pytest.fixture(scope="session", autouse=True)
def no_waiting() -> Iterator[None]:
    """Leave out what only costs time in tests: slow hashes, and listing all static files for every
    new client."""
    hasher = f"{QuickHasher.__module__}.{QuickHasher.__qualname__}"
    with override_settings(PASSWORD_HASHERS=[hasher], WHITENOISE_AUTOREFRESH=True):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long stories that several tests look at: the last tests are divided, and would
    tell them twice."""
    items.sort(key=lambda item: "on_second_database" not in getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """What is loaded now stays; walking through it again and again for garbage took an eighth of
    all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def published_sets_anew() -> None:
    """What one test published is undone after it, so the next one reads its own."""
    forget_published()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    return load_set("werkset-veiligheid-voorop-2.0.yaml")


@pytest.fixture
def assessment(cast: Cast, werkset: IndicatorSet) -> Assessment:
    """Network Noord's running assessment over 2026, still empty."""
    return make_assessment(cast.noord, werkset)


@pytest.fixture
def as_user():
    """Return a function that gives a browser in which somebody is logged in."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in
