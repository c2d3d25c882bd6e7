"""Carrying out the table of terms, in batches that never hold a table for long."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from networks.models import User

from .terms import TERMS, Rows, Term

BATCH = 500


def count_past(now: datetime) -> Iterator[tuple[Term, int]]:
    """Yield each term with how many rows are past it; changes nothing."""
    for term in TERMS:
        yield term, sum(rows.count() for rows in term.past(now - term.after))


def forget_past(now: datetime) -> Iterator[tuple[Term, int]]:
    """Yield each term with how many rows went."""
    _note_since_when_off(now)
    for term in TERMS:
        yield term, sum(_in_batches(term, rows) for rows in term.past(now - term.after))


def _in_batches(term: Term, rows: Rows) -> int:
    # A row that changed meanwhile is looked at once more, and one that stays is passed by.
    count, pks = 0, _pks(rows)
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            batch = rows.filter(pk__in=pks[start : start + BATCH])
            count += batch.count()
            term.how(batch)
    return count


def _pks(rows: Rows) -> list[object]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _note_since_when_off(now: datetime) -> None:
    """Let the term of each account that was switched off begin, whoever did it and how."""
    User.objects.filter(is_active=False, off_since=None).update(off_since=now)
    User.objects.filter(is_active=True).exclude(off_since=None).update(off_since=None)
