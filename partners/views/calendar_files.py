"""The date of a link, to download for one's own calendar."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partners import access
from partners.calendar_entry import calendar_entry
from partners.mails import address_of
from partners.models import CheckLink, SourceLink

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


def _file(link: SourceLink) -> HttpResponse:
    name = {"network": link.source.assessment.network.name, "who": link.source.name}
    if isinstance(link, CheckLink):
        title = _("Laatste dag: kloppen de feiten in het rapport van %(network)s?") % name
    else:
        title = _("Laatste dag: vragen van %(network)s beantwoorden") % name
    content = calendar_entry(
        uid=f"{link._meta.model_name}-{link.pk}@loket-evaluatie",
        day=link.answer_by,
        title=title,
        text=_("Deze link is voor %(who)s. Stuur hem niet door.") % name,
        address=address_of(link),
        now=timezone.now(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    day = link.answer_by.isoformat()
    response["Content-Disposition"] = f'attachment; filename="loket_tot_en_met_{day}.ics"'
    return response
