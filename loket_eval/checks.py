"""What has to be so in the database before anything is put in it; `manage.py migrate` stops where it isn't."""

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@register(Tags.database)
def holds_utf8(databases: Collection[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Return an error for a PostgreSQL database that isn't in UTF-8: there a report can't be confirmed.

    PostgreSQL makes such databases (SQL_ASCII) where the locale is C.
    """
    return [problem for alias in databases or () for problem in _encoding(connections[alias])]


# The migrations started anew before the first release. A database that did this one has the tables
# of before.
_BEFORE = ("assessments", "0003_confirmed_is_frozen")


@register(Tags.database)
def has_tables_of_today(
    databases: Collection[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """Return an error for a database with the tables of before the first release: no migration knows them."""
    if not any(is_from_before(connections[alias]) for alias in databases or ()):
        return []
    return [
        Error(
            "Deze database heeft de tabellen van een versie van voor de eerste uitgave.",
            hint="Neem een lege database, of laat bin/demo een database met alleen voorbeelden opnieuw maken.",
            id="loket_eval.E002",
        )
    ]


def is_from_before(database: BaseDatabaseWrapper) -> bool:
    """Say whether a database has the tables of before the first release."""
    with database.cursor() as cursor:
        if "django_migrations" not in database.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", _BEFORE)
        return cursor.fetchone() is not None


def _encoding(database: BaseDatabaseWrapper) -> list[CheckMessage]:
    if database.vendor != "postgresql":
        return []
    with database.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
    if encoding == "UTF8":
        return []
    return [
        Error(
            f"De database bewaart tekst niet als UTF-8 maar als {encoding}.",
            hint="Maak hem opnieuw: createdb --encoding UTF8 --template template0 --locale C.UTF-8 …",
            id="loket_eval.E001",
        )
    ]
