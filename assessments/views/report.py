"""The report as a page, as a PDF and as data."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments import access
from assessments.report import report_as_json, report_of
from assessments.report.output import report_pdf as pdf_of
from networks.signed_in import SignedInRequest


@require_GET
def report_page(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)
    context = {
        "assessment": assessment,
        "report": report_of(assessment),
        "section": "reports" if assessment.is_confirmed else "",
    }
    return render(request, "report/page.html", context)


@require_GET
def report_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    report = report_of(access.for_reading(request.user, pk))
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.pdf"'}
    return HttpResponse(pdf_of(report), content_type="application/pdf", headers=headers)


@require_GET
def report_json(request: SignedInRequest, pk: int) -> HttpResponse:
    report = report_of(access.for_reading(request.user, pk))
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.json"'}
    return JsonResponse(report_as_json(report), json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)
