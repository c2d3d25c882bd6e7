"""The date of a link, to download for one's own calendar."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partners import access
from partners.calendar_entry import calendar_entry
from partners.mails import WORDING, address_of
from partners.models import SourceLink

from .opened_by_link import by_link


@require_safe
@by_link
def partner_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The day until which a partner can give its view."""
    return _file(access.for_reading(secret))


@require_safe
@by_link
def check_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The day until which a partner can check the facts."""
    return _file(access.for_checking(secret))


@require_safe
@by_link
def conversation_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The day until which the person spoken with can check the report."""
    return _file(access.for_conversation(secret))


def _file(link: SourceLink) -> HttpResponse:
    name = {"network": link.source.assessment.network.name, "who": link.source.name}
    content = calendar_entry(
        uid=f"{link._meta.model_name}-{link.pk}@loket-evaluatie",
        day=link.answer_by,
        title=str(WORDING[type(link)].calendar_title) % name,
        text=_("Deze link is voor %(who)s. Stuur hem niet door.") % name,
        address=address_of(link),
        now=timezone.now(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    day = link.answer_by.isoformat()
    response["Content-Disposition"] = f'attachment; filename="loket_tot_en_met_{day}.ics"'
    return response
