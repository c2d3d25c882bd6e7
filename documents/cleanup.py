"""Deletes documents that nobody needs any more, each time a new one is made; no schedule needed."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import storage
from .models import Document

# How many documents of each kind stay stored, apart from the kept ones. More than one, because
# somebody may still be downloading an earlier one.
LATEST = 3
TASKS_KEPT = timedelta(days=7)


def clean_up(document: Document) -> None:
    """Delete the older documents about the same subject, and tasks from long ago."""
    siblings = Document.objects.filter(
        kind=document.kind,
        subject_label=document.subject_label,
        subject_pk=document.subject_pk,
        kept=False,
    )
    ended = siblings.filter(
        state__in=[Document.State.DONE, Document.State.FAILED, Document.State.CANCELLED]
    )
    for old in ended.exclude(pk=document.pk).order_by("-requested_at", "-pk")[LATEST - 1 :]:
        delete_document(old)
    before = timezone.now() - TASKS_KEPT
    DBTaskResult.objects.filter(Q(finished_at__lt=before) | Q(started_at__lt=before)).delete()


def delete_document(document: Document) -> None:
    """Delete a document that isn't being made, and its file unless another document shares it."""
    storage.remove_parts(document.pk)
    # The row first: without a file it can be made again, without a row nobody would find the file.
    document.delete()
    if document.sha256 and not Document.objects.filter(sha256=document.sha256).exists():
        storage.remove(document.sha256)
