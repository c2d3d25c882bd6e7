"""What people type is shown as text everywhere; a page is light and a save is one request."""

from playwright.sync_api import Page, Request, expect

from .conftest import Open
from .people import People
from .typing import SAVED, field, reply

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> {{7*7}} {% now 'Y' %} =cmd|' /C calc'!A0 עברית 👩‍⚖️"
LIGHT = 68 * 1024


def test_hostile_text_is_shown_as_text(open_browser: Open, people: People) -> None:
    """Markup, template tags, formulas, right-to-left text and emoji are shown as they were typed,
    and do nothing."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    page.locator("#i-samenhang-afspraken").get_by_label("sterk punt", exact=True).check()
    field(page).fill(HOSTILE)
    field(page, name="evidence").fill(HOSTILE)
    field(page, name="key_point").fill(HOSTILE)
    expect(reply(page)).to_have_text(SAVED)
    page.reload()
    for name in ("text", "evidence", "key_point"):
        expect(field(page, name=name)).to_have_value(HOSTILE)
    page.goto(people.path + "punten/")
    expect(page.locator("main .entry strong").first).to_have_text(HOSTILE)
    page.goto(people.path + "rapport/")
    assert page.locator("main").inner_text().count(HOSTILE) >= 3


def test_a_list_from_a_word_processor(open_browser: Open, people: People) -> None:
    """A pasted list is a list in the report."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page).focus()
    page.keyboard.insert_text("Wij letten op:\n•\tEen vast moment\n•\tTwee mensen")
    expect(reply(page)).to_have_text(SAVED)
    page.goto(people.path + "rapport/")
    report = page.locator("main")
    assert report.locator("ul", has_text="Een vast moment").last.locator(
        "li"
    ).all_inner_texts() == [
        "Een vast moment",
        "Twee mensen",
    ]
    expect(report).not_to_contain_text("•\t")


def requests_of(page: Page) -> list[Request]:
    """Return a list that grows with every request that the page makes from now on."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request))
    return seen


def test_the_theme_page_is_light(open_browser: Open, people: People) -> None:
    """A theme page takes at most 6 requests, and our own style (that for paper too) and script
    are under 68 KB."""
    page = open_browser(people.anna)
    seen = requests_of(page)
    page.goto(people.theme("samen-op-in-acuut"), wait_until="networkidle")
    assert len(seen) <= 6, [request.url for request in seen]
    ours = [request for request in seen if request.url.endswith((".css", ".js"))]
    assert sum(len(request.response().body()) for request in ours) < LIGHT  # type: ignore[union-attr]


def test_a_save_is_one_request(open_browser: Open, people: People) -> None:
    """Typing a sentence and waiting for it to be stored takes exactly one request."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    seen = requests_of(page)
    field(page).press_sequentially("Een hele zin.")
    expect(reply(page)).to_have_text(SAVED)
    page.wait_for_load_state("networkidle")
    assert [request.method for request in seen] == ["POST"]
