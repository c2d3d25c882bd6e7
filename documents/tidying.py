"""What nobody needs any more goes when a new document is made, so nothing has to be planned for it."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import storage
from .models import Document

LATEST = 3  # of each kind, of what isn't kept for ever; an earlier one may still be downloading somewhere
TASKS_KEPT = timedelta(days=7)


def tidy(document: Document) -> None:
    """Forget the older documents about the same subject, and what was in the queue long ago."""
    same = Document.objects.filter(
        kind=document.kind,
        subject_label=document.subject_label,
        subject_pk=document.subject_pk,
        kept=False,
    )
    ended = same.filter(
        state__in=[Document.State.DONE, Document.State.FAILED, Document.State.CANCELLED]
    )
    for old in ended.exclude(pk=document.pk).order_by("-requested_at", "-pk")[LATEST - 1 :]:
        forget(old)
    before = timezone.now() - TASKS_KEPT
    DBTaskResult.objects.filter(Q(finished_at__lt=before) | Q(started_at__lt=before)).delete()


def forget(document: Document) -> None:
    """Delete a document that isn't being made, and its file unless another document has the same one."""
    storage.remove_parts(document.pk)
    document.delete()
    if document.sha256 and not Document.objects.filter(sha256=document.sha256).exists():
        storage.remove(document.sha256)
