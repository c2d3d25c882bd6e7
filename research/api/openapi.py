"""The OpenAPI document: open to everybody, also from a page on another site."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from .registering import api

_VERSION_HEADER = {"API-Version": {"$ref": "#/components/headers/API-Version"}}


def openapi_document(request: HttpRequest) -> HttpResponse:
    here = f"{request.scheme}://{request.get_host()}"
    contact = {
        "name": "Beheer van Loket Evaluatie",
        "email": settings.DEFAULT_FROM_EMAIL,
        "url": f"{here}/",
    }
    described = _described()
    content = {
        **described,
        "info": {**described["info"], "contact": contact},
        "servers": [{"url": f"{here}/api/v1"}],
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    # Tools in a browser read it from another site; it contains nothing secret.
    response["Access-Control-Allow-Origin"] = "*"
    return response


# It only depends on the code, so one is made for each process.
@cache
def _described() -> dict[str, Any]:
    """Return the document without what depends on the portal's own address."""
    document: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    for operation in (
        operation for path in document["paths"].values() for operation in path.values()
    ):
        operation["responses"] = {
            str(code): _response(code, response)
            for code, response in operation["responses"].items()
        }
    components = document["components"]
    components["headers"] = {
        "API-Version": {
            "description": "De volledige versie van deze API.",
            "schema": {"type": "string"},
        }
    }
    for schema in components["schemas"].values():
        # Those are docstrings, in English, for readers of the code.
        schema.pop("description", None)
    components["securitySchemes"]["Key"]["description"] = "Een API-sleutel uit het portaal."
    tags = dict.fromkeys(
        tag
        for path in document["paths"].values()
        for operation in path.values()
        for tag in operation["tags"]
    )
    document["tags"] = [{"name": tag} for tag in tags]
    return document


def _response(code: int, response: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a response: errors are problems, and each has the version."""
    content = response.get("content", {})
    if code >= 400:
        content = {"application/problem+json": content["application/json"]}
    return {**response, "content": content, "headers": _VERSION_HEADER}
