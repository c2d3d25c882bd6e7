"""Where each field of a form is stored, and in which history it is.

What the forms of a question and its point share is in shared_fields.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Case, Value, When

from assessments.form_fields import text_of
from assessments.models import Revised

# What was changed in which row: names of columns.
Changes = list[tuple[Revised, str]]
# A sign of how something is linked: the key of a question or criterion, the primary key of an
# earlier recommendation.
Sign = Callable[[Any], str]


@dataclass
class StoredField:
    """One column of a row. `subject` and `name` say in which history it is."""

    row: Revised
    column: str
    form_field: forms.Field

    @property
    def subject(self) -> Revised:
        return self.row

    @property
    def name(self) -> str:
        return self.column

    @property
    def value(self) -> Any:
        """What is stored, as the form shows it."""
        found = getattr(self.row, self.column)
        return str(found).lower() if isinstance(found, bool) and self._is_choice else found

    @property
    def text(self) -> str:
        """What is stored, as one text: what is compared and kept in the history."""
        return text_of(self.form_field, getattr(self.row, self.column))

    @property
    def shown(self) -> str:
        """What is stored, as this form shows it."""
        return self.text

    def shown_of(self, text: str) -> str:
        """Return a text of the history as this form shows it."""
        return text

    @property
    def deletion(self) -> str:
        """The name of the deletion of what this field belongs to; empty for what is there."""
        return getattr(self.row, "deleted", "")

    def becomes(self, value: Any) -> str:
        """Return the text that would be stored for a cleaned value."""
        return text_of(self.form_field, value)

    def put(self, value: Any) -> Changes:
        """Put a cleaned value on the rows in memory; return what must be written."""
        setattr(self.row, self.column, value)
        return [(self.row, self.column)]

    def write_links(self) -> None:
        """Write what isn't in the row itself, once the row is there."""

    @property
    def _is_choice(self) -> bool:
        return isinstance(self.form_field, forms.ChoiceField)


@dataclass
class Links(StoredField):
    """What a part is linked with.

    Links to what can't be chosen here, such as a question of another version, stay.
    """

    # What can be chosen here: sign and primary key.
    offered: Mapping[str, int] = field(default_factory=dict)
    sign: Sign = lambda row: str(row.pk)
    wanted: set[int] | None = None
    # What is linked now, read when it is asked for.
    read: dict[str, int] | None = None

    @property
    def value(self) -> Any:
        return sorted(self._linked)

    @property
    def text(self) -> str:
        return "\n".join(sorted(self._linked))

    def becomes(self, value: Any) -> str:
        return "\n".join(sorted(self._after(value)))

    def put(self, value: Any) -> Changes:
        linked = self._linked
        self.wanted = {
            self.offered[sign] if sign in self.offered else linked[sign]
            for sign in self._after(value)
        }
        return [(self.row, self.column)]

    def write_links(self) -> None:
        if self.wanted is None:
            return
        manager, linked = getattr(self.row, self.column), set(self._linked.values())
        gone, new = sorted(linked - self.wanted), sorted(self.wanted - linked)
        # One in place of another is one write, and not two.
        swapped = dict(zip(gone, new, strict=False))
        if swapped:
            self._swap(manager, swapped)
        if gone[len(swapped) :]:
            manager.remove(*gone[len(swapped) :])
        if new[len(swapped) :]:
            manager.add(*new[len(swapped) :])
        # Read with the row before: not what is linked now.
        getattr(self.row, "_prefetched_objects_cache", {}).pop(self.column, None)
        self.read = None
        self.wanted = None

    def _swap(self, manager: Any, swapped: Mapping[int, int]) -> None:
        target = f"{manager.target_field_name}_id"
        here = {manager.source_field_name: self.row.pk, f"{target}__in": list(swapped)}
        other = [When(**{target: gone}, then=Value(new)) for gone, new in swapped.items()]
        manager.through.objects.filter(**here).update(**{target: Case(*other)})

    def _after(self, value: Iterable[str]) -> set[str]:
        stay = {sign for sign in self._linked if sign not in self.offered}
        return stay | {str(sign) for sign in value if str(sign) in self.offered}

    @property
    def _linked(self) -> dict[str, int]:
        if self.row.pk is None:
            return {}
        if self.read is None:
            self.read = {self.sign(row): row.pk for row in getattr(self.row, self.column).all()}
        return self.read


@dataclass
class Reference(StoredField):
    """What a row refers to, chosen by its primary key."""

    @property
    def value(self) -> Any:
        return getattr(self.row, f"{self.column}_id")

    @property
    def text(self) -> str:
        return text_of(self.form_field, self.value)

    def put(self, value: Any) -> Changes:
        setattr(self.row, f"{self.column}_id", value)
        return [(self.row, self.column)]


@dataclass
class Deletion(StoredField):
    """Whether a part was deleted: the name of the deletion, or empty.

    What it takes are the other fields.
    """

    takes: Mapping[str, StoredField] = field(default_factory=dict)

    @property
    def deletion(self) -> str:
        return ""


def stored_fields(
    row: Revised,
    form_fields: Mapping[str, forms.Field],
    special: Mapping[str, StoredField] | None = None,
) -> dict[str, StoredField]:
    """Return where each of a form's fields is stored:

    `special` ones as given, the others in a column of the row.
    """
    given = special or {}
    found = {
        name: given.get(name) or StoredField(row, name, one) for name, one in form_fields.items()
    }
    if hasattr(row, "deleted") and row.pk:
        found["deleted"] = Deletion(
            row, "deleted", forms.CharField(required=False), takes=dict(found)
        )
    return found
