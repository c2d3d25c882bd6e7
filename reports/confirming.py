"""Confirming an assessment, which stores its report, and reopening it.

Each function is one transaction.
"""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.lifecycle import move
from assessments.models import Assessment
from assessments.question_versions import answered_as_another
from assessments.threads.thread_values import values_of
from documents.requested_documents import ask_for
from networks.models import Membership, User
from networks.roles import roles_by_person
from networks.trail import What, record
from partners.fact_check import state_of
from reports.document_kinds import REPORT

from .confirmed_texts import remove_texts, store_texts
from .models import ReportVersion, ThreadAppendix
from .report import report_as_json
from .report_building import build_report

State = Assessment.State


@transaction.atomic
def confirm(
    *,
    assessment: Assessment,
    by: User | None,
    at: datetime | None = None,
    reason: str = "",
    keep_threads: bool = False,
) -> ReportVersion:
    """Confirm an assessment that was under review, and store its report.

    From then on the database refuses changes. The PDF goes into the queue: it is made once and kept
    as it is. `keep_threads` also keeps the talk of the network as it is now, for the network alone.

    Raises ValidationError when it isn't under review, when an answer was given to another question
    and nobody looked at it since, or when a partner's remark is open and there is no reason.
    """
    moment = at or timezone.now()
    if state_of(assessment).open and not reason.strip():
        raise ValidationError(
            _("Er is nog een opmerking van een partner open. Schrijf waarom u toch vaststelt.")
        )
    _refuse_answers_to_another_question(assessment)
    move(assessment, State.UNDER_REVIEW, State.CONFIRMED, confirmed_at=moment)
    number = assessment.report_versions.count() + 1
    report = replace(build_report(assessment, reason=reason.strip()), number=number)
    # Before the report itself: once that is stored, the database refuses changes to the texts.
    store_texts(assessment, report)
    version = ReportVersion.objects.create(
        assessment=assessment,
        number=number,
        content=report_as_json(report),
        confirmed_at=moment,
        confirmed_by=by,
    )
    if keep_threads:
        _keep_threads(version)
    ask_for(REPORT, version, by=None)
    record(What.CONFIRMED, about=version, network=assessment.network_id)
    return version


def _refuse_answers_to_another_question(assessment: Assessment) -> None:
    # A confirmed report would say that it answers the question of today, and every trend with it.
    numbers = [indicator.number for _theme, indicator in answered_as_another(assessment)]
    if numbers:
        raise ValidationError(
            ngettext(
                "Vaststellen kan nog niet. Antwoord %s is gegeven op een andere vraag: kijk het "
                "eerst na.",
                "Vaststellen kan nog niet. De antwoorden %s zijn gegeven op andere vragen: kijk ze "
                "eerst na.",
                len(numbers),
            )
            % ", ".join(numbers)
        )


def _keep_threads(version: ReportVersion) -> None:
    assessment = version.assessment
    members = Membership.objects.filter(network=assessment.network_id)
    roles = roles_by_person(members.select_related("organisation"))
    threads = values_of(Assessment.objects.filter(pk=assessment.pk), roles).get(assessment.pk)
    if threads:
        ThreadAppendix.objects.create(version=version, content=threads)


@transaction.atomic
def reopen(*, assessment: Assessment, by: User, reason: str) -> None:
    """Reopen a confirmed assessment; its report stays in the history, with the reason.

    Raises ValidationError without a reason, or when the assessment isn't confirmed.
    """
    if not reason.strip():
        raise ValidationError(_("Geef een reden om te heropenen."))
    # Locked, so that two people can't reopen it at the same time.
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not locked.is_confirmed:
        raise ValidationError(_("Deze evaluatie is niet vastgesteld."))
    latest = locked.report_versions.order_by("-number")[:1].get()
    latest.reopened_at = timezone.now()
    latest.reopened_by = by
    latest.reopen_reason = reason.strip()
    latest.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    # Only now: the database lets nothing change until the stored report says that it was reopened.
    move(locked, State.CONFIRMED, State.IN_PROGRESS, confirmed_at=None)
    remove_texts(locked)
    record(What.REOPENED, about=latest, network=locked.network_id)
    assessment.refresh_from_db()
