"""Addresses of the API, each through the same door. What isn't one of them is a problem in JSON as well."""

from django.urls import URLPattern, include, path, re_path

from . import national_reports  # noqa: F401  # adds its addresses to the API
from .authentication import not_found, through_the_door
from .openapi import openapi_document
from .resources import api

app_name = "api"


def _resources() -> list[URLPattern]:
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = through_the_door(pattern.callback)
            found.append(pattern)
    return found


urlpatterns = [
    path("v1/openapi.json", through_the_door(openapi_document), name="openapi"),
    path("v1/", include(_resources())),
    re_path(r"", through_the_door(not_found), name="nothing"),
]
