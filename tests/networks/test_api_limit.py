"""The limit of an API key, at many requests at once on a database that really commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client

from networks import tokens
from networks.models import ApiToken, User

pytestmark = pytest.mark.django_db
CONNECTIONS, EACH = 16, 20


def story() -> tuple[int, int, int]:
    """Let many connections use one key in one minute; return how many got through, how many were
    refused, and what was counted."""
    user = User.objects.create_user("kim@voorbeeld.example", None, name="Kim")
    secret = tokens.make_token(user=user, name="Veel", valid_for=timedelta(days=1))[1]

    def ask(_number: int) -> list[int]:
        client = Client(headers={"Authorization": f"Bearer {secret}"})
        try:
            return [client.get("/api/v1/networks").status_code for _ in range(EACH)]
        finally:
            connection.close()

    with (
        mock.patch.object(tokens.time, "time", return_value=1_800_000_000.0),
        ThreadPoolExecutor(CONNECTIONS) as pool,
    ):
        statuses = [status for some in pool.map(ask, range(CONNECTIONS)) for status in some]
    return statuses.count(200), statuses.count(429), ApiToken.objects.get().used_in_minute


def test_no_more_requests_get_through_than_the_limit(
    on_second_database: Callable[[Callable[[], Any]], Any],
) -> None:
    """Of 320 requests over 16 connections, exactly 120."""
    assert on_second_database(story) == (120, 200, 120)
