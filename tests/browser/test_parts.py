"""Points, recommendations, follow-ups, texts and conclusions: saved by themselves, kept while new,
put in order."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from assessments.models import Assessment
from indicators.models import Indicator

from .conftest import Expect, Open, Server
from .people import People
from .typing import AWAY, KEY, REFUSED, SAVED, until


@pytest.mark.parametrize(
    "kind", ["findings", "recommendations", "follow_ups", "conclusions", "texts"]
)
def test_every_part_saves_by_itself(open_browser: Open, people: People, kind: str) -> None:
    """What is typed in a part of the report is stored without a button, also when Anna leaves at
    once."""
    made = {
        "findings": {"kind": "strength", "headline": "Korte lijnen"},
        "recommendations": {"what": "Oefenen"},
        "follow_ups": {"what": "Oefenen"},
        "conclusions": {"question": "Werkt het?"},
    }
    where = {"findings": "punten/", "conclusions": "teksten/", "texts": "teksten/"}.get(
        kind, "aanbevelingen/"
    )
    row = (
        people.assessment
        if kind == "texts"
        else getattr(people.assessment, kind).create(**made[kind])
    )
    letter = {
        "findings": "p",
        "recommendations": "r",
        "follow_ups": "f",
        "conclusions": "c",
        "texts": "t",
    }[kind]
    prefix = letter if kind == "texts" else f"{letter}{row.pk}"
    name = {"conclusions": "text", "texts": "method"}.get(kind, "explanation")

    def stored() -> str:
        row.refresh_from_db()
        return str(getattr(row, name))

    page = open_browser(people.anna)
    page.goto(people.path + where)
    if kind in ("findings", "recommendations", "follow_ups"):
        anchor = "f" if kind == "follow_ups" else "p"
        page.locator(f"#{anchor}-{row.pk} summary").click()
    text = page.locator(f"[name='{prefix}-{name}']")
    text.fill("Eerste zin.")
    expect(page.locator(f"#form-{prefix} .reply")).to_have_text(SAVED)
    assert stored() == "Eerste zin."
    text.press("End")
    text.press_sequentially(" Tweede.")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Start").click()
    until(page, lambda: stored() == "Eerste zin. Tweede.")


NEW_FORMS = [
    ("punten/", r"Sterk punt toevoegen", "headline", "findings"),
    ("aanbevelingen/", r"Nieuwe aanbeveling", "what", "recommendations"),
    ("aanbevelingen/", r"Eerdere aanbeveling", "what", "follow_ups"),
    ("teksten/", r"Conclusie toevoegen", "question", "conclusions"),
]


def new_field(page: Page, summary: str, name: str) -> str:
    """Open the form for a new part and return the selector of one of its fields."""
    folded = page.locator("details", has=page.locator("summary", has_text=re.compile(summary)))
    # A draft that comes back opens it too: a click might then close it.
    folded.first.evaluate("one => { one.open = true }")
    form = folded.first.locator("form[data-keep]")
    return f"[name='{form.locator(f'[name$={name}]').get_attribute('name')}']"


@pytest.mark.parametrize(("where", "summary", "name", "rows"), NEW_FORMS)
def test_a_new_part_survives_leaving_the_page(
    open_browser: Open, people: People, where: str, summary: str, name: str, rows: str
) -> None:
    """Anna clicks away from a half-written new part; it is there when she comes back, until she has
    added it."""
    page = open_browser(people.anna)
    page.goto(people.path + where)
    selector = new_field(page, summary, name)
    page.locator(selector).fill("Half geschreven zin")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1, name="Start")).to_be_visible()
    page.goto(people.path + where)
    expect(page.locator(selector)).to_be_visible()
    expect(page.locator(selector)).to_have_value("Half geschreven zin")
    # Who goes on before the answer is there still finds the text.
    with page.expect_navigation():
        page.locator(f"form:has({selector})").get_by_role("button").click()
    assert getattr(people.assessment, rows).count() == 1
    page.goto(people.path + where)
    expect(page.locator(selector)).to_have_value("")


def test_a_new_part_that_is_refused_stays(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """A new point that is too long comes back with an error, and is still there after leaving the
    page."""
    expect_console(REFUSED)
    page = open_browser(people.anna)
    page.goto(people.path + "punten/")
    selector = new_field(page, "Sterk punt toevoegen", "headline")
    page.locator(selector).fill("lang " * 50)
    page.locator(selector).press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    page.goto(people.path + "punten/")
    expect(page.locator(selector)).to_have_value("lang " * 50)


def test_a_new_part_that_never_arrived_stays(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """The server is away when Anna adds a recommendation; when it is back her text still stands in
    the form."""
    expect_console(AWAY)
    page = open_browser(people.anna)
    page.goto(people.path + "aanbevelingen/")
    selector = new_field(page, "Nieuwe aanbeveling", "what")
    page.locator(selector).fill("Elk half jaar samen oefenen")
    server.stop()
    page.get_by_role("button", name="Voeg aanbeveling toe").click()
    page.wait_for_url(re.compile("chrome-error"))
    server.start()
    page.goto(people.path + "aanbevelingen/")
    expect(page.locator(selector)).to_have_value("Elk half jaar samen oefenen")
    page.get_by_role("button", name="Voeg aanbeveling toe").click()
    expect(page.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    expect(page.locator(selector)).to_have_value("")


def test_a_folded_form_opens_itself_for_a_draft(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """What Anna typed about an agreement never arrived; when she comes back its form is open, with
    her text, and it is stored."""
    expect_console(AWAY)
    row = people.assessment.follow_ups.create(what="Oefenen")
    page = open_browser(people.anna)
    context = page.context
    page.goto(people.path + "aanbevelingen/")
    page.locator(f"#f-{row.pk} summary").click()
    server.stop()
    page.locator(f"[name='f{row.pk}-explanation']").fill("Twee keer geoefend.")
    expect(page.locator(f"#f-{row.pk} .reply")).to_contain_text("op dit apparaat")
    page.close()
    server.start()
    again = context.new_page()
    again.goto(people.path + "aanbevelingen/")
    text = again.locator(f"[name='f{row.pk}-explanation']")
    expect(text).to_be_visible()
    expect(text).to_have_value("Twee keer geoefend.")
    rows = people.assessment.follow_ups.filter(explanation="Twee keer geoefend.")
    until(again, rows.exists)


def test_a_point_of_a_judgement_survives_leaving_the_page(
    open_browser: Open, people: People
) -> None:
    """Anna changes the headline that was filled in and leaves; it is there when she comes back by
    the same link, and once it was added the next question begins afresh."""
    indicator = Indicator.objects.get(
        group__theme__indicator_set=people.assessment.indicator_set, key=KEY
    )
    people.assessment.answers.create(
        indicator=indicator, judgement="mixed", text="Er zijn afspraken. Sinds maart."
    )
    page = open_browser(people.anna)

    def make(place: int) -> Locator:
        page.goto(people.path + "punten/")
        page.get_by_role("link", name="Maak hier een punt van").nth(place).click()
        return page.get_by_label("Punt", exact=True)

    headline = make(0)
    expect(headline).to_have_value("Er zijn afspraken")
    headline.fill("Iedereen kent de afspraken")
    expect(make(1)).to_have_value("Er zijn afspraken")
    expect(make(0)).to_have_value("Iedereen kent de afspraken")
    page.get_by_label("Zet het antwoord op de vraag in de toelichting").check()
    page.get_by_role("button", name="Voeg punt toe").click()
    expect(page.locator(".entry strong")).to_have_text("Iedereen kent de afspraken")
    point = people.assessment.findings.get()
    assert (point.kind, point.explanation) == ("strength", "Er zijn afspraken. Sinds maart.")
    expect(page.get_by_role("link", name="Maak hier een punt van")).to_have_count(1)


def _order(assessment: Assessment) -> list[str]:
    return list(assessment.recommendations.values_list("what", flat=True))


def _three(people: People) -> list[int]:
    rows = people.assessment.recommendations
    return [
        rows.create(what=what, position=place).pk
        for place, what in enumerate(["een", "twee", "drie"], start=1)
    ]


def test_order_by_dragging(open_browser: Open, people: People) -> None:
    """Anna drags the last recommendation to the top; the numbers follow and the order is stored."""
    first, _second, third = _three(people)
    page = open_browser(people.anna, viewport={"width": 1200, "height": 2600})
    page.goto(people.path + "aanbevelingen/")
    page.locator(f"#p-{third} .handle").drag_to(page.locator(f"#p-{first} h3"))
    expect(page.get_by_text("De nieuwe volgorde is opgeslagen.")).to_be_visible()
    assert _order(people.assessment) == ["drie", "een", "twee"]
    expect(page.locator(f"#p-{third} h3")).to_have_text("Aanbeveling 1")
    expect(page.locator(f"#p-{first} h3")).to_have_text("Aanbeveling 2")


def test_order_that_could_not_be_stored(
    open_browser: Open, people: People, server: Server, expect_console: Expect
) -> None:
    """Without a connection the list goes back to how it is stored, and says so."""
    expect_console(AWAY)
    first, _second, third = _three(people)
    page = open_browser(people.anna, viewport={"width": 1200, "height": 2600})
    page.goto(people.path + "aanbevelingen/")
    server.stop()
    page.locator(f"#p-{third} .handle").drag_to(page.locator(f"#p-{first} h3"))
    expect(page.get_by_text("De nieuwe volgorde is niet opgeslagen.")).to_be_visible()
    expect(page.locator(f"#p-{first} h3")).to_have_text("Aanbeveling 1")
