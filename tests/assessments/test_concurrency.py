"""Eight people at the same moment, each in a process with a transaction of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from . import at_once
from .at_once import PROCESSES, SAVES

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(on_second_database: Callable[..., Any]) -> dict[str, Any]:
    """What came of everything that was done at once, on a database that really commits."""
    return on_second_database(at_once.main)


def test_each_saves_an_answer_of_their_own(found: dict[str, Any]) -> None:
    """All 80 saves are taken in: none is lost, and none meets a locked database."""
    own = found["own_answers"]
    assert own["statuses"] == [[200] * SAVES] * PROCESSES
    assert own["stored"] == [(key, f"{key} {SAVES - 1}", SAVES) for key in own["keys"]]


@pytest.mark.parametrize("revision", [0, 1], ids=["not-there-yet", "there-already"])
def test_all_save_the_same_answer(revision: int, found: dict[str, Any]) -> None:
    """One is stored; the seven others get the stored text back beside their own."""
    attempt = found["same_answer"][revision]
    assert attempt["statuses"] == [200] + [409] * (PROCESSES - 1)
    assert attempt["revision"] == revision + 1
    assert attempt["all_show_the_stored_text"]
    assert len(attempt["all_show_their_own_text"]) == PROCESSES - 1


def test_confirming_while_others_save(found: dict[str, Any]) -> None:
    """Every save is in the report, or was refused: nobody is told "saved" about what isn't
    confirmed."""
    together = found["confirm_while_saving"]
    assert together["confirmed"] == 302
    assert together["report"] == together["rows"]
    last = {key: statuses.count(200) - 1 for key, statuses in together["saves"].items()}
    assert together["report"] == {
        key: f"Tekst {number}." for key, number in last.items() if number >= 0
    }
    for statuses in together["saves"].values():
        taken = statuses.count(200)
        assert statuses == [200] * taken + [403] * 2


def test_all_press_confirm(found: dict[str, Any]) -> None:
    """There is one report; the others are told that it is confirmed."""
    assert found["two_confirm"] == {
        "statuses": [302] + [403] * (PROCESSES - 1),
        "told": PROCESSES - 1,
        "versions": 1,
    }


def test_all_start_the_same_periods(found: dict[str, Any]) -> None:
    """There is one assessment of each; the others read that it is there."""
    together = found["same_period"]
    periods, refused = together["periods"], together["periods"] * (PROCESSES - 1)
    assert together["statuses"] == {302: periods, 422: refused}
    assert (together["told"], together["assessments"]) == (refused, periods)
