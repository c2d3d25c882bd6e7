"""Logging in at the organisation's provider in a real browser, with and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from networks.models import User
from tests.single_sign_on.provider import Provider

from .axe import complaints
from .conftest import Expect, Open, Server
from .people import People
from .typing import EXPIRED, SAVED, field, reply

HTTPS = re.compile("^https:")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def portal(own_database: None, database: Path, provider: Provider) -> Iterator[Server]:
    """The portal with this provider, and without passwords of its own."""
    portal = Server(
        database, database.with_name("sso.log"),
        LOKET_SSO_ISSUER=provider.issuer, LOKET_SSO_CLIENT_ID="loket",
        LOKET_SSO_CLIENT_SECRET="een-geheim-van-de-proef", LOKET_SSO_NAME="Regio Noord",
        LOKET_LOCAL_PASSWORDS="0",
    )  # fmt: skip
    portal.start()
    yield portal
    portal.close()


@pytest.fixture
def open_portal(open_browser: Open, portal: Server, expect_console: Expect) -> Open:
    """Return a function that opens a browser at this portal. The provider's own page asks another
    host for its looks, which it doesn't get."""
    expect_console("^a request to another host: https:.*pico.*css$")

    def open_one(**options: object) -> Page:
        page = open_browser(base_url=portal.url, **options)
        page.context.route(HTTPS, lambda route: route.fulfill(body=""))
        return page

    return open_one


def known(provider: Provider, user: User) -> User:
    provider.knows(user.email, email=user.email, email_verified=True)
    return user


def log_in_there(page: Page, user: User) -> None:
    """Go on at the provider, which asks who it is."""
    page.get_by_role("button", name="Inloggen met Regio Noord").click()
    page.get_by_placeholder("sub").fill(user.email)
    page.get_by_role("button", name="Authorize").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_button_and_nothing_else(
    open_portal: Open, portal: Server, provider: Provider, people: People, scripts: bool
) -> None:
    """Anna opens a page, logs in at the provider and is on that page; she logs out again."""
    anna = known(provider, people.anna)
    page = open_portal(java_script_enabled=scripts)
    page.goto(people.theme())
    expect(page.get_by_role("heading", name="Inloggen", level=1)).to_be_visible()
    expect(page.locator("input[type=password]")).to_have_count(0)
    log_in_there(page, anna)
    expect(page).to_have_url(f"{portal.url}{people.theme()}")
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("button", name="Log uit bij Regio Noord").click()
    page.wait_for_url(f"{provider.issuer}/oauth2/end_session?**")


def test_its_pages_are_fine_for_axe_and_on_a_phone(
    open_portal: Open, portal: Server, provider: Provider, people: People, expect_console: Expect
) -> None:
    """The login page, the page that goes on by itself, a refusal, and passwords that are off."""
    expect_console("status of 40[03]")
    page = open_portal()

    def look() -> None:
        assert complaints(page) == []

    page.goto("/account/inloggen/")
    look()
    page.goto("/account/wachtwoord/vergeten/")
    look()
    page.goto("/account/inloggen/organisatie/terug/?state=van-niemand&code=x")
    expect(page.get_by_role("alert")).to_contain_text("al gebruikt, is in een andere browser")
    look()
    page.goto("/account/inloggen/")
    page.get_by_role("button", name="Inloggen met Regio Noord").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("alert")).to_contain_text("afgebroken")
    look()
    log_in_there(page, known(provider, people.bram))
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()
    page.goto("/account/")
    look()
    page.goto("/account/bevestigen/organisatie/?next=/account/api-sleutels/")
    look()
    # An answer without a page leaves the browser on the page that it came from.
    page.route(f"{provider.issuer}/**", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="Inloggen met Regio Noord").click()
    expect(page.get_by_role("link", name="Ga naar Regio Noord")).to_be_visible()
    look()


def test_a_session_that_ended(
    open_portal: Open, portal: Server, provider: Provider, people: People, expect_console: Expect
) -> None:
    """Anna's session ends while she types: she logs in at the provider in a new window, and the
    first stores the text by itself."""
    expect_console(EXPIRED)
    anna = known(provider, people.anna)
    page = open_portal()
    page.goto(people.theme())
    log_in_there(page, anna)
    expect(page).to_have_url(f"{portal.url}{people.theme()}")
    Session.objects.all().delete()
    field(page).press_sequentially("Na de lunch")
    expect(reply(page)).to_contain_text("uw sessie is verlopen")
    with page.context.expect_page() as opened:
        reply(page).get_by_role("link").click()
    login = opened.value
    log_in_there(login, anna)
    expect(login.get_by_role("heading", name="Start", level=1)).to_be_visible()
    login.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Na de lunch"


def test_a_form_of_a_session_that_ended(
    open_portal: Open, portal: Server, provider: Provider, people: People, expect_console: Expect
) -> None:
    """Without scripts the form comes back after the provider, and is sent once more."""
    expect_console("status of 401")
    anna = known(provider, people.anna)
    page = open_portal(java_script_enabled=False)
    page.goto(people.theme())
    log_in_there(page, anna)
    Session.objects.all().delete()
    field(page).fill("Getypt zonder scripts")
    page.get_by_role("button", name="Opslaan").first.click()
    expect(page.get_by_role("heading", name="Uw sessie is verlopen")).to_be_visible()
    log_in_there(page, anna)
    page.get_by_role("button", name="Alsnog versturen").click()
    expect(field(page)).to_have_value("Getypt zonder scripts")
    assert people.text() == "Getypt zonder scripts"
