"""A page that is cut off on its way: what came is shown, and what somebody types in it is kept."""

import re
from collections.abc import Iterator
from time import time_ns

import pytest
from playwright.sync_api import Page, expect

from indicators.models import IndicatorSet
from indicators.versions.copying import new_version

from .conftest import Expect, Open, Server
from .cutting import CuttingProxy, Way, cutting
from .people import People
from .test_parts import new_field
from .typing import SAVED, field, reply, until, write

INCOMPLETE = "Deze pagina is niet helemaal geladen."
AGAIN = "Laad de pagina opnieuw"


@pytest.fixture
def proxy(server: Server, expect_console: Expect) -> Iterator[CuttingProxy]:
    expect_console("ERR_CONTENT_LENGTH_MISMATCH|ERR_CONNECTION_RESET")
    with cutting(server.port) as proxy:
        yield proxy


def open_cut(open_browser: Open, people: People, proxy: CuttingProxy, path: str) -> Page:
    page = open_browser(people.anna, base_url=proxy.url)
    # Such a page never says that it is there.
    page.goto(path, wait_until="commit")
    return page


def load_again(page: Page, proxy: CuttingProxy) -> None:
    proxy.whole()
    page.get_by_role("button", name=AGAIN).click()
    page.locator("#page-end").wait_for(state="attached")


@pytest.mark.parametrize("way", ["breaks", "hangs", "ends"])
@pytest.mark.parametrize("share", [0.3, 0.55, 0.97])
def test_what_is_typed_in_a_cut_page_is_stored(
    open_browser: Open, people: People, proxy: CuttingProxy, way: Way, share: float
) -> None:
    """Anna types in a page of which the end doesn't come: it is stored at once, the page says what
    is the matter, and loaded again it is whole."""
    proxy.way, proxy.share = way, share
    people.write(people.anna, "Er zijn afspraken.")
    page = open_cut(open_browser, people, proxy, people.theme())
    field(page).press_sequentially("Vaste. ")
    until(page, lambda: "Vaste. " in people.text())
    expect(page.locator(".note.open")).to_contain_text(INCOMPLETE)
    expect(page.locator(".note.open")).to_contain_text("blijft bewaard")
    load_again(page, proxy)
    expect(field(page)).to_have_value(people.text())
    expect(page.locator(".note.open, .conflict")).to_have_count(0)
    write(page, "Er zijn vaste afspraken.")
    expect(reply(page)).to_have_text(SAVED)


def test_half_a_text_replaces_nothing(
    open_browser: Open, people: People, proxy: CuttingProxy
) -> None:
    """The page ends in the middle of a text, and Anna types there: the whole text stays, and she
    chooses."""
    proxy.before = b"Er zijn afspraken"
    people.write(people.anna, "Er zijn afspraken, en alle partners kennen die.")
    page = open_cut(open_browser, people, proxy, people.theme())
    expect(field(page)).to_have_value("Er zijn afspraken")
    field(page).fill("Er zijn vaste afspraken")
    expect(page.locator(".note.open")).to_contain_text(INCOMPLETE)
    load_again(page, proxy)
    expect(reply(page).locator("blockquote")).to_have_text(
        ["Er zijn vaste afspraken", "Er zijn afspraken, en alle partners kennen die."]
    )
    assert people.text() == "Er zijn afspraken, en alle partners kennen die."
    reply(page).get_by_role("button", name="Neem de andere over").click()
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Er zijn afspraken, en alle partners kennen die."


def test_half_a_form_for_something_new_is_kept(
    open_browser: Open, people: People, proxy: CuttingProxy
) -> None:
    """Anna types in half a form for a recommendation: loaded again it is whole, holds her text, and
    is added."""
    proxy.before = b'name="new-explanation"'
    page = open_cut(open_browser, people, proxy, people.path + "aanbevelingen/")
    what = page.locator(new_field(page, "Nieuwe aanbeveling", "what"))
    what.press_sequentially("Oefen samen")
    expect(page.locator(".note.open")).to_contain_text(INCOMPLETE)
    load_again(page, proxy)
    expect(what).to_have_value("Oefen samen")
    page.locator(new_field(page, "Nieuwe aanbeveling", "explanation")).fill("Dat helpt.")
    page.get_by_role("button", name="Voeg aanbeveling toe").click()
    expect(page.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    (added,) = people.assessment.recommendations.all()
    assert (added.what, added.explanation) == ("Oefen samen", "Dat helpt.")


def test_half_a_form_takes_nothing_from_what_was_kept(
    open_browser: Open, people: People, proxy: CuttingProxy
) -> None:
    """Anna typed a recommendation and comes back to half a page: the whole page has all of it."""
    page = open_browser(people.anna, base_url=proxy.url)
    page.goto(people.path + "aanbevelingen/")
    what = page.locator(new_field(page, "Nieuwe aanbeveling", "what"))
    explanation = page.locator(new_field(page, "Nieuwe aanbeveling", "explanation"))
    what.fill("Oefen samen")
    explanation.fill("Dat helpt.")
    proxy.before = b'name="new-explanation"'
    page.goto(people.path + "aanbevelingen/", wait_until="commit")
    expect(page.locator(".note.open")).to_contain_text(INCOMPLETE)
    load_again(page, proxy)
    expect(what).to_have_value("Oefen samen")
    expect(explanation).to_have_value("Dat helpt.")


def test_a_cut_page_of_the_admin_warns(
    open_browser: Open,
    people: People,
    proxy: CuttingProxy,
    expect_console: Expect,
    kader: IndicatorSet,
) -> None:
    """Ada edits a theme on a page that lost its buttons: it says so, and asks before she leaves
    what she typed."""
    expect_console("^dialog: ")
    draft = new_version(kader, f"{time_ns()}", source="Een proef", by=people.ada)
    page = open_browser(people.ada, base_url=proxy.url)
    proxy.way, proxy.before = "hangs", b'class="submit-row'
    address = f"/beheer/indicators/indicatorset/{draft.pk}/opbouw/"
    page.goto(f"{address}thema/{draft.themes.all()[0].pk}/", wait_until="commit")
    text = page.locator("fieldset :is(textarea, input[type=text])").first
    text.press_sequentially("Vaste ")
    expect(page.get_by_role("alert")).to_contain_text(INCOMPLETE)
    proxy.whole()
    with page.expect_event("dialog"):
        page.get_by_role("button", name=AGAIN).click()
    expect(text).to_have_value(re.compile("Vaste "))
