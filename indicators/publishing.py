"""From definition to rows, and the life of a version.

It is a draft, then published; it may be retired and taken into use again.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.values import SetDefinition
from indicators.drafts.loading import write_parts
from indicators.drafts.readiness import draft_problems
from indicators.drafts.refusals import NotPossible
from networks.trail import What, record

from .catalogue import definition_of
from .models import IndicatorSet
from .part_rows import By
from .parts import SET

Status = IndicatorSet.Status


class AlreadyPublished(Exception):
    """This version is published with other content, so it can't be loaded again."""


class NotPublishable(Exception):
    """The draft has problems. `problems` lists them all."""

    def __init__(self, problems: list[DefinitionProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@transaction.atomic
def load(definition: SetDefinition) -> tuple[IndicatorSet, bool]:
    """Make the draft rows say what `definition` says; return the set and whether anything changed.

    Loading the same content twice changes nothing, and a part whose key stays keeps its row. Raises
    AlreadyPublished when that version is published and says something else.
    """
    existing = (
        IndicatorSet.objects.select_for_update()
        .filter(slug=definition.slug, version=definition.version)
        .first()
    )
    # Loading again at every start of the portal must leave the revision and the history alone.
    if existing is not None and _holds(existing, definition):
        return existing, False
    if existing is not None and not existing.is_draft:
        raise AlreadyPublished
    indicator_set = existing or IndicatorSet(slug=definition.slug, version=definition.version)
    for name in SET.compared_fields:
        setattr(indicator_set, name, getattr(definition, name))
    indicator_set.based_on = _version_before(definition)
    indicator_set.revision += 1
    indicator_set.save()
    write_parts(indicator_set, definition)
    return indicator_set, True


def _version_before(definition: SetDefinition) -> IndicatorSet | None:
    if not definition.based_on:
        return None
    before = IndicatorSet.objects.filter(slug=definition.slug, version=definition.based_on).first()
    if before is None or definition.based_on == definition.version:
        raise InvalidDefinition(
            [
                DefinitionProblem(
                    f"versie {definition.based_on} van deze set bestaat niet", "based_on"
                )
            ]
        )
    return before


def _holds(indicator_set: IndicatorSet, definition: SetDefinition) -> bool:
    """Say whether the rows hold just this content.

    A draft whose rows break a rule holds something else.
    """
    try:
        return definition_of(indicator_set) == definition
    except InvalidDefinition:
        return False


@transaction.atomic
def publish(
    indicator_set: IndicatorSet,
    *,
    at: datetime | None = None,
    seen: int | None = None,
    by: By = None,
) -> None:
    """Publish a draft; from then on the database refuses every change.

    Raises NotPublishable with all problems.

    `seen` is the revision that the person who publishes looked at: a draft that somebody changed
    since then is not published unseen.
    """
    locked = _locked(indicator_set)
    if not locked.is_draft:
        raise NotPublishable([DefinitionProblem(_("deze versie is al gepubliceerd"))])
    if seen is not None and seen != locked.revision:
        raise NotPublishable(
            [
                DefinitionProblem(
                    _("iemand heeft het concept intussen veranderd; kijk het opnieuw na")
                )
            ]
        )
    # Under the lock, so that nobody makes the draft invalid in between.
    problems = draft_problems(locked)
    if problems:
        raise NotPublishable(problems)
    _set_status(locked, Status.PUBLISHED, by, published_at=at or timezone.now())
    record(What.PUBLISHED, about=locked)
    indicator_set.refresh_from_db()


@transaction.atomic
def retire(indicator_set: IndicatorSet, *, by: By, at: datetime | None = None) -> None:
    """Let no new assessment use a published version any more; running and confirmed ones keep it.

    Raises NotPossible when it isn't in use.
    """
    locked = _locked(indicator_set)
    if not locked.is_published:
        raise NotPossible(
            _("Alleen een gepubliceerde versie kan vervallen. Er is niets veranderd.")
        )
    _set_status(locked, Status.RETIRED, by, retired_at=at or timezone.now())
    record(What.RETIRED, about=locked)
    indicator_set.refresh_from_db()


@transaction.atomic
def take_into_use_again(indicator_set: IndicatorSet, *, by: By) -> None:
    """Let new assessments use a retired version again.

    Raises NotPossible when it wasn't retired.
    """
    locked = _locked(indicator_set)
    if locked.status != Status.RETIRED:
        raise NotPossible(_("Deze versie is niet vervallen. Er is niets veranderd."))
    _set_status(locked, Status.PUBLISHED, by, retired_at=None)
    record(What.USED_AGAIN, about=locked)
    indicator_set.refresh_from_db()


def _locked(indicator_set: IndicatorSet) -> IndicatorSet:
    return IndicatorSet.objects.select_for_update().get(pk=indicator_set.pk)


def _set_status(indicator_set: IndicatorSet, status: str, by: By, **dates: datetime | None) -> None:
    indicator_set.status = status
    # A constraint holds the status and its dates together, so they are stored at once.
    for name, moment in dates.items():
        setattr(indicator_set, name, moment)
    indicator_set._history_user = by  # type: ignore[attr-defined]
    indicator_set.save(update_fields=["status", *dates])
