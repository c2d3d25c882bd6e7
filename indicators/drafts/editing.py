"""Changing what a draft holds: parts are added, changed, moved and removed, one at a time.

Several admins may work on the same draft. Each verb locks the row of the set, so one waits for the
other and for who publishes it; a change says what the part looked like to who made it, a move says
next to which part it goes. So nobody overwrites a text unseen, and no two moves scramble an order.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.db.models import F, Model, ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from indicators.change_reasons import MOVED
from indicators.models import Indicator, IndicatorSet
from indicators.part_rows import (
    KIND_OF,
    MODEL_OF,
    By,
    Parent,
    Part,
    parent_of,
    set_of,
    siblings_in,
)
from indicators.parts import PARTS, PartKind
from indicators.versions.wording import Wording

from .part_keys import sharing_keys, suggest_key
from .positions import FIRST, inserted, renumber, store_shifted
from .refusals import ChangedMeanwhile, Gone, KeyTaken, MoreThanAsked, NotADraft, Refused

# What makes a question another one: a decision about the old words says nothing of the new ones.
WORDING_FIELDS = {field.name for field in fields(Wording)}


def values_of(part: Model) -> dict[str, Any]:
    """Return what people wrote in a part or a set, or what a row of its history says they did."""
    model = getattr(part, "instance_type", type(part))
    return {name: getattr(part, name) for name in KIND_OF[model].form_fields}


def fingerprint(part: Model) -> str:
    """Return a short text that changes with anything people write in the part."""
    return hashlib.sha256(json.dumps(values_of(part)).encode()).hexdigest()[:20]


@transaction.atomic
def add_part(
    model: type[Part],
    *,
    parent: Parent,
    values: Mapping[str, Any],
    key: str = "",
    after: int | None = None,
    by: By,
) -> Part:
    """Add a part to `parent`.

    It comes after the sibling with this primary key, FIRST, or last: when `after` is None or that
    sibling is gone.

    Without a key it gets one made from its text, and keeps that whatever becomes of the text.
    Raises NotADraft, Gone (the parent) or KeyTaken.
    """
    _lock(set_of(parent))
    within = _fresh(parent)
    if key and sharing_keys(model, within).filter(key=key).exists():
        raise KeyTaken
    kind = KIND_OF[model]
    written = {name: values[name] for name in kind.form_fields if name in values}
    part = model(key=key or suggest_key(model, within, str(written[kind.named_by])), **written)
    setattr(part, kind.parent_field, within)
    siblings = list(siblings_in(model, within))
    is_known = after == FIRST or any(sibling.pk == after for sibling in siblings)
    order = inserted(part, siblings, after=after if is_known else None, before=None)
    shifted = [sibling for sibling in renumber(order, newcomer=part) if sibling is not part]
    part._history_user = by  # type: ignore[union-attr]
    part.save()
    store_shifted(model, shifted, by)
    _settle(set_of(within), {within}, by)
    return part


@transaction.atomic
def change_part(part: Part, *, values: Mapping[str, Any], seen: str, by: By) -> bool:
    """Write `values` in a part; return whether that changes anything.

    `seen` is the fingerprint of the part as the person saw it.

    A question that is asked in other words needs a new decision whether it is still the same one.
    Raises NotADraft, Gone or ChangedMeanwhile.
    """
    _lock(set_of(part))
    current = _fresh(part)
    changed = [
        name
        for name in KIND_OF[type(part)].form_fields
        if name in values and values[name] != getattr(current, name)
    ]
    # Saving without a change is no conflict, whatever somebody else did.
    if not changed:
        return False
    # Of the fields that people write only: a part that was moved is still the same text.
    if fingerprint(current) != seen:
        raise ChangedMeanwhile(current)
    for name in changed:
        setattr(current, name, values[name])
    if isinstance(current, Indicator) and _is_decided(current) and WORDING_FIELDS & set(changed):
        current.continuity = ""
        changed.append("continuity")
    current._history_user = by
    current.save(update_fields=changed)
    _settle(set_of(current), {parent_of(current)}, by)
    return True


@transaction.atomic
def move_part(
    part: Part,
    *,
    to: Parent | None = None,
    after: int | None = None,
    before: int | None = None,
    by: By,
) -> bool:
    """Move a part next to a sibling, here or in another parent; return whether anything changed.

    `after` and `before` are primary keys of siblings there; `after` may be FIRST, and without
    either it goes last. Raises NotADraft, Gone, or Refused when that sibling isn't there any more.
    """
    _lock(set_of(part))
    current = _fresh(part)
    kind = KIND_OF[type(part)]
    parent = _fresh(to) if to is not None else parent_of(current)
    if KIND_OF[type(parent)] is not kind.parent or set_of(parent) != set_of(current):
        raise Refused(_("Daar kan dit deel niet staan."))
    siblings = [sibling for sibling in siblings_in(type(part), parent) if sibling.pk != current.pk]
    for neighbour in (after, before):
        if neighbour not in (None, FIRST) and all(sibling.pk != neighbour for sibling in siblings):
            raise Refused(
                _(
                    "Het deel waar dit naast moest komen, staat daar niet meer. Er is niets "
                    "verplaatst."
                )
            )
    order = inserted(current, siblings, after=after, before=before)
    old_parent = parent_of(current)
    goes_elsewhere = parent != old_parent
    # Its position among its old siblings means nothing in another parent.
    shifted = renumber(order, newcomer=current if goes_elsewhere else None)
    if not goes_elsewhere and not shifted:
        return False
    if goes_elsewhere:
        # Only an aspect can meet its key elsewhere: it is unique within one question.
        if not kind.key_is_unique_in_set and (
            sharing_keys(type(part), parent).filter(key=current.key).exists()
        ):
            current.key = suggest_key(type(part), parent, current.key)
        setattr(current, kind.parent_field, parent)
    fields = ["position", "key", kind.parent_field]
    bulk_update_with_history(
        [current], type(part), fields, default_user=by, default_change_reason=MOVED
    )
    store_shifted(type(part), [sibling for sibling in shifted if sibling is not current], by)
    _settle(set_of(current), {old_parent, parent}, by)
    return True


@transaction.atomic
def remove_part(part: Part, *, expected: int | None = None, by: By) -> int:
    """Remove a part with all that is in it; return how many parts that were, itself included.

    `expected` is the number that the person agreed to. Raises NotADraft, Gone, MoreThanAsked, or
    Refused when somebody answered a question in it.
    """
    _lock(set_of(part))
    current = _fresh(part)
    # Collected first, to count what would go and to name who removed it in every history.
    collector = Collector(using=current._state.db or "default", origin=current)
    try:
        collector.collect([current])
    except ProtectedError:
        raise Refused(
            _("Er is al een evaluatie die dit deel gebruikt. Daarom kan het niet weg.")
        ) from None
    rows = [row for rows in collector.data.values() for row in rows]
    if expected is not None and expected != len(rows):
        raise MoreThanAsked
    for row in rows:
        row._history_user = by  # type: ignore[attr-defined]
    collector.delete()
    _settle(set_of(current), {parent_of(current)}, by)
    return len(rows)


def parts_in(part: Part) -> dict[type[Part], int]:
    """Return how many parts of each kind disappear with a part, itself included."""
    counts: dict[type[Part], int] = {}
    for kind in PARTS:
        path = _path_up(kind, KIND_OF[type(part)])
        if path is not None:
            model = MODEL_OF[kind]
            counts[model] = model._default_manager.filter(**{path: part.pk}).count()
    return {model: count for model, count in counts.items() if count}


def _path_up(kind: PartKind | None, to: PartKind) -> str | None:
    """Return the way from a row of one kind to one of another, as filters write it, or None."""
    path = []
    while kind is not None and kind is not to:
        path.append(kind.parent_field)
        kind = kind.parent
    return None if kind is None else "__".join([*path, "pk"])


def _lock(indicator_set: IndicatorSet) -> None:
    # Every verb begins with this, so verbs on one set come one after another.
    locked = IndicatorSet.objects.select_for_update().filter(pk=indicator_set.pk).first()
    if locked is None:
        raise Gone
    if not locked.is_draft:
        raise NotADraft


def _settle(indicator_set: IndicatorSet, parents: set[Parent], by: By) -> None:
    """Let the set's revision go up, without a row of history for that.

    Aspects are part of what is asked: who changes them takes the decision about the question off
    it.
    """
    IndicatorSet.objects.filter(pk=indicator_set.pk).update(revision=F("revision") + 1)
    for parent in parents:
        if isinstance(parent, Indicator) and _is_decided(parent):
            parent.continuity = ""
            parent._history_user = by  # type: ignore[attr-defined]
            parent.save(update_fields=["continuity"])


def _is_decided(question: Indicator) -> bool:
    # That it came from other questions holds in any words, and makes it another question.
    return bool(question.continuity) and not question.came_from


def _fresh(part: Any) -> Any:
    """Return a part as the database has it now that the set is locked."""
    if isinstance(part, IndicatorSet):
        return part
    rows = type(part)._default_manager.select_related(KIND_OF[type(part)].path_to_set)
    stored = rows.filter(pk=part.pk).first()
    if stored is None:
        raise Gone
    return stored
