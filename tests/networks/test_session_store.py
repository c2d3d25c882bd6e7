"""Who is logged in, read together with the session."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.models import User
from networks.own_account.sessions import end_sessions
from tests.cast import Cast

from .signing_in import is_logged_in, log_in, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(cast: Cast) -> User:
    cache.clear()
    return with_password(cast.anna)


def queries_about_people(browser: Client) -> int:
    """Return how many queries ask who it is, and for the session."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(reverse("start")).status_code == 200
    return sum(
        one["sql"].startswith("SELECT")
        and ("session_data" in one["sql"] or 'FROM "networks_user" WHERE' in one["sql"])
        for one in queries
    )


def test_a_session_and_its_person_are_read_in_one_query(anna: User, as_user):
    """Without the place where somebody logged in, it is Django's two."""
    assert queries_about_people(log_in(anna)) == 1
    assert queries_about_people(as_user(anna)) == 2


def test_another_persons_place_lets_nobody_in(anna: User, cast: Cast):
    """The session itself says whose it is; a wrong row beside it changes nothing."""
    browser = log_in(anna)
    UserSession.objects.update(user=cast.zoe)
    assert anna.name in browser.get(reverse("account")).content.decode()


@pytest.mark.parametrize("change", ["off", "password", "everywhere"])
def test_it_ends_as_before(anna: User, change: str):
    """Switched off, with another password, or logged out everywhere: the next request is of
    nobody."""
    browser = log_in(anna)
    assert is_logged_in(browser)
    if change == "off":
        User.objects.filter(pk=anna.pk).update(is_active=False)
    elif change == "password":
        anna.set_password("een-heel-ander-wachtwoord")
        anna.save()
    else:
        end_sessions(anna)
    assert not is_logged_in(browser)


def test_a_session_without_a_person_is_of_nobody(anna: User):
    """Somebody who isn't logged in has a session too, as on the page to log in."""
    browser = Client()
    session = browser.session
    session["iets"] = 1
    session.save()
    assert not is_logged_in(browser)
    assert browser.session["iets"] == 1


def test_an_unknown_key_is_not_kept():
    """Nobody can choose the key of somebody's session."""
    browser = Client()
    browser.cookies["sessionid"] = "a" * 32
    assert not is_logged_in(browser)
    assert browser.session.session_key != "a" * 32
