"""Making the rows of a draft say what a definition says, changing only what is different.

A part whose key stays keeps its row, also in another place, so that its history goes on and links
to it hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from indicators.change_reasons import MOVED, SHIFTED
from indicators.definition.values import SetDefinition
from indicators.models import IndicatorSet
from indicators.part_rows import MODEL_OF
from indicators.parts import THEME, PartKind

PARAMETERS = 10_000  # SQLite takes some 30,000 in one statement


@dataclass
class _Plan:
    """What happens to the rows of one kind."""

    kind: PartKind
    new: list[Any] = field(default_factory=list)
    # Reason in the history -> rows.
    changed: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    changed_fields: set[str] = field(default_factory=set)
    gone: list[Any] = field(default_factory=list)


@transaction.atomic
def write_parts(indicator_set: IndicatorSet, definition: SetDefinition) -> None:
    """Make the rows in the set say what `definition` says.

    The number of queries doesn't follow the size of the set.
    """
    plans: list[_Plan] = []
    _plan(THEME, [(indicator_set, definition)], indicator_set, plans)
    for plan in plans:
        _store(plan)
    # Last, and what stands in something before that: by now nothing that stays stands in a row
    # that goes.
    for plan in reversed(plans):
        _remove(MODEL_OF[plan.kind], plan.gone)


def _plan(
    kind: PartKind,
    parents: Sequence[tuple[Any, Any]],
    indicator_set: IndicatorSet,
    plans: list[_Plan],
) -> None:
    """Add what to do with the parts in `parents`, and with what stands in those parts.

    A parent is a pair of a row and its definition.
    """
    plan = _Plan(kind)
    plans.append(plan)
    model = MODEL_OF[kind]
    in_set = model._default_manager.filter(**{kind.path_to_set: indicator_set.pk})
    rows = list(in_set.order_by("position", "pk")) if indicator_set.pk else []
    parent_id = f"{kind.parent_field}_id"
    # Reversed, so that of rows with the same key, which an unfinished draft may have, the first
    # one is kept.
    by_place = {(getattr(row, parent_id), row.key): row for row in reversed(rows)}
    # The keys of aspects are their question's own; other parts may go elsewhere with their key.
    by_key = {row.key: row for row in reversed(rows)} if kind.key_is_unique_in_set else {}
    pairs, kept = [], set()
    for parent, parent_definition in parents:
        parts = getattr(parent_definition, kind.list_name)
        for position, part in enumerate(parts, start=1):
            row = (parent.pk and by_place.get((parent.pk, part.key))) or by_key.get(part.key)
            if row is None:
                row = model(key=part.key)
                plan.new.append(row)
            _write(plan, row, parent, position, part)
            kept.add(row.pk)
            pairs.append((row, part))
    plan.gone = [row for row in rows if row.pk not in kept]
    for child in kind.children:
        _plan(child, pairs, indicator_set, plans)


def _write(plan: _Plan, row: Any, parent: Any, position: int, part: Any) -> None:
    """Put the values of a definition in a row, and note what is different."""
    kind = plan.kind
    values = {name: getattr(part, name) for name in kind.field_names} | {"position": position}
    different = [name for name, value in values.items() if getattr(row, name) != value]
    is_new = row.pk is None
    goes_elsewhere = not is_new and getattr(row, f"{kind.parent_field}_id") != parent.pk
    for name, value in values.items():
        setattr(row, name, value)
    setattr(row, kind.parent_field, parent)
    if is_new or not (different or goes_elsewhere):
        return
    if goes_elsewhere:
        reason = MOVED
        different.append(kind.parent_field)
    else:
        reason = SHIFTED if different == ["position"] else ""
    plan.changed_fields |= set(different)
    plan.changed[reason].append(row)


def _store(plan: _Plan) -> None:
    parent_field = plan.kind.parent_field
    for row in (*plan.new, *(row for rows in plan.changed.values() for row in rows)):
        # A parent that is new as well has its primary key only now.
        setattr(row, parent_field, getattr(row, parent_field))
    model = MODEL_OF[plan.kind]
    bulk_create_with_history(plan.new, model)
    for reason, rows in plan.changed.items():
        fields = sorted(plan.changed_fields)
        bulk_update_with_history(rows, model, fields, default_change_reason=reason)


def _remove(model: type[Any], rows: Iterable[Any]) -> None:
    """Remove rows in which nothing stands any more, with a row of history for each.

    Django's own delete would add those one by one. What still refers to a row is refused by the
    database.
    """
    gone = list(rows)
    if not gone:
        return
    history, moment = model.history.model, timezone.now()
    names = [tracked.attname for tracked in history.tracked_fields]
    history.objects.bulk_create(
        history(
            history_type="-",
            history_date=moment,
            history_user=history.get_default_history_user(row),
            **{name: getattr(row, name) for name in names},
        )
        for row in gone
    )
    for start in range(0, len(gone), PARAMETERS):
        batch = gone[start : start + PARAMETERS]
        stored = model._base_manager.filter(pk__in=[row.pk for row in batch])
        stored._raw_delete(stored.db)
