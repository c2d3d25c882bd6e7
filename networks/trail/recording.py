"""The one verb that adds to the trail."""

import logging
import re
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils import timezone

from networks.models import Network, TrailEntry, User

from .acting import actor, is_head

Result = TrailEntry.Result

# Words of ours: roles, fields, kinds of files. Nothing that somebody typed has this form for long.
_DETAIL = re.compile(r"[a-z0-9_.,>]{0,200}")
_log = logging.getLogger("loket.trail")


def record(
    what: str,
    *,
    about: Model | None = None,
    network: Network | int | None = None,
    result: str = Result.DONE,
    detail: str = "",
    by: User | None = None,
) -> None:
    """Add an entry about something that happens now, in its transaction (one query).

    `network` is whose coordinators see it; without one that of `about`, if it has one of its own.
    `by` is for when the request doesn't know the account: while logging in.

    Raises ValueError for a detail that is no word of ours, before anything is stored.
    """
    if not _DETAIL.fullmatch(detail):
        raise ValueError("The trail has words of ours alone, no text.")
    now = timezone.now()
    values: dict[str, Any] = {
        "what": str(what),
        "result": str(result),
        "detail": detail,
        **asdict(actor(by)),
        "subject_label": about._meta.label_lower if about is not None else "",
        "subject_pk": about.pk if about is not None else None,
        "network_pk": _network(network, about),
    }
    TrailEntry.objects.create(
        at=now, kept_until=now + timedelta(days=settings.TRAIL_DAYS), **values
    )
    # What is undone after all isn't said in the log either.
    transaction.on_commit(partial(_say, values))


def record_view(
    what: str,
    *,
    about: Model | None = None,
    network: Network | int | None = None,
    result: str = Result.DONE,
    detail: str = "",
) -> None:
    """Add an entry about what changes nothing; a page is shown also when it can't be stored.

    Call it outside a transaction: on PostgreSQL a failed statement would end that.
    """
    if is_head():
        return
    try:
        record(what, about=about, network=network, result=result, detail=detail)
    except DatabaseError:
        _log.exception("An entry of the trail could not be stored: %s", what)


def _network(network: Network | int | None, about: Model | None) -> int | None:
    if isinstance(network, Network):
        return network.pk
    if network is None and isinstance(about, Network):
        return about.pk
    return network if network is not None else getattr(about, "network_id", None)


def _say(values: dict[str, Any]) -> None:
    """Say it in the log: as fields for whoever collects those, and in the line for people."""
    fields = {name: value for name, value in values.items() if value not in ("", None)}
    line = " ".join(f"{name}={value}" for name, value in fields.items())
    _log.info("%s", line, extra={"trail": fields})
