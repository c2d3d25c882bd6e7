"""The worker goes on when the database comes back, and takes up what another one left."""

from collections.abc import Callable
from typing import Any

import pytest

from . import lasting_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(on_second_database: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of each story, with a folder for documents of its own."""
    folder = tmp_path_factory.mktemp("lasting") / "documents"
    return on_second_database(lambda: lasting_worker.main(folder))


def test_a_worker_waits_for_its_database(found: dict[str, Any]) -> None:
    """It doesn't end, and makes what was asked meanwhile as soon as it can."""
    assert found["while_idle"] == {"meanwhile": (True, "waiting"), "alive": True}


def test_a_worker_is_told_of_its_work(found: dict[str, Any]) -> None:
    """On PostgreSQL by a message: looking by itself, it would come ten minutes late."""
    assert found["by_message"] == {"done": [True, True, True], "alive": True}


def test_a_document_that_was_half_made_is_made_anew(found: dict[str, Any]) -> None:
    """No task stays behind as "running", by a worker that is alive."""
    assert found["halfway"] == {"alive": True, "attempts": 2}


def test_the_task_of_a_killed_worker_is_taken_up(found: dict[str, Any]) -> None:
    """That of a worker that works is left alone; signs of long ago are tidied away."""
    assert found["left_behind"] == {
        "document": ("done", (200, "whole")),
        "busy": "RUNNING",
        "signs": ["busy"],
    }


def test_who_stops_says_so(found: dict[str, Any]) -> None:
    """A worker that was killed is missed; one that was told to stop is not waited for."""
    assert found["signs"] == {"SIGTERM": 0, "SIGKILL": 1}
