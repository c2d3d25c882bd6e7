"""The contents on a small screen: one line above the page that says where one is, and opens."""

import pytest
from playwright.sync_api import Page, expect

from .axe import violations, wait_until_loaded, width
from .conftest import Open
from .people import People

TABLET = {"viewport": {"width": 768, "height": 900}}
PHONE = {"viewport": {"width": 320, "height": 640}}
THEME = "actie-overleg"
# The top of what has the focus, and the bottom of the line with the contents.
PLACES = """() => [
  document.activeElement.getBoundingClientRect().top,
  document.querySelector(".contents").getBoundingClientRect().bottom,
]"""


@pytest.mark.parametrize("scripted", [True, False])
def test_contents_open_from_one_line(open_browser: Open, people: People, scripted: bool) -> None:
    """On a phone the contents are folded above the page; they open and lead on, also without
    scripts."""
    page = open_browser(people.anna, java_script_enabled=scripted, **PHONE)
    page.goto(people.theme(THEME))
    contents = page.locator("nav.contents")
    points = contents.get_by_role("link", name="Punten op een rij")
    expect(contents.locator("summary")).to_contain_text("Actie-overleg")
    expect(points).to_be_hidden()
    contents.locator("summary").click()
    points.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Punten op een rij")
    expect(contents.locator("summary")).to_contain_text("Punten op een rij")
    expect(points).to_be_hidden()


def test_where_one_is_without_scripts(open_browser: Open, people: People) -> None:
    """Without scripts the line says how many questions are answered."""
    people.write(people.bram, "Ja", key="actie-overleg-mandaat")
    page = open_browser(people.anna, java_script_enabled=False, **TABLET)
    page.goto(people.theme(THEME))
    expect(page.locator(".contents summary .count")).to_have_text("1 van 12 beantwoord")


@pytest.mark.parametrize("screen", [TABLET, PHONE], ids=["768", "320"])
def test_where_one_is(open_browser: Open, people: People, screen: dict[str, object]) -> None:
    """The line stays in sight and says at which question one is: the one that is read, or filled
    in."""
    page = open_browser(people.anna, **screen)
    page.goto(people.theme(THEME))
    place = page.locator(".contents summary .count")
    expect(place).to_have_text("vraag 1 van 12")
    page.locator("#i-actie-overleg-mandaat").evaluate("one => one.scrollIntoView()")
    expect(place).to_have_text("vraag 4 van 12")
    page.locator("main .indicator textarea").last.focus()
    expect(place).to_have_text("vraag 12 van 12")
    expect(page.locator(".contents summary")).to_be_in_viewport()


@pytest.mark.parametrize("back", [False, True], ids=["Tab", "Shift+Tab"])
def test_no_field_under_the_line(open_browser: Open, people: People, back: bool) -> None:
    """Whoever goes through the page by keyboard sees each field whole: none is under the line."""
    page = open_browser(people.anna, **PHONE)
    page.goto(people.theme(THEME))
    wait_until_loaded(page)
    if back:
        page.locator("main .indicator textarea").last.focus()
    else:
        page.locator("main .indicator textarea").first.focus()
    covered = []
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        top, line = page.evaluate(PLACES)
        if top < line:
            covered.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
    assert covered == []


def test_jumping_to_a_question(open_browser: Open, people: People) -> None:
    """A link to a question shows the question below the line."""
    page = open_browser(people.anna, **PHONE)
    page.goto(people.theme(THEME) + "#i-actie-overleg-mandaat")
    wait_until_loaded(page)
    question = page.locator("#i-actie-overleg-mandaat").bounding_box()
    line = page.locator(".contents").bounding_box()
    assert question
    assert line
    assert 0 <= question["y"] - (line["y"] + line["height"]) < 80


def test_open_contents_are_accessible(open_browser: Open, people: People) -> None:
    """Opened on a phone, the contents have no violation and stay within the screen."""
    page = open_browser(people.anna, **PHONE)
    page.goto(people.theme(THEME))
    page.locator(".contents summary").click()
    assert violations(page) == []
    assert width(page) == 320


@pytest.mark.parametrize("wide", [1280, 1600])
def test_contents_beside_the_page(open_browser: Open, people: People, wide: int) -> None:
    """Where there is room the contents stand open beside the page, in line with the header."""
    page = open_browser(people.anna, viewport={"width": wide, "height": 900})
    page.goto(people.theme(THEME))
    expect(page.locator("nav.contents").get_by_role("link", name="Aanbevelingen")).to_be_visible()
    expect(page.locator(".contents summary")).to_be_hidden()
    assert abs(_left(page, ".masthead .name") - _left(page, ".contents .label")) <= 4


def test_pages_begin_where_the_header_begins(open_browser: Open, people: People) -> None:
    """A page without contents is in line with the header, too."""
    page = open_browser(people.anna)
    for path in ("/", "/rapporten/"):
        page.goto(path)
        assert _left(page, "h1") == _left(page, ".masthead .name")


def _left(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"]
