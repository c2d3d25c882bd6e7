"""The start page, a new assessment, and the overview of one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments import access, lifecycle, removal
from assessments.audience import latest_versions, sets_for
from assessments.forms.start import StartForm
from assessments.models import Assessment
from assessments.office_work import office_work
from assessments.periods import Proposal, proposals_of
from assessments.question_versions import no_longer_asked
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.start_page import Agreed, network_overviews
from assessments.version_change.targets import had, newer_than, versions_for
from indicators.catalogue import catalogue_of
from indicators.models import IndicatorSet
from networks.access import network_for_coordinating
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .assessment_page import answers_of, page_context
from .entry_pages import Entry
from .recommendation_entries import follow_up_unit


@require_safe
def start_page(request: SignedInRequest) -> HttpResponse:
    """Show the user's networks: the first ten by name. Others are found in the list of reports."""
    today = timezone.localdate()
    context = {
        "section": "start",
        "networks": [
            replace(mine, agreed=[_with_form(agreed) for agreed in mine.agreed])
            for mine in network_overviews(request.user, today)
        ],
        "office_work": office_work() if request.user.is_national else (),
    }
    return render(request, "assessments/start.html", context)


def _with_form(agreed: Agreed) -> Agreed:
    row = agreed.follow_up
    return replace(agreed, entry=Entry(follow_up_unit(row.assessment, row))) if row else agreed


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def start_assessment(request: SignedInRequest, slug: str) -> HttpResponse:
    network = network_for_coordinating(request.user, slug)
    earlier = list(network.assessments.select_related("indicator_set").latest_first())
    sets = sets_for(network)
    proposals = proposals_of(sets, earlier, timezone.localdate())
    initial = _initial(sets, earlier, proposals)
    form = StartForm(
        request.POST or None, prefix="start", initial=initial, sets=sets, proposals=proposals
    )
    if request.method == "POST":
        refuse_unknown_fields(request.POST, [form])
        if form.is_valid():
            try:
                assessment = lifecycle.start(network=network, by=request.user, **form.cleaned_data)
                return redirect("assessment", pk=assessment.pk)
            except ValidationError as error:
                form.add_error(None, error)
    context = {
        "form": form,
        "network": network,
        "section": "start",
        "sets": latest_versions(sets),
        "running": [
            row for row in earlier if not row.is_confirmed and row.indicator_set.slug in proposals
        ],
    }
    return render(
        request, "assessments/start_assessment.html", context, status=422 if form.is_bound else 200
    )


def _initial(
    sets: list[IndicatorSet], earlier: list[Assessment], proposals: Mapping[str, Proposal]
) -> dict[str, Any]:
    """Return what the form proposes: the set of last time, in its latest version."""
    same = [row for row in sets if earlier and row.slug == earlier[0].indicator_set.slug]
    chosen = next(iter([*same, *sets]), None)
    if chosen is None:
        return {}
    proposal = proposals[chosen.slug]
    return {
        "indicator_set": chosen.pk,
        "title": proposal.title,
        "period_start": proposal.period.start,
        "period_end": proposal.period.end,
    }


@require_safe
def overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the table of contents of an assessment, with one line a theme."""
    assessment = access.for_reading(request.user, pk)
    catalogue, answers = catalogue_of(assessment.indicator_set), answers_of(assessment)
    context = page_context(assessment, "overview", catalogue=catalogue, answers=answers)
    context["no_longer_asked"] = no_longer_asked(
        assessment, answers.values(), [indicator.pk for indicator in catalogue.indicators]
    )
    if access.is_evaluator(assessment) and not assessment.is_confirmed:
        context |= {"is_evaluator": True, "beside": access.own_source_of(assessment)}
    if access.may_coordinate(assessment):
        versions = versions_for(assessment)
        # With an answer there is nothing to ask.
        context["is_empty"] = not answers and removal.is_empty(assessment)
        context["newer_version"] = newer_than(assessment, versions)
        context["earlier_versions"] = [version for version in versions if had(version)]
    return render(request, "assessments/overview.html", context)
