"""What the trail may forget."""

from datetime import datetime, timedelta

from django.db import transaction

from networks.models import TrailEntry

from .recording import record

# Each in a transaction of its own, so that nobody who acts meanwhile waits for long.
_AT_ONCE = 5000
# The clock of the database may be behind ours, and it is the one that refuses.
_MARGIN = timedelta(minutes=5)


def past_term(now: datetime) -> int:
    """Return how many entries are past their term."""
    return TrailEntry.objects.filter(kept_until__lte=now - _MARGIN).count()


def tidy(now: datetime) -> int:
    """Delete the entries that are past their term, and record that; return how many.

    The database refuses to delete any other.
    """
    gone = 0
    while True:
        with transaction.atomic():
            oldest = TrailEntry.objects.filter(kept_until__lte=now - _MARGIN).order_by("kept_until")
            numbers = list(oldest.values_list("pk", flat=True)[:_AT_ONCE])
            deleted, _rows = TrailEntry.objects.filter(pk__in=numbers).delete()
            if deleted:
                record(TrailEntry.What.TIDIED, detail=str(deleted))
        gone += deleted
        if len(numbers) < _AT_ONCE:
            return gone
