"""The pages on which a coordinator asks partners for their view, and sees how far they are."""

from collections import defaultdict

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access as assessment_access
from assessments.models import Assessment, Source, View
from assessments.views.assessment_page import page_context
from indicators.catalogue import IndicatorEntry, catalogue_of
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners import asking
from partners.forms import AskForm
from partners.link_rows import Failed, links_of, rows_of
from partners.models import PartnerLink

from .asked_partners import AskedPartners, sent, show_form
from .link_changes import change_link, locked_link, remind_waiting


@require_safe
def partners_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who was asked, and how far each is."""
    assessment = assessment_access.for_reading(request.user, pk)
    return _show(request, assessment)


def _show(
    request: SignedInRequest, assessment: Assessment, failed: Failed | None = None
) -> HttpResponse:
    context = page_context(assessment, "partners")
    rows = rows_of(PartnerLink, assessment, links_of(PartnerLink, assessment), failed)
    answered = _answered_by_source(assessment)
    every = {indicator.key for indicator in context["catalogue"].indicators}
    for row in rows:
        # As the partner sees it: a question that this version doesn't have isn't asked.
        asked = every.intersection(row.link.questions) if row.link.questions else every
        row.total = len(asked)
        row.answered = len(asked & answered[row.source.pk])
        row.new = len(every.intersection(row.link.new_questions))
    context |= {
        "rows": rows,
        "sent": sum(bool(row.source.sent_in_at) for row in rows),
        "waiting": sum(row.can_be_reminded for row in rows),
        "error_forms": [failed.form] if failed else [],
    }
    return render(request, "partners/partners.html", context, status=422 if failed else 200)


def _answered_by_source(assessment: Assessment) -> dict[int, set[str]]:
    """Return the keys of the questions of which each partner says something (one query)."""
    answered: dict[int, set[str]] = defaultdict(set)
    views = View.objects.that_say_something().filter(
        source__assessment=assessment, source__kind=Source.Kind.PARTNER
    )
    for source, key in views.values_list("source", "indicator__key"):
        answered[source].add(key)
    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def ask_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose whom to ask, about what and until when; each gets a mail with a link of its own."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    if assessment.state not in PartnerLink.open_in:
        messages.error(request, _("De evaluatie ligt ter toetsing. U kunt nu niemand meer vragen."))
        return redirect("partners", pk=pk)
    catalogue = catalogue_of(assessment.indicator_set)
    question = _question(request, catalogue.indicators)
    data = request.POST if request.method == "POST" else None
    may_see_others = PartnerLink.objects.filter(
        source__assessment=assessment, source__deleted="", may_see_others=True
    ).exists()
    form = AskForm(data, catalogue=catalogue, question=question, may_see_others=may_see_others)
    asked = AskedPartners(assessment, data)
    if not asked.are_right(form):
        context = page_context(assessment, "partners", catalogue=catalogue)
        return show_form(request, context | {"question": question}, form, asked)
    for row in asked.chosen:
        request_to = asking.Request(
            **row.values,
            answer_by=form.cleaned_data["answer_by"],
            word=form.cleaned_data["word"],
            questions=form.questions,
            may_see_others=form.cleaned_data["may_see_others"],
        )
        asking.ask(assessment, request_to, by=request.user)
    return sent(request, len(asked.chosen), "partners", pk)


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


@require_POST
@counts_once
@transaction.atomic
def change_partner_link(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    """Remind a partner, give it more time, send it another link, or withdraw its link."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    link = locked_link(request, PartnerLink, assessment, pk=link_pk)
    back = reverse("partners", args=[pk])
    return change_link(request, link, back, lambda failed: _show(request, assessment, failed))


@require_POST
@counts_once
@transaction.atomic
def remind_partners(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind all who still have something to send in."""
    return remind_waiting(request, pk, PartnerLink, "partners")
