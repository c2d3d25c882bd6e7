"""The report as a page and as a document; also as it was confirmed before it was opened again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import access
from assessments.models import Assessment
from documents.models import Document
from documents.recipes import name_of
from documents.views import answer, looks_or_asks
from networks.signed_in import SignedInRequest
from networks.trail import What, record_view
from reports.articles import article_of, article_of_concept
from reports.document_kinds import ARCHIVE, REPORT, SHEET, SLIDE, WORD_FILE
from reports.models import ReportArticle, ReportVersion, ThreadAppendix
from reports.report_building import build_report

from .consent import consent_form

ThreadValue = dict[str, Any]


@require_safe
def report_page(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)
    # Only their dates are shown; the reports themselves can be megabytes.
    stored = assessment.report_versions.defer("content")
    versions = list(stored.annotate(talk=F("thread_appendix")))
    version = _shown(assessment, versions, number)
    context = {
        "assessment": assessment,
        "article": article_of(version) if version else _concept(assessment),
        "versions": versions,
        "version": version if number is not None else None,
        "number": number,
        "made": _made(version),
        "threads": _threads(assessment, version),
        "consent": consent_form(assessment) if assessment.is_confirmed and number is None else None,
        "section": "reports" if assessment.is_confirmed else "",
    }
    record_view(What.REPORT_VIEWED, about=version or assessment, network=assessment.network_id)
    return render(request, "reports/page.html", context)


@looks_or_asks
def report_pdf(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    return _answer(request, REPORT, pk, number)


@looks_or_asks
def report_archive(
    request: SignedInRequest, pk: int, number: int | None = None
) -> HttpResponseBase:
    """Download the edition to keep: PDF/A with the data in it."""
    return _answer(request, ARCHIVE, pk, number)


@looks_or_asks
def report_sheet(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    """Download the whole story on one page."""
    return _answer(request, SHEET, pk, number)


@looks_or_asks
def report_slide(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    """Download the whole story as a page to show on a screen."""
    return _answer(request, SLIDE, pk, number)


@looks_or_asks
def report_word(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    """Download the report as a Word document to edit."""
    return _answer(request, WORD_FILE, pk, number)


def _answer(request: SignedInRequest, kind: str, pk: int, number: int | None) -> HttpResponseBase:
    assessment = access.for_reading(request.user, pk)
    subject = _subject(assessment, number)
    return answer(request, kind, subject, network=assessment.network_id)


def _concept(assessment: Assessment) -> ReportArticle:
    points_page = reverse("points", args=[assessment.pk]) if access.may_edit(assessment) else ""
    return article_of_concept(build_report(assessment), points_page=points_page)


def _shown(
    assessment: Assessment, versions: Sequence[ReportVersion], number: int | None
) -> ReportVersion | None:
    """Return the version with this number, or else the one that is confirmed; None for a concept.

    Raises Http404 when there is no such version.
    """
    if number is None:
        return versions[-1] if assessment.is_confirmed and versions else None
    for version in versions:
        if version.number == number:
            return version
    raise Http404


def _made(version: ReportVersion | None) -> list[tuple[str, str]]:
    """Return kind and SHA-256 of the files of a confirmed version, to check one; else nothing."""
    if version is None:
        return []
    done = Document.objects.about(version).filter(state=Document.State.DONE).order_by("pk")
    made = done.only("kind", "subject_label", "sha256")
    return [(name_of(document), document.sha256) for document in made]


def _threads(assessment: Assessment, version: ReportVersion | None) -> list[ThreadValue]:
    """Return the talk that was kept with this version, for the network; else nothing."""
    talk = getattr(version, "talk", None)
    if talk is None or not access.may_read_threads(assessment):
        return []
    kept = ThreadAppendix.objects.filter(pk=talk)
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
