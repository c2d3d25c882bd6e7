"""What is written beside the texts: new parts, their order, and that somebody looked at an answer.

Every verb works in the transaction in which the assessment or report was fetched and locked.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.db.models import Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.form_fields import text_of
from assessments.models import Answer, Part
from networks.models import User

Row = TypeVar("Row", bound=Part)


def looked_at(answer: Answer, *, by: User) -> None:
    """Record that somebody read the question as it is asked now and found that the answer still
    holds.
    """
    if answer.needs_look:
        answer.needs_look, answer.changed_at, answer.changed_by = False, timezone.now(), by
        answer.save(update_fields=["needs_look", "changed_at", "changed_by"])


def add_part(model: type[Row], whole: Any, values: Mapping[str, Any], *, by: User | None) -> Row:
    """Return a new finding, recommendation, follow-up or conclusion, placed last, with the begin of
    its history.

    `whole` is the assessment or overarching report that it is of.
    """
    links = {
        name: value for name, value in values.items() if model._meta.get_field(name).many_to_many
    }
    plain = {name: value for name, value in values.items() if name not in links}
    key = whole.text_versions.field.name
    part = model(
        **{key: whole},
        position=next_position(model, whole),
        changed_by=by,
        changed_at=timezone.now(),
        **plain,
    )
    part.save()
    for name, rows in links.items():
        getattr(part, name).set(rows)
    entry_of = whole.text_versions.model
    entry_of.objects.bulk_create(
        entry_of(
            **{key: whole, "field": name, "text": text},
            subject=model._meta.model_name,
            subject_pk=part.pk,
            by=by,
            at=part.changed_at,
        )
        for name, text in _texts(values)
        if text
    )
    return part


def _texts(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return (
        (name, text_of(forms.Field(), value))
        for name, value in values.items()
        if not name.endswith("_id")
    )


def reorder(model: type[Row], whole: Any, order: Sequence[int]) -> None:
    """Put the parts with these primary keys in this order; parts that aren't named keep their place
    after them.
    """
    places = {pk: place for place, pk in enumerate(dict.fromkeys(order))}
    parts: list[Any] = list(_of(model, whole))
    parts.sort(key=lambda part: (places.get(part.pk, len(places)), part.position, part.pk))
    for position, part in enumerate(parts, start=1):
        part.position = position
    model.objects.bulk_update(parts, ["position"])


def next_position(model: type[Any], whole: Any) -> Combinable:
    """Return what the database works out while it stores the row: the place after the last one."""
    last = model.with_deleted.filter(**{whole.text_versions.field.name: whole.pk})
    return Coalesce(Subquery(last.order_by("-position").values("position")[:1]), 0) + 1


def _of(model: type[Any], whole: Any) -> Any:
    return model.objects.filter(**{whole.text_versions.field.name: whole.pk})
