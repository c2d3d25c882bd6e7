"""The questions of a set as a page and as a PDF to print."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.views import answer, looks_or_asks
from networks.signed_in import SignedInRequest

from .access import set_for_reading
from .question_list import question_list_of
from .recipes import QUESTIONS


@require_safe
def question_list(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    indicator_set = set_for_reading(request.user, slug, version)
    return render(
        request, "indicators/question_list.html", {"questions": question_list_of(indicator_set)}
    )


@looks_or_asks
def question_list_pdf_file(request: SignedInRequest, slug: str, version: str) -> HttpResponseBase:
    indicator_set = set_for_reading(request.user, slug, version)
    return answer(request, QUESTIONS, indicator_set)
