"""The page on which a coordinator has the facts checked, and handles what partners remark."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access as assessment_access
from assessments.models import Assessment
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.assessment_page import page_context
from assessments.views.earlier_texts import SHELL, earlier_page
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners import asking
from partners.fact_check import handle, paragraphs_of, remarks_in, state_of, unit_to_read
from partners.forms import AskForm, HandleForm
from partners.models import CheckLink, FactRemark

from .asking_pages import mail_trouble, partner_rows


@require_safe
def fact_check_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who was asked, who looked, and what each remarked."""
    assessment = assessment_access.for_reading(request.user, pk)
    return _show(request, assessment)


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    failed: tuple[int, HandleForm] | None = None,
) -> HttpResponse:
    context = page_context(assessment, "fact_check")
    links = list(
        CheckLink.objects.filter(source__assessment=assessment, source__deleted="")
        .select_related("source__organisation")
        .order_by("source__organisation__sort_name", "source__position")
    )
    remarks = list(remarks_in(assessment))
    now_said = {one.key: one for one in paragraphs_of(assessment, context["catalogue"])}
    trouble = mail_trouble(CheckLink, [link.pk for link in links])
    rows: list[dict[str, Any]] = []
    for remark in remarks:
        form = failed[1] if failed and failed[0] == remark.pk else HandleForm()
        rows.append(
            {
                "remark": remark,
                "source": remark.check_link.source,
                "paragraph": now_said.get((remark.subject, remark.subject_pk)),
                "form": form,
            }
        )
    context |= {
        "links": [
            {
                "link": link,
                "source": link.source,
                "remarks": sum(remark.check_link_id == link.pk for remark in remarks),
                "trouble": trouble.get(link.pk, ""),
            }
            for link in links
        ],
        "rows": rows,
        "check": state_of(assessment),
        "is_under_review": assessment.state == Assessment.State.UNDER_REVIEW,
        "error_forms": [failed[1]] if failed else [],
    }
    return render(request, "partners/fact_check.html", context, status=422 if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def ask_to_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose which partners get a link to check the facts."""
    posted = request.method == "POST"
    assessment = assessment_access.for_coordinating(request.user, pk)
    if assessment.state != Assessment.State.UNDER_REVIEW:
        messages.error(
            request, _("Leg de zelfevaluatie eerst ter toetsing voor. Dan staat de tekst stil.")
        )
        return redirect("confirmation", pk=pk)
    context = page_context(assessment, "fact_check")
    data = request.POST if posted else None
    form = AskForm(data, catalogue=context["catalogue"], question=None)
    del form.fields["themes"], form.fields["may_see_others"]
    rows = partner_rows(assessment, data)
    is_right = posted and all([form.is_valid(), *(row.is_valid() for row in rows)])
    chosen = [row for row in rows if row.is_chosen]
    if posted and not chosen:
        form.add_error(None, _("Kies ten minste één organisatie."))
        is_right = False
    if not is_right:
        context |= {
            "form": form,
            "rows": rows,
            "checks_facts": True,
            "error_forms": [one for one in (form, *rows) if posted and one.errors],
        }
        return render(request, "partners/ask.html", context, status=422 if posted else 200)
    for row in chosen:
        asked = asking.Request(
            organisation=row.organisation,
            function=row.cleaned_data["function"],
            email=row.cleaned_data["email"],
            answer_by=form.cleaned_data["answer_by"],
            word=form.cleaned_data["word"],
        )
        asking.ask_to_check(assessment, asked, by=request.user)
    told = ngettext(
        "%(count)s partner krijgt een mail met een link.",
        "%(count)s partners krijgen een mail met een link.",
        len(chosen),
    )
    messages.success(request, told % {"count": len(chosen)})
    return redirect("fact_check", pk=pk)


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
    form = HandleForm(request.POST)
    refuse_unknown_fields(request.POST, [form], "seen")
    if request.POST.get("seen", "") != remark.remark.replace("\n", "\r\n") and (
        request.POST.get("seen", "") != remark.remark
    ):
        messages.error(
            request, _("De partner wijzigde deze opmerking intussen. Lees hem eerst nog eens.")
        )
        return redirect(f"{reverse('fact_check', args=[pk])}#opmerking-{remark.pk}")
    if not form.is_valid():
        return _show(request, assessment, (remark.pk, form))
    handle(remark, **form.cleaned_data, now=timezone.now())
    messages.success(request, _("De opmerking is afgehandeld. De partner krijgt er een mail over."))
    return redirect(f"{reverse('fact_check', args=[pk])}#opmerking-{remark.pk}")
