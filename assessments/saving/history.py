"""What the texts of one unit were: versions with what changed in words, and what a history may
forget.

A history keeps what somebody else than its author replaced, and the last entry of every page: by
that the verb knows a save that comes late (verb.py, rule 2). What one person typed on one page
within a quarter of an hour becomes one entry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Q

from assessments.form_fields import digest_of, sent_as, shown_text
from assessments.models import TextVersionEntry
from indicators.versions.word_difference import DifferenceRun, word_difference

from .stored_fields import StoredField
from .unit import Unit, label_of

SHOWN = 20  # versions of a field, unless all are asked for
QUARTER = timedelta(minutes=15)
OLD_ENOUGH = timedelta(hours=1)


@dataclass(frozen=True)
class EarlierText:
    """A text that stood in a field, with the difference from the one before it.

    `values` is what a browser sends.
    """

    values: tuple[str, ...]
    runs: tuple[DifferenceRun, ...]
    by: str
    at: datetime | None
    is_now: bool


@dataclass(frozen=True)
class FieldHistory:
    """The texts of one field, the newest first. `served` is the digest of the present one."""

    name: str
    label: str
    served: str
    versions: tuple[EarlierText, ...]
    more: int


def histories(
    unit: Unit, *, all_versions: bool = False, since: datetime | None = None
) -> list[FieldHistory]:
    """Return the histories of the fields of a unit in which anything was typed (one query).

    `since` is when somebody sent in what they typed: what a text was before that is their own.
    """
    fields = {name: one for name, one in unit.fields.items() if name in unit.form.fields}
    entries = _entries(unit, fields.values())
    found = []
    for name, one in fields.items():
        entries_here = entries.get((label_of(one.subject), one.subject.pk or 0, one.name), [])
        versions = _versions(one, only_since(since, entries_here))
        shown = versions if all_versions else versions[:SHOWN]
        if versions:
            more = len(versions) - len(shown)
            label = str(one.form_field.label)
            found.append(
                FieldHistory(
                    name, label, digest_of(one.text), tuple(_told(one, shown, versions)), more
                )
            )
    return found


def _entries(
    unit: Unit, fields: Iterable[StoredField]
) -> dict[tuple[str, int, str], list[TextVersionEntry]]:
    about = Q(pk=None)
    for one in fields:
        if one.subject.pk:
            about |= Q(subject=label_of(one.subject), subject_pk=one.subject.pk, field=one.name)
    found: dict[tuple[str, int, str], list[TextVersionEntry]] = {}
    entries = unit.whole.text_versions.filter(about)
    for entry in entries.select_related(*entries.model.authors).order_by("pk"):
        found.setdefault((entry.subject, entry.subject_pk, entry.field), []).append(entry)
    return found


def only_since(since: datetime | None, entries: list[TextVersionEntry]) -> list[TextVersionEntry]:
    """Return the entries of a field, in order, without those that were replaced before `since`."""
    if since is None:
        return entries
    sent_in = sum(entry.at <= since for entry in entries)
    return entries[max(0, sent_in - 1) :]


@dataclass(frozen=True)
class _Version:
    text: str
    entry: TextVersionEntry | None


def _versions(one: StoredField, entries: list[TextVersionEntry]) -> list[_Version]:
    """Return the texts, the newest first. An entry that changed nothing isn't one."""
    found: list[_Version] = []
    for entry in entries:
        if (found[-1].text if found else "") != entry.text:
            found.append(_Version(entry.text, entry))
    now = one.text
    if (found[-1].text if found else "") != now:
        # It came from elsewhere: with the samples, or before there was a history.
        found.append(_Version(now, None))
    return found[::-1]


def _told(
    one: StoredField, shown: list[_Version], versions: list[_Version]
) -> Iterator[EarlierText]:
    for place, version in enumerate(shown):
        before = versions[place + 1].text if place + 1 < len(versions) else ""
        old, new = (
            shown_text(one.form_field, one.shown_of(text)) for text in (before, version.text)
        )
        values = sent_as(one.form_field, one.shown_of(version.text))
        entry = version.entry
        yield EarlierText(
            values=tuple(values) if isinstance(values, list) else (values,),
            runs=word_difference(old, new),
            by=entry.author.name if entry and entry.author else "",
            at=entry.at if entry else one.row.changed_at,
            is_now=place == 0,
        )


def forgettable(entries: Iterable[TextVersionEntry]) -> list[int]:
    """Return the primary keys of entries that may go; `entries` are those of one field, in order.

    That is an entry directly followed by one of the same person and page in the same quarter,
    unless it has a higher step: the highest step of a page is what a late save is known by.
    """
    gone, listed = [], list(entries)
    for entry, following in pairwise(listed):
        same = (entry.by_id, entry.page) == (following.by_id, following.page) and entry.page != ""
        if same and _quarter(entry.at) == _quarter(following.at) and entry.step <= following.step:
            gone.append(entry.pk)
    return gone


def _quarter(at: datetime) -> int:
    return int(at.timestamp() // QUARTER.total_seconds())


def squash(model: type[Any], now: datetime) -> int:
    """Let the histories of all that isn't frozen forget what they may; return how many entries
    went.

    Only what is an hour old or more: no save that is still under way meets it.
    """
    whole = "assessment" if hasattr(model, "assessment") else "report"
    rows = model.objects.exclude(**{f"{whole}__state": "confirmed"})
    old = rows.filter(at__lt=now - OLD_ENOUGH).order_by("subject", "subject_pk", "field", "pk")
    gone: list[int] = []
    here: list[TextVersionEntry] = []
    for entry in old.defer("text").iterator():
        if here and (here[-1].subject, here[-1].subject_pk, here[-1].field) != (
            entry.subject,
            entry.subject_pk,
            entry.field,
        ):
            gone += forgettable(here)
            here = []
        here.append(entry)
    gone += forgettable(here)
    for start in range(0, len(gone), 500):
        model.objects.filter(pk__in=gone[start : start + 500]).delete()
    return len(gone)
