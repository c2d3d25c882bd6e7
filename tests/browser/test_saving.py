"""Typed text survives a real day: leaving, closing, going back, slow replies."""

import re

import pytest
from playwright.sync_api import Route, expect

from .conftest import Expect, Open
from .people import People
from .typing import AWAY, SAVED, field, reply, until


def test_what_is_typed_is_stored_and_the_page_says_when(open_browser: Open, people: People) -> None:
    """Anna types; a moment later the page says when it was stored, and it was. The contents count
    it."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    count = page.locator(".contents [aria-current=page] .count")
    expect(count).to_have_text(re.compile(r"^\s*0/"))
    field(page).press_sequentially("Er zijn afspraken.")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Er zijn afspraken."
    expect(count).to_have_text(re.compile(r"^\s*1/"))


@pytest.mark.parametrize("link", ["Samen op in acuut", "Start", "Rapporten"])
def test_typing_and_at_once_clicking_on(open_browser: Open, people: People, link: str) -> None:
    """Anna types and clicks to the next page in the same second."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("De laatste woorden")
    page.get_by_role("navigation").get_by_role(
        "link", name=re.compile(link, re.IGNORECASE)
    ).first.click()
    until(page, lambda: people.text() == "De laatste woorden")


def test_closing_the_tab_right_after_typing(open_browser: Open, people: People) -> None:
    """Anna closes the tab right after typing; opened again, the page holds the text and so does the
    database."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("Net voor het sluiten")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(people.theme())
    expect(field(again)).to_have_value("Net voor het sluiten")
    until(again, lambda: people.text() == "Net voor het sluiten")
    expect(again.locator(".conflict")).to_have_count(0)


def test_the_back_button_shows_the_new_text(open_browser: Open, people: People) -> None:
    """Anna types, goes on at once and comes back with the back button."""
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Nieuw")
    page.get_by_role("link", name=re.compile("Verder naar")).click()
    until(page, lambda: people.text() == "Nieuw")
    page.go_back()
    expect(field(page)).to_have_value("Nieuw")
    expect(page.locator(".conflict")).to_have_count(0)


def test_going_back_at_once_loses_nothing(open_browser: Open, people: People) -> None:
    """Anna types, goes on and is back before the save can have arrived: it does arrive."""
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Nieuw")
    page.get_by_role("link", name=re.compile("Verder naar")).click()
    page.go_back()
    until(page, lambda: people.text() == "Nieuw")
    page.reload()
    expect(field(page)).to_have_value("Nieuw")
    expect(page.locator(".conflict")).to_have_count(0)


def test_reloading_right_after_typing(open_browser: Open, people: People) -> None:
    """Anna types and reloads the page at once."""
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Nieuw")
    page.reload()
    expect(field(page)).to_have_value("Nieuw")
    until(page, lambda: people.text() == "Nieuw")
    expect(page.locator(".conflict")).to_have_count(0)


def test_typing_on_while_a_slow_save_is_under_way(open_browser: Open, people: People) -> None:
    """The first save takes two seconds; what Anna types meanwhile follows, and her caret stays
    where it is."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    slow: list[Route] = []
    page.route("**/indicator/**", lambda route: slow.append(route), times=1)
    field(page).press_sequentially("Eerste deel")
    expect(reply(page)).to_have_text("Wordt opgeslagen …")
    field(page).press_sequentially(" en het tweede")
    field(page).press("Home")
    slow[0].continue_()
    until(page, lambda: people.text() == "Eerste deel en het tweede")
    expect(reply(page)).to_have_text(SAVED)
    expect(field(page)).to_be_focused()
    assert field(page).evaluate("field => field.selectionStart") == 0
    expect(field(page)).to_have_value("Eerste deel en het tweede")


def test_a_lost_reply_is_no_conflict(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The server stores a text but its reply gets lost; typing on is then not taken for a
    colleague's change."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.theme())

    def lose_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/indicator/**", lose_reply, times=1)
    page.clock.install()
    field(page).press_sequentially("Eerste deel")
    until(page, lambda: people.text() == "Eerste deel")
    field(page).press_sequentially(" en meer")
    page.clock.fast_forward(6000)
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Eerste deel en meer"


def test_a_second_tab_goes_on_with_the_stored_text(open_browser: Open, people: People) -> None:
    """Anna opens the same page a second time and types on there; the first tab, now behind, takes
    that text over."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("In het eerste tabblad")
    expect(reply(page)).to_have_text(SAVED)
    with page.context.expect_page() as opened:
        page.evaluate("window.open(location.href)")
    twin = opened.value
    field(twin).press("End")
    field(twin).press_sequentially(", en in het tweede")
    expect(reply(twin)).to_have_text(SAVED)
    assert people.text() == "In het eerste tabblad, en in het tweede"
    field(page, name="evidence").press_sequentially("x")
    expect(reply(page)).to_contain_text(
        "Samengevoegd met wat u zelf intussen in een ander venster bewaarde: Antwoord"
    )
    expect(field(page)).to_have_value("In het eerste tabblad, en in het tweede")


def test_enter_in_a_line_saves_and_stays(open_browser: Open, people: People) -> None:
    """Enter in the kernpunt saves it in the background; the page stays."""
    people.write(people.anna, "Tekst", judgement="strength")
    page = open_browser(people.anna)
    page.goto(people.theme())
    page.evaluate("window.stayed = true")
    field(page, name="key_point").fill("Iedereen kent de afspraken")
    field(page, name="key_point").press("Enter")
    expect(reply(page)).to_have_text(SAVED)
    assert page.evaluate("window.stayed")
    assert [finding.headline for finding in people.assessment.findings.all()] == [
        "Iedereen kent de afspraken"
    ]


@pytest.mark.parametrize("leave", ["visibilitychange", "pagehide"])
def test_a_phone_that_puts_the_page_away(open_browser: Open, people: People, leave: str) -> None:
    """A phone hides a page without closing it: what was typed goes along at that moment."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("Onderweg")
    page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden'})")
    page.evaluate(
        f"({{visibilitychange: document, pagehide: window}}).{leave}.dispatchEvent(new Event('{leave}'))"
    )
    until(page, lambda: people.text() == "Onderweg", seconds=1)
