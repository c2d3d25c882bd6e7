"""Passwords of the portal switched off: their pages say so, whatever is sent to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

Answer = Callable[..., HttpResponseBase]


def passwords_are_off() -> str:
    """Return the sentence for who gave a password all the same."""
    return _(
        "Dit portaal heeft geen eigen wachtwoorden. U logt in met %(name)s. Bent u daar uw "
        "wachtwoord kwijt, vraag dan de helpdesk van uw organisatie."
    ) % {"name": settings.SSO_NAME}


def with_passwords(view: Answer) -> Answer:
    """Return a page about passwords that refuses when there are none."""

    # What Django's middleware asks of a view, such as whether it is for everybody, goes along.
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.LOCAL_PASSWORDS:
            return view(request, *args, **kwargs)
        context = {"said": passwords_are_off()}
        return render(request, "account/passwords_off.html", context, status=403)

    return page
