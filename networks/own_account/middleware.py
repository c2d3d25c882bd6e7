"""Rules for every request of somebody with an account: how long a session lasts, and the second
step.
"""

import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from loket_eval import rescue
from loket_eval.middleware import LoginRequiredMiddleware
from loket_eval.problem_details import is_for_api
from loket_eval.saved_reply import is_asked_for, session_reply
from networks.models import User

from . import second_factor
from .session_store import SessionStore
from .time_limits import ACTIVE_AT, IDLE, IDLE_IN_ADMIN, SHARED_COMPUTER, is_over

# What somebody needs to set up a second factor, or to leave.
_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "sso_confirm",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "stay_logged_in",
}
# Seconds within which it isn't noted again that somebody is active.
_NOTED = 60
View = Callable[..., HttpResponseBase]


class PersonMiddleware(AuthenticationMiddleware):
    """Tells who is logged in, from what was read with the session (session_store.py).

    Where anything about that isn't as it should be, Django finds out in its own way.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = cast(User, SimpleLazyObject(lambda: _person_of(request)))


def _person_of(request: HttpRequest) -> User | AnonymousUser:
    session = cast(SessionStore, request.session)
    # Reading anything of a session reads its person, too.
    key, backend = session.get(SESSION_KEY), session.get(BACKEND_SESSION_KEY)
    person = session.person
    if (
        person is not None
        and person.is_active
        and str(person.pk) == key
        and backend in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    ):
        found: User | AnonymousUser = person
    else:
        found = auth.get_user(request)
    # Where Django keeps it, too: the log reads it there.
    vars(request)["_cached_user"] = found
    return found


class SessionTimeMiddleware:
    """Ends a session in which nobody did anything for too long, or that began too long ago.

    Before LoginRequiredMiddleware, which then answers as to anybody who isn't logged in: no typed
    text is lost. After logging out on a shared computer, the browser is told to forget the portal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.logging_out = {reverse("account_logout"), reverse("admin:logout")}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        leaves = request.method == "POST" and request.path in self.logging_out
        is_shared = leaves and request.session.get(SHARED_COMPUTER)
        response = self.get_response(request)
        if is_shared:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        # The API knows no sessions.
        if is_for_api(request) or not request.user.is_authenticated:
            return None
        now = int(time.time())
        if is_over(request.session, now, idle=idle_limit(request)):
            logout(request)
        elif _is_done_by_a_person(request) and now - request.session.get(ACTIVE_AT, 0) > _NOTED:
            request.session[ACTIVE_AT] = now
        return None


def idle_limit(request: HttpRequest) -> int:
    """Return after how many seconds without anything done this page is closed."""
    return IDLE_IN_ADMIN if request.path.startswith(reverse("admin:index")) else IDLE


def _is_done_by_a_person(request: HttpRequest) -> bool:
    """Say whether somebody clicked or typed, and no page just looks how far a document is."""
    return request.headers.get("HX-Request") != "true" or request.method == "POST"


class SecondFactorMiddleware:
    """Sends who must have a second factor, and hasn't, to where it is set up.

    After LoginRequiredMiddleware. Pages for everybody, such as those of a link, ask for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.login_required = LoginRequiredMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        user = request.user
        if (
            not isinstance(user, User)
            or not getattr(view, "login_required", True)
            or second_factor.is_passed(request)
            or not second_factor.is_required(user)
        ):
            return None
        if second_factor.is_set_up(user):
            # Logged in by a way that doesn't ask for it.
            logout(request)
            return self.login_required.handle_no_permission(request, view)
        name = request.resolver_match.view_name if request.resolver_match else ""
        return None if name in _WITHOUT_SECOND_FACTOR else _set_up_first(request)


def _set_up_first(request: HttpRequest) -> HttpResponseBase:
    """Refuse until there is a second factor, and give back what was typed."""
    if is_asked_for(request):
        return session_reply(over=True)
    if request.headers.get("HX-Request") == "true":
        return render(request, "session_expired.html", status=401)
    if request.method == "POST":
        rescued = rescue.Rescued.from_request(request)
        if rescued.fields:
            messages.warning(
                request,
                _(
                    "Voor uw account is een tweede stap nodig bij het inloggen. Stel die eerst in, "
                    "in een ander venster; verstuur daarna hier uw tekst."
                ),
            )
            return rescue.page(request, rescued, status=403)
    return redirect("mfa_index")
