"""What holds for every request: no odd bytes, log in first, no empty refusal, keep nothing in caches."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from . import rescue
from .errors import wrong_method
from .problem_details import is_for_api, problem
from .saved_reply import is_asked_for, session_reply


class OddBytesMiddleware:
    """Addresses and cookies with a NUL in them, and forms that aren't in UTF-8, get a 400.

    No browser sends them. PostgreSQL refuses a NUL with an error, and some of Python's encodings
    let half characters through, which no database takes. A NUL in a typed text is no error:
    `clean_text` takes it away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        charset = (request.content_params or {}).get("charset", "utf-8").lower()
        if (
            "\0" in request.path_info
            or "%00" in query
            or any("\0" in value for value in request.COOKIES.values())
            or charset not in {"utf-8", "utf8"}
        ):
            if is_for_api(request):
                return problem(400, _("Dit verzoek bevat tekens die niet in een adres horen."))
            return bad_request(request, BadRequest())
        return self.get_response(request)


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Django's, but typed text is never thrown away because a session ended.

    A save in the background gets a 401, so the browser keeps the text and says so; a whole form
    that was sent gets a page that still holds it. Everything else goes to the login page.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if is_asked_for(request):
            return session_reply(over=True)
        if request.headers.get("HX-Request") == "true":
            return render(request, "session_expired.html", status=401)
        if request.method == "POST":
            rescued = rescue.Rescued.from_request(request)
            return (
                rescue.page(request, rescued, status=401)
                if rescued.fields
                else redirect(settings.LOGIN_URL)
            )
        return super().handle_no_permission(request, view_func)


class WrongMethodMiddleware:
    """An address that only takes what a button sends says so, instead of showing nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return (
            wrong_method(request, response)
            if isinstance(response, HttpResponseNotAllowed)
            else response
        )


class NoStoreMiddleware:
    """Pages about a network's own work are not left behind in a browser's or proxy's cache.

    It also makes the back button fetch the page again, so that nobody goes on typing in an old
    text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
