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
