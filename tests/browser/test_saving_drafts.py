"""What a page leaves behind when it is gone: the next one goes on with it, under its name, and no
one else's."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .conftest import Expect, Open, Server, log_in
from .people import People
from .typing import AWAY, SAVED, field, reply, until, write


def hold_back(context: BrowserContext) -> list[Route]:
    """Let saves wait, from whichever page; return those that wait."""
    waiting: list[Route] = []
    context.route("**/indicator/**", lambda route: waiting.append(route))
    return waiting


def sent(route: Route, name: str = "text") -> dict[str, object]:
    found: dict[str, object] = json.loads(route.request.post_data or "")["fields"][name]
    return found


def drafts(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = page.evaluate(
        "Object.values(localStorage).map(JSON.parse).filter((kept) => kept.at || kept.values)"
    )
    return found


def crash(page: Page, waiting: list[Route]) -> None:
    """End the page as a crash does: what it sent is lost, and it sends nothing more."""
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    for route in waiting:
        route.abort()
    page.close()


def test_a_draft_goes_on_under_its_name(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The same text goes under its own number; what is typed on it gets a later one of the same
    draft."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    context = page.context
    page.goto(people.theme())
    lost = hold_back(context)
    write(page, "Eerste")
    until(page, lambda: bool(lost))
    first = sent(lost[0])
    page.close()
    context.unroute("**/indicator/**")
    again = context.new_page()
    seen = hold_back(context)
    again.goto(people.theme())
    expect(field(again)).to_have_value("Eerste")
    until(again, lambda: bool(seen))
    assert [sent(seen[0])[name] for name in ("page", "step")] == [first["page"], first["step"]]
    write(again, "Eerste en tweede")
    seen[0].continue_()
    until(again, lambda: len(seen) == 2)
    second = sent(seen[1])
    assert second["page"] == first["page"]
    assert int(str(second["step"])) > int(str(first["step"]))
    seen[1].continue_()
    expect(reply(again)).to_have_text(SAVED)
    assert people.text() == "Eerste en tweede"
    assert drafts(again) == []


def test_a_save_of_a_page_that_crashed_comes_late(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna typed a text, typed the old one back, and the page crashed: the first text's save comes
    last, and stays out."""
    expect_console(AWAY)
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    context = page.context
    page.goto(people.theme())
    waiting = hold_back(context)
    write(page, "Nieuw")
    until(page, lambda: bool(waiting))
    late = waiting[0].request
    headers, body, address = late.headers, late.post_data, late.url
    field(page).fill("Oud")
    until(page, lambda: drafts(page)[0]["fields"]["text"]["value"] == "Oud")  # type: ignore[index,call-overload]
    crash(page, waiting)
    context.unroute("**/indicator/**")
    heir = context.new_page()
    heir.goto(people.theme())
    expect(reply(heir)).to_have_text(SAVED)
    answer = context.request.post(address, headers=headers, data=body)
    assert answer.json()["fields"]["text"]["result"] == "newer"
    assert people.text() == "Oud"


def test_two_tabs_that_start_together(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Two tabs open at once after a crash: one takes the text up, and nothing of what either types
    is lost."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    context = page.context
    page.goto(people.theme())
    waiting = hold_back(context)
    write(page, "Van voor de storing")
    until(page, lambda: bool(waiting))
    crash(page, waiting)
    context.unroute("**/indicator/**")
    twins = [context.new_page(), context.new_page()]
    for twin in twins:
        twin.goto(people.theme(), wait_until="commit")
    for twin in twins:
        twin.wait_for_load_state("networkidle")
    until(twins[0], lambda: people.text() == "Van voor de storing")
    for number, twin in enumerate(twins):
        twin.reload()
        expect(field(twin)).to_have_value("Van voor de storing")
        expect(twin.locator(".conflict")).to_have_count(0)
        write(twin, f"Verslag {number}", name="evidence" if number else "text")
        expect(reply(twin)).to_have_text(SAVED)
        if not number:
            field(twin).fill("Van voor de storing")
            until(twin, lambda: people.text() == "Van voor de storing")
    assert drafts(twins[0]) == []


def test_a_draft_of_an_open_tab_is_left_alone(open_browser: Open, people: People) -> None:
    """While the first tab holds a text that can't be sent, a second one neither shows nor sends it."""
    page = open_browser(people.anna)
    context = page.context
    page.goto(people.theme())
    waiting = hold_back(context)
    write(page, "In de eerste")
    until(page, lambda: bool(waiting))
    twin = context.new_page()
    twin.goto(people.theme())
    twin.wait_for_timeout(1800)
    expect(field(twin)).to_have_value("")
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(reply(page)).to_have_text(SAVED)


def test_browsers_without_locks(open_browser: Open, people: People, expect_console: Expect) -> None:
    """Without locks a draft is taken up when it is old enough; two tabs on it then overwrite
    nothing."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    context = page.context
    context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    page.goto(people.theme())
    context.route("**/indicator/**", lambda route: route.abort())
    write(page, "Van de eerste")
    expect(reply(page)).to_contain_text("Geen verbinding")
    page.evaluate(
        """for (const [key, value] of Object.entries(localStorage))
             localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), at: Date.now() - 40000 }))"""
    )
    context.unroute("**/indicator/**")
    twin = context.new_page()
    twin.goto(people.theme())
    until(twin, lambda: people.text() == "Van de eerste")
    write(twin, "Van de tweede")
    until(twin, lambda: people.text() == "Van de tweede")
    write(page, "Van de eerste, aangevuld")
    expect(reply(page).locator("blockquote")).to_have_text(
        ["Van de eerste, aangevuld", "Van de tweede"]
    )
    expect(reply(page)).to_contain_text("uw andere venster")
    assert people.text() == "Van de tweede"


def test_going_back_quickly_and_typing_on(open_browser: Open, people: People) -> None:
    """Anna goes on, is back before her save arrived, and types on at once: both her texts are
    there, in one."""
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).fill("Nieuw")
    page.get_by_role("link", name=re.compile("Verder naar")).click()
    page.go_back()
    expect(field(page)).to_have_value("Nieuw")
    field(page).press("End")
    field(page).press_sequentially(" en meer")
    until(page, lambda: people.text() == "Nieuw en meer")
    expect(page.locator(".conflict")).to_have_count(0)


def test_a_page_that_the_browser_kept_whole(open_browser: Open, people: People) -> None:
    """Back to a page as it was left, while another stored a newer text: it shows what is stored."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    write(page, "Eerste")
    expect(reply(page)).to_have_text(SAVED)
    people.write(people.bram, "Van Bram")
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(field(page)).to_have_value("Van Bram")


def test_a_draft_is_only_sent_for_who_typed_it(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """After a crash Bram logs in on that device: neither shown nor sent; when Anna is back it is
    stored as hers."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    context = page.context
    page.goto(people.theme())
    waiting = hold_back(context)
    write(page, "Van Anna")
    until(page, lambda: bool(waiting))
    crash(page, waiting)
    context.unroute("**/indicator/**")
    log_in(context, people.bram, server.url)
    other = context.new_page()
    other.goto(people.theme())
    other.wait_for_timeout(1800)
    expect(field(other)).to_have_value("")
    expect(other.locator("main")).not_to_contain_text("Van Anna")
    assert people.text() == ""
    log_in(context, people.anna, server.url)
    other.goto(people.theme("actie-overleg"))
    until(other, lambda: people.text() == "Van Anna")


def test_two_drafts_of_one_question(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Two closed tabs left different texts for one question: the second is shown beside the first,
    none is dropped."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    context = page.context
    twin = context.new_page()
    for one in (page, twin):
        one.goto(people.theme())
    context.route("**/indicator/**", lambda route: route.abort())
    for one, text in ((page, "Uit de eerste"), (twin, "Uit de tweede")):
        write(one, text)
        expect(reply(one)).to_contain_text("Geen verbinding")
    page.close()
    twin.close()
    context.unroute("**/indicator/**")
    again = context.new_page()
    again.goto(people.theme())
    texts = {"Uit de eerste", "Uit de tweede"}
    until(again, lambda: people.text() in texts)
    expect(reply(again).locator("blockquote")).to_have_count(2)
    assert set(reply(again).locator("blockquote").all_inner_texts()) == texts
    expect(reply(again)).to_contain_text("uw andere venster")


@pytest.mark.parametrize("typed", ["number", "per"])
def test_a_field_that_the_page_no_longer_has(
    open_browser: Open, people: People, typed: str
) -> None:
    """A text was kept for a field that the question doesn't have any more: it is shown to copy,
    till thrown away."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    page.evaluate(
        """([person, url, name]) => localStorage.setItem(
             `loket:typed:${person}:${url}:aaaaaaa`,
             JSON.stringify({
               url, set: "1", name: "Thema: 1.1 Zijn er", where: location.pathname, at: 1,
               fields: { [name]: { value: "12", page: "aaaaaaa", step: 1, served: "", unanswered: [] } },
             }))""",
        [str(people.anna.pk), f"{people.path}indicator/samenhang-afspraken/", typed],
    )
    page.reload()
    note = page.locator(".note.open")
    expect(note.locator("blockquote")).to_have_text("12")
    note.get_by_role("button", name="Gooi deze tekst weg").click()
    assert drafts(page) == []


def test_a_text_that_an_earlier_version_of_the_portal_kept(
    open_browser: Open, people: People
) -> None:
    """It was never sent, and can't be by this version: it is shown on whichever page comes next,
    only to who typed it, till thrown away."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    for person, text in ((people.anna, "Van vorige week"), (people.bram, "Van Bram")):
        page.evaluate(
            """([person, url, text]) => localStorage.setItem(
                 `loket:draft:${person}:${url}:12-34`,
                 JSON.stringify({
                   values: { "een-text": text, "een-evidence": "Stond er al" }, changed: ["een-text"],
                   name: "Thema: 1.1 Zijn er", revision: 2, served: "", editor: "12-34", step: 3,
                   prefix: "een-", set: "1", at: 1, where: location.pathname, url,
                 }))""",
            [str(person.pk), f"{people.path}indicator/samenhang-afspraken/", text],
        )
    page.goto("/")
    note = page.locator(".note.open")
    expect(note).to_contain_text("Deze tekst stond nog op dit apparaat")
    expect(note.locator("blockquote")).to_have_text("Van vorige week")
    expect(note.get_by_role("link")).to_have_attribute("href", people.theme())
    note.get_by_role("button", name="Gooi deze tekst weg").click()
    expect(note).to_have_count(0)
    assert [draft["editor"] for draft in drafts(page)] == ["12-34"]  # that of Bram
    page.reload()
    expect(note).to_have_count(0)


def come_late(page: Page, people: People, saves: list[Route]) -> None:
    """Let the next page be made before a save that is under way, and come after it."""

    def hold(route: Route) -> None:
        made = route.fetch()
        for save in saves:
            save.continue_()
        page.context.unroute("**/indicator/**")
        until(page, lambda: people.text() == "Op het laatst")
        page.wait_for_timeout(300)  # for the reply
        route.fulfill(response=made)

    page.route("**/thema/**", hold)


def test_a_text_stored_while_the_next_page_was_made(open_browser: Open, people: People) -> None:
    """Anna goes on before the pause after her last key. The next page doesn't have her text yet, and
    shows it all the same."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    come_late(page, people, [])
    field(page).fill("Op het laatst")
    page.goto(people.theme())
    expect(field(page)).to_have_value("Op het laatst")
    expect(reply(page)).to_have_text(SAVED)
    assert drafts(page) == []


def test_a_text_sent_from_another_page_while_the_next_page_was_made(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Her text was left over, and goes from her account page when she is on her way back."""
    expect_console(AWAY)
    first = open_browser(people.anna)
    first.goto(people.theme())
    context = first.context
    lost = hold_back(context)
    write(first, "Op het laatst")
    until(first, lambda: bool(lost))
    crash(first, lost)
    context.unroute("**/indicator/**")
    page = context.new_page()
    saves = hold_back(context)
    page.goto("/account/")
    until(page, lambda: bool(saves))
    come_late(page, people, saves)
    page.goto(people.theme())
    expect(field(page)).to_have_value("Op het laatst")
    until(page, lambda: not drafts(page))


def go_on_without_a_page(page: Page) -> None:
    """Press a link that brings no other page: for the browser somebody is on the way to one."""
    page.get_by_role("link", name="Naar de inhoud").focus()
    page.keyboard.press("Enter")


def test_what_was_typed_back_on_the_way_stays_away(open_browser: Open, people: People) -> None:
    """Anna presses a link, types, and takes a few words back before they were sent. Her next page
    doesn't bring those back."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    go_on_without_a_page(page)
    write(page, "Wat blijft")
    expect(reply(page)).to_have_text(SAVED)
    field(page).press("Control+End")
    page.keyboard.insert_text(" en wat niet")
    until(page, lambda: "en wat niet" in str(drafts(page)))
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_value("Wat blijft")
    page.close()

    again = page.context.new_page()
    again.goto(people.theme())
    until(again, lambda: not drafts(again))
    expect(field(again)).to_have_value("Wat blijft")
    assert people.text() == "Wat blijft"


def test_nobody_is_asked_about_a_text_that_was_stored(open_browser: Open, people: People) -> None:
    """Anna presses a link, her text is stored, and she closes the tab. Bram changes it. No page says
    that her text isn't stored, or asks her to choose."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    go_on_without_a_page(page)
    write(page, "Van Anna")
    expect(reply(page)).to_have_text(SAVED)
    assert drafts(page)
    page.close()
    people.write(people.bram, "Van Anna, aangevuld door Bram")

    again = page.context.new_page()
    again.goto(people.theme())
    until(again, lambda: not drafts(again))
    expect(field(again)).to_have_value("Van Anna, aangevuld door Bram")
    expect(again.locator(".conflict")).to_have_count(0)


def test_a_text_that_was_stored_is_not_said_to_be_left(open_browser: Open, people: People) -> None:
    """The same, and Anna comes back on a page without that question."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    go_on_without_a_page(page)
    write(page, "Van Anna")
    expect(reply(page)).to_have_text(SAVED)
    page.close()
    people.write(people.bram, "Van Anna, aangevuld door Bram")

    again = page.context.new_page()
    again.goto(people.path)
    until(again, lambda: not drafts(again))
    expect(again.locator("main .note.open")).to_have_count(0)


def test_a_page_that_closes_late_does_not_undo_the_next(open_browser: Open, people: People) -> None:
    """On a busy device the page before lets go of its draft when Anna already wrote on and that was
    stored: her newest text stays in the field."""
    first = open_browser(people.anna)
    first.goto(people.theme())
    go_on_without_a_page(first)
    write(first, "Eerst")
    expect(reply(first)).to_have_text(SAVED)
    second = first.context.new_page()
    second.goto(people.theme())
    write(second, "Eerst en toen verder")
    expect(reply(second)).to_have_text(SAVED)
    first.close()
    until(second, lambda: not drafts(second))
    expect(field(second)).to_have_value("Eerst en toen verder")
    expect(reply(second)).to_have_text(SAVED)
