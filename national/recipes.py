"""The documents that this package makes: both editions of an overarching report as PDF."""

import json
from pathlib import Path
from typing import Any

from django.db.models.fields.json import KT
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.recipes import About, Recipe, register
from loket_eval.pdf.progress import Progress
from networks.models import User
from reports.document_kinds import REPORT, WORD_FILE
from reports.exports import WORD
from reports.recipes import EXPORT_FILES, PDF, REPORT_FILES

from . import access
from .edition import Edition, Office, as_json
from .edition_building import editions_of
from .edition_files import national_pdf
from .edition_word import national_docx
from .models import NationalReport, NationalVersion

OFFICE, OFFICE_WORD = "office", "offword"

# The files that decide what an edition looks like as PDF.
NATIONAL_FILES = (
    *REPORT_FILES,
    "national/*.py",
    "national/templatetags/*.py",
    "static/national_print.css",
    "templates/national/**/*.html",
)


def _write_national(content: Edition | Office, path: Path, progress: Progress) -> None:
    path.write_bytes(national_pdf(content, progress))


def _write_word(content: Edition | Office, path: Path, _progress: Progress) -> None:
    path.write_bytes(national_docx(content))


def _of_concept(user: User, pk: int, kind: str) -> About:
    """Return what a concept is about; it stays with the office, as does its unfinished title."""
    return About(str(access.for_office(user, pk)), _page(kind, pk))


def _of_version(user: User, pk: int, kind: str) -> About:
    """Return what a version is about, under the title that it was confirmed with."""
    versions = NationalVersion.objects.annotate(shown=KT("shared__title"))
    row = versions.filter(pk=pk).values_list("report", "shown").first()
    if row is None:
        raise Http404
    report, title = row
    if kind in (OFFICE, OFFICE_WORD):
        return About(str(access.for_office(user, report)), _page(kind, report))
    access.for_reading(user, report)
    return About(str(title), _page(kind, report))


def _page(kind: str, report: int) -> str:
    return reverse(
        "national_office" if kind in (OFFICE, OFFICE_WORD) else "national_report", args=[report]
    )


def register_all() -> None:
    """Register both editions of the overarching report: as it is now, and as it was confirmed."""
    same: dict[str, Any] = {
        "tell": lambda content: json.dumps(as_json(content), ensure_ascii=False, sort_keys=True),
        "write": _write_national,
        "content_type": PDF,
        "made_with": NATIONAL_FILES,
    }
    now: dict[str, Any] = {"subject": NationalReport, "kept": False, "fetch": _of_concept} | same
    confirmed: dict[str, Any] = {
        "subject": NationalVersion,
        "kept": True,
        "fetch": _of_version,
    } | same
    in_word: dict[str, Any] = {
        "write": _write_word,
        "content_type": WORD,
        "made_with": (*NATIONAL_FILES, *EXPORT_FILES),
    }
    shared: dict[str, Any] = {
        "kind": REPORT,
        "name": _("rapport (PDF)"),
        "file_name": lambda edition: f"{edition.file_name}.pdf",
    }
    office: dict[str, Any] = {
        "kind": OFFICE,
        "name": _("overkoepelend rapport per netwerk (PDF)"),
        "file_name": lambda office: f"{office.report.file_name}_per-netwerk.pdf",
    }
    shared_word = in_word | {
        "kind": WORD_FILE,
        "name": _("rapport (Word)"),
        "file_name": lambda edition: f"{edition.file_name}.docx",
    }
    office_word = in_word | {
        "kind": OFFICE_WORD,
        "name": _("overkoepelend rapport per netwerk (Word)"),
        "file_name": lambda office: f"{office.report.file_name}_per-netwerk.docx",
    }
    # An edition to share needs no networks by name, so none are read for it: slice(0).
    for more in (shared, shared_word):
        register(
            Recipe(read=lambda report: editions_of(report, slice(0)).shared, **now | more),
            Recipe(read=lambda version: version.edition, **confirmed | more),
        )
    for more in (office, office_word):
        register(
            Recipe(read=lambda report: editions_of(report).office, **now | more),
            Recipe(read=lambda version: version.office_edition(), **confirmed | more),
        )
