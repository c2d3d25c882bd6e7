"""How long a session lasts, and what stays on a computer that others use."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from networks.models import User
from networks.own_account.time_limits import ACTIVE_AT
from tests.cast import PASSWORD, Cast

from .signing_in import is_logged_in, let_pass, log_in, with_password

SAVED = {"Accept": "application/vnd.loket.saved+json"}
AsUser = Callable[[User], Client]


@pytest.fixture
def anna(cast: Cast) -> User:
    cache.clear()
    return with_password(cast.anna)


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False), (-59, True), (-61, False)])
def test_an_hour_without_anything_ends_it(anna: User, minutes: int, stays: bool) -> None:
    """Also when the clock was put back by so much: nobody knows how long it was, then."""
    browser = log_in(anna)
    let_pass(browser, minutes=minutes, active=False)
    assert is_logged_in(browser) is stays
    # It has ended for good, and not for this page alone.
    assert is_logged_in(browser) is stays


@pytest.mark.parametrize(
    ("minutes", "page", "status"),
    [(14, "/beheer/", 200), (16, "/beheer/", 302), (16, "/", 200)],
)
def test_the_admin_closes_after_a_quarter(
    cast: Cast, as_user: AsUser, minutes: int, page: str, status: int
) -> None:
    """Ada's admin pages close sooner than what she shares with everybody."""
    ada = as_user(cast.ada)
    let_pass(ada, minutes=minutes, active=False)
    assert ada.get(page).status_code == status


def test_after_fourteen_hours_it_ends_whatever_is_done(anna: User) -> None:
    """Even for who never stopped working."""
    browser = log_in(anna)
    let_pass(browser, minutes=14 * 60 - 1)
    assert is_logged_in(browser)
    let_pass(browser, minutes=2)
    assert not is_logged_in(browser)


def test_clicking_and_typing_count_and_looking_does_not(anna: User) -> None:
    """A page that asks by itself how far a document is keeps nobody logged in."""
    browser = log_in(anna)
    let_pass(browser, minutes=30, active=False)
    long_ago = browser.session[ACTIVE_AT]
    browser.get("/", headers={"HX-Request": "true"})
    assert browser.session[ACTIVE_AT] == long_ago
    told = browser.post(reverse("stay_logged_in"), headers=SAVED)
    assert (told.status_code, told.json()) == (200, {"stays": True})
    assert browser.session[ACTIVE_AT] - long_ago >= 30 * 60


def test_typed_text_is_given_back(anna: User) -> None:
    """Whoever comes back after lunch logs in over the form that was sent, and sends it again; a
    save in the background hears to log in."""
    browser = log_in(anna)
    let_pass(browser, minutes=90, active=False)
    late = browser.post("/netwerken/noord/mensen/", {"email": "kim de vries heeft dit getypt"})
    assert (late.status_code, "kim de vries heeft dit getypt" in late.text) == (401, True)
    browser = log_in(anna)
    let_pass(browser, minutes=90, active=False)
    told = browser.post(reverse("stay_logged_in"), headers=SAVED)
    assert (told.status_code, told.json()["session"]) == (401, "over")


def test_on_a_shared_computer_nothing_stays(anna: User) -> None:
    """The session goes with the browser, pages keep texts for their tab alone, and logging out
    tells the browser to forget the portal; elsewhere none of that."""
    shared, own = Client(), log_in(anna)
    fields = {"login": anna.email, "password": PASSWORD, "shared": "on"}
    shared.post(reverse("account_login"), fields)
    assert [bool(one.cookies["sessionid"]["max-age"]) for one in (shared, own)] == [False, True]
    assert ['name="shared"' in one.get("/").text for one in (shared, own)] == [True, False]
    left = [one.post(reverse("account_logout")) for one in (shared, own)]
    assert [page.headers.get("Clear-Site-Data") for page in left] == ['"cache", "storage"', None]


def test_sessions_are_listed_and_ended(anna: User) -> None:
    """Anna sees her browsers, ends one, and then all others; a session that is over isn't listed,
    and somebody else's can't be ended."""
    here = log_in(anna)
    phone, old, tablet = (
        log_in(anna, Client(headers={"User-Agent": agent}))
        for agent in (
            "Mozilla/5.0 (Linux; Android 15) Gecko/150.0 Firefox/150.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0 Safari/537.36 Edg/150.0",
            "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
        )
    )
    let_pass(old, minutes=61, active=False)
    page = here.get(reverse("account"))
    assert [(one.browser, one.is_own) for one in page.context["sessions"]] == [
        ("Een onbekende browser", True),
        ("Safari op iPad", False),
        ("Firefox op Android", False),
    ]
    the_phone = page.context["sessions"][2].pk
    here.post(reverse("end_session", args=[the_phone]))
    assert [is_logged_in(one) for one in (here, phone, tablet)] == [True, False, True]
    here.post(reverse("end_other_sessions"))
    assert [is_logged_in(one) for one in (here, tablet)] == [True, False]


def test_nobody_ends_a_session_of_somebody_else(anna: User, cast: Cast) -> None:
    browser = log_in(anna)
    [own] = browser.get(reverse("account")).context["sessions"]
    log_in(with_password(cast.zoe)).post(reverse("end_session", args=[own.pk]))
    assert is_logged_in(browser)


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_odd_numbers_are_not_found(anna: User, number: int) -> None:
    """No session, passkey or account has them, and no database stumbles over them."""
    browser = log_in(anna)
    assert browser.post(reverse("end_session", args=[number])).status_code == 302
    assert browser.get(reverse("mfa_remove_webauthn", args=[number])).status_code == 404
    assert is_logged_in(browser)
