"""Two tabs or two people in the same text: both texts are shown and the person chooses."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Expect, Open
from .people import People
from .typing import CONFLICT, REFUSED, SAVED, field, reply, until, write

BUTTONS = {"mine": "Bewaar mijn tekst", "theirs": "Neem de andere over", "both": "Voeg samen"}
CHOSEN = {"mine": "Tekst van de tweede", "theirs": "Tekst van de eerste"}
CHOSEN["both"] = "Tekst van de tweede\n\nTekst van de eerste"


def meet(first: Page, second: Page, path: str) -> None:
    """Let two pages with the same answer save a text, the second without knowing of the first."""
    first.goto(path)
    second.goto(path)
    write(first, "Tekst van de eerste")
    expect(reply(first)).to_have_text(SAVED)
    write(second, "Tekst van de tweede")
    expect(reply(second).locator(".conflict")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "choice"), [("one person", "both"), ("two people", "mine"), ("two people", "theirs")]
)
def test_both_texts_are_shown_and_one_chooses(
    open_browser: Open, people: People, expect_console: Expect, who: str, choice: str
) -> None:
    """The second to save gets both texts; whichever is chosen is stored, and typing on then just
    works."""
    expect_console(CONFLICT)
    first = open_browser(people.anna)
    second = first.context.new_page() if who == "one person" else open_browser(people.bram)
    meet(first, second, people.theme())
    assert reply(second).locator("blockquote").all_inner_texts() == [
        "Tekst van de tweede",
        "Tekst van de eerste",
    ]
    assert people.text() == "Tekst van de eerste"
    reply(second).get_by_role("button", name=BUTTONS[choice]).click()
    expect(second.locator(".conflict")).to_have_count(0)
    expect(field(second)).to_have_value(CHOSEN[choice])
    until(second, lambda: people.text() == CHOSEN[choice])
    field(second).press("Control+End")
    field(second).press_sequentially("!")
    expect(reply(second)).to_have_text(SAVED)
    assert people.text() == CHOSEN[choice] + "!"


def test_a_conflict_that_was_left_open_comes_back(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Bram closes the tab without choosing; when he returns he is asked again, with both texts."""
    expect_console(CONFLICT)
    first, second = open_browser(people.anna), open_browser(people.bram)
    meet(first, second, people.theme())
    context = second.context
    second.close()
    again = context.new_page()
    again.goto(people.theme())
    expect(reply(again).locator(".conflict")).to_be_visible()
    expect(field(again)).to_have_value("Tekst van de tweede")
    assert people.text() == "Tekst van de eerste"


def test_a_third_text_during_the_choice(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna saves again before Bram has chosen: he is asked again, with her newest text, and loses
    nothing."""
    expect_console(CONFLICT)
    first, second = open_browser(people.anna), open_browser(people.bram)
    meet(first, second, people.theme())
    write(first, "Nieuwste tekst van de eerste")
    until(second, lambda: people.text() == "Nieuwste tekst van de eerste")
    reply(second).get_by_role("button", name=BUTTONS["mine"]).click()
    expect(reply(second).locator("blockquote").nth(1)).to_have_text("Nieuwste tekst van de eerste")
    expect(field(second)).to_have_value("Tekst van de tweede")
    reply(second).get_by_role("button", name=BUTTONS["mine"]).click()
    expect(second.locator(".conflict")).to_have_count(0)
    until(second, lambda: people.text() == "Tekst van de tweede")


def test_choosing_in_a_recommendation(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Parts of the report are chosen between in the same way."""
    expect_console(CONFLICT)
    row = people.assessment.recommendations.create(what="Oefenen")
    first, second = open_browser(people.anna), open_browser(people.bram)
    for page in (first, second):
        page.goto(people.path + "aanbevelingen/")
    name = f"[name='r{row.pk}-explanation']"
    first.locator(name).fill("Tekst van de eerste")
    expect(first.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    second.locator(name).fill("Tekst van de tweede")
    second.get_by_role("button", name=BUTTONS["both"]).click()
    expect(second.locator(".conflict")).to_have_count(0)
    expect(second.locator(name)).to_have_value(CHOSEN["both"])
    row.refresh_from_db()
    assert row.explanation == CHOSEN["both"]


def test_choosing_without_javascript(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Without JavaScript the page comes back with both texts and the same buttons."""
    expect_console(REFUSED)
    row = people.assessment.recommendations.create(what="Oefenen", revision=1)
    page = open_browser(people.bram, java_script_enabled=False)
    page.goto(people.path + "aanbevelingen/")
    row.explanation, row.revision = "Tekst van de eerste", 2
    row.save()
    page.locator(f"[name='r{row.pk}-explanation']").fill("Tekst van de tweede")
    page.locator(f"#form-r{row.pk}").get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name=BUTTONS["mine"]).click()
    expect(page.locator(".conflict")).to_have_count(0)
    row.refresh_from_db()
    assert row.explanation == "Tekst van de tweede"
