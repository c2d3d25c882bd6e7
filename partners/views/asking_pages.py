"""The pages on which a coordinator asks partners for their view, and sees how far they are."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access as assessment_access
from assessments.models import Assessment
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.assessment_page import page_context
from indicators.catalogue import IndicatorEntry, catalogue_of
from networks.models import Mail, Organisation
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners import access, asking
from partners.forms import AddressForm, AskForm, DateForm, PartnerRowForm
from partners.models import PartnerLink, SourceLink


@require_safe
def partners_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who was asked, and how far each is."""
    assessment = assessment_access.for_reading(request.user, pk)
    return _show(request, assessment)


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Mapping[int, Any] | None = None,
) -> HttpResponse:
    context = page_context(assessment, "partners")
    said = ~Q(source__views__judgement="") | ~Q(source__views__remark="")
    links = list(
        PartnerLink.objects.filter(source__assessment=assessment, source__deleted="")
        .select_related("source__organisation")
        .annotate(answered=Count("source__views", filter=said))
        .order_by("source__organisation__sort_name", "source__position")
    )
    total = len(context["catalogue"].indicators)
    trouble = mail_trouble(PartnerLink, [link.pk for link in links])
    now = timezone.now()
    rows = [
        {
            "link": link,
            "source": link.source,
            "total": len(link.questions) or total,
            "is_expired": now >= link.expires_at,
            "trouble": trouble.get(link.pk, ""),
            "form": (failed or {}).get(link.pk),
        }
        for link in links
    ]
    context |= {"rows": rows, "sent": sum(bool(link.source.sent_in_at) for link in links)}
    return render(request, "partners/partners.html", context, status=422 if failed else 200)


def mail_trouble(kind: type[SourceLink], links: list[int]) -> dict[int, str]:
    """Return what is wrong with the mails about these links, and what to do (one query)."""
    mails = Mail.objects.in_trouble().filter(
        subject_label=kind._meta.label_lower, subject_pk__in=links
    )
    return {mail.subject_pk: mail.error for mail in mails.order_by("pk") if mail.subject_pk}


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def ask_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose whom to ask, about what and until when; each gets a mail with a link of its own."""
    posted = request.method == "POST"
    assessment = assessment_access.for_coordinating(request.user, pk)
    if assessment.state != Assessment.State.IN_PROGRESS:
        messages.error(
            request, _("De zelfevaluatie ligt ter toetsing. U kunt nu niemand meer vragen.")
        )
        return redirect("partners", pk=pk)
    catalogue = catalogue_of(assessment.indicator_set)
    question = _question(request, catalogue.indicators)
    data = request.POST if posted else None
    form = AskForm(data, catalogue=catalogue, question=question)
    rows = partner_rows(assessment, data)
    is_right = posted and all([form.is_valid(), *(row.is_valid() for row in rows)])
    chosen = [row for row in rows if row.is_chosen]
    if posted and not chosen:
        form.add_error(None, _("Kies ten minste één organisatie."))
        is_right = False
    if not is_right:
        context = page_context(assessment, "partners", catalogue=catalogue) | {
            "form": form,
            "rows": rows,
            "question": question,
            "error_forms": [one for one in (form, *rows) if posted and one.errors],
        }
        return render(request, "partners/ask.html", context, status=422 if posted else 200)
    for row in chosen:
        asking.ask(
            assessment,
            asking.Request(
                organisation=row.organisation,
                function=row.cleaned_data["function"],
                email=row.cleaned_data["email"],
                answer_by=form.cleaned_data["answer_by"],
                word=form.cleaned_data["word"],
                questions=form.questions,
                may_see_others=form.cleaned_data["may_see_others"],
            ),
            by=request.user,
        )
    told = ngettext(
        "%(count)s partner krijgt een mail met een link.",
        "%(count)s partners krijgen een mail met een link.",
        len(chosen),
    )
    messages.success(request, told % {"count": len(chosen)})
    return redirect("partners", pk=pk)


def _question(
    request: SignedInRequest, indicators: tuple[IndicatorEntry, ...]
) -> IndicatorEntry | None:
    key = request.GET.get("vraag", "")
    if not key:
        return None
    question = next((indicator for indicator in indicators if indicator.key == key), None)
    if question is None:
        raise Http404
    return question


def partner_rows(assessment: Assessment, data: QueryDict | None) -> list[PartnerRowForm]:
    """Return a form for each organisation of the network, with what was filled in last time."""
    last = {}
    earlier = PartnerLink.objects.filter(source__assessment__network=assessment.network_id)
    for link in earlier.select_related("source").order_by("made_at"):
        last[link.source.organisation_id] = {
            "function": link.source.function,
            "email": link.email,
        }
    organisations = Organisation.objects.filter(networks=assessment.network_id)
    return [
        PartnerRowForm(data, organisation=one, initial=last.get(one.pk)) for one in organisations
    ]


@require_POST
@counts_once
@transaction.atomic
def change_link(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    """Remind a partner, give it more time, send it another link, or withdraw its link."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    refuse_unknown_fields(request.POST, (), "answer_by", "email")
    links = PartnerLink.objects.select_for_update(of=("self",), no_key=True).select_related(
        "source__organisation", "source__assessment__network", "source__assessment__indicator_set"
    )
    link = get_object_or_404(links, pk=link_pk, source__assessment=assessment)
    action = request.POST.get("action")
    name = {"name": link.source.name}
    if action == "withdraw":
        asking.withdraw(link, timezone.now())
        told = _("De link van %(name)s werkt niet meer. Wat er is ingevuld, blijft staan.") % name
    elif action == "remind":
        if link.withdrawn_at or timezone.now() >= link.expires_at:
            messages.error(
                request, _("Deze link werkt niet meer. Geef eerst meer tijd of maak een nieuwe.")
            )
            return redirect("partners", pk=pk)
        if link.source.sent_in_at or not access.may_write(link):
            # The page was open while the partner sent its answers in, or the review began.
            messages.error(request, _("Er is geen herinnering verstuurd: dat is niet meer nodig."))
            return redirect("partners", pk=pk)
        asking.remind(link, timezone.now())
        told = _("%(name)s krijgt een herinnering.") % name
    elif action in ("time", "renew"):
        form = DateForm(request.POST) if action == "time" else AddressForm(request.POST)
        if not form.is_valid():
            return _show(request, assessment, {link.pk: form})
        if action == "time":
            asking.give_time(link, form.cleaned_data["answer_by"])
            told = _("%(name)s heeft meer tijd.") % name
        else:
            asking.renew(link, email=form.cleaned_data["email"])
            told = _("%(name)s krijgt een nieuwe link. De oude werkt niet meer.") % name
    else:
        raise BadRequest(_("De server begreep dit niet. Er is niets gewijzigd."))
    messages.success(request, told)
    return redirect("partners", pk=pk)
