"""Moving a running assessment to another version of its indicator set, and back.

What was written goes along to the question with the same key. What has no place in the other
version stays on the question, theme or criterion of the version that it was written for, so moving
back brings everything back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.catalogue import Catalogue, CriterionEntry, IndicatorEntry, ThemeEntry, catalogue_of
from indicators.models import Criterion, IndicatorGroup, IndicatorSet, Theme
from indicators.versions.lineage import InVersion, Lineage, Relation, lineage_of
from indicators.versions.word_difference import DifferenceRun, word_difference
from networks.models import Network, User

from .audience import meant_for
from .models import Answer, Assessment, Finding, GroupEstimate, SetChange
from .question_versions import Versions, versions_of
from .table_of_contents import has_content


@dataclass(frozen=True)
class PlannedQuestion:
    """A question with its number and theme; `before` has the present ones where they differ."""

    key: str
    number: str
    theme: str
    text: str
    answered: bool
    before: tuple[str, str] | None = None


@dataclass(frozen=True)
class ChangedQuestion:
    """A question with another wording than when it was answered, or than now without an answer."""

    question: PlannedQuestion
    relation: Relation
    old: InVersion
    new: InVersion

    @cached_property
    def runs(self) -> tuple[DifferenceRun, ...]:
        """The difference word by word; numbered aspects count as lines of the question."""
        return word_difference(_in_full(self.old), _in_full(self.new))

    @property
    def retyped(self) -> bool:
        """Whether it asks for another kind of answer, or in another unit."""
        return (self.old.answer, self.old.unit) != (self.new.answer, self.new.unit)


@dataclass(frozen=True)
class ChangedCriterion:
    """A criterion that points refer to, with another wording in the other version."""

    title: str
    runs: tuple[DifferenceRun, ...]


@dataclass(frozen=True)
class Plan:
    """What moving an assessment will do; each question of both versions is in one of the lists.

    `points_gone` has the headlines of points about a theme that the other version doesn't have,
    with the title of that theme. `criteria_gone` has the titles of criteria that points refer to
    and that the other version doesn't have.
    """

    unchanged: tuple[PlannedQuestion, ...]
    to_look: tuple[ChangedQuestion, ...]
    gone: tuple[PlannedQuestion, ...]
    new: tuple[PlannedQuestion, ...]
    points_gone: tuple[tuple[str, str], ...]
    criteria_changed: tuple[ChangedCriterion, ...]
    criteria_gone: tuple[str, ...]

    @property
    def answered_to_look(self) -> tuple[ChangedQuestion, ...]:
        return tuple(change for change in self.to_look if change.question.answered)

    @property
    def open_to_look(self) -> tuple[ChangedQuestion, ...]:
        return tuple(change for change in self.to_look if not change.question.answered)

    @property
    def answered_unchanged(self) -> int:
        return sum(question.answered for question in self.unchanged)

    @property
    def moved(self) -> tuple[PlannedQuestion, ...]:
        return tuple(question for question in self.unchanged if question.before)

    @property
    def answered_gone(self) -> int:
        return sum(question.answered for question in self.gone)


def versions_for(assessment: Assessment) -> list[IndicatorSet]:
    """Return the other versions that an assessment may move to, the latest first (one query).

    Those are the published versions of its set that are meant for its network, and the versions
    that it had before (`had`), even if they were retired since.
    """
    had = SetChange.objects.filter(assessment=assessment, from_set=OuterRef("pk"))
    other_versions = IndicatorSet.objects.filter(slug=assessment.indicator_set.slug).exclude(
        pk=assessment.indicator_set_id
    )
    published = Q(status=IndicatorSet.Status.PUBLISHED) & meant_for(assessment.network)
    return list(
        other_versions.annotate(had=Exists(had))
        .filter(published | Q(had=True))
        .order_by("-published_at", "-pk")
    )


def had(version: IndicatorSet) -> bool:
    """Return whether the assessment had this version, from versions_for(), before."""
    return bool(getattr(version, "had", False))


def newer_than(assessment: Assessment, versions: Iterable[IndicatorSet]) -> IndicatorSet | None:
    """Return the latest of these versions if it was published after the assessment's own."""
    now = assessment.indicator_set.published_at
    later = [
        version
        for version in versions
        if version.is_published and version.published_at and now and version.published_at > now
    ]
    return later[0] if later else None


@transaction.atomic
def move(*, assessment: Assessment, target: IndicatorSet, by: User) -> SetChange:
    """Give a locked running assessment (access.for_coordinating) another version of its set.

    Raises ValidationError when it may not have it, or when the network already has an assessment
    with that version and period.
    """
    # Somebody who starts that assessment at the same moment (lifecycle.start) waits for this lock.
    Network.objects.select_for_update(no_key=True).get(pk=assessment.network_id)
    if assessment.is_confirmed:
        raise ValidationError(_("Deze zelfevaluatie is vastgesteld en verandert niet meer."))
    # Checked again under the lock: the version may have been retired since the page was shown.
    if target not in versions_for(assessment):
        raise ValidationError(_("Naar deze versie kan deze zelfevaluatie niet overstappen."))
    # Read before the move: the SetChange below becomes part of the history.
    before, versions = assessment.indicator_set, versions_of(assessment)
    _refuse_second(assessment, target)
    _move_answers(assessment, target, versions)
    _move_estimates(assessment, target, versions)
    _move_points(assessment, target, versions)
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
            _("Over deze periode is er al een zelfevaluatie met versie %s.") % target.version
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
    findings = list(Finding.objects.filter(assessment=assessment))
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
    Finding.objects.bulk_update(findings, ["theme"])

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


def plan(assessment: Assessment, target: IndicatorSet) -> Plan:
    """Return what move() would do now, in a constant number of queries."""
    now, then = catalogue_of(assessment.indicator_set), catalogue_of(target)
    lineage, versions = lineage_of(target.slug), versions_of(assessment)
    answers = {
        lineage.by_pk[answer.indicator_id].key: answer
        for answer in Answer.objects.filter(assessment=assessment)
        if has_content(answer)
    }
    asked_now, asked_then = _asked(now), _asked(then)
    unchanged: list[PlannedQuestion] = []
    to_look: list[ChangedQuestion] = []
    new: list[PlannedQuestion] = []
    for key, (theme, indicator) in asked_then.items():
        answer, present_place = answers.get(key), asked_now.get(key)
        question = _question(theme, indicator, answer, present_place)
        written = versions.sets[versions.of(answer)] if answer else now.pk
        old, asked = lineage.in_set(key, written), lineage.by_pk[indicator.pk]
        if old is None:
            new.append(question)
        elif (relation := lineage.relation(key, written, then.pk)) == "unchanged":
            unchanged.append(question)
        else:
            to_look.append(ChangedQuestion(question, relation, old, asked))
    gone = [
        _question(theme, indicator, answers.get(key))
        for key, (theme, indicator) in asked_now.items()
        if key not in asked_then
    ]
    return Plan(
        unchanged=tuple(unchanged),
        to_look=tuple(to_look),
        # Answered questions first: those are what somebody would miss.
        gone=tuple(sorted(gone, key=lambda question: not question.answered)),
        new=tuple(new),
        **_plan_of_points(assessment, now, then),
    )


def _asked(catalogue: Catalogue) -> dict[str, tuple[ThemeEntry, IndicatorEntry]]:
    return {
        indicator.key: (theme, indicator)
        for theme in catalogue.themes
        for indicator in theme.indicators
    }


def _question(
    theme: ThemeEntry,
    indicator: IndicatorEntry,
    answer: Answer | None,
    here: tuple[ThemeEntry, IndicatorEntry] | None = None,
) -> PlannedQuestion:
    before = (here[1].number, here[0].title) if here else None
    if before == (indicator.number, theme.title):
        before = None
    return PlannedQuestion(
        indicator.key, indicator.number, theme.title, indicator.text, answer is not None, before
    )


def _plan_of_points(assessment: Assessment, now: Catalogue, then: Catalogue) -> dict[str, Any]:
    themes = {theme.pk: theme for theme in now.themes}
    stay = {theme.key for theme in then.themes}
    points = Finding.objects.filter(assessment=assessment, theme__in=themes).order_by(
        "position", "pk"
    )
    touched = set(
        Finding.criteria.through.objects.filter(finding__assessment=assessment).values_list(
            "criterion", flat=True
        )
    )
    wordings = {criterion.key: criterion for criterion in then.criteria}
    referred = [criterion for criterion in now.criteria if criterion.pk in touched]
    return {
        "points_gone": tuple(
            (point.headline, themes[point.theme_id].title)
            for point in points
            if point.theme_id and themes[point.theme_id].key not in stay
        ),
        "criteria_changed": tuple(
            ChangedCriterion(
                wordings[criterion.key].title,
                word_difference(
                    _criterion_in_full(criterion), _criterion_in_full(wordings[criterion.key])
                ),
            )
            for criterion in referred
            if criterion.key in wordings
            and _criterion_in_full(criterion) != _criterion_in_full(wordings[criterion.key])
        ),
        "criteria_gone": tuple(
            criterion.title for criterion in referred if criterion.key not in wordings
        ),
    }


def _criterion_in_full(criterion: CriterionEntry) -> str:
    return "\n".join(text for text in (criterion.title, criterion.text, criterion.question) if text)


def _in_full(question: InVersion) -> str:
    aspects = [f"{number}. {aspect}" for number, aspect in enumerate(question.aspects, start=1)]
    return "\n".join([question.text, *aspects])
