"""Changing what a draft holds: parts are added, changed, moved and removed, one at a time.

Several admins may work on the same draft. Each verb locks the row of the set, so one waits for the
other and for who publishes it; a change says what the part looked like to who made it, a move says
next to which part it goes. So nobody overwrites a text unseen, and no two moves scramble an order.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Model, ProtectedError, QuerySet
from django.db.models.deletion import Collector
from django.utils.text import slugify
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from indicators.models import (
    Aspect,
    Criterion,
    Indicator,
    IndicatorGroup,
    IndicatorSet,
    Ordered,
    Theme,
)

Part = Theme | Criterion | IndicatorGroup | Indicator | Aspect
Parent = IndicatorSet | Theme | IndicatorGroup | Indicator
By = AbstractBaseUser | None

# What people write in the set itself.
SET_FIELDS = ("title", "slug", "version", "source", "introduction", "criterion_question")
FIRST = 0  # in the place of a sibling's primary key: before all others
# Why a row of the history exists: so that what people did can be told from what followed from it.
MOVED, SHIFTED = "moved", "shifted"
MAX_SUGGESTED_KEY = 50


@dataclass(frozen=True)
class Kind:
    """A kind of part: what it stands in, how its set is found, which of its fields people write, and what names it."""

    model: type[Part]
    parent: type[Parent]
    parent_field: str
    to_set: str
    fields: tuple[str, ...]
    named_by: str


KINDS: dict[type[Part], Kind] = {
    kind.model: kind
    for kind in (
        Kind(
            Theme,
            IndicatorSet,
            "indicator_set",
            "indicator_set",
            ("title", "kind", "source", "introduction", "goal", "occasion", "form"),
            "title",
        ),
        Kind(
            Criterion,
            Theme,
            "theme",
            "theme__indicator_set",
            ("title", "kind", "implicit", "text", "question", "source"),
            "title",
        ),
        Kind(
            IndicatorGroup,
            Theme,
            "theme",
            "theme__indicator_set",
            ("title", "kind", "question", "source"),
            "title",
        ),
        Kind(
            Indicator,
            IndicatorGroup,
            "group",
            "group__theme__indicator_set",
            ("text", "answer", "unit", "source"),
            "text",
        ),
        Kind(
            Aspect,
            Indicator,
            "indicator",
            "indicator__group__theme__indicator_set",
            ("text",),
            "text",
        ),
    )
}
# What makes a question another one: a decision about the old words says nothing of the new ones.
ASKED = ("text", "answer", "unit")


class Refused(Exception):
    """It can't be done, or not any more; the message says why, in Dutch."""


class NotADraft(Refused):
    """The set was published or retired meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze set is intussen gepubliceerd en verandert niet meer. Er is niets opgeslagen.")
        )


class Gone(Refused):
    """The part, or what it stands in, was removed meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit deel is intussen door iemand anders verwijderd. Er is niets opgeslagen.")
        )


class KeyTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("Deze sleutel is in deze set al gebruikt. Kies een andere."))


class ChangedMeanwhile(Refused):
    """Somebody else changed the same part. `part` is as it is now."""

    def __init__(self, part: Part) -> None:
        super().__init__(_("Iemand anders heeft dit deel intussen ook veranderd."))
        self.part = part


class MoreThanAsked(Refused):
    """There is more, or less, in the part than who removes it was told."""

    def __init__(self) -> None:
        super().__init__(
            _("Wat in dit deel staat, is intussen veranderd. Kijk opnieuw wat er verdwijnt.")
        )


def parts_of(model: type[Part], indicator_set: IndicatorSet) -> QuerySet[Any]:
    """Return all parts of one kind in a set, with the parts that they stand in."""
    path = KINDS[model].to_set
    return model._default_manager.filter(**{path: indicator_set.pk}).select_related(path)


def parent_of(part: Part) -> Parent:
    """Return what the part stands in: a set, theme, group or indicator."""
    return cast(Parent, getattr(part, KINDS[type(part)].parent_field))


def set_of(part: Part | Parent) -> IndicatorSet:
    """Return the set that a part belongs to; of a set the set itself."""
    while not isinstance(part, IndicatorSet):
        part = parent_of(part)
    return part


def siblings_in(model: type[Part], parent: Parent) -> QuerySet[Any]:
    """Return the parts of one kind that stand in `parent`, in their order."""
    return model._default_manager.filter(**{KINDS[model].parent_field: parent.pk}).order_by(
        "position", "pk"
    )


def values_of(part: Model) -> dict[str, Any]:
    """Return what people wrote in a part or a set, or what a row of its history says they did."""
    model = getattr(part, "instance_type", type(part))
    names = SET_FIELDS if model is IndicatorSet else KINDS[cast(type[Part], model)].fields
    return {name: getattr(part, name) for name in names}


def fingerprint(part: Model) -> str:
    """Return a short text that is another one as soon as anything people wrote in the part is another."""
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
    """Add a part to `parent`: after the sibling with this primary key, FIRST, or last (None, or that sibling is gone).

    Without a key it gets one made from its text, and keeps that whatever becomes of the text.
    Raises NotADraft, Gone (the parent) or KeyTaken.
    """
    _lock(set_of(parent))
    within = _fresh(parent)
    if key and _used(model, within).filter(key=key).exists():
        raise KeyTaken
    kind = KINDS[model]
    written = {name: values[name] for name in kind.fields if name in values}
    part = model(key=key or suggest_key(model, within, str(written[kind.named_by])), **written)
    setattr(part, kind.parent_field, within)
    siblings = list(siblings_in(model, within))
    known = after == FIRST or any(sibling.pk == after for sibling in siblings)
    order = _inserted(part, siblings, after=after if known else None, before=None)
    shifted = [sibling for sibling in _renumber(order, coming=part) if sibling is not part]
    part._history_user = by  # type: ignore[union-attr]
    part.save()
    _store_shifted(model, shifted, by)
    _settle(set_of(within), {within}, by)
    return part


@transaction.atomic
def change_part(part: Part, *, values: Mapping[str, Any], seen: str, by: By) -> bool:
    """Write `values` in a part that looked like `seen` (a fingerprint); return whether that changes anything.

    A question that is asked in other words needs a new decision whether it is still the same one.
    Raises NotADraft, Gone or ChangedMeanwhile.
    """
    _lock(set_of(part))
    current = _fresh(part)
    changed = [
        name
        for name in KINDS[type(part)].fields
        if name in values and values[name] != getattr(current, name)
    ]
    if not changed:
        return False
    if fingerprint(current) != seen:
        raise ChangedMeanwhile(current)
    for name in changed:
        setattr(current, name, values[name])
    if isinstance(current, Indicator) and current.continuity and set(changed) & set(ASKED):
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
    """Move a part next to a sibling, within what it stands in or to another parent; return whether anything changed.

    `after` and `before` are primary keys of siblings there; `after` may be FIRST, and without
    either it goes last. Raises NotADraft, Gone, or Refused when that sibling isn't there any more.
    """
    _lock(set_of(part))
    current = _fresh(part)
    kind = KINDS[type(part)]
    parent = _fresh(to) if to is not None else parent_of(current)
    if not isinstance(parent, kind.parent) or set_of(parent) != set_of(current):
        raise Refused(_("Daar kan dit deel niet staan."))
    siblings = [sibling for sibling in siblings_in(type(part), parent) if sibling.pk != current.pk]
    for neighbour in (after, before):
        if neighbour not in (None, FIRST) and all(sibling.pk != neighbour for sibling in siblings):
            raise Refused(
                _(
                    "Het deel waar dit naast moest komen, staat daar niet meer. Er is niets verplaatst."
                )
            )
    order = _inserted(current, siblings, after=after, before=before)
    left = parent_of(current)
    goes_elsewhere = parent != left
    shifted = _renumber(order, coming=current if goes_elsewhere else None)
    if not goes_elsewhere and not shifted:
        return False
    if goes_elsewhere:
        if isinstance(current, Aspect) and _used(Aspect, parent).filter(key=current.key).exists():
            current.key = suggest_key(Aspect, parent, current.key)
        setattr(current, kind.parent_field, parent)
    fields = ["position", "key", kind.parent_field]
    bulk_update_with_history(
        [current], type(part), fields, default_user=by, default_change_reason=MOVED
    )
    _store_shifted(type(part), [sibling for sibling in shifted if sibling is not current], by)
    _settle(set_of(current), {left, parent}, by)
    return True


@transaction.atomic
def remove_part(part: Part, *, expected: int | None = None, by: By) -> int:
    """Remove a part with all that is in it; return how many parts that were, itself included.

    `expected` is the number that the person agreed to. Raises NotADraft, Gone, MoreThanAsked, or
    Refused when somebody answered a question in it.
    """
    _lock(set_of(part))
    current = _fresh(part)
    collector = Collector(using=current._state.db or "default", origin=current)
    try:
        collector.collect([current])
    except ProtectedError:
        raise Refused(
            _("Er is al een zelfevaluatie die dit deel gebruikt. Daarom kan het niet weg.")
        ) from None
    found = [row for rows in collector.data.values() for row in rows]
    if expected is not None and expected != len(found):
        raise MoreThanAsked
    for row in found:
        row._history_user = by  # type: ignore[attr-defined]
    collector.delete()
    _settle(set_of(current), {parent_of(current)}, by)
    return len(found)


def parts_in(part: Part) -> dict[type[Part], int]:
    """Return how many parts of each kind disappear with a part, itself included."""
    counts: dict[type[Part], int] = {}
    for model, kind in KINDS.items():
        path = [kind.parent_field] if model is not type(part) else []
        above: type[Parent] = kind.parent
        while path and above is not type(part) and above is not IndicatorSet:
            path.append(KINDS[cast(type[Part], above)].parent_field)
            above = KINDS[cast(type[Part], above)].parent
        if not path or above is type(part):
            counts[model] = model._default_manager.filter(
                **{"__".join([*path, "pk"]): part.pk}
            ).count()
    return {model: count for model, count in counts.items() if count}


def suggest_key(model: type[Part], parent: Parent, text: str) -> str:
    """Return a key made from the text that no version of the set used before for a part of this kind.

    A question that gets the key of one that was dropped would be taken for the same question in a
    series of answers.
    """
    base = slugify(text)
    if len(base) > MAX_SUGGESTED_KEY:
        base = base[: MAX_SUGGESTED_KEY + 1].rsplit("-", 1)[0][:MAX_SUGGESTED_KEY]
    base = base.strip("-").replace("_", "-") or slugify(str(model._meta.verbose_name)) or "deel"
    base = "-".join(word for word in base.split("-") if word)
    versions = {f"{KINDS[model].to_set}__slug": set_of(parent).slug}
    if isinstance(parent, Indicator):
        versions["indicator__key"] = parent.key
    used = model._default_manager.filter(**versions, key__startswith=base)
    taken = set(used.values_list("key", flat=True)) | set(
        _used(model, parent).values_list("key", flat=True)
    )
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key


def _used(model: type[Part], parent: Parent) -> QuerySet[Any]:
    """Return the parts that may not share a key: those of one kind in a set, or the aspects of one question."""
    if model is Aspect:
        return Aspect.objects.filter(indicator=parent.pk)
    return model._default_manager.filter(**{KINDS[model].to_set: set_of(parent).pk})


def _lock(indicator_set: IndicatorSet) -> None:
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
        if isinstance(parent, Indicator) and parent.continuity:
            parent.continuity = ""
            parent._history_user = by  # type: ignore[attr-defined]
            parent.save(update_fields=["continuity"])


def _fresh(part: Any) -> Any:
    """Return a part as the database has it now that the set is locked."""
    if isinstance(part, IndicatorSet):
        return part
    found = (
        type(part)
        ._default_manager.select_related(KINDS[type(part)].to_set)
        .filter(pk=part.pk)
        .first()
    )
    if found is None:
        raise Gone
    return found


def _inserted(
    part: Any, siblings: list[Any], *, after: int | None, before: int | None
) -> list[Any]:
    """Return the siblings with the part among them."""
    place = len(siblings)
    for index, sibling in enumerate(siblings):
        if sibling.pk == before:
            place = index
        if sibling.pk == after:
            place = index + 1
    if after == FIRST:
        place = 0
    return [*siblings[:place], part, *siblings[place:]]


def _renumber(order: list[Any], *, coming: Any = None) -> list[Ordered]:
    """Give the parts rising positions in their order; return those whose position changes.

    They share out the positions they had, so parts outside the range of a move keep theirs.
    `coming` is a part that had no position here yet.
    """
    slots = sorted(part.position for part in order if part is not coming)
    if coming is not None:
        slots.append(slots[-1] + 1 if slots else 1)
    changed = []
    last = 0
    for part, slot in zip(order, slots, strict=True):
        last = max(slot, last + 1)
        if part.position != last:
            part.position = last
            changed.append(part)
    return changed


def _store_shifted(model: type[Part], rows: list[Any], by: By) -> None:
    if rows:
        bulk_update_with_history(
            rows, model, ["position"], default_user=by, default_change_reason=SHIFTED
        )
