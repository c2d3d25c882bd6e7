"""Somebody new who logs in twice at the same moment, on a database that really commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, local
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from loket_eval.settings.sso_variables import ProvidedRole
from networks.models import Mail, Membership, Network, TrailEntry, User

from .conftest import settings_for
from .provider import Provider, address_in, begin, come_back

pytestmark = pytest.mark.django_db
LOGINS = 2  # as many as one process lets be at the provider at once


class AtTheSameMoment:
    """Lets each login wait for the others just before it adds its first row to a table."""

    def __init__(self, table: str) -> None:
        self._insert = f'INSERT INTO "{table}"'
        self._barrier = Barrier(LOGINS)
        self._waited = local()

    def __call__(self, execute: Callable[..., Any], sql: Any, *arguments: Any) -> Any:
        if str(sql).startswith(self._insert) and not hasattr(self._waited, "yes"):
            self._waited.yes = True
            # SQLite lets one in at a time: then the other comes later.
            with suppress(BrokenBarrierError):
                self._barrier.wait(timeout=2)
        return execute(sql, *arguments)


def arrive_together(provider: Provider, subject: str, *, table: str) -> list[int]:
    """Log somebody in from several browsers at once; return the statuses of the last answers."""
    cache.clear()
    together = AtTheSameMoment(table)
    browsers = [Client() for _number in range(LOGINS)]
    returns = [provider.log_in(address_in(begin(client)), subject) for client in browsers]

    def arrive(number: int) -> int:
        try:
            with connection.execute_wrapper(together):
                return come_back(browsers[number], returns[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(LOGINS) as pool:
        return list(pool.map(arrive, range(LOGINS)))


def story(provider: Provider) -> dict[str, Any]:
    """Nina is new: her account, and afterwards her role, are each made by two logins at once."""
    Network.objects.create(slug="noord", name="Netwerk Noord")
    role = ProvidedRole("invullen", "", "noord", "contributor")
    provider.knows("nina", email="nina@voorbeeld.example", email_verified=True, groups=["invullen"])
    with override_settings(**settings_for(provider), SSO_NEW_ACCOUNTS=True):
        first = arrive_together(provider, "nina", table="networks_user")
        with override_settings(SSO_ROLES=[role]):
            second = arrive_together(provider, "nina", table="networks_membership")
    given = TrailEntry.objects.filter(what="role_given").count()
    return {
        "statuses": [*first, *second],
        "accounts": User.objects.count(),
        "links": SocialAccount.objects.count(),
        "mails": Mail.objects.filter(to="nina@voorbeeld.example").count(),
        "roles": (Membership.objects.count(), given),
    }


def test_it_is_one_account_with_one_role(
    running_provider: Provider, on_second_database: Callable[[Callable[[], Any]], Any]
) -> None:
    """Nobody gets an error, and nothing is there twice."""
    assert on_second_database(lambda: story(running_provider)) == {
        "statuses": [302] * 4,
        "accounts": 1,
        "links": 1,
        "mails": 1,
        "roles": (1, 1),
    }
