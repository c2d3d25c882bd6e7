"""The one way in which typed text is written, and the rules by which it is never lost
(docs/decisions/0005-saving.md).

Each field is judged alone, in this order:

0. Nobody may write here, the field isn't asked, or its part was deleted: nothing is stored.
1. What is stored is what was typed: it is only logged, unless the log has a later save of this
   page.
2. The log has this save of this page, or a later one: the newer text stays.
3. What is stored is what the page was served with: nobody changed it since, so it is stored.
4. What is stored came from this page, which never heard that it was stored: the new text is
   stored.
5. Otherwise somebody else changed it: nothing is stored, and the other text goes back.

Who may write, and that the field is asked, is decided where the unit is made. Its assessment or
report is locked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.form_fields import digest_of, is_many
from assessments.models import Author, Revised, TextVersionEntry
from loket_eval.prose import has_invisible
from networks.models import User

from .shared_fields import KeyPoint
from .stored_fields import Deletion, Links, StoredField
from .text_log import TextLog
from .unit import Result, Typed, Unit, label_of


class _Writing:
    """What a save changes: columns of rows, and new entries of the log."""

    def __init__(self, unit: Unit, log: TextLog, by: Author, at: datetime) -> None:
        self.unit, self.log, self.by, self.at = unit, log, by, at
        self.person = by if isinstance(by, User) else None
        self._columns: dict[int, tuple[Revised, set[str]]] = {}
        self._logged: list[tuple[StoredField, Author | None, dict[str, Any]]] = []
        self._stored: list[StoredField] = []

    def log_only(self, one: StoredField, typed: Typed, text: str) -> None:
        entry = {"text": text, "at": self.at, "page": typed.page, "step": typed.step}
        self._logged.append((one, self.by, entry))

    def store(self, one: StoredField, typed: Typed, value: Any, text: str) -> None:
        """Store a cleaned value, which as one text is `text`."""
        before = one.text
        if before and self.log.newest(one) is None:
            # From before this history, or from elsewhere: nobody's text goes unwritten.
            entry = {"text": before, "at": one.row.changed_at or self.at}
            self._logged.append((one, None, entry))
        for row, column in one.put(value):
            self._change(row, column)
        # The point has the kernpunt, not the answer; a pair is changed where somebody chose.
        for row in [one.row] if isinstance(one, KeyPoint | Deletion) else [self.unit.row]:
            row.changed_at, row.changed_by = self.at, self.person
            self._change(row, "changed_at", "changed_by")
        self._stored.append(one)
        self.log_only(one, typed, text)

    def _change(self, row: Revised, *columns: str) -> None:
        self._columns.setdefault(id(row), (row, set()))[1].update(columns)

    def write(self) -> None:
        if self._stored:
            for name, value in self.unit.marks.items():
                if getattr(self.unit.row, name) != value:
                    setattr(self.unit.row, name, value)
                    self._change(self.unit.row, name)
        # What is logged needs a row; the first write makes it.
        for one, _author, _entry in self._logged:
            if one.subject.pk is None:
                self._change(one.subject)
        # The unit's own row first: a new point belongs to it.
        changed = sorted(self._columns.values(), key=lambda pair: pair[0] is not self.unit.row)
        for row, columns in changed:
            if row.pk is None:
                row.save()
            elif names := columns & {one.name for one in row._meta.concrete_fields}:
                row.save(update_fields=sorted(names))
        for one in self._stored:
            one.write_links()
        entry_of = self.unit.whole.text_versions.model
        key = self.unit.whole.text_versions.field.name
        entry_of.objects.bulk_create(
            entry_of(
                **{
                    key: self.unit.whole,
                    "subject": label_of(one.subject),
                    "subject_pk": one.subject.pk,
                },
                field=one.name,
                **entry_of.typed_by(author),
                **entry,
            )
            for one, author, entry in self._logged
        )


def save(
    unit: Unit,
    typed: Mapping[str, Typed],
    *,
    by: Author,
    at: datetime | None = None,
    not_asked: str = "",
) -> dict[str, Result]:
    """Store what was typed by the rules above; return what became of each field.

    `not_asked` says why a field isn't there.
    """
    if not typed:
        return {}
    log = TextLog(unit, typed.values())
    writing = _Writing(unit, log, by, at or timezone.now())
    message = not_asked or _("Dit wordt hier niet gevraagd.")
    results = {
        name: Result("not_asked", message=message) for name in typed if name not in unit.fields
    }
    for name, one in unit.fields.items():
        if name in typed:
            results[name] = _judge(one, typed[name], log, writing)
    writing.write()
    return results


def _judge(one: StoredField, typed: Typed, log: TextLog, writing: _Writing) -> Result:
    if one.deletion:
        entry = log.deletion(one.row)
        return Result(
            "gone", entry=entry, deletion=digest_of(one.deletion), message=_deleted(one.row, entry)
        )
    try:
        value = _cleaned(one, typed.value)
    except ValidationError as error:
        return Result("unreadable", stored=digest_of(one.text), message=" ".join(error.messages))
    stored, wanted = one.text, one.becomes(value)
    # Without a name of its page a save is nobody's.
    own = [entry for entry in log.of(one) if typed.page and entry.page == typed.page]
    is_late = any(entry.step >= typed.step for entry in own)
    if wanted == stored:
        if not is_late:
            writing.log_only(one, typed, stored)
        return Result("already", stored=digest_of(stored))
    shown = Result("conflict", digest_of(stored), one.shown, log.newest(one))
    if is_late:
        return Result("newer", shown.stored, shown.text, shown.entry)
    if isinstance(one, Deletion) and value and (changed := _unseen(one, typed.takes or {})):
        return Result("conflict", shown.stored, shown.text, shown.entry, changed=changed)
    is_mine = any(entry.step in typed.unanswered and entry.text == stored for entry in own)
    if not is_mine and not _was_served(stored, typed):
        return shown
    writing.store(one, typed, value, wanted)
    sent = typed.value if isinstance(typed.value, str) else ""
    return Result("stored", digest_of(wanted), wanted, cleaned=has_invisible(sent))


def _was_served(stored: str, typed: Typed) -> bool:
    """Say whether the stored text is the one that the page was served with."""
    return digest_of(stored) == typed.served


def _cleaned(one: StoredField, value: str | list[str]) -> Any:
    if is_many(one.form_field):
        chosen = value if isinstance(value, list) else [value] if value else []
        # What can't be chosen any more, such as something that was deleted, is left out.
        offered = one.offered if isinstance(one, Links) else {}
        return [sign for sign in chosen if sign in offered]
    if isinstance(value, list):
        raise ValidationError(_("Dit is niet te lezen."))
    return one.form_field.clean(value)


def _unseen(one: Deletion, takes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of fields whose text isn't the one that the person saw who deletes."""
    return tuple(
        name for name, taken in one.takes.items() if digest_of(taken.text) != takes.get(name)
    )


def _deleted(row: Revised, entry: TextVersionEntry | None) -> str:
    name = entry.author.name if entry and entry.author else ""
    if name:
        return _("Dit is verwijderd door %(name)s. Uw tekst is niet opgeslagen.") % {"name": name}
    return _("Dit is verwijderd. Uw tekst is niet opgeslagen.")
