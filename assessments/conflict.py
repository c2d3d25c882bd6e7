"""Two texts that meet: what one person typed beside what another saved meanwhile, so that the first can choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .fields import ProseField, number_text
from .forms import RevisedForm
from .models import Revised


@dataclass(frozen=True)
class Pair:
    """One field in which the two differ."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """What differs, whose the stored text is, and the revision that a choice is based on."""

    pairs: tuple[Pair, ...]
    by: str
    at: datetime | None
    mine_at: datetime
    revision: int


def conflict_between(form: RevisedForm, stored: Mapping[str, Any], theirs: Revised) -> Conflict:
    """Compare a valid form with the stored row; `stored` is what the form would show for that row."""
    pairs = []
    for name in form.compared:
        if name in form.fields:
            field = form.fields[name]
            mine, other = _shown(field, form.cleaned_data.get(name)), _shown(field, stored.get(name))
            if mine != other:
                pairs.append(Pair(str(field.label), mine, other))
    by = theirs.changed_by.name if theirs.changed_by else _("een collega")
    return Conflict(tuple(pairs), by, theirs.changed_at, timezone.now(), theirs.revision)


def _shown(field: forms.Field, value: Any) -> str:
    """Return a value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ChoiceField):
        key = str(value).lower() if isinstance(value, bool) else str(value)
        return next((str(label) for choice, label in field.widget.choices if str(choice) == key), key)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, Decimal):
        return number_text(value)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


def merged(posted: QueryDict, form: RevisedForm, stored: Mapping[str, Any]) -> QueryDict:
    """Return what was posted with the other's texts added under one's own, in every text field where they differ."""
    data = posted.copy()
    for name in form.compared:
        field = form.fields.get(name)
        other = str(stored.get(name) or "")
        if isinstance(field, ProseField) and field.limit > 300 and other:
            mine = field.to_python(posted.get(form.add_prefix(name)))
            if other not in mine:
                data[form.add_prefix(name)] = f"{mine}\n\n{other}" if mine else other
    return data
