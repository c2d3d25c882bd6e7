"""Reading a report on screen: a link to each point, and reading on where one was."""

from playwright.sync_api import expect

from assessments.models import Finding, Recommendation
from networks.models import Organisation

from .axe import violations, width
from .conftest import Open
from .people import People

WIDE = {"viewport": {"width": 1280, "height": 800}}


def add_points(people: People) -> str:
    """Write points and a recommendation, and return the address of the report."""
    for kind, headline in (
        ("strength", "Iedereen kent elkaar"),
        ("improvement", "De nacht is dun"),
    ):
        Finding.objects.create(
            assessment=people.assessment, kind=kind, headline=headline, explanation="Lang. " * 900
        )
    Recommendation.objects.create(assessment=people.assessment, what="Regel de nachten")
    return f"{people.path}rapport/"


def test_each_point_has_a_link(open_browser: Open, people: People) -> None:
    """Points and recommendations have a link to themselves, which the keyboard reaches."""
    page = open_browser(people.anna, **WIDE)
    page.goto(add_points(people))
    for name in ("Link naar dit punt", "Link naar deze aanbeveling"):
        link = page.get_by_role("link", name=name).last
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{link.get_attribute('href')}")
        expect(page.locator(":target")).to_be_in_viewport()
    assert page.get_by_role("link", name="Link naar dit punt").count() == 2
    assert violations(page) == []


def test_reading_on(open_browser: Open, people: People) -> None:
    """Who comes back to a report is offered to read on; nothing moves by itself."""
    report = add_points(people)
    page = open_browser(people.anna, **WIDE)
    page.goto(report)
    expect(page.locator(".read-on")).to_have_count(0)
    page.locator("#geheel-punt-2").evaluate("one => one.scrollIntoView()")
    page.wait_for_timeout(600)
    page.goto("/")
    page.goto(report)
    expect(page.locator(".read-on")).to_contain_text("U was gebleven bij: De nacht is dun")
    assert page.evaluate("scrollY") == 0
    page.get_by_role("link", name="De nacht is dun", exact=True).last.click()
    expect(page.locator("#geheel-punt-2")).to_be_in_viewport()


def test_nothing_kept_on_a_shared_computer(open_browser: Open, people: People) -> None:
    """On a shared computer the place isn't kept."""
    report = add_points(people)
    page = open_browser(people.anna, **WIDE)
    page.route(
        f"**{report}",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace("</head>", '<meta name="shared" content="1"></head>'),
        ),
    )
    page.goto(report)
    page.locator("#geheel-punt-2").evaluate("one => one.scrollIntoView()")
    page.wait_for_timeout(600)
    page.goto(report)
    expect(page.locator(".read-on")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('reading'))") == []


def test_many_partners_stay_on_the_page(open_browser: Open, people: People) -> None:
    """A network with many partners doesn't make its report wider than the screen."""
    for number in range(8):
        partner = Organisation.objects.create(
            name=f"Openbaar Ministerie, parket Noord-Nederland {people.noord.pk} {number}",
        )
        people.noord.organisations.add(partner)
    page = open_browser(people.anna, **WIDE)
    page.goto(f"{people.path}rapport/")
    expect(page.locator(".colophon td").first).to_contain_text("Openbaar Ministerie")
    for screen in (1280, 768, 320):
        page.set_viewport_size({"width": screen, "height": 800})
        assert width(page) == screen
