"""`/gezond`, `/gereed` and `/metrics`: for this machine itself, or for who has the token.

They are answered by a middleware, before anything looks at the name of the host, a session or a
login: a container asks by another name, and must be answered when the database is away. To anybody
else these addresses don't exist.
"""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from .measures import exposition
from .probes import WELL, look_at_all

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class StatusAddressesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = _ANSWERS.get(request.path_info.rstrip("/"))
        if answer is None or not _may_ask(request):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer()
        response.headers["Cache-Control"] = "no-store"
        return response


def _may_ask(request: HttpRequest) -> bool:
    """Return whether this is somebody on this machine, or somebody with the token.

    Behind a proxy on this machine every visitor seems to be here, but the proxy says for whom it
    asks.
    """
    token = settings.STATUS_TOKEN
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if token and constant_time_compare(given.encode(), f"Bearer {token}".encode()):
        return True
    if any(request.META.get(header) for header in _FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _alive() -> HttpResponse:
    """The process answers; that says nothing of the database."""
    return HttpResponse(f"{WELL}\n", content_type="text/plain; charset=utf-8")


def _ready() -> HttpResponse:
    found = look_at_all()
    ready = set(found.values()) == {WELL}
    return JsonResponse(
        {"gereed": ready, **found},
        status=200 if ready else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def _metrics() -> HttpResponse:
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)


_ANSWERS: dict[str, Callable[[], HttpResponse]] = {
    "/gezond": _alive,
    "/gereed": _ready,
    "/metrics": _metrics,
}
