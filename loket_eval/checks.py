"""What must be true of a database before it is used; `manage.py migrate` stops when it isn't."""

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@register(Tags.database)
def holds_utf8(databases: Collection[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Return an error for each PostgreSQL database that isn't in UTF-8.

    PostgreSQL makes such databases (SQL_ASCII) where the locale is C. A report can't be confirmed
    in one.
    """
    return [error for alias in databases or () for error in _encoding_errors(connections[alias])]


# The migrations were rewritten from scratch before the first release. A database in which this one
# was applied has the old tables.
_OUTDATED_MIGRATION = ("assessments", "0003_confirmed_is_frozen")


@register(Tags.database)
def has_current_tables(
    databases: Collection[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """Return an error for each database with tables from before the first release.

    No migration leads from those tables to the present ones.
    """
    if not any(is_outdated(connections[alias]) for alias in databases or ()):
        return []
    return [
        Error(
            "Deze database heeft de tabellen van een versie van voor de eerste uitgave.",
            hint=(
                "Neem een lege database, of laat bin/demo een database met alleen voorbeelden "
                "opnieuw maken."
            ),
            id="loket_eval.E002",
        )
    ]


def is_outdated(database: BaseDatabaseWrapper) -> bool:
    """Return whether a database has the tables from before the first release."""
    with database.cursor() as cursor:
        # A new database has no tables at all.
        if "django_migrations" not in database.introspection.table_names(cursor):
            return False
        cursor.execute(
            "SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", _OUTDATED_MIGRATION
        )
        return cursor.fetchone() is not None


def _encoding_errors(database: BaseDatabaseWrapper) -> list[CheckMessage]:
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
            hint=(
                "Maak hem opnieuw: createdb --encoding UTF8 --template template0 --locale C.UTF-8 …"
            ),
            id="loket_eval.E001",
        )
    ]
