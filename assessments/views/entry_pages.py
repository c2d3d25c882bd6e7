"""What points, recommendations, follow-ups and conclusions have in common: how they are saved, and
shown with what wasn't stored.

Their order is in order.py; deleting and putting back in deleting.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.form_fields import sent_as, shown_text
from assessments.models import (
    Assessment,
    Author,
    Conclusion,
    Finding,
    FollowUp,
    Recommendation,
    Source,
)
from assessments.saving.requests import (
    Fetch,
    refuse_other_person,
    save_form,
    save_in_background,
    saved_message,
    whose,
)
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Result, Sent, Unit
from loket_eval.rescue import Rescued
from loket_eval.saved_reply import is_asked_for
from networks.signed_in import SignedInRequest

Row = TypeVar("Row", Finding, Recommendation, FollowUp, Conclusion, Source)


@dataclass(frozen=True)
class Beside:
    """A text that stands beside what a person typed in a field, or why that isn't stored: with the
    text itself when there is no field for it any more.
    """

    name: str
    label: str
    text: str
    value: str | list[str]
    message: str
    by: str | None
    own: bool
    when: str


@dataclass
class Entry:
    """A part on its page: what is stored, its form, and what wasn't stored of what `user` sent."""

    unit: Unit
    left: Mapping[str, Result] = field(default_factory=dict)
    user: Author | None = None

    @property
    def part(self) -> Any:
        return self.unit.row

    @property
    def form(self) -> forms.Form:
        return self.unit.form

    @property
    def unsaved(self) -> str:
        return " ".join(self.left)

    @property
    def beside(self) -> list[Beside]:
        """The fields in which two texts meet, or that can't be stored here; wrong ones say so
        themselves.
        """
        return [
            self._beside(name, one)
            for name, one in self.left.items()
            if one.outcome != "unreadable"
        ]

    @property
    def has_conflict(self) -> bool:
        return bool(self.beside)

    def _beside(self, name: str, result: Result) -> Beside:
        found = self.unit.fields[name].form_field
        assert self.user is not None  # noqa: S101 - only what somebody sent has results
        told = whose(result, self.user)
        meets = result.outcome in ("conflict", "newer")
        return Beside(
            name=name,
            label=str(found.label),
            text=shown_text(found, result.text) if meets else self.unit.without_field.get(name, ""),
            value=sent_as(found, result.text),
            message="" if meets else result.message,
            by=told["by"],
            own=told["own"],
            when=told["when"],
        )


def save(
    request: SignedInRequest, fetch: Fetch, show: Callable[[Entry], HttpResponse], back: str
) -> HttpResponse:
    """Save what somebody who logged in sent for one unit, as save_by does."""
    return save_by(request, request.user, fetch, show, back)


def save_by(
    request: HttpRequest,
    author: Author,
    fetch: Fetch,
    show: Callable[[Entry], HttpResponse],
    back: str,
) -> HttpResponse:
    """Save what was sent for one unit.

    A script gets a reply; else it is back to the page, or the page with the rest.
    """
    if is_asked_for(request):
        return save_in_background(request, fetch, author)
    refuse_other_person(request.POST.get("person", ""), author)
    unit = fetch(Sent(request.POST.get("set", "")))
    refuse_unknown_fields(request.POST, [unit.form], "set")
    left = save_form(unit, request.POST, by=author)
    if not left:
        messages.success(request, saved_message(_("Opgeslagen."), unit.changed_meanwhile))
        return redirect(back)
    if getattr(unit.row, "deleted", ""):
        return not_stored(request, back, next(iter(left.values())).message)
    return show(Entry(unit, left, author))


def not_stored(request: HttpRequest, back: str, message: str = "") -> HttpResponse:
    """Show what was typed where it can't be stored, to be copied."""
    context = {"message": message, "back": back, "rescued": Rescued.from_request(request)}
    return render(request, "assessments/not_stored.html", context, status=409)


def with_failed(entries: Iterable[Entry], failed: Entry | None) -> list[Entry]:
    """Return the entries of a page; the one that couldn't be saved is as it was sent."""
    return [failed if failed and failed.part == entry.part else entry for entry in entries]


def error_forms(failed: Entry | None, *new: forms.Form | None) -> list[forms.Form]:
    """Return the forms of a page that have something wrong."""
    sent = (failed.form if failed else None, *new)
    return [form for form in sent if form and form.errors]


def status_of(entries: Iterable[Entry | None], *new: forms.Form | None) -> int:
    """Return how a page is answered that shows what wasn't stored: 422 for what is wrong, 409 for
    two texts.
    """
    failed = [entry for entry in entries if entry and entry.left]
    if any(form and form.errors for form in (*new, *(entry.form for entry in failed))):
        return 422
    return 409 if failed else 200


def fetch_part(assessment: Assessment, model: type[Row], part_pk: int, *related: str) -> Row:
    """Return a part, also one that was deleted: then the verb says so."""
    return get_object_or_404(
        model.with_deleted.select_related(*related), assessment=assessment, pk=part_pk
    )


def deleted_parts(model: type[Any], whole: Any) -> list[Any]:
    """Return what was deleted here and can be put back, the latest first (one query)."""
    rows = model.with_deleted.filter(**{whole.text_versions.field.name: whole.pk}).exclude(
        deleted=""
    )
    return list(rows.select_related("changed_by").order_by("-changed_at"))
