"""The report as a page, as a PDF and as data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from assessments import access
from assessments.report import report_as_json, report_of
from assessments.report.output import report_pdf as pdf_of


def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)  # type: ignore[arg-type] # login is required everywhere
    context = {"assessment": assessment, "report": report_of(assessment), "section": "reports"}
    return render(request, "report/page.html", context)


def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_of(access.for_reading(request.user, pk))  # type: ignore[arg-type]
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.pdf"'}
    return HttpResponse(pdf_of(report), content_type="application/pdf", headers=headers)


def report_json(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_of(access.for_reading(request.user, pk))  # type: ignore[arg-type]
    headers = {"Content-Disposition": f'attachment; filename="{report.file_name}.json"'}
    return JsonResponse(report_as_json(report), json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)
