"""Error responses: a page for somebody who clicked, one line for a save in the background."""

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from . import rescue
from .large_forms import text_returned
from .saved_reply import is_asked_for, saved_reply


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if _in_background(request):
        # Django's own exceptions (SuspiciousOperation) have English messages for developers.
        message = str(exception) if isinstance(exception, BadRequest) else ""
        message = message or _("De server begreep dit niet. Er is niets opgeslagen.")
        return _line(request, message, 400)
    if not isinstance(exception, BadRequest):
        return defaults.bad_request(request, exception)
    # A view of ours read the form, and made nothing of it.
    context = {"rescued": _rescued(request)}
    return render(request, "400.html", context, status=400)


def too_large(request: HttpRequest) -> HttpResponseBase:
    """Answer 413, with the typed text of a form: no browser has that any more."""
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
    if _in_background(request):
        message = (
            _(
                "Deze tekst is te groot: er past hoogstens %s MB in één keer. Er is niets "
                "opgeslagen."
            )
            % megabytes
        )
        return _line(request, message, 413)
    return text_returned(request, "413.html", 413) or HttpResponse(
        render_to_string("413.html"), status=413
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _in_background(request):
        return _line(
            request, str(exception) or _("U mag dit niet wijzigen. Er is niets opgeslagen."), 403
        )
    # Whoever typed it may be somebody else, who was logged in before, or may write no longer.
    context = {"exception": str(exception), "rescued": rescue.Rescued.from_request(request)}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _in_background(request):
        return _line(
            request,
            _("Dit bestaat niet meer: iemand heeft het verwijderd. Er is niets opgeslagen."),
            404,
        )
    # The page that it was typed on may be gone as well.
    return render(request, "404.html", {"rescued": _rescued(request)}, status=404)


def _rescued(request: HttpRequest) -> rescue.Rescued | None:
    """Return what was typed in a form that was sent, to be copied."""
    return rescue.Rescued.from_request(request) if request.method == "POST" else None


def wrong_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """Give Django's empty 405 response a body that explains it.

    People see it when they reload, or return to, the address that a button posted to.
    """
    if _in_background(request):
        response = _line(
            request, _("Dit kan hier niet. Er is niets opgeslagen."), refused.status_code
        )
    else:
        response = render(request, "405.html", status=refused.status_code)
    response.headers["Allow"] = refused.headers["Allow"]
    return response


def _in_background(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" or is_asked_for(request)


def _line(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """Return the message as a fragment, which the script puts beside the field."""
    if is_asked_for(request):
        return saved_reply({"message": message}, status=status)
    return render(request, "components/refused.html", {"message": message}, status=status)
