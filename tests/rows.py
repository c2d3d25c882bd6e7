"""Everything that people and admins can change in the database, to tell whether a request left a
trace."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from itertools import repeat
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

APPS = ["networks", "indicators", "assessments"]
Rows = dict[str, list[tuple[Any, ...]]]


def _models() -> list[type[Model]]:
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        # Attempts to log in are counted, whatever was asked.
        if model._meta.label != "networks.LoginAttempt"
    ]


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name != "last_login"]


@cache
def _statements() -> dict[str, str]:
    """Return by table the statement that reads it; made once, because the tests read all rows
    often."""
    quote = connection.ops.quote_name
    statements = {}
    for model in _models():
        columns = ", ".join(quote(field.column) for field in _fields(model))
        table, key = model._meta.db_table, model._meta.pk.column
        statements[table] = f"SELECT {columns} FROM {quote(table)} ORDER BY {quote(key)}"
    return statements


def every_row() -> Rows:
    """Return all rows by the name of their table, as the database gives them."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table, statement in _statements().items():
            cursor.execute(statement)
            found[table] = cursor.fetchall()
    return found


def every_row_by_rank() -> Rows:
    """Return all rows with places instead of primary keys and without moments.

    So the same change made twice gives the same rows, also where a database never gives out a key
    again.
    """
    ranks: dict[type[Model], dict[Any, Any]] = {
        model: {
            pk: rank
            for rank, pk in enumerate(
                model._base_manager.order_by("pk").values_list("pk", flat=True)
            )
        }
        for model in _models()
    }

    def comparable(field: Field[Any, Any], value: Any) -> Any:
        if value is None:
            return None
        if field.is_relation and field.related_model in ranks:
            return ranks[field.related_model].get(value, "gone")
        if field.model._meta.label == "networks.OnceOnly" and field.name == "result":
            # Where the form led to: an address that may hold the key of what was made.
            return re.sub(r"[0-9]+", "key", value)
        return "moment" if isinstance(value, datetime) else value

    labels = {str(model._meta.model_name): model for model in _models()}

    def by_place(names: list[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Let what a history is about be a place, too: it holds a key in a field that is a plain
        number."""
        if "subject_pk" not in names:
            return row
        at = names.index("subject_pk")
        about = ranks[labels[row[names.index("subject")]]].get(row[at], "gone")
        return (*row[:at], about, *row[at + 1 :])

    found: Rows = {}
    for model in _models():
        # The history of a row holds that row's key in a field that is a plain number.
        fields = [field for field in _fields(model) if not field.primary_key and field.name != "id"]
        rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
        found[model._meta.db_table] = [
            tuple(comparable(field, value) for field, value in zip(fields, row, strict=True))
            for row in map(by_place, repeat([field.name for field in fields]), rows)
        ]
    return found
