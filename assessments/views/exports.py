"""A report to work on with: as spreadsheet, table, data or Word document; and everything of one network in a zip."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from assessments import access
from assessments.exports import EXPORTS
from assessments.models import Document
from assessments.report import report_from_json, report_of
from networks.signed_in import SignedInRequest

from .documents import answer


@require_safe
def report_export(request: SignedInRequest, pk: int, extension: str, number: int | None = None) -> HttpResponse:
    """The report as it is now, or a version of it as it was confirmed."""
    assessment = access.for_reading(request.user, pk)
    if number is None:
        report = report_of(assessment)
    else:
        report = report_from_json(get_object_or_404(assessment.report_versions, number=number).content)
    export = EXPORTS[extension]
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.{extension}"'}
    return HttpResponse(export.write(report), content_type=export.content_type, headers=headers)


@require_safe
def network_data(request: SignedInRequest, slug: str) -> HttpResponseBase:
    network = access.network_for_its_data(request.user, slug)
    return answer(request, Document.Kind.NETWORK, network)
