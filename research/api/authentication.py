"""Rules for every address of the API: access by key only, reading only, and JSON only."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from loket_eval.problem_details import problem
from networks.models import ApiToken, User
from networks.own_account import second_factor
from networks.tokens import count_use, token_of

from . import VERSION

# Requests a minute with one key: enough to read everything, too few to overload the server.
PER_MINUTE = 120

View = Callable[..., HttpResponse]
_log = logging.getLogger("django.request")


class Key(HttpBearer):
    """Accepts a valid API key. A session doesn't count, so no other website can use one."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        return token_of(token)


class TooManyRequests(Exception):
    """The key was used too often; it works again after `wait` seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class SecondFactorMissing(Exception):
    """The owner of the key must have a second factor, and has none."""


def reader(request: HttpRequest) -> User:
    """Return the owner of the key, and count the request.

    Raises TooManyRequests and SecondFactorMissing.
    """
    # django-ninja stores what Key.authenticate returned here.
    token = cast(ApiToken, getattr(request, "auth"))  # noqa: B009
    if wait := count_use(token, most=PER_MINUTE):
        raise TooManyRequests(wait)
    if second_factor.is_required(token.user) and not second_factor.is_set_up(token.user):
        raise SecondFactorMissing
    return token.user


def api_view(view: View) -> View:
    """Return the view with the API's rules: a version in each response, problems in JSON."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(view, request, *args, **kwargs)
        response["API-Version"] = VERSION
        # RFC 9110 requires it with a 401.
        if response.status_code == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response

    # The portal's login and forgery checks are for sessions; the API has none.
    wrapped.login_required = False  # type: ignore[attr-defined]
    wrapped.csrf_exempt = True  # type: ignore[attr-defined]
    return wrapped


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        refusal = problem(405, _("Deze API is om te lezen: gebruik GET of HEAD."))
        refusal["Allow"] = "GET, HEAD"
        return refusal
    if not request.accepts("application/json"):
        return problem(406, _("Deze API antwoordt in JSON. Vraag om application/json."))
    head, request.method = request.method == "HEAD", "GET"
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        response = not_found(request)
    except TooManyRequests as excess:
        response = problem(
            429, _("Deze sleutel is te vaak gebruikt. Wacht even en probeer het dan weer.")
        )
        response["Retry-After"] = str(excess.wait)
    except SecondFactorMissing:
        response = problem(
            403,
            _(
                "De eigenaar van deze sleutel heeft een tweede stap nodig bij het inloggen, en "
                "heeft die nog niet ingesteld. Dat kan in het portaal, onder Mijn account."
            ),
        )
    # Without this, Django would answer with the portal's HTML page.
    except Exception:
        _log.exception("Internal Server Error: %s", request.path)
        response = problem(
            500, _("Er ging iets mis. Het is vastgelegd; probeer het later nog eens.")
        )
    # No body, but the length that a GET would have (RFC 9110, 9.3.2).
    if head:
        response["Content-Length"] = str(len(response.content))
        response.content = b""
        request.method = "HEAD"
    return response


def not_found(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    return problem(404, _("Dit adres is er niet, of u hebt er geen toegang toe."))
