"""Deciding whether a question that is worded otherwise is still the same one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from indicators.change_reasons import DECIDED
from indicators.models import Indicator, IndicatorSet
from indicators.part_rows import By
from indicators.versions.compared_parts import SharedIndicator
from indicators.versions.copying import comparison_of

from .refusals import NotPossible


@dataclass(frozen=True)
class Decision:
    """What somebody decides about a question.

    `seen` says which two wordings they saw (SharedIndicator.seen). `sure` means that they read the
    warning about another kind of answer.
    """

    key: str
    continuity: str
    seen: str
    sure: bool = False


@dataclass(frozen=True)
class Decided:
    """How many decisions were stored, and the keys of those that were not.

    `outdated` are questions of which the wording or the decision is another than the person saw;
    `unsure` those that ask for another kind of answer and were called the same without a word
    about that.
    """

    stored: int
    outdated: tuple[str, ...]
    unsure: tuple[str, ...]


@transaction.atomic
def decide(draft: IndicatorSet, decisions: Mapping[str, Decision], *, by: By) -> Decided:
    """Store decisions about questions that changed since the version the draft was made from.

    Those that can't be stored as they are don't keep the others back. Raises NotPossible when the
    set is no draft (any more) or not made from another version, and InvalidDefinition when the
    draft's rows break a rule.
    """
    locked, base = locked_with_base(draft)
    # Compared anew under the lock: a text may have changed since the page was shown.
    pairs = {pair.key: pair for pair in comparison_of(base, locked).to_decide}
    # A form holds all questions of a page: only what is not so already is a decision.
    new = {
        key: decision
        for key, decision in decisions.items()
        if not _is_decided_so(pairs.get(key), decision)
    }
    outdated = tuple(
        key for key, decision in new.items() if key not in pairs or pairs[key].seen != decision.seen
    )
    unsure = tuple(
        key
        for key, decision in new.items()
        if key not in outdated and _is_doubtful(pairs[key], decision)
    )
    to_store = {key: new[key].continuity for key in new if key not in (*outdated, *unsure)}
    rows = list(Indicator.objects.filter(group__theme__indicator_set=locked, key__in=to_store))
    for row in rows:
        row.continuity = to_store[row.key]
    store_decisions(locked, rows, by)
    return Decided(len(rows), outdated, unsure)


def locked_with_base(draft: IndicatorSet) -> tuple[IndicatorSet, IndicatorSet]:
    """Return the locked draft with the version that it was made from.

    Raises NotPossible when it is no draft (any more) or not made from another version.
    """
    locked = (
        IndicatorSet.objects.select_for_update(of=("self",))
        .select_related("based_on")
        .get(pk=draft.pk)
    )
    if not locked.is_draft:
        raise NotPossible(
            _("Deze set is intussen gepubliceerd en verandert niet meer. Er is niets opgeslagen.")
        )
    if locked.based_on is None:
        raise NotPossible(
            _("Deze set is niet uit een andere versie gemaakt. Er valt niets te kiezen.")
        )
    return locked, locked.based_on


def store_decisions(locked: IndicatorSet, rows: list[Indicator], by: By) -> None:
    """Store what was decided about questions of a locked draft, with a row of history for each."""
    if rows:
        fields = ["continuity", "came_from"]
        bulk_update_with_history(
            rows, Indicator, fields, default_user=by, default_change_reason=DECIDED
        )
        IndicatorSet.objects.filter(pk=locked.pk).update(revision=F("revision") + 1)


def _is_decided_so(pair: SharedIndicator | None, decision: Decision) -> bool:
    return pair is not None and pair.continuity == decision.continuity


def _is_doubtful(pair: SharedIndicator, decision: Decision) -> bool:
    # A number and a text can hardly be compared, so nobody calls them the same by accident.
    return pair.retyped and decision.continuity == "same" and not decision.sure
