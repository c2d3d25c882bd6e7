"""The portal's addresses and one that does nothing, behind the same middleware: the floor of every request."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from loket_eval.urls import handler400, handler403, handler404, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("leeg/", empty), *urlpatterns]
