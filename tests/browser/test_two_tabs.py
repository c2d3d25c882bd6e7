"""Two tabs of one person, or two people: what each typed comes back, and nobody's text goes with
somebody else's."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from .conftest import Expect, Open
from .people import People
from .typing import AWAY, KEPT_TEXTS, KEY, SAVED, field, reply, until, write

OTHER = "samenhang-deskundigheid"
SAME = "Sterk punt toevoegen"


def new_point(page: Page) -> Locator:
    """Open the form for a new strong point under the first theme."""
    part = page.locator("details", has=page.locator("summary", has_text=SAME)).first
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part.locator("[name$=headline]")


def new_advice(page: Page) -> Locator:
    """Open the form for a new recommendation; a draft that comes back opens it too."""
    form = page.locator("form[data-keep=new-recommendation]")
    form.evaluate("form => { form.closest('details').open = true }")
    return page.locator("form[data-keep=new-recommendation] [name$=what]")


def left_over(page: Page) -> Locator:
    return page.locator(".left-over")


def kept(page: Page) -> int:
    return int(page.evaluate(KEPT_TEXTS))


def test_each_tab_keeps_its_own_new_point(open_browser: Open, people: People) -> None:
    """Anna types a new point in two tabs and closes both: both texts come back, to exchange, add or
    throw away."""
    page = open_browser(people.anna)
    context, address = page.context, people.path + "punten/"
    page.goto(address)
    new_point(page).fill("Punt uit de eerste tab")
    second = context.new_page()
    second.goto(address)
    new_point(second).fill("Punt uit de tweede tab")
    expect(left_over(second)).to_have_count(0)
    page.close()
    third = context.new_page()
    third.goto(address)
    expect(new_point(third)).to_have_value("Punt uit de eerste tab")
    expect(new_point(second)).to_have_value("Punt uit de tweede tab")
    second.close()
    third.reload()
    expect(left_over(third).locator("blockquote")).to_have_text("Punt uit de tweede tab")
    expect(new_point(third)).to_have_value("Punt uit de eerste tab")
    left_over(third).get_by_role("button", name="Zet in het formulier").click()
    expect(new_point(third)).to_have_value("Punt uit de tweede tab")
    expect(left_over(third).locator("blockquote")).to_have_text("Punt uit de eerste tab")
    new_point(third).press("Enter")
    expect(third.locator(".entry strong")).to_have_text("Punt uit de tweede tab")
    expect(new_point(third)).to_have_value("Punt uit de eerste tab")
    new_point(third).press("Enter")
    expect(third.locator(".entry strong")).to_have_text(
        ["Punt uit de tweede tab", "Punt uit de eerste tab"]
    )
    third.reload()
    expect(new_point(third)).to_have_value("")
    expect(left_over(third)).to_have_count(0)
    assert kept(third) == 0


def test_adding_in_one_tab_takes_nothing_from_the_other(open_browser: Open, people: People) -> None:
    """Anna types in one tab, and types and adds in another: only what was added is gone from this
    device."""
    page = open_browser(people.anna)
    context, address = page.context, people.path + "aanbevelingen/"
    page.goto(address)
    new_advice(page).fill("Oefen samen")
    second = context.new_page()
    second.goto(address)
    new_advice(second).fill("Maak een rooster")
    second.get_by_role("button", name="Voeg aanbeveling toe").click()
    expect(second.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    expect(new_advice(second)).to_have_value("")
    page.close()
    again = context.new_page()
    again.goto(address)
    expect(new_advice(again)).to_have_value("Oefen samen")
    assert [row.what for row in people.assessment.recommendations.all()] == ["Maak een rooster"]


def test_what_was_not_touched_stays(open_browser: Open, people: People) -> None:
    """Anna judges and writes a kernpunt; Bram, whose page is older, only types the answer: hers
    stay."""
    first, second = open_browser(people.anna), open_browser(people.bram)
    for page in (first, second):
        page.goto(people.theme())
    first.locator(f"#i-{KEY} [value=strength]").check()
    write(first, "Iedereen kent de afspraken", name="key_point")
    until(first, lambda: people.assessment.findings.count() == 1)
    write(second, "Er zijn afspraken.")
    expect(reply(second)).to_have_text(SAVED)
    field(second).press_sequentially(" Sinds maart.")
    until(second, lambda: people.text() == "Er zijn afspraken. Sinds maart.")
    answer = people.answer()
    assert answer
    assert (answer.text, answer.judgement) == ("Er zijn afspraken. Sinds maart.", "strength")
    assert people.assessment.findings.get().headline == "Iedereen kent de afspraken"
    second.reload()
    expect(second.locator(f"#i-{KEY} [value=strength]")).to_be_checked()
    expect(field(second, name="key_point")).to_have_value("Iedereen kent de afspraken")


def test_typing_on_in_what_a_colleague_changed_asks(open_browser: Open, people: People) -> None:
    """During a save Bram begins in a field that Anna changed: he is asked about that, and what he
    sent is stored."""
    page = open_browser(people.bram)
    page.goto(people.theme())
    people.write(people.anna, "", evidence="Verslag van Anna")
    slow: list[Route] = []
    page.route("**/indicator/**", lambda route: slow.append(route), times=1)
    write(page, "Er zijn afspraken.")
    until(page, lambda: bool(slow))
    field(page, name="evidence").fill("Verslag van Bram")
    slow[0].continue_()
    expect(reply(page).locator("blockquote")).to_have_text(["Verslag van Bram", "Verslag van Anna"])
    answer = people.answer()
    assert answer
    assert (answer.text, answer.evidence) == ("Er zijn afspraken.", "Verslag van Anna")


def test_logging_out_with_text_that_was_not_sent(open_browser: Open, people: People) -> None:
    """Anna logs out with a text that can't be stored and a half new point: both are named, and she
    decides."""
    page = open_browser(people.anna)
    page.goto(people.path + "punten/")
    new_point(page).fill("Half geschreven")
    page.goto(people.theme())
    field(page).fill("a" * 60_000)
    page.get_by_role("button", name="Uitloggen").click()
    note = page.locator(".note.open")
    expect(note).to_be_focused()
    expect(note.get_by_role("link")).to_have_text(
        [
            re.compile(r"Punten op een rij – .*: 1. Samenhang.*, Sterk punt toevoegen"),
            re.compile(r": 1\.\d Zijn er"),
        ]
    )
    note.get_by_role("button", name="Blijf ingelogd").click()
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Uitloggen").click()
    note.get_by_role("button", name="Toch uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_logging_out_sends_what_can_be_sent(open_browser: Open, people: People) -> None:
    """What Anna typed a moment before is stored, and then she is logged out without a question."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Net nog getypt")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    assert people.text() == "Net nog getypt"


def test_notes_about_text_elsewhere_name_it(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Two texts that this device still holds are told apart by their questions."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.theme())
    context = page.context
    context.route("**/indicator/**", lambda route: route.abort())
    field(page).fill("Zonder verbinding")
    field(page, name="evidence", key=OTHER).fill("Zonder verbinding")
    page.close()
    again = context.new_page()
    again.goto(people.path + "punten/")
    links = again.locator(".note.open").get_by_role("link")
    expect(links).to_have_count(2)
    assert sorted(re.findall(r": (1\.\d+) Z?", " ".join(links.all_inner_texts()))) == ["1.1", "1.2"]
