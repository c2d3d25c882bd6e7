"""What holds for every request: log in first, keep nothing in caches."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers

from . import rescue


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Django's, but typed text is never thrown away because a session ended.

    A save in the background gets a 401, so the browser keeps the text and says so; a whole form that was sent gets a
    page that still holds it. Everything else goes to the login page.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseBase:
        if getattr(request, "htmx", False) or request.headers.get("HX-Request") == "true":
            return TemplateResponse(request, "session_expired.html", status=401).render()
        if request.method == "POST":
            return rescue.page(request, status=401)
        return super().handle_no_permission(request, view_func)


class NoStoreMiddleware:
    """Pages about a network's own work are not left behind in a browser's or proxy's cache.

    It also makes the back button fetch the page again, so that nobody goes on typing in an old text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
