"""What a coordinator, or an evaluator, does with links: the same for every kind of link."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import access as assessment_access
from assessments.models import Assessment, Source
from assessments.saving.typed_form import refuse_unknown_fields
from networks.signed_in import SignedInRequest
from partners import access, asking
from partners.forms import DateForm, RenewForm
from partners.link_rows import Failed
from partners.models import LinkKind, SourceLink

ACTIONS = ("remind", "time", "renew", "withdraw")


def locked_link(
    request: SignedInRequest, kind: LinkKind, assessment: Assessment, **which: int
) -> Any:
    """Return a link in this assessment to be changed, also one whose source was deleted."""
    refuse_unknown_fields(request.POST, (), "answer_by", "email")
    links = kind._default_manager.select_for_update(of=("self",), no_key=True).select_related(
        "source__organisation", "source__assessment__network", "source__assessment__indicator_set"
    )
    return get_object_or_404(links, source__assessment=assessment, **which)


def change_link(
    request: SignedInRequest, link: SourceLink, back: str, show: Callable[[Failed], HttpResponse]
) -> HttpResponse:
    """Do with a link what is asked, or say why that can't be done (any more).

    `back` is the address of the page with the link, and `show` shows that with a form that came
    back.
    """
    action, now = request.POST.get("action", ""), timezone.now()
    if action not in ACTIONS:
        raise BadRequest(_("De server begreep dit niet. Er is niets gewijzigd."))
    if refused := asking.why_not(link, action, now):
        messages.error(request, refused)
        return redirect(back)
    name = {"name": link.source.name}
    if action == "remind":
        asking.remind(link, now)
        told = _("%(name)s krijgt een herinnering.") % name
    elif action == "withdraw":
        asking.withdraw(link, now)
        told = _("De link van %(name)s werkt niet meer. Wat er is ingevuld, blijft staan.") % name
    else:
        form_class = DateForm if action == "time" else RenewForm
        form = form_class(request.POST, auto_id=f"%s-{link.pk}")
        if not form.is_valid():
            return show(Failed(link.pk, form))
        if action == "time":
            asking.give_time(link, form.cleaned_data["answer_by"])
            told = _("%(name)s heeft meer tijd.") % name
        else:
            asking.renew(link, **form.cleaned_data)
            told = _("%(name)s krijgt een nieuwe link. De oude werkt niet meer.") % name
    messages.success(request, told)
    return redirect(back)


def remind_waiting(request: SignedInRequest, pk: int, kind: LinkKind, page: str) -> HttpResponse:
    """Remind all who still have something to do with this kind of link."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    refuse_unknown_fields(request.POST)
    if assessment.state not in kind.open_in:
        closed = kind(source=Source(assessment=assessment))
        messages.error(request, f"{access.why_closed(closed)} {_('Er is niets verstuurd.')}")
        return redirect(page, pk=pk)
    count = asking.remind_all(kind, assessment, timezone.now())
    told = ngettext(
        "%(count)s partner krijgt een herinnering.",
        "%(count)s partners krijgen een herinnering.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect(page, pk=pk)
