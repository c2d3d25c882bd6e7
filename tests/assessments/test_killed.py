"""A process killed anywhere in a change of several rows leaves the old state or the new one."""

from collections.abc import Callable
from typing import Any

import pytest

from . import killing

pytestmark = pytest.mark.django_db

CHANGES = [
    "import", "import_and_publish", "whole_theme", "point_with_links", "reorder", "recommendation_with_links",
    "move_to_version", "delete_point", "confirm", "start_with_follow_ups", "reopen",
]  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(on_second_database: Callable[..., Any]) -> dict[str, Any]:
    """What every change left behind: run once, each kill in a process of its own."""
    return on_second_database(killing.main)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_whole_or_not_there(change: str, outcomes: dict[str, Any]) -> None:
    """Killed before its n-th statement or commit: the old rows each time, until one gets through:
    the new ones."""
    outcome = outcomes[change]
    assert outcome["then"] == "new"
    assert outcome["old"] >= 1


def test_loading_the_samples_is_whole_or_not_there(outcomes: dict[str, Any]) -> None:
    """Killed under way and right before the commit, nothing of them is there."""
    assert outcomes["load_samples"] == [True, True]


def test_every_change_is_tried(outcomes: dict[str, Any]) -> None:
    assert sorted(outcomes) == sorted([*CHANGES, "load_samples"])
