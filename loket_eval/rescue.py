"""A form that could not be accepted (session over, page too old) is shown again with its texts."""

import json
from dataclasses import dataclass
from typing import Protocol, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from .saved_reply import is_asked_for, session_reply

_NOT_KEPT = {
    "csrfmiddlewaretoken",
    "login",
    "unsent",
    "password",
    "oldpassword",
    "password1",
    "password2",
}
# The names, behind the prefix of a form, of fields that say which text a page was served with.
_BOOKKEEPING = {"served", "theirs"}


@dataclass(frozen=True)
class Rescued:
    """A form as it was posted: its address, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def from_request(cls, request: HttpRequest) -> Self:
        """Return what was posted, without passwords and tokens."""
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in _NOT_KEPT
        ]
        return cls(request.get_full_path(), tuple(fields))

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return what `to_json` made; None for anything else, such as another site's address."""
        try:
            path, fields = json.loads(str(raw))
            pairs = tuple((name, value) for name, value in fields)
        except (ValueError, TypeError, RecursionError):
            return None
        if not all(
            isinstance(text, str) for text in (path, *(text for pair in pairs for text in pair))
        ):
            return None
        # Browsers read more than "//host" as another site: "/\host" too, and "/<tab>/host": they
        # leave the tab out. An address of the portal has no such signs.
        is_plain = path.isascii() and path.isprintable() and path.startswith("/")
        if not is_plain or not url_has_allowed_host_and_scheme(path, None):
            return None
        return cls(path, pairs)

    def to_json(self) -> str:
        return json.dumps([self.path, self.fields], ensure_ascii=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The typed text, without ids, choices and numbers."""
        return tuple(
            value
            for name, value in self.fields
            if len(value.split()) > 1 and name.rpartition("-")[2] not in _BOOKKEEPING
        )


class LoginPage(Protocol):
    """The view that RESCUE_LOGIN_PAGE names: a login page that sends a form again afterwards."""

    def __call__(self, request: HttpRequest, rescued: Rescued, *, status: int) -> HttpResponse: ...


def page(request: HttpRequest, rescued: Rescued, *, status: int) -> HttpResponse:
    """Return a page that contains the fields: to log in first, or to send them again."""
    if request.user.is_authenticated or not _asks_login(request):
        return render(request, "rescue.html", {"rescued": rescued}, status=status)
    login_page: LoginPage = import_string(settings.RESCUE_LOGIN_PAGE)
    return login_page(request, rescued, status=status)


def _asks_login(request: HttpRequest) -> bool:
    """Say whether who sent this has to log in: not who came in by a link."""
    return request.resolver_match is None or getattr(
        request.resolver_match.func, "login_required", True
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Respond to a form without a valid token, usually from a page that was open for very long.

    A form that another site sent must never come back with a valid token in it, ready to be sent by
    one click. So only a form that certainly came from our own page gets its fields back.
    """
    if not _is_from_our_own_page(request):
        return render(request, "403_csrf.html", status=403)
    # Makes the response set the cookie, so that a script can read the new token and send again.
    get_token(request)
    if is_asked_for(request):
        return session_reply(over=False)
    if request.headers.get("HX-Request") == "true":
        response = render(request, "session_expired.html", status=403)
        response["Loket-Refused"] = "csrf"
        return response
    rescued = Rescued.from_request(request)
    # The forms to log in have nothing to rescue: passwords are never given back.
    if not rescued.fields or request.path in {reverse("account_login"), reverse("sso_begin")}:
        return render(request, "403_csrf.html", status=403)
    return page(request, rescued, status=403)


def _is_from_our_own_page(request: HttpRequest) -> bool:
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    # Browsers from before 2023 don't send Sec-Fetch-Site.
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        address = urlsplit(sender)
    except ValueError:
        return False
    return (address.scheme, address.netloc) == (request.scheme, request.get_host())
