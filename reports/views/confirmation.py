"""Checking and confirming: what is still open, who checked it, and the step to the next state."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import access, lifecycle
from assessments.models import Assessment, FactCheck, Finding, FollowUp, Recommendation, View
from assessments.personal_data.checking import personal_data_in
from assessments.question_versions import answered_as_another
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.assessment_page import answers_of, page_context
from loket_eval.prose import clean_text
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners.fact_check import state_of
from reports.forms import FactCheckForm
from reports.report_building import build_report
from reports.unprinted import unprinted_texts

from .. import confirming
from ..contradictions import contradictions_in
from .consent import consent_form

MOST_REASON = 2000  # letters


@require_safe
def confirmation_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading(request.user, pk))


@require_safe
def ask_to_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what will be frozen and what is still open, before the step that can't be undone."""
    assessment = access.for_reading(request.user, pk)
    # An old link, or the Back button after confirming: the page itself says how things stand.
    if not access.may_coordinate(assessment) or assessment.state != Assessment.State.UNDER_REVIEW:
        return redirect("confirmation", pk=pk)
    checks = FactCheck.objects.filter(assessment=assessment)
    context = _page_context(assessment) | {
        "checks": checks.count(),
        "remarks": checks.filter(agrees=False).count(),
        "check": state_of(assessment),
        "unprinted_quotes": Finding.quotes.through.objects.filter(
            finding__in=Finding.objects.filter(assessment=assessment).in_report()
        )
        .exclude(view__in=View.objects.quotable())
        .count(),
        "unprinted": unprinted_texts(build_report(assessment)),
        "personal_data": personal_data_in(assessment),
    }
    return render(request, "reports/ask_to_confirm.html", context)


def _show(
    request: SignedInRequest, assessment: Assessment, form: FactCheckForm | None = None
) -> HttpResponse:
    checks = list(FactCheck.objects.filter(assessment=assessment).select_related("user"))
    # Everybody has one check at most; the form shows it, to change it.
    mine = next((check for check in checks if check.user_id == request.user.pk), None)
    initial = {"agrees": "true" if mine.agrees else "false", "remark": mine.remark} if mine else {}
    points = Finding.objects.filter(assessment=assessment)
    context = _page_context(assessment)
    context |= {
        "checks": checks,
        "remarks": sum(not check.agrees for check in checks),
        "form": form or FactCheckForm(prefix="check", initial=initial),
        "may_check": assessment.role is not None
        and assessment.state == Assessment.State.UNDER_REVIEW,
        "findings": points.in_report().count(),
        "key_points": points.in_report().filter(is_key=True).count(),
        "unfinished_points": points.not_in_report(),
        # Without who or when it isn't agreed: that stands among the contradictions.
        "not_smart": [row for row in context["recommendations"] if not (row.measure and row.means)],
        "open_follow_ups": FollowUp.objects.filter(assessment=assessment, outcome="").count(),
        "consent": consent_form(assessment),
        "check": state_of(assessment),
        "versions": assessment.report_versions.select_related("confirmed_by", "reopened_by"),
    }
    return render(request, "reports/confirmation.html", context, status=422 if form else 200)


def _page_context(assessment: Assessment) -> dict[str, Any]:
    """Return what both pages show: also the answers without which it can't be confirmed, and what
    doesn't fit together.
    """
    answers = answers_of(assessment)
    context = page_context(assessment, "confirmation", answers=answers)
    if assessment.is_confirmed:
        return context | {"as_another": [], "recommendations": []}
    recommendations = list(Recommendation.objects.filter(assessment=assessment))
    # Most assessments stay with one version, and then this costs no query.
    may_hold = context["contents"].to_look
    return context | {
        "as_another": answered_as_another(assessment) if may_hold else [],
        "recommendations": recommendations,
        "contradictions": contradictions_in(
            assessment, context["catalogue"], answers, recommendations
        ),
    }


@require_POST
@counts_once
@transaction.atomic
def change_state(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the assessment up for review, take it back, or confirm it."""
    assessment = access.for_coordinating(request.user, pk)
    refuse_unknown_fields(request.POST, (), "reason", "keep_threads")
    reason = clean_text(request.POST.get("reason", ""))[:MOST_REASON].strip()
    try:
        match request.POST.get("action"):
            case "submit":
                lifecycle.submit_for_review(assessment=assessment)
                messages.success(request, _("De evaluatie ligt nu ter toetsing bij uw partners."))
            case "take_back":
                lifecycle.take_back(assessment=assessment)
                messages.success(request, _("U kunt weer verder met invullen."))
            case "confirm":
                confirming.confirm(
                    assessment=assessment,
                    by=request.user,
                    reason=reason,
                    keep_threads="keep_threads" in request.POST,
                )
                messages.success(
                    request, _("De evaluatie is vastgesteld. Het rapport verandert niet meer.")
                )
                return redirect("share_report", pk=pk)
            case _other:  # no page of ours sends this
                messages.error(request, _("Deze stap bestaat niet."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("confirmation", pk=pk)


@require_POST
@counts_once
@transaction.atomic
def check_facts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store whether the user agrees with the facts, with a remark."""
    assessment = access.for_checking(request.user, pk)
    form = FactCheckForm(request.POST, prefix="check")
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, form)
    lifecycle.check_facts(assessment=assessment, by=request.user, **form.cleaned_data)
    messages.success(request, _("Dank u. Uw toetsing is opgeslagen."))
    return redirect("confirmation", pk=pk)
