"""Rules for every request: valid bytes, login, explained refusals, nothing left in caches."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from . import rescue
from .errors import too_large, wrong_method
from .large_forms import (
    FORM,
    JSON,
    LARGE,
    WITH_FILES,
    give_memory_back,
    is_too_large,
    stated_length,
)
from .problem_details import is_for_api, problem
from .saved_reply import is_asked_for, session_reply


class HeadersMiddleware:
    """Gives every response the headers of EVERY_RESPONSE, which no other middleware sets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in settings.EVERY_RESPONSE.items():
            response[name] = value
        return response


class OddBytesMiddleware:
    """Answers 400 to addresses and cookies that contain a NUL, and to forms that aren't in UTF-8.

    No browser sends them. PostgreSQL raises an error for a NUL, and some of Python's encodings let
    half characters through, which no database accepts. A NUL in typed text is no error:
    `clean_text` removes it.
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


class LargeFormsMiddleware:
    """Lets one large form at a time into the process, and answers 413 to what is too large.

    loket_eval/large_forms.py says why.
    """

    # Seconds that a large form waits for the one before it.
    _PATIENCE = 60
    _KINDS = (FORM, WITH_FILES, JSON)
    _one_at_a_time = threading.BoundedSemaphore(1)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = stated_length(request)
        if length <= LARGE or request.content_type not in self._KINDS:
            return self.get_response(request)
        if not self._one_at_a_time.acquire(timeout=self._PATIENCE):
            return self._busy()
        give_memory_back()
        done = ExitStack()
        done.callback(self._one_at_a_time.release)
        try:
            is_refused = request.content_type != JSON and is_too_large(request)
            response = too_large(request) if is_refused else self.get_response(request)
        except BaseException:
            done.close()
            raise
        # The server closes the response when it has been sent.
        done.callback(response.close)
        response.close = done.close  # type: ignore[method-assign]
        return response

    def _busy(self) -> HttpResponse:
        """Ask to try again later. A page that saves takes this for no reply, and does so itself."""
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(self._PATIENCE)
        return response


class WholeFormMiddleware:
    """Answers 400 to a form, or a save, of which the end didn't arrive.

    When the connection breaks halfway, the server in front of us may hand over what it has. As a
    form that is half a text, and nothing in the fields after it. A page that saves takes this for
    no reply, and sends the same again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.content_type in {FORM, JSON}
            # A save that is too large is refused before anybody reads it.
            and not is_too_large(request)
            and len(request.body) < stated_length(request)
        ):
            return bad_request(request, BadRequest())
        return self.get_response(request)


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Django's middleware, except that typed text is never lost because a session ended.

    A save in the background gets a 401, so that the browser keeps the text and tells the user. A
    form that was posted gets a page that still contains it. Everything else goes to the login page.
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
    """Shows a page instead of an empty response at addresses that only accept a POST."""

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
    """Keeps pages about a network's own work out of the caches of browsers and proxies.

    It also makes the back button fetch the page again, so that nobody continues in an outdated
    text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Views that know better (a stored file, for example) set their own header.
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
