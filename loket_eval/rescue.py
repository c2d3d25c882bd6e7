"""A form that could not be taken in (session over, form too old) is shown again with everything that was typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

_NOT_SHOWN = {"csrfmiddlewaretoken", "login", "password", "oldpassword", "password1", "password2"}


def page(request: HttpRequest, *, status: int) -> HttpResponse:
    """Return a page with the posted fields, to be sent once more to the same address."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_SHOWN]
    texts = [value for name, value in fields if len(value) > 20]
    context = {
        "fields": fields,
        "texts": texts,
        "login_url": reverse("account_login"),
        "needs_login": not request.user.is_authenticated,
    }
    return render(request, "rescue.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a form without a valid token; the usual cause is a page that was open for very long."""
    return page(request, status=403)
