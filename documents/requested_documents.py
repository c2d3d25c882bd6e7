"""Ask for a document, ask again, or stop asking: what a person can do about it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from networks.models import User

from . import storage
from .fingerprint import fingerprint_of
from .models import Document
from .recipes import recipe_for
from .tasks import AHEAD, ASKED, STALE, make_document, without_sign

State = Document.State

# Documents that one person may wait for at a time: the worker makes them for everybody, in turn.
MOST_AT_ONCE = 5
# A running worker starts within a second, unless it is busy with another document.
PATIENCE = timedelta(seconds=20)


class TooManyAtOnce(Exception):
    """This person already waits for as many documents as may be."""


def asked_before(kind: str, subject: Model) -> Document | None:
    """Return the document about the subject as it is now; None when nobody asked for it yet."""
    recipe = recipe_for(kind, subject)
    content = None if recipe.kept else recipe.read(subject)
    fingerprint = fingerprint_of(recipe, subject, content)
    return Document.objects.filter(kind=kind, fingerprint=fingerprint).first()


def ask_for(kind: str, subject: Model, *, by: User | None) -> Document:
    """Return the document about the subject as it is now, and queue it unless it is there already.

    `by` is the person who waits for it; without one, documents that somebody waits for go first.
    Two who ask at the same time get the same document. Raises TooManyAtOnce.
    """
    recipe = recipe_for(kind, subject)
    content = None if recipe.kept else recipe.read(subject)
    fingerprint = fingerprint_of(recipe, subject, content)
    document = Document.objects.filter(kind=kind, fingerprint=fingerprint).first()
    if document is not None:
        if by and document.state == State.WAITING and document.requested_by_id is None:
            # First request for this document: it moves up in the queue.
            rows = Document.objects.filter(pk=document.pk, state=State.WAITING, requested_by=None)
            _queue(rows, document, {"requested_at": timezone.now(), "requested_by": by})
        return document
    if by and unfinished_of(by).count() >= MOST_AT_ONCE:
        raise TooManyAtOnce
    with transaction.atomic():
        document, created = Document.objects.get_or_create(
            kind=kind,
            fingerprint=fingerprint,
            defaults={
                "subject_label": subject._meta.label_lower,
                "subject_pk": subject.pk,
                "kept": recipe.kept,
                "file_name": recipe.file_name(recipe.read(subject) if content is None else content),
                "requested_at": timezone.now(),
                "requested_by": by,
                "beat_at": timezone.now(),
            },
        )
        if created:
            # In one transaction, so that no document exists that isn't in the queue.
            make_document.using(priority=ASKED if by else AHEAD).enqueue(document.pk)
    return document


def ask_again(document: Document, *, by: User) -> None:
    """Queue a document that failed, was cancelled, lost its file or waits too long."""
    restart = {"requested_at": timezone.now(), "requested_by": by, "attempts": 0}
    # The attempt number is part of the condition: two who click at once queue it once.
    unchanged = Document.objects.filter(pk=document.pk, attempts=document.attempts)
    if document.state == State.DONE and document.kept:
        _queue(unchanged.filter(state=State.DONE), document, restart)
    else:
        ended_or_waiting = [State.DONE, State.FAILED, State.CANCELLED, State.WAITING]
        _queue(
            unchanged.filter(state__in=ended_or_waiting),
            document,
            restart | {"state": State.WAITING, "finished_at": None},
        )


def take_up_again(document: Document) -> None:
    """Queue a document whose worker gave no sign of life for a while."""
    rows = Document.objects.filter(
        without_sign(), pk=document.pk, attempts=document.attempts, state=document.state
    )
    if document.beat_at is None or abs(document.beat_at - timezone.now()) > STALE:
        # The database refuses another state for a kept document that is done; only its file is made
        # again.
        stays_done = document.state == State.DONE and document.kept
        _queue(rows, document, {} if stays_done else {"state": State.WAITING})


def cancel(document: Document) -> None:
    """Stop making a document; its worker notices within about a second."""
    unfinished = Document.objects.filter(pk=document.pk, state__in=[State.WAITING, State.WORKING])
    unfinished.update(state=State.CANCELLED, finished_at=timezone.now(), step="", share=0, error="")


def unfinished_of(user: User) -> QuerySet[Document]:
    """Return what somebody waits for, the oldest first."""
    waiting = Document.objects.filter(requested_by=user, state__in=[State.WAITING, State.WORKING])
    return waiting.order_by("requested_at")


def is_lost(document: Document) -> bool:
    """Return whether it was made, but its stored file is gone or changed."""
    return document.state == State.DONE and not storage.is_intact(document.sha256)


def is_being_made(document: Document) -> bool:
    """Return whether somebody asked for it and it isn't finished yet."""
    if document.state in (State.WAITING, State.WORKING):
        return True
    # A kept document stays "done" while its lost file is made again.
    is_restored = document.state == State.DONE and document.share < 100
    return is_restored and not document.error and is_lost(document)


def nobody_makes(document: Document) -> bool:
    """Return whether it waits although no worker is busy: then no worker runs, or it is stuck."""
    if document.state != State.WAITING or document.requested_at > timezone.now() - PATIENCE:
        return False
    return not Document.objects.filter(state=State.WORKING).exclude(without_sign()).exists()


@transaction.atomic
def _queue(rows: QuerySet[Document], document: Document, changes: dict[str, Any]) -> None:
    """Update the rows and queue the document, unless somebody else just did."""
    if rows.update(**changes, beat_at=timezone.now(), step="", share=0, error=""):
        make_document.using(priority=ASKED).enqueue(document.pk)
        document.refresh_from_db()
