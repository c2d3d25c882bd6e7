"""Typed text survives a server that is away, a session that ended, and somebody else in the same
browser."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from assessments import lifecycle
from reports import confirming

from .conftest import Expect, Open, Server, log_in
from .people import People
from .typing import (
    AWAY,
    EXPIRED,
    FORBIDDEN,
    KEPT_TEXTS,
    KEY,
    NO_CONNECTION,
    SAVED,
    field,
    reply,
    until,
    write,
)

PASSWORD = "een-lang-wachtwoord-voor-de-proef"


def test_a_server_that_is_away_gets_the_text_when_it_is_back(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """The server goes away while Anna types: the page says so, and sends the text by itself once it
    is back."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.theme())
    server.stop()
    page.clock.install()
    field(page).press_sequentially("Getypt zonder verbinding")
    page.clock.fast_forward(1500)
    expect(reply(page)).to_have_text(NO_CONNECTION)
    expect(field(page)).to_have_value("Getypt zonder verbinding")
    server.start()
    page.clock.fast_forward(25000)
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Getypt zonder verbinding"


def test_a_server_that_is_away_and_a_tab_that_is_closed(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """Anna closes the tab while the server is away; next time, the page stores what this device
    still held."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.theme())
    server.stop()
    field(page).press_sequentially("Getypt zonder verbinding")
    context = page.context
    page.close()
    server.start()
    assert people.text() == ""
    again = context.new_page()
    again.goto(people.theme())
    expect(field(again)).to_have_value("Getypt zonder verbinding")
    expect(reply(again)).to_have_text(SAVED)
    assert people.text() == "Getypt zonder verbinding"


@pytest.mark.parametrize("address", ["/rapporten/", "points"])
def test_what_was_left_over_is_sent_from_any_page(
    open_browser: Open, people: People, server: Server, expect_console: Expect, address: str
) -> None:
    """What this device still held is also stored when Anna comes back on another page of the
    portal."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.theme())
    server.stop()
    field(page).press_sequentially("Nog te versturen")
    context = page.context
    page.close()
    server.start()
    again = context.new_page()
    again.goto(people.path + "punten/" if address == "points" else address)
    until(again, lambda: people.text() == "Nog te versturen")


def test_a_session_that_ended(open_browser: Open, people: People, expect_console: Expect) -> None:
    """Anna's session ends while she types: she logs in in a new window, and the first stores the
    text by itself."""
    expect_console(EXPIRED)
    people.anna.password = make_password(PASSWORD)
    people.anna.save()
    page = open_browser(people.anna)
    page.goto(people.theme())
    Session.objects.all().delete()
    field(page).press_sequentially("Na de lunch")
    expect(reply(page)).to_contain_text("uw sessie is verlopen")
    with page.context.expect_page() as opened:
        reply(page).get_by_role("link").click()
    login = opened.value
    login.get_by_label("E-mailadres").fill(people.anna.email)
    login.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    login.get_by_role("button", name="Inloggen").click()
    expect(login.get_by_role("heading", name="Start", level=1)).to_be_visible()
    login.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(field(page)).to_have_value("Na de lunch")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Na de lunch"


def test_somebody_else_in_the_same_browser(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """Bram logs in where Anna left text: it is neither shown to him nor stored under his name."""
    expect_console(FORBIDDEN)
    page = open_browser(people.anna)
    page.goto(people.theme())
    log_in(page.context, people.bram, server.url)
    field(page).press_sequentially("Van Anna")
    expect(reply(page)).to_contain_text("In deze browser is nu iemand anders ingelogd")
    other = page.context.new_page()
    page.close()
    other.goto(people.theme())
    field(other, name="evidence").fill("Van Bram")
    expect(reply(other)).to_have_text(SAVED)
    expect(field(other)).to_have_value("")
    expect(other.locator("main")).not_to_contain_text("Van Anna")
    answer = people.answer()
    assert answer is not None
    assert (answer.text, answer.evidence, answer.changed_by) == ("", "Van Bram", people.bram)
    log_in(other.context, people.anna, server.url)
    other.goto(people.theme("actie-overleg"))
    until(other, lambda: people.text() == "Van Anna")
    answer.refresh_from_db()
    assert (answer.evidence, answer.changed_by) == ("Van Bram", people.anna)


def test_a_refused_save_keeps_the_text_and_the_rest(open_browser: Open, people: People) -> None:
    """Letters in a number are refused in words; the text beside them is stored, and the number once
    it is mended."""
    page = open_browser(people.anna)
    page.goto(people.theme("actie-overleg"))
    frequency, other = "actie-overleg-frequentie", "actie-overleg-aansluiting"
    field(page, frequency, "number").fill("vaak")
    field(page, frequency).fill("Elke week.")
    field(page, other).fill("Sluit goed aan.")
    expect(reply(page, frequency)).to_contain_text("Vul een getal in, zoals 12 of 12,5.")
    expect(reply(page, other)).to_have_text(SAVED)
    expect(field(page, frequency, "number")).to_have_value("vaak")
    expect(reply(page, frequency)).to_contain_text("De rest is opgeslagen om")
    assert (people.text(frequency), people.text(other)) == ("Elke week.", "Sluit goed aan.")
    field(page, frequency, "number").fill("1,5")
    expect(reply(page, frequency)).to_have_text(SAVED)
    answer = people.answer(frequency)
    assert answer is not None
    assert (answer.text, str(answer.number)) == ("Elke week.", "1.50")


def test_confirmed_while_somebody_types(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The assessment is confirmed while Bram types: he hears it, keeps his text, and can copy it
    afterwards."""
    expect_console(FORBIDDEN)
    page = open_browser(people.bram)
    page.goto(people.theme())
    lifecycle.submit_for_review(assessment=people.assessment)
    confirming.confirm(assessment=people.assessment, by=people.anna)
    field(page).press_sequentially("Nog een aanvulling")
    expect(reply(page)).to_contain_text("Deze evaluatie is vastgesteld en verandert niet meer.")
    expect(field(page)).to_have_value("Nog een aanvulling")
    page.reload()
    note = page.locator(".note.open")
    expect(note.locator("blockquote")).to_have_text("Nog een aanvulling")
    note.get_by_role("button", name="Gooi deze tekst weg").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(KEPT_TEXTS) == 0
    assert people.text() == ""


def test_under_review_while_somebody_types(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna puts the assessment up for review while Bram types: he hears it and keeps his text,
    which is stored once she takes it back. What she types meanwhile is stored."""
    expect_console(FORBIDDEN)
    page = open_browser(people.bram)
    page.goto(people.theme())
    field(page).press_sequentially("Nog een ")
    lifecycle.submit_for_review(assessment=people.assessment)
    field(page).press_sequentially("aanvulling")
    expect(reply(page)).to_contain_text("Uw tekst staat nog op dit apparaat.")
    anna = open_browser(people.anna)
    anna.goto(people.theme())
    write(anna, "Het convenant", name="evidence")
    expect(reply(anna)).to_have_text(SAVED)
    people.assessment.refresh_from_db()
    lifecycle.take_back(assessment=people.assessment)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(reply(page)).to_have_text(SAVED)
    answer = people.answer()
    assert answer is not None
    assert (answer.text, answer.evidence) == ("Nog een aanvulling", "Het convenant")


def test_a_point_that_is_not_there_at_all(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """What Bram changes is gone for good, with its history: he hears so and his text stays on the page."""
    expect_console("status of 404")
    point = people.assessment.findings.create(kind="strength", headline="Korte lijnen")
    page = open_browser(people.bram)
    page.goto(people.path + "punten/")
    page.locator(f"#p-{point.pk} summary").click()
    people.assessment.findings.all().delete()
    text = page.locator(f"[name='p{point.pk}-explanation']")
    text.fill("Iedereen is bereikbaar.")
    expect(page.locator(f"#p-{point.pk} .reply")).to_contain_text("Dit bestaat niet meer")
    expect(text).to_have_value("Iedereen is bereikbaar.")


def test_a_text_that_is_too_long(open_browser: Open, people: People) -> None:
    """60,000 characters are not cut off but refused in words, and stay on the page."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("a" * 60_000)
    expect(reply(page)).to_contain_text(
        "Deze tekst heeft 60000 tekens; er passen er hoogstens 50000."
    )
    page.reload()
    expect(reply(page)).to_contain_text(re.compile("60000 tekens"))
    assert len(field(page).input_value()) == 60_000
    assert people.text(KEY) == ""
