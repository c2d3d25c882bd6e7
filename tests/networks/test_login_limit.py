"""Guessing passwords over many connections at once, on a database that really commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from networks.models import User

pytestmark = pytest.mark.django_db
CONNECTIONS = 16


def story() -> tuple[int, int]:
    """Let many try one account from one place at the same moment; return how many had their
    password looked at, and how many were told to wait."""
    User.objects.create_user("kim@voorbeeld.example", "het goede wachtwoord", name="Kim")

    def guess(number: int) -> str:
        form = {"login": "kim@voorbeeld.example", "password": f"geraden {number}"}
        try:
            return Client().post("/account/inloggen/", form).text
        finally:
            connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        pages = list(pool.map(guess, range(CONNECTIONS)))
    looked_at = sum("horen niet bij een actief account" in page for page in pages)
    return looked_at, sum("te vaak een verkeerd wachtwoord" in page for page in pages)


def test_no_more_guesses_get_through_than_the_limit(
    on_second_database: Callable[[Callable[[], Any]], Any],
) -> None:
    """Of sixteen guesses at once at most five are looked at, all others wait."""
    looked_at, refused = on_second_database(story)
    assert looked_at <= 5
    assert looked_at + refused == CONNECTIONS
