"""What is saved together: a unit with its fields, what was typed in them, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from assessments.models import Revised, TextVersionEntry

from .personal_data import personal_data_line
from .stored_fields import StoredField
from .typed_form import TypedForm

Outcome = Literal["stored", "already", "newer", "conflict", "gone", "not_asked", "unreadable"]
STORED: tuple[Outcome, ...] = ("stored", "already")


@dataclass(frozen=True)
class Sent:
    """What a page says of a save beside the texts: which version of the set it showed, and which
    fields it sends. A form without scripts sends all that it has.
    """

    version: str = ""
    names: frozenset[str] | None = None

    def has(self, name: str) -> bool:
        return self.names is None or name in self.names


@dataclass(frozen=True)
class Typed:
    """A field as a page sent it: the text, the page and step of the save, and what it was typed
    over.

    `unanswered` are the steps of saves of this page of which it never heard that they were stored.
    `takes` are, for a deletion, the digests of the texts that the person saw and that it takes.
    """

    value: str | list[str]
    page: str
    step: int
    served: str
    unanswered: tuple[int, ...] = ()
    takes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Result:
    """What became of one field.

    `stored` is the digest of what is stored now, `text` that text as its form shows it.

    `entry` is what the history says of it: by whom and when. `changed` names the fields that a
    deletion would have taken unseen.
    """

    outcome: Outcome
    stored: str = ""
    text: str = ""
    entry: TextVersionEntry | None = None
    message: str = ""
    cleaned: bool = False
    deletion: str = ""
    changed: tuple[str, ...] = ()

    @property
    def is_stored(self) -> bool:
        return self.outcome in STORED


@dataclass
class Unit:
    """What is saved together: the form of one question or part.

    `whole` is the assessment or overarching report, `blank` the form that shows nothing yet.

    `marks` are other columns of the row that a save sets. `changed_meanwhile` are the labels of
    fields that came back from a page without scripts as it was served with them, while another text
    is stored by now. `without_field` are texts that such a page had a field for, and its form has
    no more.
    """

    whole: Any
    row: Revised
    blank: TypedForm
    fields: dict[str, StoredField]
    marks: Mapping[str, Any] = field(default_factory=dict)
    changed_meanwhile: list[str] = field(default_factory=list)
    without_field: dict[str, str] = field(default_factory=dict)

    @cached_property
    def form(self) -> TypedForm:
        """The form with what is stored. Nobody sees one when a script saves, so then nothing is
        read for it.
        """
        self.show()
        return self.blank

    def show(self) -> None:
        """Let the form show what is stored."""
        asked = {name: one for name, one in self.fields.items() if name in self.blank.fields}
        self.blank.show(
            {name: one.value for name, one in asked.items()},
            {name: one.text for name, one in asked.items()},
        )

    @property
    def personal_data(self) -> list[tuple[str, str]]:
        """The fields whose stored text holds what looks like somebody's data: name and warning."""
        asked = {name: one for name, one in self.fields.items() if name in self.form.fields}
        found = ((name, personal_data_line(one)) for name, one in asked.items())
        return [(name, line) for name, line in found if line]

    @property
    def has_text(self) -> bool:
        """Whether anybody filled in anything."""
        return any(one.shown for name, one in self.fields.items() if name in self.blank.fields)


def label_of(row: Revised) -> str:
    """Return by which name a history knows the rows of this kind."""
    return str(row._meta.model_name)
