"""`manage.py backup` and `restore`: all rows and files of one moment, or an answer that says why
not."""

from collections.abc import Callable
from typing import Any

import pytest

from . import backing_up

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(on_second_database: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of each story."""
    folder = tmp_path_factory.mktemp("backup")
    return on_second_database(lambda: backing_up.main(folder))


def test_everything_comes_back_in_an_empty_database(found: dict[str, Any]) -> None:
    """All rows of all tables and all files are the same; a second time it refuses, because the
    database isn't empty any more."""
    assert found["put_back"] == {
        "statuses": (0, 0, 0, 1),
        "said": (True, True),
        "refused": True,
        "same_rows": True,
        "tables": True,
        "same_files": True,
        "files": 1,
        "private": {"0o0"},
    }


def test_a_backup_while_people_type_is_of_one_moment(found: dict[str, Any]) -> None:
    """What was changed in one transaction is in it together, and who types isn't held up."""
    assert found["while_typing"] == {"pairs": [(2, 1), (2, 1)]}


def test_a_damaged_backup_is_refused_before_anything_changes(found: dict[str, Any]) -> None:
    """Each kind of damage is told by name, and the database and the folder stay empty."""
    damaged = found["damaged"]
    assert {(status, untouched) for status, untouched, _said in damaged.values()} == {(1, True)}
    told = {
        "a-byte": "ontbreekt iets of is iets veranderd: database.",
        "a-document": "ontbreekt iets of is iets veranderd: documents/",
        "a-missing-document": "ontbreekt iets of is iets veranderd: documents/",
        "no-manifest": "is geen reservekopie",
        "half-a-manifest": "manifest.json klopt niet",
        "newer": "van een nieuwere versie",
        "other-engine": "Deze reservekopie is van",
    }
    assert {name for name, words in told.items() if words not in damaged[name][2]} == set()
    assert damaged.keys() == told.keys()


def test_every_night(found: dict[str, Any]) -> None:
    """Only so many stay, a document that didn't change takes no room again, what the portal lost is
    told, and what was broken off or can't be made leaves nothing."""
    assert found["nightly"] == {
        "kept": 2,
        "linked": {2},
        "lost": (3, True, 1),
        "leftovers": [],
        "missing": True,
        "nothing": (1, True),
        "nothing_left": [],
    }
