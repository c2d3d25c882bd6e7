"""Threads as plain values, for what the network keeps of them.

Of people only their roles are in it, also where a text names somebody with @.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, Comment, Thread

from .mentions import mentions_in, replaced

Role = Mapping[str, str]
NO_ROLE: Role = {"rol": "", "namens": ""}

# What values_of takes, however many threads there are.
QUERIES = 3


def values_of(
    assessments: QuerySet[Assessment], roles: Mapping[int, Role]
) -> dict[int, list[dict[str, Any]]]:
    """Return the threads of each assessment in their order; `roles` are by the person's key."""
    comments = Comment.objects.prefetch_related("mentioned")
    rows = (
        Thread.objects.filter(assessment__in=assessments)
        .select_related("indicator", "finding", "recommendation")
        .prefetch_related(Prefetch("comments", comments))
    )
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for thread in rows.order_by("pk"):
        found[thread.assessment_id].append({
            **_subject(thread),
            "afgerond": thread.is_settled,
            "toegewezen_aan": roles.get(thread.assigned_to_id or 0),
            "bijdragen": [_comment(comment, roles) for comment in thread.comments.all()],
        })  # fmt: skip
    return dict(found)


def _subject(thread: Thread) -> dict[str, Any]:
    """Return what it is about, in the words of the moment."""
    if thread.indicator:
        question = thread.indicator
        return {
            "soort": _("vraag"),
            "onderwerp": question.text,
            "sleutel": question.key,
            "verwijderd": False,
        }
    part = thread.finding or thread.recommendation
    assert part is not None  # noqa: S101 - a constraint of the table
    return {
        "soort": _("punt") if thread.finding else _("aanbeveling"),
        "onderwerp": str(part),
        "sleutel": part.pk,
        "verwijderd": bool(part.deleted),
    }


def _comment(comment: Comment, roles: Mapping[int, Role]) -> dict[str, Any]:
    mentions = mentions_in(comment.text, list(comment.mentioned.all()))
    return {
        **roles.get(comment.by_id or 0, NO_ROLE),
        "op": timezone.localtime(comment.at).isoformat(timespec="seconds"),
        "tekst": replaced(
            comment.text,
            mentions,
            lambda person: roles.get(person.pk, NO_ROLE)["rol"] or _("iemand"),
        ),
    }
