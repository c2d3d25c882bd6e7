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

from indicators.definition.values import SetDefinition
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

# Why a row of the history exists: the part went elsewhere, or others came before it.
MOVED, SHIFTED = "moved", "shifted"
PARAMETERS = 10_000  # SQLite takes some 30,000 in one statement


@dataclass(frozen=True)
class Level:
    """A kind of part: the field and the list of what it stands in, and the fields that people write."""

    model: type[Any]
    parent_field: str
    list_name: str
    fields: tuple[str, ...]
    to_set: str
    levels: tuple["Level", ...] = ()
    # The keys of aspects are their question's own; other parts may go elsewhere in the set with
    # their key.
    can_go_elsewhere: bool = True


ASPECTS = Level(
    Aspect,
    "indicator",
    "aspects",
    ("text",),
    "indicator__group__theme__indicator_set",
    can_go_elsewhere=False,
)
INDICATORS = Level(
    Indicator,
    "group",
    "indicators",
    ("text", "answer", "unit", "source", "continuity"),
    "group__theme__indicator_set",
    (ASPECTS,),
)
GROUPS = Level(
    IndicatorGroup,
    "theme",
    "groups",
    ("kind", "title", "question", "source"),
    "theme__indicator_set",
    (INDICATORS,),
)
CRITERIA = Level(
    Criterion,
    "theme",
    "criteria",
    ("kind", "implicit", "title", "text", "question", "source"),
    "theme__indicator_set",
)
THEMES = Level(
    Theme,
    "indicator_set",
    "themes",
    ("kind", "title", "source", "introduction", "goal", "occasion", "form"),
    "indicator_set",
    (CRITERIA, GROUPS),
)


@dataclass
class _Plan:
    """What happens to the rows of one kind."""

    level: Level
    new: list[Any] = field(default_factory=list)
    changed: dict[str, list[Any]] = field(
        default_factory=lambda: defaultdict(list)
    )  # reason -> rows
    fields: set[str] = field(default_factory=set)
    gone: list[Any] = field(default_factory=list)


@transaction.atomic
def write_parts(indicator_set: IndicatorSet, definition: SetDefinition) -> None:
    """Make the rows in the set say what `definition` says, with a number of queries that doesn't follow its size."""
    plans: list[_Plan] = []
    _plan(THEMES, [(indicator_set, definition)], indicator_set, plans)
    for plan in plans:
        _store(plan)
    # Last, and what stands in something before that: by now nothing that stays stands in a row that
    # goes.
    for plan in reversed(plans):
        _remove(plan.level.model, plan.gone)


def _plan(
    level: Level,
    parents: Sequence[tuple[Any, Any]],
    indicator_set: IndicatorSet,
    plans: list[_Plan],
) -> None:
    """Add what to do with the parts in `parents` (pairs of a row and its definition), and with what stands in them."""
    plan = _Plan(level)
    plans.append(plan)
    found = level.model._default_manager.filter(**{level.to_set: indicator_set.pk}).order_by(
        "position", "pk"
    )
    rows = list(found) if indicator_set.pk else []
    here = {(getattr(row, f"{level.parent_field}_id"), row.key): row for row in reversed(rows)}
    anywhere = {row.key: row for row in reversed(rows)} if level.can_go_elsewhere else {}
    pairs, kept = [], set()
    for parent, inside in parents:
        for position, part in enumerate(getattr(inside, level.list_name), start=1):
            row = (parent.pk and here.get((parent.pk, part.key))) or anywhere.get(part.key)
            if row is None:
                row = level.model(key=part.key)
                plan.new.append(row)
            _write(plan, row, parent, position, part)
            kept.add(row.pk)
            pairs.append((row, part))
    plan.gone = [row for row in rows if row.pk not in kept]
    for below in level.levels:
        _plan(below, pairs, indicator_set, plans)


def _write(plan: _Plan, row: Any, parent: Any, position: int, part: Any) -> None:
    level = plan.level
    values = {name: getattr(part, name) for name in level.fields} | {"position": position}
    different = [name for name, value in values.items() if getattr(row, name) != value]
    is_new = row.pk is None
    if is_new or getattr(row, f"{level.parent_field}_id") != parent.pk:
        different.append(level.parent_field)
    for name, value in values.items():
        setattr(row, name, value)
    setattr(row, level.parent_field, parent)
    if different and not is_new:
        plan.fields |= set(different)
        reason = (
            SHIFTED
            if different == ["position"]
            else MOVED
            if different[-1] == level.parent_field
            else ""
        )
        plan.changed[reason].append(row)


def _store(plan: _Plan) -> None:
    level = plan.level
    for row in (*plan.new, *(row for rows in plan.changed.values() for row in rows)):
        # A parent that is new as well has its primary key only now.
        setattr(row, level.parent_field, getattr(row, level.parent_field))
    bulk_create_with_history(plan.new, level.model)
    for reason, rows in plan.changed.items():
        bulk_update_with_history(
            rows, level.model, sorted(plan.fields), default_change_reason=reason
        )


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
        some = gone[start : start + PARAMETERS]
        found = model._base_manager.filter(pk__in=[row.pk for row in some])
        found._raw_delete(found.db)
