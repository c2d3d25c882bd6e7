"""Forms for something new count once: clicked twice, sent again, gone back to, and typed on in."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from .conftest import Expect, Open, Server, log_in
from .people import People
from .test_parts import NEW_FORMS, new_field
from .typing import AWAY, KEPT_TEXTS, until

WHERE = "aanbevelingen/"
ALL_FORMS = [*NEW_FORMS, ("bronnen/", r"Document toevoegen", "title", "sources")]


def advice(people: People) -> list[str]:
    return [row.what for row in people.assessment.recommendations.all()]


def form_of(page: Page) -> str:
    return new_field(page, "Nieuwe aanbeveling", "what")


def add(page: Page) -> None:
    page.get_by_role("button", name="Voeg aanbeveling toe").click()


def add_slowly(page: Page, meanwhile: str = "") -> list[Route]:
    """Let adding wait, and return what waits. While a page is waited for, Playwright can't type in this one: it does so
    itself."""
    waiting: list[Route] = []
    page.route("**/nieuw/**", lambda route: waiting.append(route))
    page.locator(form_of(page)).evaluate(
        """(field, text) => {
             setTimeout(() => field.form.requestSubmit());
             if (!text) return;
             setTimeout(() => {
               field.value = text;
               field.dispatchEvent(new InputEvent("input", { bubbles: true }));
             }, 200);
           }""",
        meanwhile,
    )
    until(page, lambda: bool(waiting))
    page.wait_for_timeout(400 if meanwhile else 0)
    return waiting


def kept(page: Page) -> int:
    return int(page.evaluate(KEPT_TEXTS))


@pytest.mark.parametrize(("where", "summary", "name", "rows"), ALL_FORMS)
def test_a_second_click_adds_nothing(
    open_browser: Open, people: People, where: str, summary: str, name: str, rows: str
) -> None:
    """On a slow line Anna clicks again; the form is sent twice, and one thing is added."""
    page = open_browser(people.anna)
    page.goto(people.path + where)
    selector = new_field(page, summary, name)
    page.locator(selector).fill("Samen oefenen")
    button = page.locator(f"form:has({selector})").get_by_role("button")
    with page.expect_navigation():
        page.evaluate(
            """(form) => {
                 const again = () => fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
                 return again().then(again).then(() => undefined);
               }""",
            page.locator(f"form:has({selector})").element_handle(),
        )
        button.click()
    assert getattr(people.assessment, rows).count() == 1
    expect(page.get_by_role("status").first).to_contain_text(
        re.compile("toegevoegd", re.IGNORECASE)
    )
    page.goto(people.path + where)
    expect(page.locator(selector)).to_have_value("")
    until(page, lambda: kept(page) == 0)


@pytest.mark.parametrize(("where", "summary", "name", "rows"), ALL_FORMS)
def test_back_after_adding_shows_an_empty_form(
    open_browser: Open, people: People, where: str, summary: str, name: str, rows: str
) -> None:
    """Anna adds something and goes back: it doesn't stand ready to be added again, and a new one is a
    new one."""
    page = open_browser(people.anna)
    page.goto(people.path)
    page.goto(people.path + where)

    def add_one(text: str, count: int) -> None:
        selector = new_field(page, summary, name)
        expect(page.locator(selector)).to_have_value("")
        page.locator(selector).fill(text)
        with page.expect_navigation():
            page.locator(f"form:has({selector})").get_by_role("button").click()
        assert getattr(people.assessment, rows).count() == count

    add_one("Samen oefenen", 1)
    page.go_back()
    add_one("Een rooster maken", 2)
    texts = getattr(people.assessment, rows).order_by("pk").values_list(name, flat=True)
    assert list(texts) == ["Samen oefenen", "Een rooster maken"]


def test_typing_on_while_adding_is_slow(open_browser: Open, people: People) -> None:
    """Anna adds, and types the next one before the page is there: the first is added, the second is
    in the form."""
    page = open_browser(people.anna)
    page.goto(people.path + WHERE)
    page.locator(form_of(page)).fill("Samen oefenen")
    waiting = add_slowly(page, meanwhile="Een rooster maken")
    waiting[0].continue_()
    expect(page.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    expect(page.locator(form_of(page))).to_have_value("Een rooster maken")
    assert advice(people) == ["Samen oefenen"]
    page.unroute("**/nieuw/**")
    add(page)
    expect(page.get_by_role("heading", name="Aanbeveling 2")).to_be_visible()
    expect(page.locator(form_of(page))).to_have_value("")
    assert advice(people) == ["Samen oefenen", "Een rooster maken"]


def test_typing_on_while_adding_fails(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """The first never arrives and Anna already typed a second: both texts are there when the server
    is back."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.path + WHERE)
    page.locator(form_of(page)).fill("Samen oefenen")
    waiting = add_slowly(page, meanwhile="Een rooster maken")
    server.stop()
    waiting[0].abort()
    page.unroute("**/nieuw/**")
    server.start()
    page.goto(people.path + WHERE)
    expect(page.locator(form_of(page))).to_have_value("Een rooster maken")
    expect(page.locator(".left-over blockquote")).to_have_text("Samen oefenen")
    assert advice(people) == []


def test_a_reply_to_adding_that_is_lost(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The recommendation was added but the page never came: back on the page, it doesn't ask to be
    added again."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.path + WHERE)
    page.locator(form_of(page)).fill("Samen oefenen")

    def lose_reply(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/nieuw/**", lose_reply, times=1)
    add(page)
    page.wait_for_url(re.compile("chrome-error"))
    assert advice(people) == ["Samen oefenen"]
    page.goto(people.path + WHERE)
    expect(page.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    until(page, lambda: kept(page) == 0)
    expect(page.locator(form_of(page))).to_have_value("")
    expect(page.locator(".left-over")).to_have_count(0)


@pytest.mark.parametrize("arrived", [True, False])
def test_the_device_forgets_only_what_arrived(
    open_browser: Open, people: People, expect_console: Expect, arrived: bool
) -> None:
    """After a lost reply Anna goes on elsewhere: the text is forgotten there when it arrived, and
    else kept."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.path + WHERE)
    page.locator(form_of(page)).fill("Samen oefenen")

    def lose(route: Route) -> None:
        if arrived:
            route.fetch(max_redirects=0)
        route.abort()

    page.route("**/nieuw/**", lose, times=1)
    add(page)
    page.wait_for_url(re.compile("chrome-error"))
    with page.expect_response(re.compile("/eenmalig/")):
        page.goto("/rapporten/")
    page.wait_for_load_state("networkidle")
    until(page, lambda: kept(page) == (0 if arrived else 1))
    page.goto(people.path + WHERE)
    expect(page.locator(form_of(page))).to_have_value("" if arrived else "Samen oefenen")


def test_a_draft_in_two_tabs_adds_one(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """A form whose fate isn't known is sent again from another tab, unchanged: one thing is added."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.path + WHERE)
    page.locator(form_of(page)).fill("Samen oefenen")
    waiting = add_slowly(page)
    first = waiting[0].request
    address, body, headers = first.url, first.post_data, first.headers
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(people.path + WHERE)
    expect(again.locator(form_of(again))).to_have_value("Samen oefenen")
    # Only now the first one comes through.
    context.request.post(address, data=body, headers=headers)
    add(again)
    expect(again.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    assert advice(people) == ["Samen oefenen"]


def test_changed_after_sending_is_another(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The same, but Anna changes the text first: what came through and what she made of it are both
    there."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.path + WHERE)
    page.locator(form_of(page)).fill("Samen oefenen")
    waiting = add_slowly(page)
    first = waiting[0].request
    address, body, headers = first.url, first.post_data, first.headers
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(people.path + WHERE)
    expect(again.locator(form_of(again))).to_have_value("Samen oefenen")
    context.request.post(address, data=body, headers=headers)
    again.locator(form_of(again)).fill("Elk half jaar samen oefenen")
    add(again)
    expect(again.get_by_role("heading", name="Aanbeveling 2")).to_be_visible()
    assert advice(people) == ["Samen oefenen", "Elk half jaar samen oefenen"]


def test_a_form_that_came_back_with_errors(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Too long, made shorter, added: once, and nothing is left on the device."""
    expect_console("status of 422")
    page = open_browser(people.anna)
    page.goto(people.path + "punten/")
    selector = new_field(page, "Sterk punt toevoegen", "headline")
    page.locator(selector).fill("lang " * 50)
    page.locator(selector).press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator(selector).fill("Kort genoeg")
    page.locator(selector).press("Enter")
    expect(page.locator(".entry strong")).to_have_text("Kort genoeg")
    assert [row.headline for row in people.assessment.findings.all()] == ["Kort genoeg"]
    until(page, lambda: kept(page) == 0)
    expect(page.locator(".left-over")).to_have_count(0)


def test_typed_on_in_a_form_that_came_back_and_reloaded(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The browser sends the first text again; what was typed since stands beneath the form."""
    expect_console("status of 422")
    page = open_browser(people.anna)
    page.goto(people.path + "punten/")
    selector = new_field(page, "Sterk punt toevoegen", "headline")
    page.locator(selector).fill("lang " * 50)
    page.locator(selector).press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator(selector).fill("Daarna getypt")
    page.reload()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator(".left-over")).to_contain_text("Daarna getypt")
    page.get_by_role("button", name="Zet in het formulier").click()
    page.locator(selector).press("Enter")
    expect(page.locator(".entry strong")).to_have_text("Daarna getypt")
    assert [row.headline for row in people.assessment.findings.all()] == ["Daarna getypt"]


@pytest.mark.parametrize(("where", "summary", "name", "rows"), ALL_FORMS)
def test_somebody_else_logged_in_meanwhile(
    open_browser: Open,
    people: People,
    server: Server,
    expect_console: Expect,
    where: str,
    summary: str,
    name: str,
    rows: str,
) -> None:
    """Bram logs in while Anna's form is open: sending it stores nothing as his, and it is hers when
    she is back."""
    expect_console("status of 403")
    page = open_browser(people.anna)
    page.goto(people.path + where)
    selector = new_field(page, summary, name)
    page.locator(selector).fill("Van Anna")
    log_in(page.context, people.bram, server.url)
    page.locator(f"form:has({selector})").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("is nu iemand anders ingelogd")
    assert getattr(people.assessment, rows).count() == 0
    page.goto(people.path + where)
    page.wait_for_timeout(1800)
    expect(page.locator(new_field(page, summary, name))).to_have_value("")
    expect(page.locator("main")).not_to_contain_text("Van Anna")
    log_in(page.context, people.anna, server.url)
    page.goto(people.path + where)
    expect(page.locator(new_field(page, summary, name))).to_have_value("Van Anna")


def test_a_form_that_an_earlier_version_of_the_portal_kept(
    open_browser: Open, people: People
) -> None:
    """It had no token: it comes back with one, and counts once."""
    page = open_browser(people.anna)
    address = reverse("recommendations", args=[people.assessment.pk])
    page.goto(address)
    place = reverse("add_recommendation", args=[people.assessment.pk])
    page.evaluate(
        """([person, place]) => localStorage.setItem(
             `loket:new:${person}:${place}:12-34`,
             JSON.stringify({
               values: [["new-what", "Oefenen"]], where: location.pathname, name: "Aanbeveling", at: 1,
             }))""",
        [str(people.anna.pk), place],
    )
    page.reload()
    form = page.locator("form[data-keep]").last
    expect(form.locator("[name=new-what]")).to_have_value("Oefenen")
    assert re.fullmatch(r"[0-9a-z]{20,40}", form.locator("[name=token]").input_value())
