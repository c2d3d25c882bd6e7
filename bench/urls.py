"""The portal's addresses and an empty one behind the same middleware: the floor of each request."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from loket_eval.urls import handler400, handler403, handler404, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("leeg/", empty),
    # For who has a link and no account.
    path("leeg-met-link/", login_not_required(empty)),
    *urlpatterns,
]
