"""What people do with threads: begin one, reply, assign, settle, open again.

Every verb works in the transaction in which the assessment was fetched and locked
(access.for_talking).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from assessments.models import Assessment, Comment, Thread
from networks.models import User


def begin(
    *,
    assessment: Assessment,
    about: Mapping[str, Any],
    text: str,
    by: User,
    mentioned: Iterable[User] = (),
    assigned_to: User | None = None,
) -> Thread:
    """Return a new thread; `about` names the field of its subject, and the row."""
    thread = Thread.objects.create(assessment=assessment, assigned_to=assigned_to, **about)
    _say(thread, text, by, mentioned)
    return thread


def reply(*, thread: Thread, text: str, by: User, mentioned: Iterable[User] = ()) -> Comment:
    """Return a new comment. A settled thread is open again: otherwise nobody would see it."""
    reopen(thread=thread)
    return _say(thread, text, by, mentioned)


def assign(*, thread: Thread, to: User | None) -> None:
    thread.assigned_to = to
    thread.save(update_fields=["assigned_to"])


def settle(*, thread: Thread, by: User) -> None:
    """Settle an open thread; a settled one keeps when that was, and by whom."""
    if not thread.is_settled:
        thread.settled_at, thread.settled_by = timezone.now(), by
        thread.save(update_fields=["settled_at", "settled_by"])


def reopen(*, thread: Thread) -> None:
    if thread.is_settled:
        thread.settled_at = thread.settled_by = None
        thread.save(update_fields=["settled_at", "settled_by"])


def _say(thread: Thread, text: str, by: User, mentioned: Iterable[User]) -> Comment:
    comment = Comment.objects.create(thread=thread, text=text, by=by, at=timezone.now())
    comment.mentioned.set(mentioned)
    return comment
