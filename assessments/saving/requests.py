"""What a page sends to save, with scripts as JSON and without them as a form, and the reply to the
first kind.
"""

import json
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.access import Confirmed
from assessments.form_fields import DigestsField, digest_of, digests_text, is_many, sent_as
from assessments.models import Author, Source
from loket_eval.saved_reply import saved_reply
from networks.models import User

from .missing_letters import unprinted_message
from .personal_data import personal_data_line
from .stored_fields import StoredField
from .unit import Result, Sent, Typed, Unit, label_of
from .verb import save

_PAGE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MOST_STEPS = 2**53
Fetch = Callable[[Sent], Unit]


class NotAsked(PermissionDenied):
    """The present version doesn't ask this, or asks something else; what was filled in stays where
    it is.
    """


class OtherPerson(PermissionDenied):
    """Who is logged in isn't who typed."""


def person_key(author: Author) -> str:
    """Return by which name a page knows whose it is."""
    return f"bron-{author.pk}" if isinstance(author, Source) else str(author.pk)


def refuse_other_person(person: str, author: Author) -> None:
    """Refuse what somebody else typed who was logged in in this browser before."""
    if person and person != person_key(author):
        raise OtherPerson(
            _("In deze browser is nu iemand anders ingelogd. Er is niets opgeslagen.")
        )


def save_in_background(request: HttpRequest, fetch: Fetch, by: Author) -> HttpResponse:
    """Save what a script sent and tell what became of each field.

    `fetch` returns the unit for the version shown, at least with the fields that were sent.
    """
    body, typed = _read(request)
    try:
        refuse_other_person(str(body.get("person", "")), by)
        unit = fetch(Sent(str(body.get("set", "")), frozenset(typed)))
    except NotAsked as error:
        return _same_reply(typed, {"result": "not_asked", "message": str(error)})
    except Http404:
        message = _("Dit bestaat niet meer, of u kunt er niet meer bij.")
        return _same_reply(
            typed, {"result": "closed", "why": "missing", "message": message}, status=404
        )
    except PermissionDenied as error:
        why = (
            "person"
            if isinstance(error, OtherPerson)
            else "state"
            if isinstance(error, Confirmed)
            else "role"
        )
        return _same_reply(
            typed, {"result": "closed", "why": why, "message": str(error)}, status=403
        )
    results = save(unit, typed, by=by)
    return saved_reply({
        "fields": {
            name: {"page": typed[name].page, "step": typed[name].step}
            | _told(result, unit.fields.get(name), by)
            for name, result in results.items()
        }
    })  # fmt: skip


def refuse_in_background(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """Tell a script that nothing of what it sent was stored, and why."""
    _body, typed = _read(request)
    return _same_reply(typed, {"result": "closed", "why": "role", "message": message}, status)


def _same_reply(
    typed: Mapping[str, Typed], told: dict[str, str], status: int = 200
) -> HttpResponse:
    fields = {name: {"page": one.page, "step": one.step} | told for name, one in typed.items()}
    return saved_reply({"fields": fields}, status=status)


def _told(result: Result, one: StoredField | None, reader: Author) -> dict[str, Any]:
    told: dict[str, Any] = {"result": result.outcome}
    if result.outcome in ("not_asked", "unreadable", "gone"):
        told["message"] = result.message
    if result.outcome not in ("not_asked", "gone"):
        told["stored"] = result.stored
    if result.is_stored:
        told["time"] = date_format(timezone.localtime(), "H:i")
        told |= {"cleaned": result.cleaned, "unprinted": unprinted_message(result.text)}
        told["personal"] = personal_data_line(one)
    if result.outcome in ("newer", "conflict") and one:
        told["value"] = sent_as(one.form_field, result.text)
    if result.outcome == "gone":
        told["deleted"] = result.deletion
    if result.outcome in ("newer", "conflict", "gone"):
        told |= whose(result, reader)
    return told


def whose(result: Result, reader: Author) -> dict[str, Any]:
    """Return by whom and when the other text was stored, as far as the history knows."""
    by, at = (result.entry.author, result.entry.at) if result.entry else (None, None)
    # More people can have one link; they are told that it was somebody else.
    own = isinstance(by, User) and by == reader
    name = by.name if by else None
    if isinstance(by, Source) and by == reader:
        name = _("iemand anders met deze link")
    return {
        "by": name,
        "own": own,
        "at": at.isoformat() if at else None,
        "when": _when(at),
    }


def _when(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return date_format(local, "H:i" if local.date() == timezone.localdate() else "j F, H:i")


def _read(request: HttpRequest) -> tuple[dict[str, Any], dict[str, Typed]]:
    """Return the body of a save and its fields; BadRequest when no page of ours sent it."""
    try:
        body = json.loads(request.body)
        typed = {str(name): _typed(sent) for name, sent in body["fields"].items()}
    except SuspiciousOperation:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadRequest(_("De server begreep dit niet. Er is niets opgeslagen.")) from error
    # Deleting asks for more than a page sends here.
    if not typed or ("deleted" in typed and typed["deleted"].value):
        raise BadRequest(_("De server begreep dit niet. Er is niets opgeslagen."))
    return body, typed


def _typed(sent: Mapping[str, Any]) -> Typed:
    value, page, step, served = sent["value"], sent["page"], sent["step"], sent["served"]
    unanswered = sent.get("unanswered", [])
    texts = value if isinstance(value, list) else [value]
    steps = [step, *unanswered]
    if not all(isinstance(one, str) for one in (*texts, page, served)) or not _PAGE.fullmatch(page):
        raise ValueError("not as a page sends it")
    if not all(type(one) is int and 0 <= one < _MOST_STEPS for one in steps):
        raise ValueError("not as a page sends it")
    return Typed(value, page, step, served, tuple(unanswered))


def save_form(
    unit: Unit, posted: QueryDict, *, by: Author, not_asked: str = ""
) -> dict[str, Result]:
    """Save what was sent as a form, and let the form show what became of it; return what wasn't
    stored by field.

    What has the digest that it was served with, nobody typed. "Neem de andere tekst over" is typing
    that text. A field that wasn't stored shows what was typed; it is served anew with the text that
    stands beside it.
    """
    form = unit.form
    served = digests_of(posted.get(form.add_prefix("served"), ""))
    theirs = posted.getlist(form.add_prefix("theirs"))
    page, step = page_and_step(posted)
    sent: dict[str, str | list[str]] = {}
    typed: dict[str, Typed] = {}
    shown = form.own_fields
    for name, field in (shown | _fields_gone(unit, posted)).items():
        one, value = unit.fields[name], _sent(field, posted, form.add_prefix(name))
        if value is None and name not in served:
            continue
        sent[name] = value if value is not None else sent_as(field, "")
        before = served.get(name, "")
        if name in theirs and digest_of(one.text) == before:
            sent[name] = sent_as(field, one.shown)
        elif _is_as_served(one, sent[name], before) and not _wrote_over(unit, one, page, before):
            if digest_of(one.text) != before:
                unit.changed_meanwhile.append(str(field.label))
            continue
        typed[name] = Typed(sent[name], page, step, before)
        if name not in shown:
            unit.without_field[name] = str(sent[name])
    results = save(unit, typed, by=by, not_asked=not_asked)
    left = {name: result for name, result in results.items() if not result.is_stored}
    unit.show()
    if left:
        _show_again(unit, left, {name: sent[name] for name in left}, served)
    return left


def _fields_gone(unit: Unit, posted: QueryDict) -> dict[str, forms.Field]:
    """Return the fields that were sent of what was deleted meanwhile: the form has them no more."""
    sent = [name for name in unit.form.gone if unit.form.add_prefix(name) in posted]
    return {name: unit.fields[name].form_field for name in sent}


def saved_message(message: str, changed_meanwhile: Iterable[str]) -> str:
    """Return what somebody without scripts is told of a save.

    A text that was typed back looks like a field that nobody touched: what another stored stays,
    and is named.
    """
    if labels := ", ".join(changed_meanwhile):
        changed = _("Wel is intussen iets gewijzigd, en dat staat er nu: %(fields)s.")
        return f"{message} {changed % {'fields': labels}}"
    return message


def digests_of(served: str) -> dict[str, str]:
    """Return what a form was served with: a digest by field."""
    return DigestsField().to_python(served) or {}


def new_page() -> str:
    """Return a name for what is typed on a page without scripts."""
    return secrets.token_urlsafe(12)


def page_and_step(posted: QueryDict) -> tuple[str, int]:
    """Return the name of the page that a form was sent from, and the number of the save there."""
    page, step = posted.get("page", ""), posted.get("step", "")
    is_ours = _PAGE.fullmatch(page) is not None
    return page if is_ours else "", int(step) if step.isdecimal() and len(step) < 16 else 0


def _sent(field: forms.Field, posted: QueryDict, name: str) -> str | list[str] | None:
    if name not in posted:
        return None
    if is_many(field):
        chosen: list[str] = [str(one) for one in posted.getlist(name)]
        return chosen
    return "on" if isinstance(field.widget, forms.CheckboxInput) else str(posted[name])


def _is_as_served(one: StoredField, value: str | list[str], served: str) -> bool:
    """Say whether a field still holds what its page was served with."""
    try:
        chosen = value if isinstance(value, list) else one.form_field.clean(value)
    except forms.ValidationError:
        return False
    return digest_of(one.becomes(chosen)) == served


def _wrote_over(unit: Unit, one: StoredField, page: str, served: str) -> bool:
    """Say whether what is stored instead of what the page was served with came from that page.

    Somebody sent a text, heard nothing, went back and typed the old one again.
    """
    if not page or not one.subject.pk or digest_of(one.text) == served:
        return False
    about = {"subject": label_of(one.subject), "subject_pk": one.subject.pk, "field": one.name}
    return bool(unit.whole.text_versions.filter(page=page, **about).exists())


def _show_again(
    unit: Unit,
    left: Mapping[str, Result],
    sent: Mapping[str, str | list[str]],
    served: Mapping[str, str],
) -> None:
    form, data = unit.form, QueryDict(mutable=True)
    now = {name: digest_of(one.text) for name, one in unit.fields.items() if name in form.fields}
    for name, field in form.own_fields.items():
        value = sent.get(name, sent_as(field, unit.fields[name].shown))
        data.setlist(
            form.add_prefix(name), value if isinstance(value, list) else [value] if value else []
        )
    # What couldn't be read is still typed over what its page was served with.
    kept = {
        name: served.get(name, "")
        for name, result in left.items()
        if result.outcome == "unreadable"
    }
    data[form.add_prefix("served")] = digests_text(now | kept)
    form.show_again(data)
