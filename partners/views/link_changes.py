"""What a coordinator sees of links, and does with them: the same for every kind of link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import access as assessment_access
from assessments.models import Assessment, Source
from assessments.saving.typed_form import refuse_unknown_fields
from networks.models import Mail
from networks.signed_in import SignedInRequest
from partners import access, asking
from partners.forms import DateForm, RenewForm
from partners.models import LinkKind, SourceLink

ACTIONS = ("remind", "time", "renew", "withdraw")


@dataclass(frozen=True)
class Failed:
    """A form about one link that came back."""

    link_pk: int
    form: forms.Form


@dataclass
class LinkRow:
    """One link as the coordinator sees it."""

    link: Any
    # What is wrong with its mail, and what to do.
    trouble: str
    is_expired: bool
    can_be_reminded: bool
    time_form: forms.Form
    renew_form: forms.Form
    # How many questions it is asked, how many of those it answered, and how many are new.
    total: int = 0
    answered: int = 0
    new: int = 0
    remarks: int = 0

    @property
    def source(self) -> Source:
        source: Source = self.link.source
        return source

    @property
    def came_back(self) -> bool:
        return bool(self.time_form.errors or self.renew_form.errors)


def links_of(kind: LinkKind, assessment: Assessment) -> QuerySet[Any]:
    """Return the links of the sources that there are, in order, with their sources."""
    links = kind._default_manager.filter(source__assessment=assessment, source__deleted="")
    return links.select_related("source__organisation").order_by(
        "source__organisation__sort_name", "source__position", "pk"
    )


def rows_of(
    kind: LinkKind, assessment: Assessment, links: QuerySet[Any], failed: Failed | None
) -> list[LinkRow]:
    """Return the links with what can be done with each (three queries)."""
    now = timezone.now()
    able = kind._default_manager.filter(
        kind.is_waiting(), kind.is_working(now), source__assessment=assessment
    )
    to_remind = set(able.exclude(email="").values_list("pk", flat=True))
    found = list(links)
    trouble = _mail_trouble(kind, [link.pk for link in found])
    return [
        LinkRow(
            link=link,
            trouble=trouble.get(link.pk, ""),
            is_expired=now >= link.expires_at,
            can_be_reminded=link.pk in to_remind,
            time_form=_form_of(link, DateForm, failed),
            renew_form=_form_of(link, RenewForm, failed),
        )
        for link in found
    ]


def _form_of(link: SourceLink, kind: type[forms.Form], failed: Failed | None) -> forms.Form:
    if failed and failed.link_pk == link.pk and isinstance(failed.form, kind):
        return failed.form
    day = max(link.answer_by, timezone.localdate())
    return kind(initial={"answer_by": day, "email": link.email}, auto_id=f"%s-{link.pk}")


def _mail_trouble(kind: LinkKind, links: list[int]) -> dict[int, str]:
    """Return what is wrong with the mails about these links, and what to do (one query)."""
    mails = Mail.objects.in_trouble().filter(
        subject_label=kind._meta.label_lower, subject_pk__in=links
    )
    return {mail.subject_pk: mail.error for mail in mails.order_by("pk") if mail.subject_pk}


def change_link(
    request: SignedInRequest,
    pk: int,
    link_pk: int,
    kind: LinkKind,
    page: str,
    show: Callable[[SignedInRequest, Assessment, Failed], HttpResponse],
) -> HttpResponse:
    """Do with a link what a coordinator asks, or say why that can't be done (any more).

    `page` is the name of the page with these links, and `show` shows it with a form that came back.
    """
    assessment = assessment_access.for_coordinating(request.user, pk)
    refuse_unknown_fields(request.POST, (), "answer_by", "email")
    links = kind._default_manager.select_for_update(of=("self",), no_key=True).select_related(
        "source__organisation", "source__assessment__network", "source__assessment__indicator_set"
    )
    link = get_object_or_404(links, pk=link_pk, source__assessment=assessment)
    action, now = request.POST.get("action", ""), timezone.now()
    if action not in ACTIONS:
        raise BadRequest(_("De server begreep dit niet. Er is niets gewijzigd."))
    if refused := asking.why_not(link, action, now):
        messages.error(request, refused)
        return redirect(page, pk=pk)
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
            return show(request, assessment, Failed(link.pk, form))
        if action == "time":
            asking.give_time(link, form.cleaned_data["answer_by"])
            told = _("%(name)s heeft meer tijd.") % name
        else:
            asking.renew(link, **form.cleaned_data)
            told = _("%(name)s krijgt een nieuwe link. De oude werkt niet meer.") % name
    messages.success(request, told)
    return redirect(page, pk=pk)


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
