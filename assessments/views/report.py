"""The report as a page, as a PDF and as data; also as it was confirmed before the assessment was opened again."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from assessments import access
from assessments.models import Assessment
from assessments.report import Report, report_as_json, report_from_json, report_of
from assessments.report.output import report_pdf as pdf_of
from networks.signed_in import SignedInRequest


@require_GET
def report_page(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)
    context = {
        "assessment": assessment,
        "report": _report(assessment, number),
        "number": number,
        "section": "reports" if assessment.is_confirmed else "",
    }
    return render(request, "report/page.html", context)


@require_GET
def report_pdf(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    report = _report(access.for_reading(request.user, pk), number)
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.pdf"'}
    return HttpResponse(pdf_of(report), content_type="application/pdf", headers=headers)


@require_GET
def report_json(request: SignedInRequest, pk: int) -> HttpResponse:
    report = report_of(access.for_reading(request.user, pk))
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.json"'}
    return JsonResponse(report_as_json(report), json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)


def _report(assessment: Assessment, number: int | None) -> Report:
    """Return the report as it is now, or a stored version of it."""
    if number is None:
        return report_of(assessment)
    return report_from_json(get_object_or_404(assessment.report_versions, number=number).content)
