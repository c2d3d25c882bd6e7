"""What happens to an overarching report: started, written in, confirmed, reopened, deleted.

Every verb is atomic.

An assessment is counted in one published report at most, and a report goes on counting what it
counted when it was first published: see docs/decisions/0008-small-numbers.md.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.saving.adding import add_part
from documents.cleanup import delete_document
from documents.models import Document
from documents.requested_documents import ask_for
from indicators.models import IndicatorSet
from networks.models import User
from networks.trail import What, record
from reports.document_kinds import REPORT

from .edition import as_json, numbered
from .edition_building import Editions, editions_of, minimum, pairs
from .gathering import contributions_of
from .models import NationalRecommendation, NationalReport, NationalVersion

State = NationalReport.State


@transaction.atomic
def start(
    *,
    indicator_set: IndicatorSet,
    title: str,
    period_start: date,
    period_end: date,
    by: User | None,
) -> NationalReport:
    """Return a new report.

    Raises ValidationError when its period overlaps that of another one on the same set.
    """
    if indicator_set.is_draft:
        raise ValidationError(_("Deze indicatorenset is nog niet gepubliceerd."))
    _lock(indicator_set)
    report = NationalReport(
        indicator_set=indicator_set,
        title=title,
        period_start=period_start,
        period_end=period_end,
        changed_by=by,
        changed_at=timezone.now(),
    )
    report.full_clean(exclude=["changed_by"])
    other = NationalReport.objects.filter(
        indicator_set__slug=indicator_set.slug,
        period_start__lte=period_end,
        period_end__gte=period_start,
    ).first()
    if other is not None:
        raise ValidationError(
            _(
                "Deze periode overlapt met die van “%(title)s” (%(start)s tot en met %(end)s). "
                "Elke evaluatie telt in één landelijk rapport mee; anders is uit het verschil "
                "af te leiden wat een netwerk heeft gezegd."
            )
            % {
                "title": other.title,
                "start": _day(other.period_start),
                "end": _day(other.period_end),
            }
        )
    report.save()
    record(What.STARTED, about=report)
    return report


@transaction.atomic
def add_recommendation(
    report: NationalReport, values: Mapping[str, Any], *, by: User | None
) -> NationalRecommendation:
    """Return a new recommendation, placed last. The report must be locked."""
    return add_part(NationalRecommendation, report, values, by=by)


@transaction.atomic
def confirm(
    *, report: NationalReport, by: User | None, at: datetime | None = None
) -> NationalVersion:
    """Confirm a report and store both editions.

    Raises ValidationError when it can't be published.
    """
    _lock(report.indicator_set)
    moment = at or timezone.now()
    moved = NationalReport.objects.filter(pk=report.pk, state=State.IN_PROGRESS)
    if not moved.update(state=State.CONFIRMED, confirmed_at=moment):
        raise ValidationError(
            _("De stand van dit rapport is intussen veranderd. Kijk eerst hoe het ervoor staat.")
        )
    report.state, report.confirmed_at = State.CONFIRMED, moment
    number = report.versions.count() + 1
    if number == 1:
        _hold(report)
    editions = editions_of(report)
    if number == 1:
        refuse_unpublishable(report, editions)
    version = NationalVersion.objects.create(
        report=report,
        number=number,
        shared=as_json(replace(editions.shared, number=number)),
        office=as_json(numbered(editions.office, number)),
        contributions=editions.contributions,
        confirmed_at=moment,
        confirmed_by=by,
    )
    ask_for(REPORT, version, by=None)
    record(What.CONFIRMED, about=version)
    return version


def refuse_unpublishable(report: NationalReport, editions: Editions) -> None:
    """Raise ValidationError for a report that may not be published.

    Either nothing could be shown, or a network is counted in another published report.
    """
    asked, found = minimum().networks, len(editions.contributions)
    if found < asked:
        raise ValidationError(
            ngettext(
                "Er is %(found)s vastgestelde evaluatie in deze periode; voor een landelijk "
                "rapport zijn er ten minste %(asked)s nodig.",
                "Er zijn %(found)s vastgestelde evaluaties in deze periode; voor een "
                "landelijk rapport zijn er ten minste %(asked)s nodig.",
                found,
            )
            % {"found": found, "asked": asked}
        )
    if all(question.is_hidden for question in editions.shared.questions):
        raise ValidationError(
            _(
                "Bij elke vraag blijven alle cijfers verborgen: er staan te weinig "
                "samenwerkingspartners bij de netwerken in het portaal. Vraag de beheerder die in "
                "te vullen, of wacht tot meer netwerken hebben vastgesteld."
            )
        )
    counted = {assessment for assessment, _version in editions.contributions}
    others = NationalVersion.objects.filter(
        number=1, report__indicator_set__slug=report.indicator_set.slug
    )
    for title, contributions in others.exclude(report=report).values_list(
        "report__title", "contributions"
    ):
        if not counted.isdisjoint(assessment for assessment, _version in contributions):
            raise ValidationError(
                _(
                    "Een deel van deze evaluaties telt al mee in “%(title)s”. Elke "
                    "evaluatie telt in één landelijk rapport mee; anders is uit het verschil "
                    "af te leiden wat een netwerk heeft gezegd."
                )
                % {"title": title}
            )


@transaction.atomic
def reopen(*, report: NationalReport, by: User, reason: str) -> None:
    """Open a confirmed report again, to change its words.

    Raises ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError(_("Geef een reden om te heropenen."))
    if not report.is_confirmed:
        raise ValidationError(_("Dit rapport is niet vastgesteld."))
    latest = report.versions.order_by("-number")[:1].get()
    latest.reopened_at, latest.reopened_by, latest.reopen_reason = (
        timezone.now(),
        by,
        reason.strip(),
    )
    latest.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    NationalReport.objects.filter(pk=report.pk).update(state=State.IN_PROGRESS, confirmed_at=None)
    report.refresh_from_db()
    record(What.REOPENED, about=latest)


@transaction.atomic
def delete(*, report: NationalReport) -> None:
    """Delete a report that was never published, with its files.

    Raises ValidationError for one that was.
    """
    if report.versions.exists():
        raise ValidationError(_("Dit rapport is al eens vastgesteld. Het blijft bestaan."))
    for document in Document.objects.about(report):
        transaction.on_commit(partial(delete_document, document))
    record(What.REMOVED, about=report)
    report.delete()


def _lock(indicator_set: IndicatorSet) -> None:
    """Let whoever publishes on the same set at the same time wait, whichever version it is."""
    list(
        IndicatorSet.objects.filter(slug=indicator_set.slug)
        .order_by("pk")
        .select_for_update(no_key=True)
    )


def _hold(report: NationalReport) -> None:
    """Keep what is counted as it is until the report is stored."""
    before = contributions_of(report)
    held = Assessment.objects.filter(pk__in=[one.assessment for one in before]).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))
    if pairs(contributions_of(report)) != pairs(before):
        raise ValidationError(
            _("Er is zojuist een evaluatie heropend of vastgesteld. Probeer het nog een keer.")
        )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
