"""Files to work with: a report as spreadsheet, table, data or Word; all of one network in a zip."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from assessments import access
from assessments.models import Assessment
from documents.views import answer, looks_or_asks
from loket_eval.file_names import attachment
from networks.looking_inside import network_with_drafts
from networks.signed_in import SignedInRequest
from networks.trail import What, record_view
from reports.document_kinds import NETWORK
from reports.exports import EXPORTS
from reports.models import ReportVersion
from reports.report_building import report_of


@require_safe
def report_export(
    request: SignedInRequest, pk: int, extension: str, number: int | None = None
) -> HttpResponse:
    """Download the report as it is now, or a version of it as it was confirmed."""
    assessment = access.for_reading(request.user, pk)
    about: Assessment | ReportVersion = assessment
    if number is None:
        report = report_of(assessment)
    else:
        about = get_object_or_404(assessment.report_versions, number=number)
        report = about.report
    export = EXPORTS[extension]
    name = f"{report.file_name}.{extension}"
    content = export.write(report)
    record_view(What.EXPORTED, about=about, network=assessment.network_id, detail=extension)
    return attachment(content, export.content_type, name)


@looks_or_asks
def network_data(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """Download everything of a network, or show how far the zip is."""
    network = network_with_drafts(request.user, slug)
    return answer(request, NETWORK, network, network=network.pk)
