"""What holds for every address of the API: keys and nothing else let in, only reading, and only JSON."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from loket_eval.problem_details import problem
from networks.models import ApiToken, User
from networks.tokens import token_of

from . import VERSION

# Requests a minute with one key: enough to read everything, too few to keep the server busy.
PER_MINUTE = 120

View = Callable[..., HttpResponse]
_log = logging.getLogger("django.request")


class Key(HttpBearer):
    """Lets in who sends a valid API key. A session of the portal doesn't count, so no other site can use one."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        return token_of(token)


class TooMany(Exception):
    """The key was used too often; `wait` is how many seconds until it works again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def reader(request: HttpRequest) -> User:
    """Return whose key this is, and count the request. Raises TooMany."""
    token = cast(ApiToken, getattr(request, "auth"))  # noqa: B009  # django-ninja puts it there
    now = int(time.time())
    name = f"api-{token.pk}-{now // 60}"
    used = cache.get(name, 0)
    if used >= PER_MINUTE:
        raise TooMany(60 - now % 60)
    cache.set(name, used + 1, timeout=120)
    return token.user


def through_the_door(view: View) -> View:
    """Return the view as the API shows it; every answer has the version, every refusal is a problem in JSON."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(view, request, *args, **kwargs)
        response["API-Version"] = VERSION
        if response.status_code == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response

    inside.login_required = False  # type: ignore[attr-defined]
    inside.csrf_exempt = True  # type: ignore[attr-defined]
    return inside


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
    except TooMany as refused:
        response = problem(
            429, _("Deze sleutel is te vaak gebruikt. Wacht even en probeer het dan weer.")
        )
        response["Retry-After"] = str(refused.wait)
    except Exception:
        _log.exception("Internal Server Error: %s", request.path)
        response = problem(
            500, _("Er ging iets mis. Het is vastgelegd; probeer het later nog eens.")
        )
    if head:
        response["Content-Length"] = str(len(response.content))
        response.content = b""
        request.method = "HEAD"
    return response


def not_found(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    return problem(404, _("Dit adres is er niet, of u hebt er geen toegang toe."))
