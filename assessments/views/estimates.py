"""The estimate at the end of a group of questions: saved by itself, or with the whole theme."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.estimates import asks_estimate
from assessments.forms.estimates import EstimateForm
from assessments.models import Assessment, GroupEstimate
from assessments.saving.requests import NotAsked, save_form
from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Sent, Unit
from indicators.catalogue import GroupEntry, ThemeEntry, catalogue_of
from indicators.models import IndicatorGroup
from networks.signed_in import SignedInRequest

from . import entry_pages
from .entry_pages import Entry


@dataclass
class Estimate:
    """What is estimated for one group: what is stored, and what wasn't of what was sent."""

    group: GroupEntry | IndicatorGroup
    entry: Entry


def estimates_of(assessment: Assessment) -> dict[int, GroupEstimate]:
    """Return the estimates by the primary key of their group (one query)."""
    rows = GroupEstimate.objects.filter(assessment=assessment).select_related("changed_by")
    return {row.group_id: row for row in rows}


def shown_estimates(
    assessment: Assessment, theme: ThemeEntry, rows: dict[int, GroupEstimate]
) -> dict[int, Estimate]:
    """Return what a theme asks to estimate, as stored, by the primary key of the group."""
    return {
        group.pk: Estimate(group, Entry(estimate_unit(assessment, group, rows.get(group.pk))))
        for group in asks_estimate(theme.groups)
    }


def save_estimates(
    request: SignedInRequest, assessment: Assessment, theme: ThemeEntry
) -> tuple[dict[int, Estimate], list[str]]:
    """Save what was posted for a whole theme; return those that could not be saved, and labels of
    what somebody else changed meanwhile.
    """
    rows, found, changed = estimates_of(assessment), {}, []
    for group in asks_estimate(theme.groups):
        unit = estimate_unit(assessment, group, rows.get(group.pk))
        if left := save_form(unit, request.POST, by=request.user):
            found[group.pk] = Estimate(group, Entry(unit, left, request.user))
        changed += [f"{group.title}: {label}" for label in unit.changed_meanwhile]
    return found, changed


def estimate_forms(groups: Iterable[GroupEntry]) -> list[EstimateForm]:
    """Return an empty form for each of the groups that are asked for an estimate."""
    return [EstimateForm(group=group) for group in asks_estimate(tuple(groups))]


def estimate_unit(
    assessment: Assessment, group: GroupEntry | IndicatorGroup, row: GroupEstimate | None
) -> Unit:
    form = EstimateForm(group=group)
    row = row or GroupEstimate(assessment=assessment, group_id=group.pk)
    return Unit(assessment, row, form, stored_fields(row, form.own_fields))


@require_POST
@transaction.atomic
def save_estimate(request: SignedInRequest, pk: int, group_key: str) -> HttpResponse:
    """Save one estimate."""

    def fetch(sent: Sent) -> Unit:
        assessment = access.for_editing(request.user, pk)
        group = _asked_now(assessment, group_key, sent.version)
        stored = (
            GroupEstimate.objects.filter(assessment=assessment, group=group.pk)
            .select_related("changed_by")
            .first()
        )
        return estimate_unit(assessment, group, stored)

    back = reverse("assessment", args=[pk])
    return entry_pages.save(
        request, fetch, lambda _entry: entry_pages.not_stored(request, back), back
    )


def _asked_now(assessment: Assessment, key: str, shown: str) -> GroupEntry | IndicatorGroup:
    """Return the group with this key that is asked for an estimate (no query on a page of now).

    `shown` is the version of the set that the page showed. Raises NotAsked, with words, when only
    another version has the group, or when it was about something else there: effort instead of
    value.
    """
    if shown in ("", str(assessment.indicator_set_id)):
        themes = catalogue_of(assessment.indicator_set).themes
        asked = (group for theme in themes for group in asks_estimate(theme.groups))
        if here := next((group for group in asked if group.key == key), None):
            return here
    versions = IndicatorGroup.objects.filter(
        theme__indicator_set__slug=assessment.indicator_set.slug, key=key
    )
    found = {group.theme.indicator_set_id: group for group in versions.select_related("theme")}
    group = found.get(assessment.indicator_set_id)
    if group is None and found:
        raise NotAsked(
            _("Deze vraag wordt niet meer gesteld: de evaluatie heeft nu een andere versie.")
        )
    if group is None or group not in asks_estimate(tuple(group.theme.groups.all())):
        raise Http404
    before = found.get(int(shown)) if shown.isdecimal() and len(shown) < 18 else None
    if before is not None and before.kind != group.kind:
        raise NotAsked(_("Deze vraag is intussen anders: de evaluatie heeft nu een andere versie."))
    return group
