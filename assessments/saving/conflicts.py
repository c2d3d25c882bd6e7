"""Texts that meet: what one person typed beside what another saved meanwhile, field by field.

A page carries a digest of what each field held when it was served. So a save knows of each field
what was served, what was typed and what is stored now:

1. A field that this person left alone keeps what is stored.
2. A field that nobody else changed since becomes what was typed.
3. Where both changed something, each otherwise, nothing at all is stored: the person sees both and chooses.

Who sends no digests has typed every field. A choice holds for the texts that were shown, and for no
newer ones. A field that can't be stored (letters in a number) is held back; the rest of what was
typed is stored.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.form_fields import ProseField, digest_of, digests_text, number_text, posted_as
from assessments.models import Revised
from assessments.saving.revised_form import RevisedForm
from networks.models import User

from . import revisions
from .revisions import Basis

Remake = Callable[[QueryDict | None], RevisedForm]
Store = Callable[[RevisedForm, Basis], Any]


@dataclass(frozen=True)
class Pair:
    """One field in which the two differ."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """What differs, whose the stored text is, and digests of it. `is_own`: the same person, in another window."""

    pairs: tuple[Pair, ...]
    by: str
    is_own: bool
    at: datetime | None
    mine_at: datetime
    seen: str


@dataclass(frozen=True)
class Outcome:
    """How a save went: the form to show, and the other text when two met.

    `stored` says whether something was stored; `held` names the fields that couldn't be, `taken`
    the fields that got what another had saved, `is_own` that this other was the same person.
    `served` are digests of what is stored now.
    """

    form: RevisedForm
    row: Any
    conflict: Conflict | None = None
    stored: bool = False
    held: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    is_own: bool = False
    served: str = ""

    @property
    def failed(self) -> bool:
        return self.conflict is not None or bool(self.form.is_bound and self.form.errors)

    @property
    def held_names(self) -> str:
        return " ".join(self.form.add_prefix(name) for name in self.held)

    @property
    def taken_labels(self) -> list[str]:
        return [str(self.form.fields[name].label) for name in self.taken]

    @property
    def merged(self) -> str:
        """What a page must show now in the fields that it didn't fill itself, as JSON by name; "" for nothing."""
        fields, values = self.form.fields, self.form.cleaned_data
        found = {
            self.form.add_prefix(name): posted_as(fields[name], values.get(name))
            for name in self.taken
        }
        return json.dumps(found) if found else ""


def save(posted: QueryDict, remake: Remake, row: Any, *, by: User, store: Store) -> Outcome:
    """Store what was posted for a row by the rules above. `row` is locked, or belongs to a locked assessment.

    `remake` returns the form for posted data, with what is stored as its initial values; `store`
    writes a valid form.
    """
    typed = remake(posted)
    form, held = _without_wrong(typed, posted, remake)
    if not form.is_valid():
        return Outcome(typed, row)
    basis, choice = form.basis(posted), _choice(posted, typed)
    is_own = row.changed_by_id == by.pk
    outcome = Outcome(form, row, stored=True, held=held, is_own=is_own)
    if choice or not revisions.is_same_page(row, basis):
        outcome = _meet(outcome, basis, choice, remake)
        basis = replace(basis, revision=row.revision)
        if outcome.failed:
            return outcome
    now = typed.digests(
        outcome.form.initial if revisions.is_late(row, basis) else outcome.form.cleaned_data
    )
    outcome = replace(outcome, row=store(outcome.form, basis), served=_text(now))
    if not held:
        return outcome
    # What was held back is still based on what the page was served with.
    before = typed.cleaned_data.get("served") or {}
    again = cast(QueryDict, outcome.form.data).copy()
    for name in held:
        _put(again, typed, name, posted.getlist(typed.add_prefix(name)))
    again[typed.add_prefix("revision")] = str(outcome.row.revision)
    again[typed.add_prefix("served")] = _text(now | {name: before.get(name, "") for name in held})
    return replace(outcome, form=remake(again))


def _text(digests: dict[str, str]) -> str:
    return digests_text({name: digest for name, digest in digests.items() if digest})


def _choice(posted: QueryDict, form: RevisedForm) -> str:
    """Return which text was chosen for this form: "mine", "theirs", "both", or "" for none."""
    prefix, _colon, choice = posted.get("resolve", "").partition(":")
    return choice if prefix == form.prefix and choice in ("mine", "theirs", "both") else ""


def _without_wrong(
    typed: RevisedForm, posted: QueryDict, remake: Remake
) -> tuple[RevisedForm, tuple[str, ...]]:
    """Return the form with what is stored in place of what was typed wrong, and the names of those fields.

    What no person types, such as a choice that doesn't exist, is not put right: then the form comes
    back as it is.
    """
    held: tuple[str, ...] = ()
    form, data = typed, posted.copy()
    while not form.is_valid():
        errors = form.errors.as_data()
        codes = {error.code for listed in errors.values() for error in listed}
        if codes & {"invalid_choice", "invalid_list"} or not set(errors) <= set(
            form.own_fields
        ) - set(held):
            return typed, ()
        held = (*held, *errors)
        for name in errors:
            _put(data, form, name, posted_as(form.fields[name], form.initial.get(name)))
        form = remake(data)
    return form, held


def _put(data: QueryDict, form: RevisedForm, name: str, values: list[str]) -> None:
    data.setlist(form.add_prefix(name), values)


def _meet(outcome: Outcome, basis: Basis, choice: str, remake: Remake) -> Outcome:
    """Put what was typed and what is stored together; the outcome holds the merged form, or a conflict."""
    form, row = outcome.form, outcome.row
    data, served = cast(QueryDict, form.data).copy(), form.cleaned_data["served"]
    seen = form.cleaned_data["seen"] or {} if choice else {}
    both_changed, chosen, taken = [], [], []
    for name, field in form.own_fields.items():
        mine, theirs = (
            posted_as(field, form.cleaned_data.get(name)),
            posted_as(field, form.initial.get(name)),
        )
        if mine == theirs:
            continue
        before = None if served is None else served.get(name, "")
        i_did = before is None or digest_of(mine) != before
        they_did = basis.revision != row.revision if before is None else digest_of(theirs) != before
        if name in seen and seen[name] == digest_of(theirs):
            chosen.append(name)
            _put(data, form, name, _chosen(field, choice, mine, theirs))
        elif i_did and they_did:
            both_changed.append(name)
        elif not i_did:
            taken.append(name)
            _put(data, form, name, theirs)
    if both_changed:
        return replace(
            outcome, conflict=_conflict(form, [*both_changed, *chosen], outcome), stored=False
        )
    merged = remake(data) if taken or chosen else form
    if taken and not choice and not merged.is_valid():
        # Together they make no sense, such as a kernpunt without its judgement: the person decides
        # about all of it.
        return replace(outcome, conflict=_conflict(form, form.own_fields, outcome), stored=False)
    return replace(outcome, form=merged, taken=tuple(taken))


def _chosen(field: forms.Field, choice: str, mine: list[str], theirs: list[str]) -> list[str]:
    if choice != "both":
        return mine if choice == "mine" else theirs
    if (
        mine
        and theirs
        and isinstance(field, ProseField)
        and field.limit > 300
        and theirs[0] not in mine[0]
    ):
        return [f"{mine[0]}\n\n{theirs[0]}"]
    return mine or theirs


def _conflict(form: RevisedForm, names: Iterable[str], outcome: Outcome) -> Conflict:
    """Lay a valid form beside the stored row, in the fields with these names where they differ."""
    row: Revised = outcome.row
    pairs, seen, wanted = [], {}, set(names)
    for name, field in form.own_fields.items():
        mine, theirs = form.cleaned_data.get(name), form.initial.get(name)
        if name in wanted and posted_as(field, mine) != posted_as(field, theirs):
            pairs.append(Pair(str(field.label), _shown(field, mine), _shown(field, theirs)))
            seen[name] = digest_of(posted_as(field, theirs))
    by = row.changed_by.name if row.changed_by else _("een collega")
    return Conflict(
        tuple(pairs), by, outcome.is_own, row.changed_at, timezone.now(), digests_text(seen)
    )


def _shown(field: forms.Field, value: Any) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, list | tuple):
        return "\n".join(_shown(field, one) for one in posted_as(field, value))
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ChoiceField):
        key = str(value).lower() if isinstance(value, bool) else str(value)
        return next(
            (str(label) for choice, label in field.widget.choices if str(choice) == key), key
        )
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, Decimal):
        return number_text(value)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
