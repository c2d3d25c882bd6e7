"""A page that is left alone warns before its session ends; typing and a button keep it."""

from playwright.sync_api import expect

from networks.own_account.time_limits import IDLE, IDLE_IN_ADMIN

from .axe import complaints
from .conftest import Open
from .people import People

SHORTLY_BEFORE = IDLE - 150  # seconds: within the two minutes of the warning


def test_a_page_left_alone_warns(open_browser: Open, people: People) -> None:
    """Anna is warned, stays by the button, and is warned in another tab no more either; left alone
    for longer the page says that she is out, and what she typed still stands there."""
    page = open_browser(people.anna)
    page.clock.install()
    page.goto(f"/zelfevaluaties/{people.assessment.pk}/teksten/")
    other = page.context.new_page()
    other.goto("/account/")
    # The clock is the same in both tabs.
    page.clock.fast_forward(SHORTLY_BEFORE * 1000)
    for tab in (page, other):
        expect(tab.get_by_text("Bent u er nog?")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("button", name="Blijf ingelogd").click()
    for tab in (page, other):
        expect(tab.get_by_text("Bent u er nog?")).to_be_hidden()

    other.clock.fast_forward(IDLE * 1000)
    expect(other.get_by_text("Wat u typte, staat nog in dit venster.")).to_be_visible()
    assert complaints(other) == []


def test_typing_counts(open_browser: Open, people: People) -> None:
    """A form that isn't saved by itself, such as one in the admin, stays open while Ada types."""
    page = open_browser(people.ada)
    page.clock.install()
    page.goto("/beheer/networks/organisation/add/")
    half = IDLE_IN_ADMIN * 1000 // 2
    page.clock.fast_forward(half)
    # A page tells its other tabs when the server has answered.
    heard = page.evaluate_handle(
        "() => ({ answer: new Promise((heard) => {"
        " new BroadcastChannel('loket-active').onmessage = heard; }) })"
    )
    page.locator("#id_name").press_sequentially("Politie")
    heard.evaluate("(heard) => heard.answer.then(() => true)")
    page.clock.fast_forward(half + 60_000)
    expect(page.get_by_text("Bent u er nog?")).to_be_hidden()
    page.clock.fast_forward(half - 200_000)
    expect(page.get_by_text("Bent u er nog?")).to_be_visible()
