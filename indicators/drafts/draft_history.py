"""Who changed what in a set, newest first, with the old and the new text.

Parts that were removed are in it too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from indicators.change_reasons import COPIED, MOVED, SHIFTED
from indicators.models import IndicatorSet
from indicators.part_rows import KIND_OF, MODEL_OF
from indicators.parts import BY_CODE, KEY, PARTS, SET, PartKind
from indicators.versions.word_difference import DifferenceRun, word_difference

from .part_names import PartNames, name_by_text

ROWS_PER_PAGE = 50
# Nobody did these: they followed from a move, or a copy was begun.
NOT_DONE_BY_ANYBODY = [SHIFTED, COPIED]


@dataclass(frozen=True)
class RecordedChange:
    """A field with its old and new text. `runs` is the difference word by word."""

    field: str
    runs: tuple[DifferenceRun, ...]


@dataclass(frozen=True)
class Event:
    """One thing that somebody did: "Indicator 2.5: vraag"."""

    when: datetime
    who: str
    name: str
    what: str
    changes: tuple[RecordedChange, ...]


@dataclass(frozen=True)
class HistoryPage:
    events: tuple[Event, ...]
    number: int
    last: int


def history_of(indicator_set: IndicatorSet, number: int = 1) -> HistoryPage:
    """Return one page of what was done in a set, in at most 20 queries, whatever the size of both.

    `number` counts from 1; a number beyond the last page gives the last one.
    """
    heads = _heads(indicator_set)
    count = heads.count()
    last = max((count + ROWS_PER_PAGE - 1) // ROWS_PER_PAGE, 1)
    number = min(max(number, 1), last)
    newest_first = heads.order_by("-history_date", "-history_id")
    shown = list(newest_first[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE])
    rows = _rows(shown)
    # The names of now: that is how a reader finds the part in the tree.
    names = PartNames(indicator_set)
    events = [_event(*rows[code, pk], names) for _date, pk, code in shown]
    return HistoryPage(tuple(events), number, last)


def _heads(indicator_set: IndicatorSet) -> Any:
    """Return when and where something happened in the set: date, key of the row, code of the kind.

    One query over the histories of all kinds of part.
    """
    set_rows = MODEL_OF[SET].history.filter(id=indicator_set.pk)
    # What may stand above a part. By way of the histories: a part and its parent may both be gone.
    parents: dict[PartKind | None, Any] = {SET: [indicator_set.pk]}
    done: dict[PartKind, QuerySet[Any]] = {SET: set_rows}
    for kind in PARTS:
        rows = MODEL_OF[kind].history.filter(
            **{f"{kind.parent_field}_id__in": parents[kind.parent]}
        )
        parents[kind] = rows.order_by().values("id")
        # A row without a reason is what somebody did; SQL's NOT IN says nothing of NULL.
        done[kind] = rows.filter(
            Q(history_change_reason=None) | ~Q(history_change_reason__in=NOT_DONE_BY_ANYBODY)
        )
    first, *more = [
        rows.order_by().values_list("history_date", "history_id", Value(kind.code))
        for kind, rows in done.items()
    ]
    return first.union(*more, all=True)


def _rows(heads: Iterable[tuple[datetime, int, str]]) -> dict[tuple[str, int], tuple[Any, Any]]:
    """Return each row of history with the one before it, or None, with two queries a kind."""
    wanted: dict[str, list[int]] = {}
    for _date, pk, code in heads:
        wanted.setdefault(code, []).append(pk)
    pairs: dict[tuple[str, int], tuple[Any, Any]] = {}
    for code, pks in wanted.items():
        history: QuerySet[Any] = MODEL_OF[BY_CODE[code]].history
        earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        latest = earlier.order_by().values("id").annotate(last=Max("history_id")).values("last")
        rows = list(
            history.filter(history_id__in=pks)
            .select_related("history_user")
            .annotate(before=Subquery(latest))
            .order_by()
        )
        before = [row.before for row in rows if row.before]
        previous = history.in_bulk(before, field_name="history_id")
        for row in rows:
            pairs[code, row.history_id] = (row, previous.get(row.before))
    return pairs


def _event(row: Any, before: Any, names: PartNames) -> Event:
    model = row.instance_type
    kind = KIND_OF[model]
    changes = []
    if row.history_type == "~" and before is not None:
        texts = [(name, _text(before, name), _text(row, name)) for name in _shown_fields(kind)]
        changes = [(name, old, new) for name, old, new in texts if old != new]
    elif kind is not SET:
        text = _text(row, kind.named_by)
        changes = [(kind.named_by, *(("", text) if row.history_type == "+" else (text, "")))]
    labels = [str(model._meta.get_field(name).verbose_name) for name, _old, _new in changes]
    return Event(
        when=row.history_date,
        who=row.history_user.get_full_name() if row.history_user else "",
        name=_name(row, kind, names),
        what=_what(row, labels),
        changes=tuple(
            RecordedChange(label, word_difference(old, new))
            for label, (_field, old, new) in zip(labels, changes, strict=True)
        ),
    )


def _shown_fields(kind: PartKind) -> tuple[str, ...]:
    """Return the fields of which a change is shown: first what people fill in."""
    if kind is SET:
        return (*kind.form_fields, "status")
    decisions = (field.name for field in kind.fields if not field.in_form)
    return (*kind.form_fields, KEY.name, *decisions)


def _what(row: Any, labels: list[str]) -> str:
    if row.history_type != "~":
        return _("toegevoegd") if row.history_type == "+" else _("verwijderd")
    if row.history_change_reason == MOVED:
        return ", ".join([_("verplaatst"), *labels])
    return ", ".join(labels) or _("opgeslagen")


def _name(row: Any, kind: PartKind, names: PartNames) -> str:
    if kind is SET:
        return _("De set")
    model = row.instance_type
    # A part that is gone has no number any more.
    return names.of(model, row.id) or name_by_text(model, _text(row, kind.named_by))


def _text(row: Any, name: str) -> str:
    """Return the value of a field as people read it."""
    if row.instance_type._meta.get_field(name).choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(value)
