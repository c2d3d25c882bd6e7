"""Pages that are opened by a link instead of by logging in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from assessments.saving.requests import person_key, refuse_in_background
from loket_eval.rescue import Rescued
from loket_eval.saved_reply import is_asked_for
from partners import access

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Let a view be opened by a link instead of by logging in; say what to do where it is closed.

    The address has the secret: it goes to no other site, and search engines don't keep it.
    """

    @wraps(view)
    def opened(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, secret, *args, **kwargs)
        except access.LinkClosed as closed:
            response = _closed(request, closed)
        # With "no-referrer" browsers send forms without their origin, and Django refuses those.
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_vary_headers(response, ["Cookie"])
        return response

    return login_not_required(opened)


def _closed(request: HttpRequest, closed: access.LinkClosed) -> HttpResponse:
    if request.method == "POST" and is_asked_for(request):
        return refuse_in_background(request, str(closed), closed.status)
    rescued = Rescued.from_request(request) if request.method == "POST" else None
    context = {"message": str(closed), "rescued": rescued}
    if closed.source is not None:
        # The scripts show what was typed on this device and came too late.
        context["writer"] = person_key(closed.source)
    return render(request, "partners/closed.html", context, status=closed.status)
