"""The way to the provider and back."""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import consume
from allauth.socialaccount.internal.statekit import get_states
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from loket_eval import rescue
from networks.accounts import login_page
from networks.own_account import kept_forms
from networks.own_account.time_limits import confirmed_recently, remember_computer
from networks.signed_in import SignedInRequest
from networks.trail import Result, What, record_view

from .turned_away import AWAY, NOT_TRUSTED, TOO_LATE, TOO_OFTEN, RefusedAtReturn

_log = logging.getLogger(__name__)
# Requests that wait for the provider at the same time, in one process of four threads: a provider
# that doesn't answer must leave threads for everybody else.
_few_at_once = threading.BoundedSemaphore(2)
# Seconds that the next one waits for its turn.
_TURN = 10
# Seconds that the session of somebody who is at the provider is kept.
_AT_PROVIDER = 2 * 60 * 60
View = Callable[..., HttpResponseBase]


def with_provider(view: View) -> View:
    """Return a page that isn't there without a provider."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.SSO_ISSUER:
            raise Http404
        return view(request, *args, **kwargs)

    return page


@with_provider
@login_not_required
@require_POST
def begin_page(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider, by a page of ours.

    A redirect would make browsers ask our own policy whether a form may end there, and at each
    address to which the provider sends on. A page that goes on by itself is no form.
    """
    rescued = rescue.Rescued.from_json(request.POST.get("unsent", ""))
    try:
        address = _address_to_log_in(request, rescued)
    except RefusedAtReturn as refused:
        return _refuse(request, refused, rescued, next_page=get_next_redirect_url(request) or "")
    return _go_on(request, address)


@with_provider
@login_not_required
@require_GET
def return_page(request: HttpRequest) -> HttpResponseBase:
    """Log somebody in whom the provider sent back, or say why not."""
    from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView

    from .exchange import Exchange

    state = request.GET.get("state", "")
    kept = kept_forms.take_from_provider(request, state)
    next_page = _page_to_go_on_to(request, state)
    exchange = Exchange(request, settings.SSO_ISSUER)
    answer = OAuth2CallbackView.adapter_view(exchange)
    try:
        # Allauth expects no trouble with this first request.
        _asked(lambda: exchange.openid_config)
        with _turn():
            response: HttpResponseBase = answer(request)
    except RefusedAtReturn as refused:
        if refused.refusal is TOO_LATE and request.user.is_authenticated:
            # Somebody went back to an address that did its work.
            return redirect("start")
        return _refuse(request, refused, rescue.Rescued.from_json(kept), next_page=next_page)
    if not request.user.is_authenticated:
        kept_forms.keep_for_second_step(request, kept)
    if hasattr(request, "is_shared_computer"):
        request.session.set_expiry(None)
        remember_computer(request, is_shared=request.is_shared_computer)
    return response


@with_provider
@require_safe
def confirm_page(request: SignedInRequest) -> HttpResponse:
    """Ask to log in at the provider once more, before something that matters; then go on to it."""
    if confirmed_recently(request.session):
        response: HttpResponse | None = resume_request(request)
        return response or redirect("account")
    next_page = get_next_redirect_url(request) or ""
    other_ways = [
        {**way, "url": f"{way['url']}?{urlencode({'next': next_page})}"}
        for way in get_adapter(request).get_reauthentication_methods(request.user)
        if way["id"] != "sso"
    ]
    context = {
        "sso_name": settings.SSO_NAME,
        "next": next_page,
        "reauthentication_alternatives": other_ways,
    }
    return render(request, "account/confirm_by_sso.html", context)


@with_provider
@login_not_required
@require_POST
def leave_page(request: HttpRequest) -> HttpResponse:
    """Log out at the provider too, for who was on a computer of others."""
    try:
        config = _asked(lambda: _provider(request).get_oauth2_adapter(request).openid_config)
    except RefusedAtReturn as refused:
        return _refuse(request, refused, None)
    if not config.get("end_session_endpoint"):
        said = _("%(name)s laat uitloggen van hieruit niet toe. Doe dat bij uw organisatie zelf.")
        messages.warning(request, said % {"name": settings.SSO_NAME})
        return redirect("account_login")
    query = {
        "client_id": settings.SSO_CLIENT_ID,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("account_login")),
    }
    return _go_on(request, f"{config['end_session_endpoint']}?{urlencode(query)}")


def _address_to_log_in(request: HttpRequest, rescued: rescue.Rescued | None) -> str:
    """Return where somebody logs in at the provider. Raises RefusedAtReturn."""
    if not consume(request, action="begin_sso") or (
        rescued and not consume(request, action="keep_for_sso")
    ):
        raise RefusedAtReturn(TOO_OFTEN)
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    confirms = request.user.pk if request.POST.get("confirms") else None
    asked = {"nonce": nonce}
    if confirms:
        asked |= {"prompt": "login", "max_age": "0"}
    if contexts := [one.value for one in settings.SSO_SECOND_FACTOR if one.claim == "acr"]:
        asked["acr_values"] = " ".join(contexts)
    answer = _asked(
        lambda: _provider(request).redirect(
            request,
            process="login",
            next_url=get_next_redirect_url(request),
            data={
                "nonce": nonce,
                "confirms": confirms,
                "shared": bool(request.POST.get("shared")),
                "began": int(time.time()),
            },
            auth_params=asked,
            state_id=state,
        )
    )
    if not request.user.is_authenticated:
        request.session.set_expiry(_AT_PROVIDER)
    if rescued:
        kept_forms.keep_at_provider(request, state, rescued.to_json())
    return str(answer.url)


def _provider(request: HttpRequest) -> Any:
    from .exchange import organisation_provider

    return organisation_provider(request)


def _asked(question: Callable[[], Any]) -> Any:
    """Return what the provider answers. Raises RefusedAtReturn when it doesn't, or not well."""
    from allauth.socialaccount.providers.oauth2.client import OAuth2Error
    from requests import RequestException

    from .exchange import MALFORMED

    try:
        with _turn():
            return question()
    except RequestException as error:
        raise RefusedAtReturn(AWAY) from error
    except (OAuth2Error, *MALFORMED) as error:
        raise RefusedAtReturn(NOT_TRUSTED) from error


@contextmanager
def _turn() -> Iterator[None]:
    if not _few_at_once.acquire(timeout=_TURN):
        raise RefusedAtReturn(AWAY)
    try:
        yield
    finally:
        _few_at_once.release()


def _go_on(request: HttpRequest, address: str) -> HttpResponse:
    context = {"address": address, "sso_name": settings.SSO_NAME}
    return render(request, "account/to_provider.html", context)


def _page_to_go_on_to(request: HttpRequest, state: str) -> str:
    """Return where this login began for; read before the login, which uses the state up."""
    stashed = get_states(request).get(state)
    return (stashed[0].get("next") or "") if stashed else ""


def _refuse(
    request: HttpRequest,
    refused: RefusedAtReturn,
    rescued: rescue.Rescued | None,
    *,
    next_page: str = "",
) -> HttpResponse:
    """Say why, and give back what was typed and where somebody was going."""
    refusal = refused.refusal
    if refused.__cause__:
        # For whoever runs the portal: what the provider did, and where we saw it.
        _log.warning("Logging in at the provider: %s", refusal.word, exc_info=refused.__cause__)
    record_view(
        What.LOGIN, about=refused.about, result=Result.REFUSED, detail=f"sso,{refusal.word}"
    )
    if request.user.is_authenticated and rescued is None:
        messages.error(request, str(refusal.said))
        return redirect("account")
    return login_page(
        request,
        rescued,
        status=refusal.status,
        refusal=str(refusal.said),
        next_page=next_page,
    )
