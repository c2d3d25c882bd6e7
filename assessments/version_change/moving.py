"""Giving a running assessment another version of its set."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Answer, Assessment, Finding, GroupEstimate, SetChange
from assessments.question_versions import Versions, versions_of
from assessments.table_of_contents import has_content
from indicators.models import Criterion, IndicatorGroup, IndicatorSet, Theme
from indicators.versions.lineage import Lineage, lineage_of
from networks.models import Network, User

from .moving_views import move_views
from .targets import versions_for


@transaction.atomic
def move(*, assessment: Assessment, target: IndicatorSet, by: User) -> SetChange:
    """Give a locked running assessment (access.for_coordinating) another version of its set.

    Raises ValidationError when it may not have it, or when the network already has an assessment
    with that version and period.
    """
    # Somebody who starts that assessment at the same moment (lifecycle.start) waits for this lock.
    Network.objects.select_for_update(no_key=True).get(pk=assessment.network_id)
    if assessment.is_confirmed:
        raise ValidationError(_("Deze evaluatie is vastgesteld en verandert niet meer."))
    # Checked again under the lock: the version may have been retired since the page was shown.
    if target not in versions_for(assessment):
        raise ValidationError(_("Naar deze versie kan deze evaluatie niet overstappen."))
    # Read before the move: the SetChange below becomes part of the history.
    before, versions = assessment.indicator_set, versions_of(assessment)
    _refuse_second(assessment, target)
    _move_answers(assessment, target, versions)
    _move_estimates(assessment, target, versions)
    _move_points(assessment, target, versions)
    move_views(assessment, target, versions)
    assessment.indicator_set = target
    assessment.save(update_fields=["indicator_set"])
    return SetChange.objects.create(
        assessment=assessment,
        from_set=before,
        to_set=target,
        changed_at=timezone.now(),
        changed_by=by,
    )


def _refuse_second(assessment: Assessment, target: IndicatorSet) -> None:
    period = {"period_start": assessment.period_start, "period_end": assessment.period_end}
    if Assessment.objects.filter(
        network=assessment.network_id, indicator_set=target, **period
    ).exists():
        raise ValidationError(
            _("Over deze periode is er al een evaluatie met versie %s.") % target.version
        )


def _move_answers(assessment: Assessment, target: IndicatorSet, versions: Versions) -> None:
    answers = list(Answer.objects.filter(assessment=assessment))
    lineage = lineage_of(target.slug, {answer.indicator_id for answer in answers})
    for answer in answers:
        key = lineage.by_pk[answer.indicator_id].key
        written = versions.of(answer)
        answer.needs_look = _must_be_looked_at(answer, key, versions.sets[written], target, lineage)
        answer.indicator_id = (
            _destination(lineage.versions(key), target, versions, written) or answer.indicator_id
        )
    # The text itself isn't touched, so its revision stays: a page that is open can still save.
    Answer.objects.bulk_update(answers, ["indicator", "needs_look"])


def _must_be_looked_at(
    answer: Answer, key: str, written: int, target: IndicatorSet, lineage: Lineage
) -> bool:
    if not has_content(answer) or lineage.in_set(key, target.pk) is None:
        return False
    return lineage.relation(key, written, target.pk) != "unchanged"


def _destination(
    known: Mapping[int, int], target: IndicatorSet, versions: Versions, written: int
) -> int | None:
    """Return the part to go to: the target's own, or else that of the latest version that has it.

    `known` has the parts with one key by version; `written` is the place of the version it was
    written for.
    """
    return known.get(target.pk) or versions.latest(written, dict(known))


def _move_estimates(assessment: Assessment, target: IndicatorSet, versions: Versions) -> None:
    """Move estimates along with the key of their group, as long as it is about the same kind."""
    estimates = list(GroupEstimate.objects.filter(assessment=assessment).select_related("group"))
    places: dict[tuple[str, str], dict[int, int]] = {}
    groups = IndicatorGroup.objects.filter(
        theme__indicator_set__slug=target.slug,
        key__in=[estimate.group.key for estimate in estimates],
    )
    for pk, key, kind, version in groups.values_list("pk", "key", "kind", "theme__indicator_set"):
        places.setdefault((key, kind), {})[version] = pk
    for estimate in estimates:
        known = places[estimate.group.key, estimate.group.kind]
        written = versions.at(estimate.changed_at)
        estimate.group_id = _destination(known, target, versions, written) or estimate.group_id
    GroupEstimate.objects.bulk_update(estimates, ["group"])


def _move_points(assessment: Assessment, target: IndicatorSet, versions: Versions) -> None:
    """Move points, and what they refer to, along with the keys of their themes and questions."""
    # Those that were deleted, too: they may be put back.
    findings = list(Finding.with_deleted.filter(assessment=assessment))
    written = {finding.pk: versions.at(finding.changed_at) for finding in findings}
    in_use = {finding.theme_id for finding in findings if finding.theme_id}
    themes = _by_version(
        Theme.objects.filter(indicator_set__slug=target.slug), "indicator_set", in_use
    )
    for finding in findings:
        if finding.theme_id:
            known = themes[finding.theme_id]
            finding.theme_id = (
                _destination(known, target, versions, written[finding.pk]) or finding.theme_id
            )
    Finding.with_deleted.bulk_update(findings, ["theme"])

    # The rows of the many-to-many relation, so that they change in one query instead of one by one.
    links = list(Finding.indicators.through.objects.filter(finding__assessment=assessment))
    lineage = lineage_of(target.slug, {link.indicator_id for link in links})
    for link in links:
        known = lineage.versions(lineage.by_pk[link.indicator_id].key)
        link.indicator_id = (
            _destination(known, target, versions, written[link.finding_id]) or link.indicator_id
        )
    Finding.indicators.through.objects.bulk_update(links, ["indicator"])

    touched = list(Finding.criteria.through.objects.filter(finding__assessment=assessment))
    of_set = Criterion.objects.filter(theme__indicator_set__slug=target.slug)
    criteria = _by_version(of_set, "theme__indicator_set", {link.criterion_id for link in touched})
    for touch in touched:
        known = criteria[touch.criterion_id]
        touch.criterion_id = (
            _destination(known, target, versions, written[touch.finding_id]) or touch.criterion_id
        )
    Finding.criteria.through.objects.bulk_update(touched, ["criterion"])


def _by_version(
    rows: models.QuerySet[Any], version: str, pks: Collection[int]
) -> dict[int, dict[int, int]]:
    """Return for each primary key the parts with the same key, by the version they are in."""
    same_key = rows.filter(key__in=rows.model.objects.filter(pk__in=pks).values("key"))
    by_key: dict[str, dict[int, int]] = {}
    keys: dict[int, str] = {}
    for pk, key, set_pk in same_key.values_list("pk", "key", version):
        keys[pk] = key
        by_key.setdefault(key, {})[set_pk] = pk
    return {pk: by_key[keys[pk]] for pk in pks}
