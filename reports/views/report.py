"""The report as a page and as a document; also as it was confirmed before it was opened again."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments import access
from assessments.models import Assessment
from documents.models import Document
from documents.recipes import name_of
from documents.views import answer
from networks.signed_in import SignedInRequest
from networks.trail import What, record_view
from reports.document_kinds import ARCHIVE, REPORT, WORD_FILE
from reports.models import ReportVersion, ThreadAppendix
from reports.report import Report
from reports.report_building import report_of

from .consent import consent_form

ThreadValue = dict[str, Any]


@require_safe
def report_page(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)
    report = _report(assessment, number)
    # Only their dates are shown; the reports themselves can be megabytes.
    versions = list(assessment.report_versions.defer("content"))
    version = next((version for version in versions if version.number == number), None)
    context = {
        "assessment": assessment,
        "may_edit": number is None and access.may_edit(assessment),
        "report": report,
        "versions": versions,
        "version": version,
        "number": number,
        "made": _made(assessment, number),
        "threads": _threads(assessment, number, versions),
        "consent": consent_form(assessment) if assessment.is_confirmed and number is None else None,
        "section": "reports" if assessment.is_confirmed else "",
    }
    record_view(
        What.REPORT_VIEWED,
        about=version or assessment,
        network=assessment.network_id,
    )
    return render(request, "reports/page.html", context)


@require_safe
def report_pdf(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    return _answer(request, REPORT, pk, number)


@require_safe
def report_archive(
    request: SignedInRequest, pk: int, number: int | None = None
) -> HttpResponseBase:
    """Download the edition to keep: PDF/A with the data in it."""
    return _answer(request, ARCHIVE, pk, number)


@require_safe
def report_word(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    """Download the report as a Word document to edit."""
    return _answer(request, WORD_FILE, pk, number)


def _answer(request: SignedInRequest, kind: str, pk: int, number: int | None) -> HttpResponseBase:
    assessment = access.for_reading(request.user, pk)
    subject = _subject(assessment, number)
    return answer(request, kind, subject, network=assessment.network_id)


def _report(assessment: Assessment, number: int | None) -> Report:
    """Return the report as it is now, or a stored version of it."""
    if number is None:
        return report_of(assessment)
    return get_object_or_404(assessment.report_versions, number=number).report


def _made(assessment: Assessment, number: int | None) -> list[tuple[str, str]]:
    """Return kind and SHA-256 of the files of a confirmed version, to check one; else nothing."""
    if number is None and not assessment.is_confirmed:
        return []
    versions = (
        assessment.report_versions.all()
        if number is None
        else assessment.report_versions.filter(number=number)
    )
    latest = versions.order_by("-number")[:1]
    made = Document.objects.about_any(latest).filter(state=Document.State.DONE).order_by("pk")
    return [(name_of(document), document.sha256) for document in made]


def _threads(
    assessment: Assessment, number: int | None, versions: list[ReportVersion]
) -> list[ThreadValue]:
    """Return the talk that was kept with this version, for the network; else nothing."""
    shown = number
    if number is None and assessment.is_confirmed and versions:
        shown = max(version.number for version in versions)
    if shown is None or not access.may_read_threads(assessment):
        return []
    kept = ThreadAppendix.objects.filter(version__assessment=assessment, version__number=shown)
    return [
        value | {"said": [(one, datetime.fromisoformat(one["op"])) for one in value["bijdragen"]]}
        for content in kept.values_list("content", flat=True)
        for value in content
    ]


def _subject(assessment: Assessment, number: int | None) -> Assessment | ReportVersion:
    """Return what a document is about: a stored version, or the assessment of a concept."""
    versions = assessment.report_versions.defer("content")
    if number is not None:
        return get_object_or_404(versions, number=number)
    latest = versions.order_by("-number").first() if assessment.is_confirmed else None
    return latest or assessment
