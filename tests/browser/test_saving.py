"""Typed text survives a real day: leaving, closing, going back, slow replies."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .people import People

KEY = "samenhang-afspraken"
SAVED = re.compile(r"Opgeslagen om \d\d:\d\d")


def field(page: Page, key: str = KEY, name: str = "text") -> Locator:
    return page.locator(f"[name='{key}-{name}']")


def reply(page: Page, key: str = KEY) -> Locator:
    return page.locator(f"#i-{key} .reply")


def until(wanted: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until the database holds what it should."""
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_what_is_typed_is_stored_and_the_page_says_when(open_browser: Open, people: People) -> None:
    """Anna types; a moment later the page says when it was stored, and it was."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("Er zijn afspraken.")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Er zijn afspraken."


@pytest.mark.parametrize("link", ["Samen op in acuut", "Start", "Rapporten"])
def test_typing_and_at_once_clicking_on(open_browser: Open, people: People, link: str) -> None:
    """Anna types and clicks to the next page in the same second."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("De laatste woorden")
    page.get_by_role("navigation").get_by_role("link", name=re.compile(link, re.IGNORECASE)).first.click()
    until(lambda: people.text() == "De laatste woorden")


def test_closing_the_tab_right_after_typing(open_browser: Open, people: People) -> None:
    """Anna closes the tab right after typing; opened again, the page holds the text and so does the database."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("Net voor het sluiten")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(people.theme())
    expect(field(again)).to_have_value("Net voor het sluiten")
    until(lambda: people.text() == "Net voor het sluiten")
    expect(again.locator(".conflict")).to_have_count(0)


def test_the_back_button_shows_the_new_text(open_browser: Open, people: People) -> None:
    """Anna types, goes on at once and comes back with the back button."""
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Nieuw")
    page.get_by_role("link", name=re.compile("Verder naar")).click()
    page.go_back()
    expect(field(page)).to_have_value("Nieuw")
    until(lambda: people.text() == "Nieuw")
    expect(page.locator(".conflict")).to_have_count(0)


def test_reloading_right_after_typing(open_browser: Open, people: People) -> None:
    """Anna types and reloads the page at once."""
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Nieuw")
    page.reload()
    expect(field(page)).to_have_value("Nieuw")
    until(lambda: people.text() == "Nieuw")
    expect(page.locator(".conflict")).to_have_count(0)
