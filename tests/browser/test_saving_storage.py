"""A browser that keeps nothing for the portal: saving goes on, and nothing is lost without a word."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Expect, Open, Server
from .people import People
from .test_parts import new_field
from .typing import AWAY, SAVED, field, reply, until, write

REFUSED = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
}
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
UNKEPT = "Deze browser kan uw tekst niet bewaren."
WAYS = pytest.mark.parametrize("script", [REFUSED, FULL], ids=["refused", "full"])


def open_without(open_browser: Open, people: People, script: str) -> Page:
    page = open_browser(people.anna)
    page.context.add_init_script(script)
    page.goto(people.theme())
    return page


@WAYS
def test_saving_goes_on(open_browser: Open, people: People, script: str) -> None:
    """What is typed is stored all the same, and leaving afterwards asks nothing."""
    page = open_without(open_browser, people, script)
    field(page).press_sequentially("Er zijn afspraken.")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Er zijn afspraken."
    write(page, "Er zijn vaste afspraken.")
    expect(reply(page)).to_have_text(SAVED)
    expect(reply(page)).not_to_contain_text(UNKEPT)
    page.close(run_before_unload=True)
    assert people.text() == "Er zijn vaste afspraken."


@WAYS
def test_it_says_so_and_asks_before_leaving(
    open_browser: Open, people: People, server: Server, expect_console: Expect, script: str
) -> None:
    """Without a connection the text is only on the page: that is said, leaving asks, and it is sent
    later."""
    expect_console(rf"{AWAY}|^dialog: ")
    page = open_without(open_browser, people, script)
    server.stop()
    field(page).press_sequentially("Alleen hier")
    field(page).blur()
    expect(reply(page)).to_contain_text("Geen verbinding.")
    expect(reply(page)).to_contain_text(UNKEPT)
    expect(reply(page)).not_to_contain_text("staat veilig")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    expect(field(page)).to_have_value("Alleen hier")
    server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Alleen hier"


@WAYS
def test_logging_out_warns(open_browser: Open, people: People, script: str) -> None:
    """A text that can't be stored would be gone after logging out: Anna hears so first."""
    page = open_without(open_browser, people, script)
    field(page).fill("a" * 60_000)
    page.get_by_role("button", name="Uitloggen").click()
    note = page.locator(".note.open")
    expect(note).to_contain_text("Logt u uit, dan is de tekst weg.")
    expect(note.get_by_role("link")).to_have_count(1)
    note.get_by_role("button", name="Blijf ingelogd").click()
    assert len(field(page).input_value()) == 60_000


@WAYS
def test_two_texts_are_chosen_between(open_browser: Open, people: People, script: str) -> None:
    """The rules for two people are the same when all is in memory."""
    page = open_without(open_browser, people, script)
    people.write(people.bram, "Van Bram")
    write(page, "Van Anna")
    expect(reply(page).locator("blockquote")).to_have_text(["Van Anna", "Van Bram"])
    assert people.text() == "Van Bram"
    reply(page).get_by_role("button", name="Voeg samen").click()
    until(page, lambda: people.text() == "Van Anna\n\nVan Bram")


@WAYS
def test_a_form_for_something_new(
    open_browser: Open, people: People, expect_console: Expect, script: str
) -> None:
    """A new recommendation says that it isn't kept, asks before leaving, and is added as always."""
    expect_console("^dialog: ")
    page = open_browser(people.anna)
    page.context.add_init_script(script)
    page.goto(people.path + "aanbevelingen/")
    text = page.locator(new_field(page, "Nieuwe aanbeveling", "what"))
    text.press_sequentially("Oefen samen")
    expect(page.get_by_text("Deze browser kan deze tekst niet bewaren.")).to_be_visible()
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    expect(text).to_have_value("Oefen samen")
    page.get_by_role("button", name="Voeg aanbeveling toe").click()
    expect(page.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    expect(text).to_have_value("")
    assert [row.what for row in people.assessment.recommendations.all()] == ["Oefen samen"]
