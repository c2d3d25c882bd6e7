"""The page on which a coordinator has the facts checked, and handles what partners remark."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access as assessment_access
from assessments.models import Assessment
from assessments.personal_data.checking import personal_data_in
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.assessment_page import page_context
from assessments.views.earlier_texts import SHELL, earlier_page
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners import asking
from partners.fact_check import (
    handle,
    paragraphs_of,
    remarked_on,
    remarks_in,
    state_of,
    unit_to_read,
)
from partners.forms import AskForm, HandleForm
from partners.link_rows import Failed, links_of, rows_of
from partners.models import CheckLink, FactRemark

from .asked_partners import AskedPartners, sent, show_form
from .link_changes import change_link, locked_link, remind_waiting


@require_safe
def fact_check_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who was asked, who looked, and what each remarked."""
    assessment = assessment_access.for_reading(request.user, pk)
    return _show(request, assessment)


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: Failed | None = None,
    handled: tuple[int, HandleForm] | None = None,
) -> HttpResponse:
    """Show the check; `failed` is a form about a link that came back, `handled` one of a remark."""
    context = page_context(assessment, "fact_check")
    remarks = remarks_in(assessment)
    rows = rows_of(CheckLink, assessment, links_of(CheckLink, assessment), failed)
    for row in rows:
        row.remarks = sum(remark.check_link_id == row.link.pk for remark in remarks)
    paragraphs = paragraphs_of(assessment, context["catalogue"])
    forms = {remark.pk: HandleForm(auto_id=_ids_of(remark)) for remark in remarks}
    forms |= dict([handled] if handled else [])
    errors = [failed.form] if failed else [handled[1]] if handled else []
    context |= {
        "rows": rows,
        "waiting": sum(row.can_be_reminded for row in rows),
        "remarked": [
            (one, [(remark, forms[remark.pk]) for remark in one.remarks])
            for one in remarked_on(paragraphs, remarks)
        ],
        "check": state_of(assessment),
        "is_under_review": assessment.state in CheckLink.open_in,
        "error_forms": errors,
    }
    return render(request, "partners/fact_check.html", context, status=422 if errors else 200)


def _ids_of(remark: FactRemark) -> str:
    # The page has the same form for each remark.
    return f"id_%s_{remark.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def ask_to_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose which partners get a link to check the facts."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    if assessment.state not in CheckLink.open_in:
        messages.error(
            request, _("Leg de evaluatie eerst ter toetsing voor. Dan staat de tekst stil.")
        )
        return redirect("confirmation", pk=pk)
    context = page_context(assessment, "fact_check")
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, catalogue=context["catalogue"], question=None)
    del form.fields["themes"], form.fields["may_see_others"]
    asked = AskedPartners(assessment, data)
    if not asked.are_right(form):
        found = personal_data_in(assessment)
        return show_form(
            request, context | {"checks_facts": True, "personal_data": found}, form, asked
        )
    for row in asked.chosen:
        request_to = asking.Request(
            **row.values,
            answer_by=form.cleaned_data["answer_by"],
            word=form.cleaned_data["word"],
        )
        asking.ask_to_check(assessment, request_to, by=request.user)
    return sent(request, len(asked.chosen), "fact_check", pk)


@require_POST
@counts_once
@transaction.atomic
def change_check_link(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    """Remind a partner, give it more time, send it another link, or withdraw its link."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    link = locked_link(request, CheckLink, assessment, pk=link_pk)
    back = reverse("fact_check", args=[pk])
    return change_link(request, link, back, lambda failed: _show(request, assessment, failed))


@require_POST
@counts_once
@transaction.atomic
def remind_checkers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind all who haven't looked yet."""
    return remind_waiting(request, pk, CheckLink, "fact_check")


def _remark(assessment: Assessment, remark_pk: int) -> FactRemark:
    return get_object_or_404(
        FactRemark.objects.select_related(
            "check_link__source__organisation", "check_link__source__assessment__network"
        ),
        pk=remark_pk,
        check_link__source__assessment=assessment,
    )


@require_safe
def earlier_remarks(request: SignedInRequest, pk: int, remark_pk: int) -> HttpResponse:
    """Show what a remark was before: it stays the partner's own, so nobody else puts it back."""
    assessment = assessment_access.for_reading(request.user, pk)
    remark = _remark(assessment, remark_pk)
    context = page_context(assessment, "fact_check") | SHELL | {"may_edit": False}
    back = f"{reverse('fact_check', args=[pk])}#opmerking-{remark.pk}"
    name = remark.check_link.source.name
    return earlier_page(request, unit_to_read(remark), name, "", back, context)


@require_POST
@counts_once
@transaction.atomic
def handle_remark(request: SignedInRequest, pk: int, remark_pk: int) -> HttpResponse:
    """Record what became of a remark; the partner gets a mail about it."""
    assessment = assessment_access.for_coordinating(request.user, pk)
    remark = _remark(assessment, remark_pk)
    back = redirect(f"{reverse('fact_check', args=[pk])}#opmerking-{remark.pk}")
    form = HandleForm(request.POST, auto_id=_ids_of(remark))
    refuse_unknown_fields(request.POST, [form], "seen")
    if remark.check_link.source.deleted:
        messages.error(request, _("Deze partner is intussen verwijderd. Er is niets gewijzigd."))
        return redirect("fact_check", pk=pk)
    if remark.outcome:
        messages.error(request, _("Deze opmerking is intussen al afgehandeld."))
        return back
    if request.POST.get("seen", "") != remark.remark.replace("\n", "\r\n") and (
        request.POST.get("seen", "") != remark.remark
    ):
        messages.error(
            request, _("De partner wijzigde deze opmerking intussen. Lees hem eerst nog eens.")
        )
        return back
    if not form.is_valid():
        return _show(request, assessment, handled=(remark.pk, form))
    handle(remark, **form.cleaned_data, now=timezone.now())
    messages.success(request, _("De opmerking is afgehandeld. De partner krijgt er een mail over."))
    return back
