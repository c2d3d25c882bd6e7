"""The questions of a set as a page and as a PDF to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from loket_eval.file_names import attachment

from .access import set_for_reading
from .question_list import question_list_of, question_list_pdf


@require_safe
def question_list(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    indicator_set = set_for_reading(request.user, slug, version)
    return render(
        request, "indicators/question_list.html", {"questions": question_list_of(indicator_set)}
    )


@require_safe
def question_list_pdf_file(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    questions = question_list_of(set_for_reading(request.user, slug, version))
    # The page says why, and prints as well.
    if not questions.fits_pdf:
        return redirect("question_list", slug, version)
    name = f"{questions.file_name}.pdf"
    return attachment(question_list_pdf(questions), "application/pdf", name)
