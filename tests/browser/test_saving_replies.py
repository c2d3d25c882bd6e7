"""Only the portal's own reply counts: after anything else the text is kept, and sent again."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Expect, Open
from .people import People
from .typing import AWAY, KEPT_TEXTS, KEY, SAVED, field, reply, until, write

TYPE = "application/vnd.loket.saved+json"
NOT_STORED = re.compile(
    r"(Geen verbinding|Het portaal gaf een fout)\. Uw tekst staat veilig op dit apparaat"
)
PAGE = "<p>Log in op het netwerk van de gemeente</p>"


def redirect(route: Route) -> None:
    route.fulfill(status=302, headers={"Location": "/rapporten/"})


def break_off(route: Route) -> None:
    route.abort()


def about_another(**other: object) -> Callable[[Route], None]:
    """Return an answer of the right shape about another save than the one that was sent."""

    def answer(route: Route) -> None:
        sent = json.loads(route.request.post_data or "")["fields"]["text"]
        told = {
            "page": sent["page"],
            "step": sent["step"],
            "result": "stored",
            "stored": "x",
            "time": "10:00",
        }
        route.fulfill(content_type=TYPE, body=json.dumps({"fields": {"text": told | other}}))

    return answer


def fulfil(status: int, **answer: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, **answer)  # type: ignore[arg-type]


NO_REPLIES: dict[str, Callable[[Route], None]] = {
    "a proxy's page": fulfil(200, content_type="text/html", body=PAGE),
    "an empty answer": fulfil(200),
    "no content": fulfil(204),
    "the right type, cut off": fulfil(200, content_type=TYPE, body='{"fields": {"text": {"res'),
    "the right type, empty": fulfil(200, content_type=TYPE, body="{}"),
    "other JSON": fulfil(200, content_type="application/json", body='{"fields": {}}'),
    "no field": fulfil(200, content_type=TYPE, body='{"fields": {}}'),
    "an older save": about_another(step=1),
    "another page": about_another(page="other"),
    "without what is stored": about_another(stored=None),
    "a redirect": redirect,
    "broken off": break_off,
    "too slow": fulfil(408),
    "too large": fulfil(413, content_type="text/html", body=PAGE),
    "too often": fulfil(429, content_type="text/html", body=PAGE),
    "an error": fulfil(500, content_type="text/html", body=PAGE),
    "a proxy's error": fulfil(502, content_type="text/html", body=PAGE),
    "no page": fulfil(404, content_type="text/html", body=PAGE),
}


def _kept(page: Page) -> int:
    return int(page.evaluate(KEPT_TEXTS))


@pytest.mark.parametrize("name", NO_REPLIES)
def test_what_is_no_reply_is_never_called_stored(
    open_browser: Open, people: People, expect_console: Expect, name: str
) -> None:
    """Something else than the portal answers: the page says so, keeps the text and sends it again
    by itself."""
    expect_console(rf"{AWAY}|status of [45]\d\d")
    page = open_browser(people.anna)
    page.goto(people.theme())
    page.clock.install()
    page.route("**/indicator/**", NO_REPLIES[name], times=1)
    write(page, "Er zijn afspraken.")
    page.clock.fast_forward(1500)
    if name == "the right type, empty":
        # It says nothing about what was wrong, and so it isn't sent again by itself.
        expect(reply(page)).not_to_contain_text("pgeslagen om")
        write(page, "Er zijn afspraken. ")
        page.clock.fast_forward(1500)
    else:
        expect(reply(page)).to_have_text(NOT_STORED)
        assert _kept(page) == 1
        assert people.text() == ""
        page.clock.fast_forward(6000)
    expect(reply(page)).to_have_text(SAVED)
    assert people.text().strip() == "Er zijn afspraken."
    assert _kept(page) == 0


def test_a_letter_that_no_font_has_is_named_under_its_field(
    open_browser: Open, people: People
) -> None:
    """It is said while somebody types, and no longer when the text is mended."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    write(page, "De wijk \U00020000")
    warning = reply(page).get_by_text("Dit teken kan niet in de pdf")
    expect(warning).to_contain_text("\U00020000")
    expect(reply(page)).to_contain_text(SAVED[0])
    write(page, "De wijk Noord")
    expect(warning).to_have_count(0)
    assert people.text() == "De wijk Noord"


def test_a_request_that_the_server_cannot_read(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The server says that it can make nothing of a save: the page says so and doesn't go on
    asking."""
    expect_console("status of 400")
    page = open_browser(people.anna)
    page.goto(people.theme())
    seen: list[Route] = []

    def refuse(route: Route) -> None:
        seen.append(route)
        route.fulfill(
            status=400,
            content_type=TYPE,
            body=json.dumps({"message": "De server begreep dit niet."}),
        )

    page.clock.install()
    page.route("**/indicator/**", refuse)
    write(page, "Er zijn afspraken.")
    page.clock.fast_forward(1500)
    expect(reply(page)).to_contain_text("De server begreep dit niet.")
    page.clock.fast_forward(60_000)
    page.wait_for_timeout(200)
    assert len(seen) == 1
    assert _kept(page) == 1
    page.unroute("**/indicator/**")
    write(page, "Er zijn vaste afspraken.")
    page.clock.fast_forward(1500)
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Er zijn vaste afspraken."


def test_a_token_that_is_gone(open_browser: Open, people: People, expect_console: Expect) -> None:
    """The browser threw away the token against forged forms: the save is simply sent again with a
    new one."""
    expect_console("status of 403")
    page = open_browser(people.anna)
    page.goto(people.theme())
    page.context.clear_cookies(name="csrftoken")
    write(page, "Er zijn afspraken.")
    until(page, lambda: people.text() == "Er zijn afspraken.")
    expect(reply(page)).to_have_text(SAVED)


def test_a_late_save_is_not_called_stored(open_browser: Open, people: People) -> None:
    """Two saves of one draft overtake one another: the newer text stays, and the page ends with
    what is stored."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    slow: list[Route] = []
    page.route("**/indicator/**", lambda route: slow.append(route), times=1)
    write(page, "Eerste")
    until(page, lambda: bool(slow))
    # Leaving sends the newest text at once, beside the save that is still under way.
    field(page).fill("Tweede")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    until(page, lambda: people.text() == "Tweede")
    slow[0].continue_()
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Tweede"
    expect(field(page)).to_have_value("Tweede")
    expect(page.locator(".conflict")).to_have_count(0)


def test_typed_back_while_a_save_is_lost(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna types a text, hears nothing, and types the old text back: that is what ends up stored."""
    expect_console(AWAY)
    people.write(people.anna, "Oud")
    page = open_browser(people.anna)
    page.goto(people.theme())

    def lose_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/indicator/**", lose_reply, times=1)
    page.clock.install()
    write(page, "Nieuw")
    page.clock.fast_forward(1500)
    until(page, lambda: people.text() == "Nieuw")
    write(page, "Oud")
    page.clock.fast_forward(6000)
    until(page, lambda: people.text() == "Oud")
    expect(reply(page)).to_have_text(SAVED)
    assert _kept(page) == 0


def test_the_same_text_again_undoes_nobody(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna's text is stored but she doesn't hear it; Bram puts his there; her repeat doesn't undo
    his, it asks."""
    expect_console(AWAY)
    page, brams = open_browser(people.anna), open_browser(people.bram)
    page.goto(people.theme())

    def lose_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/indicator/**", lose_reply, times=1)
    page.clock.install()
    write(page, "Van Anna")
    page.clock.fast_forward(1500)
    until(page, lambda: people.text() == "Van Anna")
    brams.goto(people.theme())
    write(brams, "Van Bram")
    expect(reply(brams)).to_have_text(SAVED)
    page.clock.fast_forward(6000)
    expect(reply(page).locator("blockquote")).to_have_text(["Van Anna", "Van Bram"])
    expect(reply(page)).to_contain_text("van Bram")
    assert people.text() == "Van Bram"


def test_nothing_is_said_where_nobody_typed(open_browser: Open, people: People) -> None:
    """A fresh page says nothing about saving, and after a save only where something was typed."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    said = page.locator(".reply", has_text=re.compile(r"\S"))
    expect(said).to_have_count(0)
    write(page, "Er zijn afspraken.")
    expect(reply(page, KEY)).to_have_text(SAVED)
    expect(said).to_have_count(1)
    page.reload()
    expect(said).to_have_count(1)
