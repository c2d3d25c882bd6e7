"""The addresses of the API. Any other address under it is a problem in JSON as well."""

from django.urls import URLPattern, include, path, re_path

# Importing them adds their addresses to the API, in this order.
# isort: off
from . import resources  # noqa: F401
from . import national_reports  # noqa: F401

# isort: on
from .authentication import api_view, not_found
from .openapi import openapi_document
from .registering import api

app_name = "api"


def _resources() -> list[URLPattern]:
    patterns = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = api_view(pattern.callback)
            patterns.append(pattern)
    return patterns


urlpatterns = [
    path("v1/openapi.json", api_view(openapi_document), name="openapi"),
    path("v1/", include(_resources())),
    re_path(r"", api_view(not_found), name="nothing"),
]
