"""Who changed what in a set, newest first, with the old and the new text; also of parts that were removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Max, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.versions.copying import COPIED
from indicators.versions.word_difference import Run, word_difference

from .editing import KINDS, MOVED, SET_FIELDS, SHIFTED, Part
from .part_names import PartNames, name_by_text

AT_ONCE = 50
# Nobody did these: they followed from a move, or a copy was begun.
NOT_DONE_BY_ANYBODY = [SHIFTED, COPIED]
KIND_OF: dict[str, type[Model]] = {
    model.__name__: model
    for model in (IndicatorSet, Theme, Criterion, IndicatorGroup, Indicator, Aspect)
}


@dataclass(frozen=True)
class FieldChange:
    """A field with its old and new text. `runs` is the difference word by word."""

    field: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Event:
    """One thing that somebody did: "Indicator 2.5: vraag"."""

    when: datetime
    who: str
    name: str
    what: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class HistoryPage:
    events: tuple[Event, ...]
    number: int
    last: int


def history_of(indicator_set: IndicatorSet, number: int = 1) -> HistoryPage:
    """Return one page of what was done in a set, in at most 20 queries, whatever the size of set and history.

    `number` counts from 1; a number beyond the last page gives the last one.
    """
    heads = _heads(indicator_set)
    count = heads.count()
    last = max((count + AT_ONCE - 1) // AT_ONCE, 1)
    number = min(max(number, 1), last)
    shown = list(
        heads.order_by("-history_date", "-history_id")[(number - 1) * AT_ONCE : number * AT_ONCE]
    )
    rows = _rows(shown)
    names = PartNames(indicator_set)
    events = [_event(*rows[kind, pk], names) for _date, pk, kind in shown]
    return HistoryPage(tuple(events), number, last)


def _heads(indicator_set: IndicatorSet) -> Any:
    """Return when and where something happened in the set, as one query over the histories of all kinds of part."""
    own = IndicatorSet.history.filter(id=indicator_set.pk)
    themes = Theme.history.filter(indicator_set_id=indicator_set.pk)
    in_theme = Q(theme_id__in=themes.order_by().values("id"))
    groups = IndicatorGroup.history.filter(in_theme)
    indicators = Indicator.history.filter(group_id__in=groups.order_by().values("id"))
    aspects = Aspect.history.filter(indicator_id__in=indicators.order_by().values("id"))
    parts = [themes, Criterion.history.filter(in_theme), groups, indicators, aspects]
    done = [
        rows.filter(
            Q(history_change_reason=None) | ~Q(history_change_reason__in=NOT_DONE_BY_ANYBODY)
        )
        for rows in parts
    ]
    first, *others = [
        rows.order_by().values_list("history_date", "history_id", Value(name))
        for rows, name in zip([own, *done], KIND_OF, strict=True)
    ]
    return first.union(*others, all=True)


def _rows(heads: Iterable[tuple[datetime, int, str]]) -> dict[tuple[str, int], tuple[Any, Any]]:
    """Return each row of history with the one before it (None when it is the first), with two queries a kind."""
    wanted: dict[str, list[int]] = {}
    for _date, pk, kind in heads:
        wanted.setdefault(kind, []).append(pk)
    found: dict[tuple[str, int], tuple[Any, Any]] = {}
    for kind, pks in wanted.items():
        history: QuerySet[Any] = cast(Any, KIND_OF[kind]).history
        earlier = (
            history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
            .order_by()
            .values("id")
        )
        before = Subquery(earlier.annotate(last=Max("history_id")).values("last"))
        rows = list(
            history.filter(history_id__in=pks)
            .select_related("history_user")
            .annotate(before=before)
            .order_by()
        )
        previous = history.in_bulk(
            [row.before for row in rows if row.before], field_name="history_id"
        )
        for row in rows:
            found[kind, row.history_id] = (row, previous.get(row.before))
    return found


def _event(row: Any, before: Any, names: PartNames) -> Event:
    model = row.instance_type
    fields = (*SET_FIELDS, "status") if model is IndicatorSet else _fields(model)
    changes = []
    if row.history_type == "~" and before is not None:
        pairs = [(name, _text(before, name), _text(row, name)) for name in fields]
        changes = [(name, old, new) for name, old, new in pairs if old != new]
    elif model is not IndicatorSet:
        name = KINDS[model].named_by
        texts = ("", _text(row, name)) if row.history_type == "+" else (_text(row, name), "")
        changes = [(name, *texts)]
    labels = [str(model._meta.get_field(name).verbose_name) for name, _old, _new in changes]
    return Event(
        when=row.history_date,
        who=row.history_user.get_full_name() if row.history_user else "",
        name=_name(row, model, names),
        what=_what(row, labels),
        changes=tuple(
            FieldChange(label, word_difference(old, new))
            for label, (_field, old, new) in zip(labels, changes, strict=True)
        ),
    )


def _fields(model: type[Part]) -> tuple[str, ...]:
    return (*KINDS[model].fields, "key", *(["continuity"] if model is Indicator else []))


def _what(row: Any, labels: list[str]) -> str:
    if row.history_type != "~":
        return _("toegevoegd") if row.history_type == "+" else _("verwijderd")
    if row.history_change_reason == MOVED:
        return ", ".join([_("verplaatst"), *labels])
    return ", ".join(labels) or _("opgeslagen")


def _name(row: Any, model: type[Any], names: PartNames) -> str:
    if model is IndicatorSet:
        return _("De set")
    return names.of(model, row.id) or name_by_text(model, _text(row, KINDS[model].named_by))


def _text(row: Any, name: str) -> str:
    """Return the value of a field as people read it."""
    if row.instance_type._meta.get_field(name).choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(value)
