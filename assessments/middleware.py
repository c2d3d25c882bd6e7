"""Where an evaluator is led who looks at the network's answers before having judged."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .access import OwnJudgementFirst


class OwnJudgementFirstMiddleware:
    """Leads an evaluator who is still judging from every other page to their own, and says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OwnJudgementFirst) and request.method in ("GET", "HEAD"):
            messages.info(request, str(exception))
            return redirect(exception.page)
        return None
