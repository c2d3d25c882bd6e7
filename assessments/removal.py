"""Removing an assessment in which nobody typed anything: "Begin" can be undone until then."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from documents.cleanup import delete_document
from documents.models import Document
from networks.trail import What, record

from .models import (
    Answer,
    Assessment,
    Conclusion,
    FactCheck,
    Finding,
    FollowUp,
    GroupEstimate,
    Recommendation,
    Source,
    TextVersion,
    Thread,
)

# What was deleted can be put back, so it counts; so does a text that was emptied: its history has
# it.
_TYPED: tuple[models.Manager[Any], ...] = (
    Answer.objects,
    Conclusion.with_deleted,
    FactCheck.objects,
    Finding.with_deleted,
    GroupEstimate.objects,
    Recommendation.with_deleted,
    Source.with_deleted,
    TextVersion.objects,
    Thread.objects,
)


def is_empty(assessment: Assessment) -> bool:
    """Say whether nobody typed anything in it, and it was never confirmed (one query)."""
    row = OuterRef("pk")
    # The recommendations of the previous report came along by themselves.
    untouched = Q(recommendation__isnull=False, outcome="", explanation="", deleted="")
    follow_ups = FollowUp.with_deleted.filter(assessment=row).exclude(untouched)
    conditions = [~Exists(rows.filter(assessment=row)) for rows in _TYPED]
    return (
        Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.IN_PROGRESS)
        .filter(summary="", introduction="", method="")
        .filter(functions_spoken_with="", sources_consulted="", report_versions=None)
        .filter(commissioned_by="", authors="", publisher="")
        .filter(*conditions, ~Exists(follow_ups))
        .exists()
    )


@transaction.atomic
def remove(*, assessment: Assessment) -> None:
    """Remove a locked assessment (access.for_coordinating) that is empty, with its files.

    Raises ValidationError when somebody typed something in it.
    """
    # Who types at this moment waits for the lock, and is then told that it is gone.
    if not is_empty(assessment):
        raise ValidationError(_("In deze evaluatie is al iets ingevuld. Zij is niet verwijderd."))
    for document in Document.objects.about(assessment):
        transaction.on_commit(partial(delete_document, document))
    record(What.REMOVED, about=assessment)
    assessment.delete()
