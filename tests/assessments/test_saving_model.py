"""The real saving code against a model of pages, people and connections, in all orders up to a number of states.

bench/saving_orders.py goes as deep as one wants.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError

from assessments import access
from assessments.saving import verb
from assessments.saving.stored_fields import StoredField
from assessments.saving.unit import Result, Typed
from tests.cast import Cast

from .exploring import Broken
from .saving_model import Model
from .saving_orders import SCENARIOS, model_of

STATES = 150
# Each save is tried in six ways.
SLOW, FEWER = "fields together", 50


@pytest.fixture
def model(cast: Cast) -> Model:
    return model_of(cast)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_promise_is_kept(name: str, model: Model):
    """Whatever the order of typing, sending, arriving, repeating, losing, deleting and choosing."""
    model.limit = FEWER if name == SLOW else STATES
    assert SCENARIOS[name](model) >= model.limit


def no_late_saves(_log: Any, _one: StoredField) -> list[Any]:
    return []


@pytest.mark.parametrize(
    ("fault", "scenario", "broken"),
    [
        ("served", "two people", "replaced unseen"),
        ("late", "one page", "conflicts with its own text|overtaken"),
        ("gone", "deleted", "a deletion took"),
        ("served", "two forms without scripts", "replaced unseen"),
        ("late", "without scripts", "conflicts with its own text|overtaken"),
        # The database itself holds this one.
        ("confirmed", "confirmed", "a confirmed text changed|vastgestelde zelfevaluatie verandert"),
        ("whole", "fields together", "alone, together"),
    ],
)
def test_a_planted_fault_is_found(
    fault: str, scenario: str, broken: str, model: Model, monkeypatch: pytest.MonkeyPatch
):
    """Without one of the rules the model breaks a promise: the last save wins, a page forgets its
    own saves, a deletion takes a text that nobody saw, what is confirmed can be changed, or one
    field that meets another text holds up the rest."""
    judge, refused = verb._judge, set[int]()

    def whole(one: StoredField, typed: Typed, log: Any, writing: Any) -> Result:
        result = judge(one, typed, log, writing)
        if result.outcome == "conflict":
            refused.add(id(writing))
        return Result("conflict") if id(writing) in refused else result

    faults: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "served": (verb, "_was_served", lambda _stored, _typed: True),
        "late": (verb.TextLog, "of", no_late_saves),
        "gone": (verb, "_unseen", lambda _one, _takes: ()),
        "confirmed": (access, "for_editing", access.for_reading),
        "whole": (verb, "_judge", whole),
    }
    monkeypatch.setattr(*faults[fault])
    model.limit = 600
    with pytest.raises((Broken, DatabaseError), match=broken):
        SCENARIOS[scenario](model)
