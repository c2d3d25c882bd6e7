"""The estimate at the end of a group of questions: saved by itself, or with the whole theme."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.estimates import asks_estimate
from assessments.forms import EstimateForm
from assessments.models import Assessment, GroupEstimate
from assessments.saving import conflicts, row_writing
from assessments.saving.conflicts import Conflict, Outcome
from assessments.saving.revised_form import RevisedForm, refuse_unknown_fields
from assessments.saving.revisions import Basis
from indicators.catalogue import GroupEntry, ThemeEntry
from indicators.models import IndicatorGroup
from networks.signed_in import SignedInRequest

from .assessment_page import refuse_other_person, saved_reply, tell_merged


@dataclass
class Estimate:
    """What is estimated for one group: its form, what is stored, and how saving it went."""

    group: GroupEntry | IndicatorGroup
    form: RevisedForm
    row: GroupEstimate | None
    outcome: Outcome | None = None

    @property
    def conflict(self) -> Conflict | None:
        return self.outcome.conflict if self.outcome else None


def estimates_of(assessment: Assessment) -> dict[int, GroupEstimate]:
    """Return the estimates by the primary key of their group (one query)."""
    rows = GroupEstimate.objects.filter(assessment=assessment).select_related("changed_by")
    return {row.group_id: row for row in rows}


def shown_estimates(theme: ThemeEntry, rows: dict[int, GroupEstimate]) -> dict[int, Estimate]:
    """Return what a theme asks to estimate, as stored, by the primary key of the group."""
    return {
        group.pk: _as_stored(group, rows.get(group.pk)) for group in asks_estimate(theme.groups)
    }


def save_estimates(
    request: SignedInRequest, assessment: Assessment, theme: ThemeEntry
) -> dict[int, Estimate]:
    """Save what was posted for a whole theme; return those that could not be saved."""
    rows = estimates_of(assessment)
    posted = [
        group
        for group in asks_estimate(theme.groups)
        if _form(group).add_prefix("revision") in request.POST
    ]
    saved = [_save(request, assessment, group, rows.get(group.pk)) for group in posted]
    tell_merged(request, [one for _estimate, one in saved])
    return {estimate.group.pk: estimate for estimate, one in saved if one.failed}


def estimate_forms(groups: Iterable[GroupEntry]) -> list[EstimateForm]:
    """Return an empty form for each of the groups that are asked for an estimate."""
    return [_form(group) for group in asks_estimate(tuple(groups))]


def _form(group: GroupEntry | IndicatorGroup) -> EstimateForm:
    return EstimateForm(group=group)


def _as_stored(group: GroupEntry | IndicatorGroup, row: GroupEstimate | None) -> Estimate:
    initial = {"revision": row.revision if row else 0, "level": row.level if row else ""}
    return Estimate(group, EstimateForm(group=group, initial=initial), row)


def _save(
    request: SignedInRequest,
    assessment: Assessment,
    group: GroupEntry | IndicatorGroup,
    row: GroupEstimate | None,
) -> tuple[Estimate, Outcome]:
    """Save what was posted for a group, and return how that went."""
    stored = _as_stored(group, row).form.initial
    part = row or GroupEstimate(assessment=assessment, group_id=group.pk)

    def remake(posted: QueryDict | None) -> RevisedForm:
        return EstimateForm(posted, group=group, initial=stored)

    def store(form: RevisedForm, basis: Basis) -> GroupEstimate:
        return row_writing.save_part(part, form.values(), basis=basis, by=request.user)

    outcome = conflicts.save(request.POST, remake, part, by=request.user, store=store)
    return Estimate(group, outcome.form, outcome.row, outcome), outcome


@require_POST
@transaction.atomic
def save_estimate(request: SignedInRequest, pk: int, group_key: str) -> HttpResponse:
    """Save one estimate in the background; reply with how that went, or with the estimate anew after a choice."""
    refuse_other_person(request)
    assessment = access.for_editing(request.user, pk)
    group = _asked_now(assessment, group_key, request.POST.get("set", ""))
    refuse_unknown_fields(request.POST, [_form(group)], "set")
    stored = (
        GroupEstimate.objects.filter(assessment=assessment, group=group)
        .select_related("changed_by")
        .first()
    )
    estimate, outcome = _save(request, assessment, group, stored)
    if request.POST.get("resolve") and not outcome.failed:
        context = {"estimate": _as_stored(group, estimate.row), "assessment": assessment}
        return render(request, "assessments/_estimate.html", context)
    return saved_reply(request, outcome)


def _asked_now(assessment: Assessment, key: str, shown: str) -> IndicatorGroup:
    """Return the group with this key that is asked for an estimate.

    `shown` is the version of the set that the page showed. Raises PermissionDenied, with words,
    when only another version has the group, and BadRequest when it was about something else there:
    effort instead of value.
    """
    versions = IndicatorGroup.objects.filter(
        theme__indicator_set__slug=assessment.indicator_set.slug, key=key
    )
    found = {group.theme.indicator_set_id: group for group in versions.select_related("theme")}
    group = found.get(assessment.indicator_set_id)
    if group is None and found:
        raise PermissionDenied(
            _("Deze vraag wordt niet meer gesteld: de zelfevaluatie heeft nu een andere versie.")
        )
    if group is None or group not in asks_estimate(tuple(group.theme.groups.all())):
        raise Http404
    before = found.get(int(shown)) if shown.isdecimal() and len(shown) < 18 else None
    if before is not None and before.kind != group.kind:
        raise BadRequest(
            _(
                "Deze vraag is intussen anders: de zelfevaluatie heeft nu een andere versie. Laad de pagina opnieuw."
            )
        )
    return group
