"""Texts that were stored before typed text was cleaned (prose.py), rewritten by migrations.

What is frozen keeps what it was confirmed or published with; what is made of it is cleaned then.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.migrations import RunPython
from django.db.models import CharField, Q

from .prose import UNREADABLE, clean_text

_AT_ONCE = 500


def clean_rows(model: Any, *fields: str, rows: Q | None = None, never_empty: bool = False) -> None:
    """Rewrite these fields of the rows in which somebody could change them.

    `model` is one of a migration. A text in which nothing can be seen becomes U+FFFD in a field
    that needs one; all fields do when they are `never_empty`. Nothing is cut: what would become
    longer than its column stays, and so does a name that another row has.
    """
    columns = [model._meta.get_field(name) for name in fields]
    kept = model._base_manager.filter(rows or Q())
    last = 0
    while found := list(kept.filter(pk__gt=last).order_by("pk").values("pk", *fields)[:_AT_ONCE]):
        for values in found:
            changed = {
                column.name: text
                for column in columns
                if (text := _cleaned(column, values[column.name], never_empty))
                != values[column.name]
                and not _is_taken(model, column, text)
            }
            if changed:
                model._base_manager.filter(pk=values["pk"]).update(**changed)
        last = found[-1]["pk"]


def cleaning(
    app: str,
    cleaned: Mapping[str, tuple[str, ...]],
    rows: Mapping[str, Q],
    never_empty: Collection[str] = (),
) -> RunPython:
    """Return the migration operation that cleans these fields of these models of an app.

    `rows` says of a model which rows aren't frozen. It isn't undone: nothing is missed.
    """

    def operation(apps: Any, _schema_editor: Any) -> None:
        for name, fields in cleaned.items():
            clean_rows(
                apps.get_model(app, name),
                *fields,
                rows=rows.get(name),
                never_empty=name in never_empty,
            )

    return RunPython(operation, RunPython.noop)


def _cleaned(column: Any, stored: str, never_empty: bool) -> str:
    text = clean_text(stored)
    if isinstance(column, CharField):
        text = " ".join(text.split())
        if len(text) > (column.max_length or len(text)):
            return stored
    is_needed = never_empty or not column.blank
    return UNREADABLE if stored and not text and is_needed else text


def _is_taken(model: Any, column: Any, text: str) -> bool:
    return bool(column.unique) and bool(model._base_manager.filter(**{column.name: text}).exists())
