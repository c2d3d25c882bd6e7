"""Ask for a document, again if need be, or stop asking: what a person can do about it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from networks.models import User

from . import storage
from .fingerprint import fingerprint_of
from .models import Document
from .recipes import recipe_for
from .tasks import AHEAD, ASKED, STALE, make_document

State = Document.State

PATIENCE = timedelta(
    seconds=20
)  # a worker that runs starts within a second, unless it is busy with another document


def ask_for(kind: str, subject: Model, *, by: User | None) -> Document:
    """Return the document with what the subject says now; it is put in the queue unless it is there already.

    `by` is who waits for it; without, it is made when nobody waits for another. Two who ask at once
    get the same one.
    """
    recipe = recipe_for(kind, subject)
    content = None if recipe.kept else recipe.read(subject)
    fingerprint = fingerprint_of(recipe, subject, content)
    document = Document.objects.filter(kind=kind, fingerprint=fingerprint).first()
    if document is not None:
        if by and document.state == State.WAITING and document.requested_by_id is None:
            # Nobody waited for it until now.
            rows = Document.objects.filter(pk=document.pk, state=State.WAITING, requested_by=None)
            _queue(rows, document, {"requested_at": timezone.now(), "requested_by": by})
        return document
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
            # In the same transaction: there is a document to be made, and it is in the queue, or
            # neither.
            make_document.using(priority=ASKED if by else AHEAD).enqueue(document.pk)
    return document


def ask_again(document: Document, *, by: User) -> None:
    """Put a document back in the queue that failed, was cancelled or lost its file; and one that waits too long."""
    first = {"requested_at": timezone.now(), "requested_by": by, "attempts": 0}
    again = Document.objects.filter(pk=document.pk, attempts=document.attempts)
    if document.state == State.DONE and document.kept:
        _queue(again.filter(state=State.DONE), document, first)
    else:
        old = [State.DONE, State.FAILED, State.CANCELLED, State.WAITING]
        _queue(
            again.filter(state__in=old),
            document,
            first | {"state": State.WAITING, "finished_at": None},
        )


def take_up_again(document: Document) -> None:
    """Put a document back in the queue of which nobody gave a sign of life for a while."""
    limit = timezone.now() - STALE
    stale = Q(beat_at__lt=limit) | Q(beat_at=None)
    rows = Document.objects.filter(
        stale, pk=document.pk, attempts=document.attempts, state=document.state
    )
    if document.beat_at is None or document.beat_at < limit:
        stays_done = document.state == State.DONE and document.kept
        _queue(rows, document, {} if stays_done else {"state": State.WAITING})


def cancel(document: Document) -> None:
    """Stop making it; whoever is at it finds out within a second or so."""
    unfinished = Document.objects.filter(pk=document.pk, state__in=[State.WAITING, State.WORKING])
    unfinished.update(state=State.CANCELLED, finished_at=timezone.now(), step="", share=0, error="")


def is_lost(document: Document) -> bool:
    """Whether it was made, but what is stored isn't what it was."""
    return document.state == State.DONE and not storage.is_intact(document.sha256)


def nobody_makes(document: Document) -> bool:
    """Whether it waits while no worker is busy with another: then no worker is running, or none that gets on."""
    if document.state != State.WAITING or document.requested_at > timezone.now() - PATIENCE:
        return False
    return not Document.objects.filter(
        state=State.WORKING, beat_at__gt=timezone.now() - STALE
    ).exists()


@transaction.atomic
def _queue(rows: QuerySet[Document], document: Document, new: dict[str, Any]) -> None:
    """Change the rows and put the document in the queue, if nobody else just did."""
    if rows.update(**new, beat_at=timezone.now(), step="", share=0, error=""):
        make_document.using(priority=ASKED).enqueue(document.pk)
        document.refresh_from_db()
