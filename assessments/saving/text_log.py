"""The part of the history that the rules of saving ask for."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection

from assessments.models import Revised, TextVersionEntry

from .stored_fields import StoredField
from .unit import Typed, Unit, label_of


class TextLog:
    """The entries that the rules ask for, in one query: those of the pages that save, since the
    first save that they heard nothing of, and the newest of each field.
    """

    def __init__(self, unit: Unit, typed: Iterable[Typed]) -> None:
        rows: dict[tuple[str, int], Revised] = {}
        for one in unit.fields.values():
            for row in (one.subject, one.row):
                if row.pk:
                    rows[label_of(row), row.pk] = row
        self._entries: dict[tuple[str, int, str], list[TextVersionEntry]] = {}
        if not rows:
            return
        since: dict[str, int] = {}
        for one_typed in typed:
            if one_typed.page:
                steps = (one_typed.step, *one_typed.unanswered)
                since[one_typed.page] = min(since.get(one_typed.page, steps[0]), *steps)
        for entry in _entries_asked(unit.whole, list(rows), since):
            self._entries.setdefault((entry.subject, entry.subject_pk, entry.field), []).append(
                entry
            )

    def of(self, one: StoredField) -> list[TextVersionEntry]:
        if one.subject.pk is None:
            return []
        return self._entries.get((label_of(one.subject), one.subject.pk, one.name), [])

    def newest(self, one: StoredField) -> TextVersionEntry | None:
        """Return the newest entry when it is about the stored text; a text may have come from
        elsewhere.
        """
        entries = self.of(one)
        return entries[-1] if entries and entries[-1].text == one.text else None

    def deletion(self, row: Revised) -> TextVersionEntry | None:
        entries = self._entries.get((label_of(row), row.pk or 0, "deleted"), [])
        return entries[-1] if entries else None


def _entries_asked(
    whole: Any, subjects: Sequence[tuple[str, int]], since: Mapping[str, int]
) -> Iterable[TextVersionEntry]:
    """Return the entries of these rows that pages wrote since a step, and the newest of each field,
    in order.

    No rule asks for what a page wrote before the first save that it heard nothing of. A page that
    was open for a day has hundreds of those.

    It is asked at every save. As SQL, because building this query takes Django as long as the rest
    of a save. Who typed an entry is fetched where it is told.
    """
    entry_of = whole.text_versions.model
    table = connection.ops.quote_name(entry_of._meta.db_table)
    column = connection.ops.quote_name(whole.text_versions.field.column)
    about = " OR ".join(["(subject = %s AND subject_pk = %s)"] * len(subjects))
    here = f"{column} = %s AND ({about})"
    newest = f"SELECT MAX(id) FROM {table} WHERE {here} GROUP BY subject, subject_pk, field"  # noqa: S608 - names of ours
    by_page = "(page = %s AND step >= %s) OR " * len(since)
    sql = f"SELECT * FROM {table} WHERE {here} AND ({by_page}id IN ({newest})) ORDER BY id"  # noqa: S608 - names of ours
    about_these = [whole.pk, *chain.from_iterable(subjects)]
    found: Iterable[TextVersionEntry] = entry_of.objects.raw(
        sql, [*about_these, *chain.from_iterable(since.items()), *about_these]
    )
    return found
