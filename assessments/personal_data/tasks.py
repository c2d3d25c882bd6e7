"""Looking through texts in the worker: for names in a process of their own."""

import logging
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import translation
from django_tasks import task

from loket_eval.personal_data.names_of import NotFound, names_of
from loket_eval.personal_data.patterns import Kind, places_in
from loket_eval.running.signs_of_life import sign_of_life

from .places import StoredPlace, is_person, words_of
from .typed_texts import WHOLES, TypedText, digest_of_all

logger = logging.getLogger(__name__)


@task
def look_through(label: str, pk: int) -> None:
    """Look through the texts of one check that waits for it.

    When a text changes meanwhile, what was found is still that of the texts that were read: the
    next page sees by the digest that it is too old.
    """
    model: Any = apps.get_model(label)
    check = model.objects.filter(pk=pk, state=model.State.WAITING).first()
    if check is None:
        return
    whole = WHOLES[label]
    with translation.override("nl"):
        texts = whole.texts(check.whole)
    found = [place for one in texts for place in _by_form(one)]
    state = model.State.DONE
    try:
        found += _names(texts, whole.not_names(check.whole))
    except NotFound as error:
        logger.error("Check %s of personal data: names could not be looked for (%s)", pk, error)
        state = model.State.WITHOUT_NAMES
    with transaction.atomic():
        locked = model.objects.select_for_update().filter(pk=pk).first()
        # Another request may have been made and answered meanwhile.
        if locked is None or locked.state != model.State.WAITING:
            return
        silent = {StoredPlace(**one).key for one in locked.places if one["is_silent"]}
        order = {(one.subject, one.subject_pk, one.field): n for n, one in enumerate(texts)}
        found.sort(key=lambda one: (order[one.subject, one.subject_pk, one.field], one.start))
        locked.places = [{**one.as_json(), "is_silent": one.key in silent} for one in found]
        locked.state, locked.digest = state, digest_of_all(texts)
        locked.save(update_fields=["places", "state", "digest"])


def _by_form(typed: TypedText) -> list[StoredPlace]:
    return [_place(typed, one.start, one.end, one.kind) for one in places_in(typed.text)]


def _names(texts: list[TypedText], not_names: list[str]) -> list[StoredPlace]:
    known = words_of(not_names)
    used = "\n".join(one.text for one in texts)
    spans = names_of([one.text for one in texts], beat=sign_of_life)
    return [
        _place(typed, start, end, Kind.NAME)
        for typed, found in zip(texts, spans, strict=True)
        for start, end in found
        if is_person(typed.text, start, end, known=known, used=used)
    ]


def _place(typed: TypedText, start: int, end: int, kind: Kind) -> StoredPlace:
    return StoredPlace(
        typed.subject, typed.subject_pk, typed.field, typed.digest, start, end, kind.value
    )
