"""Error responses of the API: RFC 9457 problem details, as the Dutch API Design Rules require."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

API = "/api/"

_TITLES = {
    400: _("Verzoek klopt niet"),
    401: _("Geen geldige API-sleutel"),
    403: _("Geen toegang"),
    404: _("Niet gevonden"),
    405: _("Methode niet toegestaan"),
    406: _("Alleen JSON"),
    429: _("Te veel verzoeken"),
    500: _("Fout in de server"),
}


def is_for_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def problem(status: int, detail: str, **members: Any) -> JsonResponse:
    """Return a response that says in Dutch what is wrong; `members` are added to it."""
    content = {
        "type": "about:blank",
        "title": str(_TITLES[status]),
        "status": status,
        "detail": detail,
        **members,
    }
    return JsonResponse(
        content,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
