"""An evaluator sets up a second factor and logs in with it: an app, a recovery code, a passkey."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from networks.models import User
from tests.cast import PASSWORD
from tests.networks.signing_in import code_of

from .axe import complaints, width
from .conftest import Expect, Open, Server
from .people import People


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def log_in(page: Page, user: User) -> None:
    page.goto("/account/inloggen/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Set up an app from the page about the second step; return its secret and recovery codes."""
    page.get_by_role("link", name="Stel een app in").click()
    secret = page.get_by_label("Typ dan deze sleutel in de app").input_value()
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Stel de app in").click()
    expect(page.get_by_role("heading", name="Uw herstelcodes")).to_be_visible()
    return secret, page.locator("code").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_app_and_a_recovery_code(
    open_browser: Open, people: People, scripts: bool, expect_console: Expect
) -> None:
    """Eva scans, types the code, keeps the recovery codes, and logs in with each, with the keyboard
    and without scripts as well; every page is fine for axe and on a phone."""
    expect_console("status of 422")
    eva = with_password(people.eva)
    page = open_browser(viewport={"width": 320, "height": 800}, java_script_enabled=scripts)
    log_in(page, eva)
    page.goto("/account/tweede-stap/")
    secret, codes = set_up_app(page)
    assert len(codes) == 10
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    log_out(page)

    log_in(page, eva)
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    if scripts:
        assert width(page) <= 320
        assert complaints(page) == []
    page.get_by_label("Code", exact=True).fill("12")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("alert").first).to_contain_text("Deze code klopt niet")
    page.get_by_label("Code", exact=True).fill(code_of(secret, step=1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=eva.name, exact=True)).to_be_visible()
    log_out(page)

    log_in(page, eva)
    page.get_by_label("Code", exact=True).fill(codes[0])
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("link", name=eva.name, exact=True).click()
    page.get_by_role("link", name="Bekijk of wijzig de tweede stap").click()
    expect(page.get_by_role("main")).to_contain_text("U hebt nog 9 herstelcodes")


def virtual_authenticator(page: Page) -> CDPSession:
    """Put a key in this browser that says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey(open_browser: Open, people: People, server: Server) -> None:
    """Anna adds a passkey, gives it a name, logs in with it, is asked for it once more before she
    makes a key for the API, and takes it away."""
    anna = with_password(people.anna)
    # Axe looks at the last page only: measuring large letters takes the key out of the browser.
    # A passkey belongs to a name, and not to a number such as 127.0.0.1.
    page = open_browser(base_url=f"http://localhost:{server.port}")
    virtual_authenticator(page)
    log_in(page, anna)
    page.goto("/account/tweede-stap/")
    page.get_by_role("link", name="Voeg een passkey toe").click()
    page.get_by_label("Hoe noemt u deze passkey?").fill("Laptop van het werk")
    page.get_by_role("button", name="Voeg de passkey toe").click()
    page.wait_for_url("**/herstelcodes/")
    page.get_by_role("link", name="Naar de tweede stap").click()
    expect(page.get_by_role("main")).to_contain_text("Laptop van het werk")
    log_out(page)

    log_in(page, anna)
    expect(page.get_by_role("heading", name="Of gebruik uw passkey")).to_be_visible()
    page.get_by_role("button", name="Gebruik uw passkey").click()
    expect(page.get_by_role("link", name=anna.name, exact=True)).to_be_visible()

    page.goto("/account/api-sleutels/")
    page.get_by_label("Waarvoor is de sleutel?").fill("Jaarcijfers")
    page.get_by_role("button", name="Maak een sleutel").click()
    expect(page.get_by_role("heading", name="Bent u het zelf?")).to_be_visible()
    page.get_by_role("link", name="Met uw passkey").click()
    page.get_by_role("button", name="Gebruik uw passkey").click()
    expect(page.get_by_role("heading", name="Uw nieuwe API-sleutel")).to_be_visible()

    page.goto("/account/tweede-stap/")
    page.get_by_role("link", name=re.compile("Haal weg Laptop van het werk")).click()
    assert complaints(page) == []
    page.get_by_role("button", name="Haal de passkey weg").click()
    expect(page.get_by_role("main")).to_contain_text("Een passkey staat op uw computer")
