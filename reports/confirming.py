"""Confirming an assessment, which makes its report, and opening it again.

Every verb is one transaction.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.lifecycle import move
from assessments.models import Assessment
from documents.requests import ask_for
from networks.models import User
from reports.document_kinds import REPORT

from .confirmed_texts import remove_texts, store_texts
from .models import ReportVersion
from .report import report_as_json
from .report_building import build_report

State = Assessment.State


@transaction.atomic
def confirm(
    *, assessment: Assessment, by: User | None, at: datetime | None = None
) -> ReportVersion:
    """Confirm an assessment that was under review and store its report.

    From now on the database refuses changes.

    Its PDF is put in the queue: it is made once, and stays as it is made then.
    """
    moment = at or timezone.now()
    move(assessment, State.UNDER_REVIEW, State.CONFIRMED, confirmed_at=moment)
    report = build_report(assessment)
    # The texts first: once the report is stored, the database refuses to change them.
    store_texts(assessment, report)
    version = ReportVersion.objects.create(
        assessment=assessment,
        number=assessment.report_versions.count() + 1,
        content=report_as_json(report),
        confirmed_at=moment,
        confirmed_by=by,
    )
    ask_for(REPORT, version, by=None)
    return version


@transaction.atomic
def reopen(*, assessment: Assessment, by: User, reason: str) -> None:
    """Open a confirmed assessment again; the report history keeps the old report and the reason.

    Raises ValidationError without a reason, or when the assessment isn't confirmed.
    """
    if not reason.strip():
        raise ValidationError(_("Geef een reden om te heropenen."))
    # Locked, so that two people can't reopen it at the same time.
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not locked.is_confirmed:
        raise ValidationError(_("Deze zelfevaluatie is niet vastgesteld."))
    latest = locked.report_versions.order_by("-number")[:1].get()
    latest.reopened_at, latest.reopened_by, latest.reopen_reason = (
        timezone.now(),
        by,
        reason.strip(),
    )
    latest.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    move(locked, State.CONFIRMED, State.IN_PROGRESS, confirmed_at=None)
    # Last: the database keeps the texts until the report is marked as reopened.
    remove_texts(locked)
    assessment.refresh_from_db()
