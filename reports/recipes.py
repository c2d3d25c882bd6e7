"""The documents of this package: a report as PDF, for the archive, as Word; all of a network."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments import access
from assessments.models import Assessment
from documents.recipes import About, Recipe, register
from loket_eval.pdf.progress import Progress
from networks.looking_inside import network_with_drafts
from networks.models import Network, User

from .document_kinds import ARCHIVE, NETWORK, REPORT, SHEET, SLIDE, WORD_FILE
from .exports import WORD, report_docx
from .exports.network_archive import write_bundle
from .exports.network_data import NetworkData, read_network, tell
from .models import ReportVersion
from .report import Report, report_as_json
from .report_building import report_of
from .report_files import report_archive, report_pdf, report_sheet, report_slide

PDF = "application/pdf"
# The files that decide what a document looks like. When one of them changes, a document that isn't
# kept is made again.
REPORT_FILES = (
    "assessments/templatetags/*.py",
    "loket_eval/pdf/*.py",
    "loket_eval/prose.py",
    "loket_eval/prose_blocks.py",
    "loket_eval/prose_lists.py",
    "reports/*.py",
    "reports/pictures/*.py",
    "reports/templatetags/*.py",
    "static/one_page.css",
    "static/print/*.css",
    "templates/reports/**/*.html",
)
EXPORT_FILES = (*REPORT_FILES, "reports/exports/*.py")


def canonical(report: Report) -> str:
    """Return a report as JSON that is the same for equal reports."""
    return json.dumps(
        report_as_json(report), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _stored(version: ReportVersion) -> Report:
    return version.report


def _write_report(report: Report, path: Path, progress: Progress) -> None:
    path.write_bytes(report_pdf(report, progress))


def _write_archive(report: Report, path: Path, progress: Progress) -> None:
    path.write_bytes(report_archive(report, progress))


def _write_sheet(report: Report, path: Path, progress: Progress) -> None:
    path.write_bytes(report_sheet(report, progress))


def _write_slide(report: Report, path: Path, progress: Progress) -> None:
    path.write_bytes(report_slide(report, progress))


def _write_word(report: Report, path: Path, _progress: Progress) -> None:
    path.write_bytes(report_docx(report))


def _of_assessment(user: User, pk: int, _kind: str) -> About:
    """Return what a concept is about; it stays with its own network and the admins."""
    assessment = access.for_reading(user, pk)
    if assessment.role is None and not user.is_superuser:
        raise Http404
    return About(str(assessment), reverse("report", args=[pk]), network=assessment.network_id)


def _of_version(user: User, pk: int, _kind: str) -> About:
    versions = ReportVersion.objects.filter(assessment__in=Assessment.objects.visible_to(user))
    version = versions.select_related("assessment__network").defer("content").filter(pk=pk).first()
    if version is None:
        raise Http404
    assessment = version.assessment
    # A reopened report has an address of its own: that of the assessment shows the new concept.
    if version.reopened_at:
        access.for_reading(user, assessment.pk)
        page = reverse("report_version", args=[assessment.pk, version.number])
    else:
        page = reverse("report", args=[assessment.pk])
    return About(str(assessment), page, network=assessment.network_id)


def _of_network(user: User, pk: int, _kind: str) -> About:
    # Without a network the fetch gets an empty name and answers 404, as for a network that isn't
    # this user's.
    network = Network.objects.filter(pk=pk).first()
    found = network_with_drafts(user, network.slug if network else "")
    return About(str(found), reverse("start"), network=found.pk)


def _of_report(
    kind: str,
    name: Any,
    *,
    ending: str,
    write: Callable[[Report, Path, Progress], None],
    content_type: str = PDF,
    made_with: tuple[str, ...] = REPORT_FILES,
) -> list[Recipe[Any, Any]]:
    """Return the recipes of one edition of a report: as it is now, and as it was confirmed."""
    same: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "tell": canonical,
        "file_name": lambda report: f"{report.file_name}{ending}",
        "write": write,
        "content_type": content_type,
        "made_with": made_with,
    }
    return [
        Recipe(subject=Assessment, kept=False, read=report_of, fetch=_of_assessment, **same),
        Recipe(subject=ReportVersion, kept=True, read=_stored, fetch=_of_version, **same),
    ]


_NETWORK: Recipe[Network, NetworkData] = Recipe(
    kind=NETWORK,
    name=_("alles van het netwerk (zip)"),
    subject=Network,
    kept=False,
    read=read_network,
    tell=tell,
    file_name=lambda data: data.file_name,
    write=write_bundle,
    content_type="application/zip",
    # The HTML in the zip holds the style sheets.
    made_with=(*EXPORT_FILES, "static/tokens.css", "static/site/*.css", "static/report/*.css"),
    fetch=_of_network,
)


def register_all() -> None:
    """Register the documents of this package."""
    register(
        *_of_report(REPORT, _("rapport (PDF)"), ending=".pdf", write=_write_report),
        *_of_report(
            ARCHIVE, _("archiefexemplaar (PDF/A)"), ending="_archief.pdf", write=_write_archive
        ),
        *_of_report(
            SHEET, _("samenvatting op één blad (PDF)"), ending="_blad.pdf", write=_write_sheet
        ),
        *_of_report(SLIDE, _("samenvatting als dia (PDF)"), ending="_dia.pdf", write=_write_slide),
        *_of_report(
            WORD_FILE,
            _("rapport (Word)"),
            ending=".docx",
            write=_write_word,
            content_type=WORD,
            made_with=EXPORT_FILES,
        ),
        _NETWORK,
    )
