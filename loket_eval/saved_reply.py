"""The kind of reply that only the portal sends: a page takes nothing else for an answer to what it
saves.

A proxy's page, an empty 200 or the end of a redirect has another type, so a text is never thought
to be stored when it isn't.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

TYPE = "application/vnd.loket.saved+json"


def is_asked_for(request: HttpRequest) -> bool:
    """Say whether a script of ours sent this, and reads such a reply."""
    return request.headers.get("Accept", "") == TYPE


def saved_reply(content: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(content, status=status, content_type=TYPE)


def session_reply(*, over: bool) -> HttpResponse:
    """Tell a page that nobody is logged in any more, or that it was open for so long that its form
    is too old.
    """
    if over:
        message = _(
            "Nog niet opgeslagen: uw sessie is verlopen. Uw tekst blijft in dit venster staan."
        )
        content = {"session": "over", "login": resolve_url(settings.LOGIN_URL), "message": message}
        return saved_reply(content, status=401)
    return saved_reply(
        {"session": "stale", "message": _("Nog niet opgeslagen. De pagina stond te lang open.")},
        status=403,
    )
