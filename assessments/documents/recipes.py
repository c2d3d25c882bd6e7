"""How each kind of document is made: what it is about, what is in it, who reads it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.db.models.fields.json import KT
from django.http import Http404
from django.urls import reverse

from assessments import access
from assessments.exports import WORD, report_docx
from assessments.exports.bundle import write_bundle
from assessments.exports.network import NetworkData, read_network, tell
from assessments.models import Assessment, Document, NationalReport, NationalVersion, ReportVersion
from assessments.national import access as national_access
from assessments.national.building import editions_of
from assessments.national.output import national_pdf
from assessments.national.values import Edition, Office, as_json, edition_from_json, office_from_json
from assessments.report import Report, report_as_json, report_from_json, report_of
from assessments.report.output import report_archive, report_pdf
from loket_eval.pdf.progress import Progress
from networks.models import Network, User

Subject = Assessment | ReportVersion | NationalReport | NationalVersion | Network
S = TypeVar("S", bound=Model)
C = TypeVar("C")


@dataclass(frozen=True, kw_only=True)
class Recipe(Generic[S, C]):
    """How one kind of document about one kind of subject is made; see assessments/documents/__init__.py."""

    kind: Document.Kind
    subject: type[S]
    read: Callable[[S], C]
    tell: Callable[[C], str]
    file_name: Callable[[C], str]
    write: Callable[[C, Path, Progress], None]
    content_type: str
    made_with: tuple[str, ...]
    fetch: Callable[[User, Document], object]
    page: Callable[[Document], str]


PDF = "application/pdf"
REPORT_FILES = (
    "assessments/pictures/*.py",
    "assessments/report/*.py",
    "assessments/templatetags/*.py",
    "loket_eval/pdf/*.py",
    "loket_eval/prose.py",
    "static/print.css",
    "templates/report/**/*.html",
)


def canonical(report: Report) -> str:
    """Return a report as JSON of which equal reports have the same."""
    return json.dumps(report_as_json(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _stored(version: ReportVersion) -> Report:
    return report_from_json(version.content)


def _write_report(report: Report, path: Path, progress: Progress) -> None:
    path.write_bytes(report_pdf(report, progress))


def _write_archive(report: Report, path: Path, progress: Progress) -> None:
    path.write_bytes(report_archive(report, progress))


def _assessment(user: User, document: Document) -> Assessment:
    """Return the assessment for who may read this document of it; what wasn't confirmed stays with its own network."""
    assessment = access.for_reading(user, document.assessment_id or 0)
    if not document.report_version_id and assessment.role is None and not user.is_superuser:
        raise Http404
    return assessment


def _report_page(document: Document) -> str:
    version = document.report_version
    if version is not None and version.reopened_at:
        return reverse("report_version", args=[document.assessment_id, version.number])
    return reverse("report", args=[document.assessment_id])


NATIONAL_FILES = (
    *REPORT_FILES,
    "assessments/national/*.py",
    "static/national_print.css",
    "templates/national/**/*.html",
)


def _write_national(content: Edition | Office, path: Path, progress: Progress) -> None:
    path.write_bytes(national_pdf(content, progress))


def _shared(user: User, document: Document) -> object:
    """Return the report for who may read its edition to share, by the title it was confirmed with.

    A concept stays with the national office, and so does the title that is being written.
    """
    if not document.national_version_id:
        return national_access.for_office(user, document.national_report_id or 0)
    national_access.for_reading(user, document.national_report_id or 0)
    titles = NationalVersion.objects.annotate(shown=KT("shared__title")).values_list("shown", flat=True)
    return titles.get(pk=document.national_version_id)


def _national_recipes() -> list[Any]:
    """Return the recipes of both editions of the overarching report: as it is now, and as it was confirmed."""
    same: dict[str, Any] = {
        "tell": lambda content: json.dumps(as_json(content), ensure_ascii=False, sort_keys=True),
        "write": _write_national,
        "content_type": PDF,
        "made_with": NATIONAL_FILES,
    }
    shared = same | {
        "kind": Document.Kind.REPORT,
        "file_name": lambda edition: f"{edition.file_name}.pdf",
        "fetch": _shared,
        "page": lambda document: reverse("national_report", args=[document.national_report_id]),
    }
    office = same | {
        "kind": Document.Kind.OFFICE,
        "file_name": lambda office: f"{office.report.file_name}-per-netwerk.pdf",
        "fetch": lambda user, document: national_access.for_office(user, document.national_report_id or 0),
        "page": lambda document: reverse("national_office", args=[document.national_report_id]),
    }
    return [
        Recipe(subject=NationalReport, read=lambda report: editions_of(report, slice(0)).shared, **shared),
        Recipe(subject=NationalVersion, read=lambda version: edition_from_json(version.shared), **shared),
        Recipe(subject=NationalReport, read=lambda report: editions_of(report).office, **office),
        Recipe(subject=NationalVersion, read=lambda version: office_from_json(version.office), **office),
    ]


def _of_report(kind: Document.Kind, ending: str, write: Callable[[Report, Path, Progress], None]) -> list[Any]:
    """Return the recipes of one edition of a report: as it is now, and as it was confirmed."""
    same: dict[str, Any] = {
        "kind": kind,
        "tell": canonical,
        "file_name": lambda report: f"{report.file_name}{ending}.pdf",
        "write": write,
        "content_type": PDF,
        "made_with": REPORT_FILES,
        "fetch": _assessment,
        "page": _report_page,
    }
    return [
        Recipe(subject=Assessment, read=report_of, **same),
        Recipe(subject=ReportVersion, read=_stored, **same),
    ]


EXPORT_FILES = (*REPORT_FILES, "assessments/exports/*.py")


def _write_word(report: Report, path: Path, _progress: Progress) -> None:
    path.write_bytes(report_docx(report))


def _word_recipes() -> list[Any]:
    same: dict[str, Any] = {
        "kind": Document.Kind.WORD,
        "tell": canonical,
        "file_name": lambda report: f"{report.file_name}.docx",
        "write": _write_word,
        "content_type": WORD,
        "made_with": EXPORT_FILES,
        "fetch": _assessment,
        "page": _report_page,
    }
    return [
        Recipe(subject=Assessment, read=report_of, **same),
        Recipe(subject=ReportVersion, read=_stored, **same),
    ]


def _its_own_network(user: User, document: Document) -> Network:
    network = document.network
    return access.network_for_its_data(user, network.slug if network else "")


_NETWORK: Recipe[Network, NetworkData] = Recipe(
    kind=Document.Kind.NETWORK,
    subject=Network,
    read=read_network,
    tell=tell,
    file_name=lambda data: data.file_name,
    write=write_bundle,
    content_type="application/zip",
    made_with=(*EXPORT_FILES, "static/*.css"),
    fetch=_its_own_network,
    page=lambda document: reverse("start"),
)

RECIPES: dict[tuple[str, type[Model]], Recipe[Any, Any]] = {
    (recipe.kind, recipe.subject): recipe
    for recipe in [
        *_of_report(Document.Kind.REPORT, "", _write_report),
        *_of_report(Document.Kind.ARCHIVE, "-archief", _write_archive),
        *_national_recipes(),
        *_word_recipes(),
        _NETWORK,
    ]
}


def recipe_of(document: Document) -> Recipe[Any, Any]:
    return RECIPES[document.kind, Document._meta.get_field(_field_of(document)).related_model]  # type: ignore[index]


def subject_of(document: Document) -> Subject:
    """Return what a document is about: the confirmed version if it is about one."""
    subject: Subject = getattr(document, _field_of(document))
    return subject


def _field_of(document: Document) -> str:
    fields = ["report_version", "national_version", "assessment", "national_report", "network"]
    return next(name for name in fields if getattr(document, f"{name}_id"))


def foreign_keys(subject: Subject) -> dict[str, Any]:
    """Return the fields of a document that say that it is about `subject`."""
    match subject:
        case ReportVersion():
            return {"assessment_id": subject.assessment_id, "report_version": subject}
        case NationalVersion():
            return {"national_report_id": subject.report_id, "national_version": subject}
        case Assessment():
            return {"assessment": subject}
        case NationalReport():
            return {"national_report": subject}
        case Network():
            return {"network": subject}


def is_kept(subject: Subject) -> bool:
    """Whether it never changes, so that its document is made once."""
    return isinstance(subject, ReportVersion | NationalVersion)
