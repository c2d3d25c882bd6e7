"""Where each field of a form is stored, and in which history it is.

What two forms show is one stored field with one history: the kernpunt of a question is the headline
of its point, and the judgement of a question and the kind of its point are one value, a pair.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from assessments.form_fields import text_of
from assessments.models import Answer, Finding, Judgement, Revised

from .adding import next_position

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
class KeyPoint(StoredField):
    """The kernpunt of a question: the headline of its point. In the history it is with the answer.

    So it has a history before the point is there. Only making the point sets its key mark.
    """

    row: Finding
    answer: Answer
    is_new: bool = False

    @property
    def subject(self) -> Revised:
        return self.answer

    @property
    def name(self) -> str:
        return "key_point"

    def put(self, value: Any) -> Changes:
        self.is_new = self.row.pk is None
        if self.is_new:
            self.row.answer, self.row.is_key = self.answer, True
            # The judgement of the same save was put before: it comes first in the form.
            self.row.kind = implied_kind(self.answer.judgement)
            self.row.theme_id = self.answer.indicator.group.theme_id
            self.row.position = next_position(Finding, self.answer.assessment)
        return super().put(value)

    def write_links(self) -> None:
        if self.is_new:
            self.row.indicators.add(self.answer.indicator_id)
            self.is_new = False


@dataclass
class Judged(StoredField):
    """The judgement of a question and the kind of its point: one value, of which each form shows
    its own half.

    A point of a question that is judged strong or to improve is of that kind. Under another
    judgement it keeps its own.
    """

    row: Answer
    point: Finding | None = None

    _DECISIVE = (Judgement.STRENGTH.value, Judgement.IMPROVEMENT.value)

    @property
    def subject(self) -> Revised:
        return self.row

    @property
    def name(self) -> str:
        return "judgement"

    @property
    def value(self) -> Any:
        return self.shown

    @property
    def text(self) -> str:
        return self._text(self.row.judgement, self._kind)

    @property
    def shown(self) -> str:
        return self._kind if self.column == "kind" else self.row.judgement

    @property
    def deletion(self) -> str:
        return self.point.deleted if self.point and self.column == "kind" else ""

    def shown_of(self, text: str) -> str:
        judgement, _slash, kind = text.partition("/")
        return (kind or implied_kind(judgement)) if self.column == "kind" else judgement

    def becomes(self, value: Any) -> str:
        return self._text(*self._pair(value))

    def put(self, value: Any) -> Changes:
        judgement, kind = self._pair(value)
        changes: Changes = []
        if judgement != self.row.judgement:
            self.row.judgement = judgement
            changes.append((self.row, "judgement"))
        if self.point and kind != self.point.kind:
            self.point.kind = kind
            changes.append((self.point, "kind"))
        return changes

    @property
    def _kind(self) -> str:
        return self.point.kind if self.point and self.point.pk else implied_kind(self.row.judgement)

    def _pair(self, value: str) -> tuple[str, str]:
        if self.column == "kind":
            return (value if self.row.judgement in self._DECISIVE else self.row.judgement), value
        kind = implied_kind(value)
        if not kind and self.point and self.point.pk:
            kind = self.point.kind
        return value, kind

    @staticmethod
    def _text(judgement: str, kind: str) -> str:
        return judgement if kind == implied_kind(judgement) else f"{judgement}/{kind}"


def implied_kind(judgement: str) -> str:
    """Return the kind of point that a judgement asks for; empty when it asks for none."""
    return judgement if judgement in Finding.Kind.values else ""


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
        if gone := linked - self.wanted:
            manager.remove(*gone)
        if new := self.wanted - linked:
            manager.add(*new)
        # Read with the row before: not what is linked now.
        getattr(self.row, "_prefetched_objects_cache", {}).pop(self.column, None)
        self.read = None
        self.wanted = None

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
