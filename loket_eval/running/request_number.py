"""The number of a request, by which a page with an error and the log can be laid side by side."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django import template
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response

register = template.Library()

# No letters and digits that look alike: people read these out over the phone.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
HEADER = "X-Request-ID"


@dataclass(frozen=True)
class NumberedRequest:
    """A request that is being answered."""

    number: str
    request: HttpRequest


_current: ContextVar[NumberedRequest | None] = ContextVar("current_request", default=None)


def current_request() -> NumberedRequest | None:
    """Return the request that this thread answers now."""
    return _current.get()


@register.simple_tag
def request_number() -> str:
    """Return the number for the page, also for one that is made without its request."""
    current = _current.get()
    return current.number if current else ""


class RequestNumberMiddleware:
    """Numbers each request, and logs each answer that is an error, so that its number is there.

    The number is our own, never one that a visitor sent along.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
        token = _current.set(NumberedRequest(number, request))
        try:
            response = self.get_response(request)
            response.headers[HEADER] = number
            if response.status_code >= 400:
                # Does nothing when Django did it already.
                log_response(
                    "%s: %s",
                    response.reason_phrase,
                    request.path,
                    response=response,
                    request=request,
                )
            return response
        finally:
            _current.reset(token)
