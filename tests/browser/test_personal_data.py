"""What looks like somebody's data is warned of while typing, in words under the question."""

import re

from playwright.sync_api import expect

from .conftest import Open
from .people import People
from .typing import SAVED, field, reply, until, write

WARNING = re.compile("Antwoord: Dit lijkt op een telefoonnummer: 06-12345678")


def test_a_warning_comes_with_the_save_and_goes_with_the_number(
    open_browser: Open, people: People
) -> None:
    """Anna types a phone number: it is stored, and a line that is read aloud says what it looks
    like. She takes it out, and the line goes."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).press_sequentially("Bel 06-12345678 voor overleg.")
    warning = reply(page).locator("[data-state=personal]")
    expect(warning).to_have_text(WARNING)
    expect(reply(page)).to_have_attribute("aria-live", "polite")
    expect(reply(page)).to_contain_text(SAVED[0])
    assert people.text() == "Bel 06-12345678 voor overleg."
    write(page, "Bel voor overleg.")
    until(page, lambda: people.text() == "Bel voor overleg.")
    expect(warning).to_have_count(0)


def test_a_warning_of_before_stays_while_another_field_is_typed_in(
    open_browser: Open, people: People
) -> None:
    """The page comes with the warning. Anna types in the field beneath: the line stays the same
    element, so that it isn't read aloud once more, until she changes the text that it is about."""
    people.write(people.anna, "Bel 06-12345678.")
    page = open_browser(people.anna)
    page.goto(people.theme())
    warning = reply(page).locator("[data-state=personal]")
    expect(warning).to_have_text(WARNING)
    page.evaluate("document.querySelector('[data-state=personal]').dataset.seen = 'before'")
    write(page, "Uit het verslag.", name="evidence")
    expect(reply(page)).to_contain_text(SAVED[0])
    expect(warning).to_have_attribute("data-seen", "before")
    write(page, "Bel ons.")
    until(page, lambda: people.text() == "Bel ons.")
    expect(warning).to_have_count(0)
