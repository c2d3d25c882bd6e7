"""A source says on its own page whether the report may quote it."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.models import Source
from assessments.saving.requests import refuse_other_person
from assessments.saving.typed_form import refuse_unknown_fields
from partners import access
from partners.conversation_reports import consent_to_quotes

from .opened_by_link import by_link


@require_POST
@by_link
@transaction.atomic
def consent_in_conversation(request: HttpRequest, secret: str) -> HttpResponse:
    """Record whether the report may quote what somebody said in a conversation."""
    _record(request, access.for_correcting(secret).source)
    return redirect("conversation_report", secret=secret)


@require_POST
@by_link
@transaction.atomic
def consent_as_partner(request: HttpRequest, secret: str) -> HttpResponse:
    """Record whether the report may quote what a partner wrote."""
    _record(request, access.for_consenting(secret).source)
    return redirect("partner_overview", secret=secret)


def _record(request: HttpRequest, source: Source) -> None:
    refuse_other_person(request.POST.get("person", ""), source)
    refuse_unknown_fields(request.POST, (), "consents")
    answer = request.POST.get("consents")
    if answer not in ("yes", "no"):
        raise BadRequest(_("De server begreep dit niet. Er is niets gewijzigd."))
    consent_to_quotes(source, consents=answer == "yes", now=timezone.now())
    messages.success(
        request,
        _("Het rapport mag u letterlijk citeren.")
        if answer == "yes"
        else _("Het rapport citeert u niet letterlijk."),
    )
