"""Asking to have texts looked through, and what was found, for the pages before a last step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from assessments.models import AssessmentDataCheck, PersonalDataCheck

from .places import ShownPlace, StoredPlace, shown
from .tasks import look_through
from .typed_texts import WHOLES, digest_of_all

State = PersonalDataCheck.State
# It mostly takes seconds. After this it is asked for once more: a worker may have been away.
LATE = timedelta(minutes=3)


@dataclass(frozen=True)
class PersonalDataList:
    """How far looking is, and the places that nobody silenced; `silent` are the others."""

    state: str
    is_late: bool
    places: Sequence[ShownPlace]
    silent: Sequence[ShownPlace]


def personal_data_of(model: type[Any], whole: Any) -> PersonalDataList:
    """Return what was found in the texts as they are now; when nobody looked, ask for it.

    `model` is the kind of check.
    """
    texts = WHOLES[model._meta.label].texts(whole)
    digest = digest_of_all(texts)
    key = _key(model)
    check = model.objects.filter(**{key: whole}).first()
    now = timezone.now()
    is_late = False
    if check is None or check.digest != digest:
        check = _ask(model, whole, digest)
    elif check.state == State.WAITING and check.asked_at < now - LATE:
        is_late = True
        check = _ask(model, whole, digest)
    if check.state == State.WAITING:
        return PersonalDataList(State.WAITING, is_late, (), ())
    places = [StoredPlace(**one) for one in check.places]
    return PersonalDataList(
        check.state,
        False,
        shown((one for one in places if not one.is_silent), texts),
        shown((one for one in places if one.is_silent), texts),
    )


def personal_data_in(assessment: Any) -> PersonalDataList:
    """Return the same of an assessment."""
    return personal_data_of(AssessmentDataCheck, assessment)


def _ask(model: type[Any], whole: Any, digest: str) -> Any:
    # What was silenced stays known: a text that didn't change keeps its silence.
    asked = {"digest": digest, "state": State.WAITING, "asked_at": timezone.now()}
    check, _made = model.objects.update_or_create(**{_key(model): whole}, defaults=asked)
    look_through.enqueue(model._meta.label, check.pk)
    return check


def look_again(model: type[Any], whole: Any) -> None:
    """Have the texts looked through once more, where names could not be looked for."""
    check = model.objects.filter(**{_key(model): whole}, state=State.WITHOUT_NAMES).first()
    if check is not None:
        _ask(model, whole, check.digest)


def silence(model: type[Any], whole: Any, key: str, *, is_silent: bool) -> bool:
    """Say of one place that it isn't about a person, or take that back; return whether it is there.

    Call it in a transaction.
    """
    check = model.objects.select_for_update().filter(**{_key(model): whole}).first()
    named = [one for one in (check.places if check else []) if StoredPlace(**one).key == key]
    for one in named:
        one["is_silent"] = is_silent
    if check is not None and named:
        check.save(update_fields=["places"])
    return bool(named)


def _key(model: type[Any]) -> str:
    return "assessment" if model is AssessmentDataCheck else "report"
