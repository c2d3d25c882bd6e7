"""A portal on two machines is one portal: whichever the proxy asks, it is the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from . import two_machines

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(on_second_database: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of each story."""
    folder = tmp_path_factory.mktemp("machines")
    return on_second_database(lambda: two_machines.main(folder))


# SQLite is a file of one machine.
if connection.vendor == "postgresql":

    def test_both_say_how_they_are(found: dict[str, Any]) -> None:
        """Ready with a worker on one of them; a file server that is away is told where it is."""
        well = (200, "in orde")
        assert found["ready"] == [[well, well], [well, (503, "niet te schrijven")], [well, well]]

    def test_logging_in_holds_at_both(found: dict[str, Any]) -> None:
        """And logging out ends it at both."""
        assert found["session"] == {
            "statuses": [302, 302],
            "inside": [True, True],
            "after_logout": [False, False],
            "anna": [True, True],
        }

    def test_a_page_of_one_has_its_style_of_the_other(found: dict[str, Any]) -> None:
        """The same version of the code has the same names of files."""
        assert found["page_of_both"] == {"files": True, "found": {200}}

    def test_typing_goes_on_at_the_other(found: dict[str, Any]) -> None:
        """What one stored is what the other knows the page was told."""
        assert found["saving"] == {
            "results": ["stored"] * 3,
            "stored": True,
            "shown": [True, True],
        }

    def test_a_document_is_the_same_at_both(found: dict[str, Any]) -> None:
        """Asked for where no worker is, made on the other machine, downloaded from both."""
        assert found["document"] == {"is_pdf": True, "same": True}

    def test_a_code_counts_once_and_a_logo_is_in_the_document(found: dict[str, Any]) -> None:
        """The second step's code of one machine is used up at the other; what was uploaded at one
        is drawn by the worker on the other."""
        assert found["logo"] == {"code_counts": [True, False], "uploaded": True, "pictures": 1}

    def test_limits_count_over_both(found: dict[str, Any]) -> None:
        """Five wrong passwords at two machines are five; a key has its 120 requests once."""
        assert found["guessing"] == [(200, True), (200, True)]
        assert found["key"] == {"through": 120, "refused": 40, "counted": 120}

    def test_a_form_counts_once_over_both(found: dict[str, Any]) -> None:
        """Sent to both at the same moment, it invites one person once."""
        assert found["token"] == {"statuses": {302}, "invitations": 1}

    def test_one_goes_on_without_the_other(found: dict[str, Any]) -> None:
        """What the lost machine had in hand is made by the other, and nothing half stays."""
        assert found["lost"] == {
            "saved": "stored",
            "attempts": 2,
            "is_pdf": True,
            "same": True,
            "half_files": 0,
        }

    def test_the_key_must_be_the_same(found: dict[str, Any]) -> None:
        """With another secret key nobody is logged in at both."""
        assert not found["other_key"]
