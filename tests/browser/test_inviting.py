"""A colleague is invited, chooses a password on a phone, and is in: by the link in the outbox."""

import re

from django.conf import settings
from playwright.sync_api import Page, Request, expect

from networks.models import Invitation, Membership
from tests.cast import PASSWORD

from .axe import complaints
from .conftest import Expect, Open
from .people import People

REFUSED = r"status of (404|410|422)"


def link_in_outbox(page: Page, email: str) -> str:
    """Return the path of the link in the newest mail to somebody, as the coordinator reads it."""
    page.get_by_role("link", name=re.compile(f"Bekijk de e-mail aan {email}")).click()
    link = page.get_by_role("link", name="/uitnodiging/").get_attribute("href")
    assert link is not None
    # Mails have the address of the portal, which isn't where this server is.
    return link.removeprefix(settings.PORTAL_ADDRESS)


def test_from_invitation_to_start_page(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna makes a mistake in the address and mends it; Kim makes one in her password and is then
    in. What her browser tells other pages holds no secret, and every page is fine for axe."""
    expect_console(REFUSED)
    wrong: dict[str, list[str]] = {}
    email = f"kim{people.noord.pk}@voorbeeld.example"
    anna = open_browser(people.anna)
    anna.goto("/")
    anna.get_by_role("link", name="Mensen in ons netwerk").first.click()
    anna.get_by_label("E-mailadres").fill("kim@müller.example")
    anna.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(anna.get_by_role("alert")).to_contain_text("een letter die niet overal werkt")
    wrong["address with a mistake"] = complaints(anna)
    anna.get_by_label("E-mailadres").fill(email.upper())
    anna.get_by_label("evaluator", exact=True).check()
    anna.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(anna.get_by_role("status")).to_contain_text(f"De uitnodiging voor {email} is onderweg.")
    link = link_in_outbox(anna, email)
    secret = link.rsplit("/", 1)[1]

    kim = open_browser(viewport={"width": 320, "height": 800})
    referrers: list[str] = []

    def note(request: Request) -> None:
        referrers.append(request.header_value("referer") or "")

    kim.on("request", note)
    kim.goto(link)
    wrong["invitation"] = complaints(kim)
    kim.goto(link)
    kim.get_by_label("Uw naam").fill("Kim")
    kim.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    kim.get_by_label("Typ het wachtwoord nog een keer").fill("iets anders")
    kim.get_by_role("button", name="Maak mijn account").click()
    expect(kim.get_by_role("alert")).to_contain_text("Dit is niet hetzelfde wachtwoord.")
    expect(kim.get_by_label("Uw naam")).to_have_value("Kim")
    wrong["two passwords"] = complaints(kim)
    kim.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    kim.get_by_label("Typ het wachtwoord nog een keer").fill(PASSWORD)
    kim.get_by_role("button", name="Maak mijn account").click()
    expect(kim.get_by_role("status")).to_contain_text("U hoort nu bij")
    assert [one for one in referrers if secret in one] == []

    other = open_browser()
    for name, address in (("used", link), ("guessed", "/uitnodiging/weg")):
        other.goto(address)
        expect(other.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet")
        wrong[name] = complaints(other)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_an_account_there_is_gets_the_role(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Zoë of another network logs in from the link and accepts; Anna, who opens the link to look,
    reads for whom it is."""
    expect_console(REFUSED)
    people.zoe.email = f"zoe{people.noord.pk}@voorbeeld.example"
    people.zoe.set_password(PASSWORD)
    people.zoe.save()
    anna = open_browser(people.anna)
    anna.goto(f"/netwerken/{people.noord.slug}/mensen/")
    anna.get_by_label("E-mailadres").fill(people.zoe.email)
    anna.get_by_role("button", name="Verstuur de uitnodiging").click()
    link = link_in_outbox(anna, people.zoe.email)
    anna.goto(link)
    expect(anna.get_by_role("main")).to_contain_text("U bent ingelogd als Anna")
    wrong = {"somebody else": complaints(anna)}
    zoe = open_browser()
    zoe.goto(link)
    wrong["not logged in"] = complaints(zoe)
    zoe.goto(link)
    zoe.get_by_role("main").get_by_role("link", name="Inloggen").click()
    zoe.get_by_label("E-mailadres").fill(people.zoe.email)
    zoe.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    zoe.get_by_role("button", name="Inloggen").click()
    expect(zoe.get_by_role("button", name="Neem de uitnodiging aan")).to_be_visible()
    wrong["logged in"] = complaints(zoe)
    zoe.goto(link)
    zoe.get_by_role("button", name="Neem de uitnodiging aan").click()
    expect(zoe.get_by_role("status")).to_contain_text("U hoort nu bij")
    assert Membership.objects.get(user=people.zoe, network=people.noord).role == "contributor"
    assert Invitation.objects.get(email=people.zoe.email).accepted_by == people.zoe
    assert {name: found for name, found in wrong.items() if found} == {}
