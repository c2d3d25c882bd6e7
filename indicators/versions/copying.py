"""A next version of a set: begun as a copy, and compared with the version it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from indicators.catalogue import definition_of
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.publishing import NotPossible

from .comparison import Comparison, SharedIndicator, compare

By = AbstractBaseUser | None
# Why a row of the history exists.
COPIED, DECIDED = "copied", "decided"
# Each kind of part with what it stands in and how its set is found; what a part stands in comes
# before it.
PARTS: list[tuple[type[Any], str, type[Any], str]] = [
    (Theme, "indicator_set", IndicatorSet, "indicator_set"),
    (Criterion, "theme", Theme, "theme__indicator_set"),
    (IndicatorGroup, "theme", Theme, "theme__indicator_set"),
    (Indicator, "group", IndicatorGroup, "group__theme__indicator_set"),
    (Aspect, "indicator", Indicator, "indicator__group__theme__indicator_set"),
]
COPIED_TEXTS = ("title", "source", "introduction", "criterion_question")


def new_version(indicator_set: IndicatorSet, version: str, *, by: By) -> IndicatorSet:
    """Return a draft with the same content and keys, made from a set; all or nothing.

    The copy of a published or retired set is based on it, and nothing in it is decided yet. The
    copy of a draft is another go at the same change: it has the base and the decisions of that
    draft, which may never be published. Raises ValidationError when the version number can't be or
    exists already.
    """
    before = indicator_set.based_on if indicator_set.is_draft else indicator_set
    texts = {name: getattr(indicator_set, name) for name in COPIED_TEXTS}
    draft = IndicatorSet(
        slug=indicator_set.slug, version=version, based_on=before, revision=1, **texts
    )
    draft.clean_fields(exclude=["slug", *COPIED_TEXTS])
    draft.validate_constraints()
    try:
        with transaction.atomic():
            # Who changes a draft has its row locked, so that no half of a change is copied.
            IndicatorSet.objects.select_for_update().get(pk=indicator_set.pk)
            draft._history_user = by  # type: ignore[attr-defined]
            draft._change_reason = COPIED  # type: ignore[attr-defined]
            draft.save()
            _copy_parts(indicator_set, draft, by)
    except IntegrityError:
        raise ValidationError(_("Deze versie van de set bestaat al.")) from None
    return draft


def _copy_parts(original: IndicatorSet, draft: IndicatorSet, by: By) -> None:
    copies: dict[tuple[type[Model], Any], Model] = {(IndicatorSet, original.pk): draft}
    for model, parent_field, parent, to_set in PARTS:
        rows = list(
            model._default_manager.filter(**{to_set: original.pk}).order_by("position", "pk")
        )
        for row in rows:
            copies[model, row.pk] = row
            setattr(row, parent_field, copies[parent, getattr(row, f"{parent_field}_id")])
            row.pk, row._state.adding = None, True
            if model is Indicator and not original.is_draft:
                row.continuity = ""
        bulk_create_with_history(rows, model, default_user=by, default_change_reason=COPIED)


def comparison_of(old: IndicatorSet, new: IndicatorSet) -> Comparison:
    """Return what changed between two stored versions. Raises InvalidDefinition when a draft's rows break a rule."""
    return compare(definition_of(old), definition_of(new))


@dataclass(frozen=True)
class Decision:
    """What somebody decides about a question. `seen` says which two wordings they saw (SharedIndicator.seen)."""

    key: str
    continuity: str
    seen: str


@transaction.atomic
def decide(
    draft: IndicatorSet, decisions: Mapping[str, Decision], *, by: By
) -> tuple[int, list[str]]:
    """Store decisions about questions that are worded otherwise than in the version that the draft was made from.

    Return how many changed, and the keys of which the wording or the decision is another than the
    person saw: those are left as they are. Raises NotPossible when the set is no draft (any more)
    or not made from another version, and InvalidDefinition when the draft's rows break a rule.
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
    pairs = {pair.key: pair for pair in comparison_of(locked.based_on, locked).to_decide}
    news = {
        key: decision for key, decision in decisions.items() if not _says(pairs.get(key), decision)
    }
    outdated = [
        key
        for key, decision in news.items()
        if key not in pairs or pairs[key].seen != decision.seen
    ]
    stored = {key: decision.continuity for key, decision in news.items() if key not in outdated}
    rows = list(Indicator.objects.filter(group__theme__indicator_set=locked, key__in=stored))
    for row in rows:
        row.continuity = stored[row.key]
    if rows:
        bulk_update_with_history(
            rows, Indicator, ["continuity"], default_user=by, default_change_reason=DECIDED
        )
        IndicatorSet.objects.filter(pk=locked.pk).update(revision=F("revision") + 1)
    return len(rows), outdated


def _says(pair: SharedIndicator | None, decision: Decision) -> bool:
    return pair is not None and pair.continuity == decision.continuity
