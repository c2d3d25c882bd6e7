"""Forms for something new against a model of pages, people and connections, in all orders up to a number of states.

bench/saving_orders.py goes as deep as one wants.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.http import QueryDict

from assessments.saving import adding
from networks import once_only
from tests.cast import Cast

from .adding_model import KINDS
from .adding_orders import SCENARIOS, adding_model_of
from .exploring import Broken

STATES = 40


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_promise_is_kept(name: str, kind: str, cast: Cast):
    """Whatever the order of typing, sending, clicking again, losing, opening, changing and deleting."""
    model = adding_model_of(cast, kind)
    model.limit = STATES
    assert SCENARIOS[name](model) >= STATES


def forget(row: once_only.OnceOnly, _request: object, _response: object) -> None:
    row.delete()


def no_history(_values: Any) -> Iterable[tuple[str, str]]:
    return ()


def only_the_token(_posted: QueryDict) -> str:
    return ""


def nobody(_request: object) -> None:
    return None


@pytest.mark.parametrize(
    ("where", "name", "fault", "scenario", "broken"),
    [
        (once_only, "_remember", forget, "typed on", "een was added 1 times"),
        (once_only, "_digest_of", only_the_token, "without scripts", "was added 0 times"),
        (once_only, "refuse_other_person", nobody, "other person", "was sent as another's"),
        (adding, "_texts", no_history, "meddled", "was called added, and isn't there"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_fault_is_found(
    where: Any,
    name: str,
    fault: Callable[..., Any],
    scenario: str,
    broken: str,
    kind: str,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
):
    """A token that is forgotten, one that counts whatever was typed, a form of somebody else, and an
    addition without a history."""
    monkeypatch.setattr(where, name, fault)
    model = adding_model_of(cast, kind)
    model.limit = 400
    with pytest.raises(Broken, match=broken):
        SCENARIOS[scenario](model)
