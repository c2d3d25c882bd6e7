"""An overarching report to read: the edition to share, the national office's, and their files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.views import answer, looks_or_asks
from loket_eval.file_names import attachment
from national import access, edition_files, edition_sheets
from national.edition import Edition, own_judgements
from national.edition_building import editions_of
from national.gathering import contributions_of
from national.models import NationalReport, NationalVersion
from national.recipes import OFFICE, OFFICE_WORD
from networks.models import Network
from networks.signed_in import SignedInRequest
from networks.trail import What, record_view
from reports.document_kinds import REPORT, WORD_FILE
from reports.exports import EXPORTS

from .national_reports import PAGE_SIZE, national_context


@require_safe
def national_report(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Show the edition to share; people in a network see their own judgement beside it."""
    report = access.for_reading(request.user, pk)
    version = _version(request, report, number)
    edition = version.edition if version else editions_of(report, slice(0)).shared
    # The list is bounded: nobody reads a page with more networks of their own beside each number.
    mine = list(
        Network.objects.filter(memberships__user=request.user).values_list("pk", flat=True)[
            :PAGE_SIZE
        ]
    )
    context = national_context(request, report, "national_report") | edition_files.context_of(
        edition
    )
    context |= {
        "about": report,
        "own": own_judgements(version.office, mine) if version and mine else {},
        "number": number,
        "is_office": access.is_office(request.user),
        "is_revised": version is not None and not report.is_confirmed,
    }
    record_view(What.REPORT_VIEWED, about=version or report)
    return render(request, "national/page.html", context)


@require_safe
def national_office(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the edition of the national office, with 25 networks a page."""
    report = access.for_office(request.user, pk)
    version = report.versions.order_by("-number").first()
    # Only the number of networks is needed to know which page this is; then just that page is read.
    total = len(version.contributions if version else contributions_of(report))
    page = Paginator(range(total), PAGE_SIZE).get_page(request.GET.get("pagina"))
    part = slice(PAGE_SIZE * (page.number - 1), PAGE_SIZE * page.number)
    # A reopened report has a version, but the office reads it as the concept that it is.
    confirmed = version if report.is_confirmed else None
    office = confirmed.office_edition(part) if confirmed else editions_of(report, part).office
    context = national_context(request, report, "national_office") | edition_files.context_of(
        office
    )
    context |= {"about": report, "page": page, "networks": office.networks, "is_office": True}
    record_view(What.REPORT_VIEWED, about=confirmed or report)
    return render(request, "national/page.html", context)


@require_safe
def national_json(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk, "json")
    return attachment(
        edition_files.national_json(edition), "application/json", f"{edition.file_name}.json"
    )


@require_safe
def national_csv(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk, "csv")
    return attachment(
        edition_files.national_csv(edition), "text/csv; charset=utf-8", f"{edition.file_name}.csv"
    )


@require_safe
def national_xlsx(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk, "xlsx")
    return attachment(
        edition_sheets.national_xlsx(edition),
        EXPORTS["xlsx"].content_type,
        f"{edition.file_name}.xlsx",
    )


@require_safe
def national_office_xlsx(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access.for_office(request.user, pk)
    version = _version(request, report, None)
    office = version.office_edition() if version else editions_of(report).office
    record_view(What.EXPORTED, about=version or report, detail="xlsx")
    return attachment(
        edition_sheets.national_xlsx(office),
        EXPORTS["xlsx"].content_type,
        f"{office.report.file_name}_per-netwerk.xlsx",
    )


@looks_or_asks
def national_word(request: SignedInRequest, pk: int) -> HttpResponseBase:
    report = access.for_reading(request.user, pk)
    return answer(request, WORD_FILE, _version(request, report, None) or report)


@looks_or_asks
def national_office_word(request: SignedInRequest, pk: int) -> HttpResponseBase:
    report = access.for_office(request.user, pk)
    return answer(request, OFFICE_WORD, _version(request, report, None) or report)


@looks_or_asks
def national_pdf(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    report = access.for_reading(request.user, pk)
    return answer(request, REPORT, _version(request, report, number) or report)


@looks_or_asks
def national_office_pdf(request: SignedInRequest, pk: int) -> HttpResponseBase:
    report = access.for_office(request.user, pk)
    return answer(request, OFFICE, _version(request, report, None) or report)


def _edition(request: SignedInRequest, pk: int, ending: str) -> Edition:
    report = access.for_reading(request.user, pk)
    version = _version(request, report, None)
    record_view(What.EXPORTED, about=version or report, detail=ending)
    return version.edition if version else editions_of(report, slice(0)).shared


def _version(
    request: SignedInRequest, report: NationalReport, number: int | None
) -> NationalVersion | None:
    """Return the version to read: the latest, or another that was asked for.

    The office reads a concept as it is.
    """
    if number is not None:
        return get_object_or_404(report.versions, number=number)
    if report.is_confirmed or not access.is_office(request.user):
        return _latest(report)
    return None


def _latest(report: NationalReport) -> NationalVersion:
    return report.versions.order_by("-number")[:1].get()
