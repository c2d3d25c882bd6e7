"""Two tabs or two people in the same text: both texts are shown and the person chooses."""

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Expect, Open
from .people import People
from .typing import KEY, SAVED, field, reply, until, write

BUTTONS = {"mine": "Bewaar mijn tekst", "theirs": "Neem de andere over", "both": "Voeg samen"}
CHOSEN = {"mine": "Tekst van de tweede", "theirs": "Tekst van de eerste"}
CHOSEN["both"] = "Tekst van de tweede\n\nTekst van de eerste"


def meet(first: Page, second: Page, path: str) -> None:
    """Let two pages that show the same answer save a text, the second without knowing of the first."""
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
    open_browser: Open, people: People, who: str, choice: str
) -> None:
    """The second to save gets both texts; whichever is chosen is stored, and typing on then just
    works."""
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


def test_a_conflict_that_was_left_open_comes_back(open_browser: Open, people: People) -> None:
    """Bram closes the tab without choosing; when he comes back he is asked again, with both texts."""
    first, second = open_browser(people.anna), open_browser(people.bram)
    meet(first, second, people.theme())
    context = second.context
    second.close()
    again = context.new_page()
    again.goto(people.theme())
    expect(reply(again).locator(".conflict")).to_be_visible()
    expect(field(again)).to_have_value("Tekst van de tweede")
    assert people.text() == "Tekst van de eerste"


def test_a_third_text_during_the_choice(open_browser: Open, people: People) -> None:
    """Anna saves again before Bram has chosen: he is asked again, with her newest text, and loses
    nothing."""
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


def test_choosing_in_a_recommendation(open_browser: Open, people: People) -> None:
    """Parts of the report are chosen between in the same way."""
    row = people.assessment.recommendations.create(what="Oefenen")
    first, second = open_browser(people.anna), open_browser(people.bram)
    for page in (first, second):
        page.goto(people.path + "aanbevelingen/")
        page.locator(f"#p-{row.pk} summary").click()
    name = f"[name='r{row.pk}-explanation']"
    first.locator(name).fill("Tekst van de eerste")
    expect(first.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    second.locator(name).fill("Tekst van de tweede")
    second.get_by_role("button", name=BUTTONS["both"]).click()
    expect(second.locator(".conflict")).to_have_count(0)
    expect(second.locator(name)).to_have_value(CHOSEN["both"])
    expect(second.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.explanation == CHOSEN["both"]


def test_both_in_one_line(open_browser: Open, people: People) -> None:
    """In a field of one line the two texts stand behind one another, and neither is dropped."""
    row = people.assessment.recommendations.create(what="Oefenen")
    first, second = open_browser(people.anna), open_browser(people.bram)
    for page in (first, second):
        page.goto(people.path + "aanbevelingen/")
        page.locator(f"#p-{row.pk} summary").click()
    name = f"[name='r{row.pk}-who']"
    first.locator(name).fill("De coördinator")
    expect(first.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    second.locator(name).fill("De gemeente")
    second.get_by_role("button", name=BUTTONS["both"]).click()
    expect(second.locator(name)).to_have_value("De gemeente De coördinator")
    expect(second.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.who == "De gemeente De coördinator"


def test_both_in_one_line_that_is_too_long(open_browser: Open, people: People) -> None:
    """Together the two are too long: nothing is called stored, and both stand in the field to
    shorten."""
    row = people.assessment.recommendations.create(what="Oefenen")
    first, second = open_browser(people.anna), open_browser(people.bram)
    for page in (first, second):
        page.goto(people.path + "aanbevelingen/")
        page.locator(f"#p-{row.pk} summary").click()
    name, line = f"[name='r{row.pk}-who']", second.locator(f"#p-{row.pk} .reply")
    first.locator(name).fill("a" * 150)
    expect(first.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    second.locator(name).fill("b" * 150)
    second.get_by_role("button", name=BUTTONS["both"]).click()
    expect(line).to_contain_text("301 tekens")
    expect(line).not_to_contain_text("pgeslagen")
    expect(second.locator(name)).to_have_value("b" * 150 + " " + "a" * 150)
    row.refresh_from_db()
    assert row.who == "a" * 150
    second.locator(name).fill("De coördinator")
    expect(line).to_have_text(SAVED)


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_typing_on_after_a_choice_on_a_slow_line(
    open_browser: Open, people: People, choice: str
) -> None:
    """The choice takes two seconds to store; what Bram types meanwhile follows it."""
    first, second = open_browser(people.anna), open_browser(people.bram)
    meet(first, second, people.theme())
    slow: list[Route] = []
    second.route("**/indicator/**", lambda route: slow.append(route), times=1)
    reply(second).get_by_role("button", name=BUTTONS[choice]).click()
    until(second, lambda: bool(slow))
    field(second).press("Control+End")
    field(second).press_sequentially(" Nog iets.")
    slow[0].continue_()
    until(second, lambda: people.text() == CHOSEN[choice] + " Nog iets.")
    expect(reply(second)).to_have_text(SAVED)
    expect(field(second)).to_have_value(CHOSEN[choice] + " Nog iets.")


def test_typing_on_before_a_choice(open_browser: Open, people: People) -> None:
    """Bram types on while both texts are shown: nothing is stored over Anna's, and his text is his
    when he chooses."""
    first, second = open_browser(people.anna), open_browser(people.bram)
    meet(first, second, people.theme())
    field(second).press("Control+End")
    field(second).press_sequentially(", aangevuld")
    field(second).blur()
    quotes = reply(second).locator("blockquote")
    expect(quotes).to_have_text(["Tekst van de tweede, aangevuld", "Tekst van de eerste"])
    assert people.text() == "Tekst van de eerste"
    reply(second).get_by_role("button", name=BUTTONS["mine"]).click()
    until(second, lambda: people.text() == "Tekst van de tweede, aangevuld")


def test_the_rest_is_stored_while_one_chooses(open_browser: Open, people: People) -> None:
    """Two texts for one field hold up no other: what Bram types beside it is stored."""
    first, second = open_browser(people.anna), open_browser(people.bram)
    meet(first, second, people.theme())
    write(second, "Een telling", name="evidence")
    expect(reply(second)).to_contain_text("De rest is opgeslagen om")
    expect(reply(second).locator(".conflict")).to_be_visible()
    answer = people.answer()
    assert answer
    assert (answer.text, answer.evidence) == ("Tekst van de eerste", "Een telling")


def test_a_choice_between_answers_by_their_labels(open_browser: Open, people: People) -> None:
    """Two judgements are shown in words, and there is no putting them together."""
    first, second = open_browser(people.anna), open_browser(people.bram)
    for page in (first, second):
        page.goto(people.theme())
    first.locator(f"#i-{KEY} [value=strength]").check()
    expect(reply(first)).to_have_text(SAVED)
    second.locator(f"#i-{KEY} [value=improvement]").check()
    quotes = reply(second).locator("blockquote")
    expect(quotes).to_have_text(["verbeterpunt", "sterk punt"])
    expect(reply(second).get_by_role("button", name=BUTTONS["both"])).to_have_count(0)
    reply(second).get_by_role("button", name=BUTTONS["theirs"]).click()
    expect(second.locator(f"#i-{KEY} [value=strength]")).to_be_checked()
    expect(reply(second)).to_have_text(SAVED)


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_choosing_without_javascript(
    open_browser: Open, people: People, expect_console: Expect, choice: str
) -> None:
    """Without JavaScript the page comes back with both texts; saving again keeps one's own, a tick
    takes the other."""
    expect_console(r"status of (409|422)")
    row = people.assessment.recommendations.create(what="Oefenen")
    page = open_browser(people.bram, java_script_enabled=False)
    page.goto(people.path + "aanbevelingen/")
    row.explanation = "Tekst van de eerste"
    row.save()
    page.locator(f"#p-{row.pk} summary").click()
    page.locator(f"[name='r{row.pk}-explanation']").fill("Tekst van de tweede")
    save = page.locator(f"#form-r{row.pk}").get_by_role("button", name="Opslaan")
    save.click()
    expect(page.locator(".conflict blockquote")).to_have_text("Tekst van de eerste")
    if choice == "theirs":
        page.get_by_label("Neem de andere tekst over").check()
    save.click()
    expect(page.locator(".conflict")).to_have_count(0)
    row.refresh_from_db()
    assert row.explanation == CHOSEN[choice]


def test_scripts_that_come_late_go_on_with_the_choice(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The page was saved before its script was there; with the script the same two texts can be
    chosen between."""
    expect_console(r"status of (409|422)|net::ERR_")
    row = people.assessment.recommendations.create(what="Oefenen")
    page = open_browser(people.bram)
    page.route("**/saving*.js", lambda route: route.abort(), times=1)
    page.goto(people.path + "aanbevelingen/")
    row.explanation = "Tekst van de eerste"
    row.save()
    name = f"[name='r{row.pk}-explanation']"
    page.locator(f"#p-{row.pk} summary").click()
    page.locator(name).fill("Tekst van de tweede")
    page.locator(f"#form-r{row.pk}").get_by_role("button", name="Opslaan").click()
    quotes = page.locator(f"#p-{row.pk} .reply blockquote")
    expect(quotes).to_have_text(["Tekst van de tweede", "Tekst van de eerste"])
    page.get_by_role("button", name=BUTTONS["both"]).click()
    expect(page.locator(name)).to_have_value(CHOSEN["both"])
    expect(page.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.explanation == CHOSEN["both"]
