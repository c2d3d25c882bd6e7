"""The worker as a process of its own, that may be killed at any moment."""

from collections.abc import Callable
from typing import Any

import pytest

from . import document_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(on_second_database: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of each story, with a folder for documents of its own."""
    folder = tmp_path_factory.mktemp("worker") / "documents"
    return on_second_database(lambda: document_worker.main(folder))


def test_six_people_ask_at_once(found: dict[str, Any]) -> None:
    """It is in the queue once, made once and stored once, and all six are sent to the same page."""
    assert found["together"] == {
        "answers": [[303, True]],
        "queued": 1,
        "attempts": 1,
        "files": {"whole": 1, "parts": 0},
        "download": (200, "whole"),
    }


@pytest.mark.parametrize("story", [0, 1], ids=["somebody-asks", "nobody-asks"])
def test_a_worker_is_killed_while_it_makes(story: int, found: dict[str, Any]) -> None:
    """No half file is served or left; it is taken up again when somebody asks again, and also
    when nobody does."""
    assert found["killed"][story] == {
        "left": {"state": "working", "new_files": 0, "download": (302, "")},
        "then": {"state": "done", "attempts": 2, "download": (200, "whole"), "parts": 0},
    }


def test_workers_are_killed_one_after_the_other(found: dict[str, Any]) -> None:
    """That says nothing of the document: it is made by the one that is left alone."""
    assert found["killed_often"] == {"state": "done", "error": "", "attempts": 5, "parts": 0}


def test_nothing_is_tried_for_ever(found: dict[str, Any]) -> None:
    """After ten workers that were killed it has failed, and says so."""
    ended = found["killed_for_ever"]
    assert (ended["state"], ended["attempts"], ended["parts"]) == ("failed", 11, 0)
    assert "Het maken is 10 keer halverwege gestopt" in ended["error"]


def test_a_document_is_stopped(found: dict[str, Any]) -> None:
    """The process that makes it ends, the worker goes on, and ends when it is told to. It gave way
    to all others on the machine."""
    assert found["stopped"] == {
        "at_work": 1,
        "gives_way": True,
        "quick": True,
        "state": "cancelled",
        "sha256": "",
        "parts": 0,
        "again": (200, "whole"),
        "worker_ended": 0,
    }


def test_killed_at_any_step(found: dict[str, Any]) -> None:
    """Whenever the worker dies, a download is the whole file or the page with its progress."""
    anywhere = found["killed_anywhere"]
    assert anywhere["kills"] >= 8
    assert anywhere["seen"] == [(200, "whole"), (302, "")]
    assert (anywhere["then"], anywhere["parts"]) == ((200, "whole"), 0)
