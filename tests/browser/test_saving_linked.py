"""One page writes what another page shows, and deletes it: the other page's text is never gone
without a word."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from assessments.models import Finding
from national import lifecycle as national
from national.models import NationalReport
from networks.models import User
from tests.national import nationals

from .conftest import Expect, Open
from .people import People
from .typing import KEY, SAVED, field, reply, until, write

HEADLINE, NEW = "Iedereen kent de afspraken", "Iedereen kent ze, ook wie nieuw is"


def point_of(people: People) -> Finding:
    return people.assessment.findings.get()


def headline(people: People) -> str:
    return point_of(people).headline


@pytest.fixture
def theme(open_browser: Open, people: People) -> Page:
    """Anna's theme page, on which she judged a question and wrote a kernpunt."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    page.locator(f"#i-{KEY} [value=strength]").check()
    write(page, HEADLINE, name="key_point")
    until(page, lambda: people.assessment.findings.count() == 1)
    expect(reply(page)).to_have_text(SAVED)
    return page


@pytest.fixture
def points(open_browser: Open, people: People, theme: Page) -> Page:
    """Bram's page with the point that came of it, open to change."""
    page = open_browser(people.bram)
    page.goto(people.path + "punten/")
    page.locator(f"#p-{point_of(people).pk} summary").click()
    return page


def of_point(page: Page, people: People, name: str) -> Locator:
    return page.locator(f"[name='p{point_of(people).pk}-{name}']")


def told(page: Page, people: People) -> Locator:
    return page.locator(f"#p-{point_of(people).pk} .reply")


def test_the_headline_changes_while_its_explanation_is_typed(
    people: People, theme: Page, points: Page
) -> None:
    """Bram types an explanation, Anna changes the headline on her page, Bram types on: both stay."""
    text = of_point(points, people, "explanation")
    text.press_sequentially("Sinds maart.")
    expect(told(points, people)).to_have_text(SAVED)
    write(theme, NEW, name="key_point")
    until(theme, lambda: headline(people) == NEW)
    text.press_sequentially(" Het staat ook op papier.")
    until(points, lambda: point_of(people).explanation == "Sinds maart. Het staat ook op papier.")
    expect(told(points, people)).to_have_text(SAVED)
    assert headline(people) == NEW


def test_the_headline_changes_on_both_pages(people: People, theme: Page, points: Page) -> None:
    """Both change it: the second is shown the text of the first, by name."""
    write(theme, NEW, name="key_point")
    until(theme, lambda: headline(people) == NEW)
    of_point(points, people, "headline").fill("Wie nieuw is krijgt uitleg")
    expect(told(points, people).locator("blockquote")).to_have_text(
        ["Wie nieuw is krijgt uitleg", NEW]
    )
    expect(told(points, people)).to_contain_text("van Anna")
    assert headline(people) == NEW


def test_the_kernpunt_changes_on_both_pages(people: People, theme: Page, points: Page) -> None:
    """The same the other way round: Anna is shown what Bram made of the headline, by name."""
    of_point(points, people, "headline").fill("Wie nieuw is krijgt uitleg")
    expect(told(points, people)).to_have_text(SAVED)
    write(theme, NEW, name="key_point")
    expect(reply(theme).locator("blockquote")).to_have_text([NEW, "Wie nieuw is krijgt uitleg"])
    expect(reply(theme)).to_contain_text("van Bram")
    assert headline(people) == "Wie nieuw is krijgt uitleg"
    reply(theme).get_by_role("button", name="Voeg samen").click()
    until(theme, lambda: headline(people) == f"{NEW} Wie nieuw is krijgt uitleg")


def test_the_headline_after_a_lost_reply(people: People, theme: Page, points: Page) -> None:
    """Anna changes the headline between two saves of Bram's explanation, in one of which he changes
    it too."""
    text = of_point(points, people, "explanation")
    text.fill("Sinds maart.")
    expect(told(points, people)).to_have_text(SAVED)
    write(theme, NEW, name="key_point")
    until(theme, lambda: headline(people) == NEW)
    of_point(points, people, "headline").fill("Van Bram")
    text.fill("Sinds maart, ook op papier.")
    expect(told(points, people).locator("blockquote")).to_have_text(["Van Bram", NEW])
    until(points, lambda: point_of(people).explanation == "Sinds maart, ook op papier.")
    assert headline(people) == NEW


def test_the_judgement_against_the_kind(people: People, theme: Page, points: Page) -> None:
    """Anna judges otherwise and Bram, whose page is older, gives the point another kind: he is
    asked."""
    theme.locator(f"#i-{KEY} [value=improvement]").check()
    until(theme, lambda: point_of(people).kind == "improvement")
    of_point(points, people, "explanation").fill("Sinds maart.")
    until(points, lambda: point_of(people).explanation == "Sinds maart.")
    assert point_of(people).kind == "improvement"
    answer = people.answer()
    assert answer
    assert answer.judgement == "improvement"


def test_the_kind_against_the_judgement(people: People, theme: Page, points: Page) -> None:
    """Bram gives the point another kind; Anna types on in the answer, and his choice stays."""
    points.locator(f"[name='p{point_of(people).pk}-kind'][value=improvement]").check()
    until(points, lambda: point_of(people).kind == "improvement")
    write(theme, "Er zijn afspraken.")
    expect(reply(theme)).to_have_text(SAVED)
    answer = people.answer()
    assert answer
    assert (answer.text, answer.judgement) == ("Er zijn afspraken.", "improvement")
    theme.locator(f"#i-{KEY} [value=mixed]").check()
    expect(reply(theme).locator(".conflict")).to_contain_text("van Bram")
    assert point_of(people).kind == "improvement"


def test_the_key_mark_against_the_headline(people: People, theme: Page, points: Page) -> None:
    """Bram takes the point out of the summary; Anna's next words change its headline, and his mark
    stays."""
    of_point(points, people, "is_key").uncheck()
    until(points, lambda: not point_of(people).is_key)
    write(theme, NEW, name="key_point")
    until(theme, lambda: headline(people) == NEW)
    assert not point_of(people).is_key


def test_a_deleted_point_stays_deleted(people: People, theme: Page, points: Page) -> None:
    """Bram deletes the point; what Anna types for it doesn't bring it back, until she puts it back,
    with all it had."""
    of_point(points, people, "explanation").fill("Sinds maart.")
    expect(told(points, people)).to_have_text(SAVED)
    points.goto(f"{people.path}punten/{point_of(people).pk}/verwijderen/")
    points.get_by_role("button", name="Verwijder").click()
    expect(points.get_by_role("heading", name="Verwijderd", exact=True)).to_be_visible()
    write(theme, "Er zijn afspraken.")
    expect(reply(theme)).to_have_text(SAVED)
    write(theme, NEW, name="key_point")
    expect(reply(theme)).to_contain_text("Dit is verwijderd door Bram.")
    expect(field(theme, name="key_point")).to_have_value(NEW)
    assert people.assessment.findings.count() == 0
    reply(theme).get_by_role("button", name="Zet terug").click()
    expect(reply(theme)).to_have_text(SAVED)
    assert (headline(people), point_of(people).explanation) == (NEW, "Sinds maart.")
    assert people.text() == "Er zijn afspraken."


def test_what_was_typed_for_a_deleted_point_is_shown_on_the_next_page(
    people: People, theme: Page, points: Page
) -> None:
    """Anna reloads the page: the field isn't there any more, so her text stands on top, to copy."""
    points.goto(f"{people.path}punten/{point_of(people).pk}/verwijderen/")
    points.get_by_role("button", name="Verwijder").click()
    expect(points.get_by_role("heading", name="Verwijderd", exact=True)).to_be_visible()
    write(theme, NEW, name="key_point")
    expect(reply(theme)).to_contain_text("Dit is verwijderd")
    theme.reload()
    expect(field(theme, name="key_point")).to_have_count(0)
    expect(theme.locator(".note.open blockquote")).to_have_text(NEW)
    # Put back by whoever; then the next page stores it by itself.
    theme.get_by_role("button", name="Zet terug").click()
    expect(theme.get_by_role("heading", level=1)).to_be_visible()
    theme.goto(people.theme())
    expect(field(theme, name="key_point")).to_have_value(NEW)
    until(theme, lambda: headline(people) == NEW)


@pytest.mark.parametrize("again", [False, True])
def test_a_recommendation_is_put_back(open_browser: Open, people: People, again: bool) -> None:
    """Anna deletes what Bram changes; he puts it back and his text follows. Deleted again
    meanwhile, he is asked again."""
    row = people.assessment.recommendations.create(what="Oefenen", who="De coördinator")
    anna, bram = open_browser(people.anna), open_browser(people.bram)
    bram.goto(people.path + "aanbevelingen/")
    line = bram.locator(f"#p-{row.pk} .reply")

    def delete() -> None:
        anna.goto(f"{people.path}aanbevelingen/{row.pk}/verwijderen/")
        anna.get_by_role("button", name="Verwijder").click()
        expect(anna.get_by_role("heading", name="Verwijderd", exact=True)).to_be_visible()

    delete()
    bram.locator(f"[name='r{row.pk}-explanation']").fill("Elk half jaar.")
    expect(line).to_contain_text("Dit is verwijderd door Anna.")
    assert people.assessment.recommendations.count() == 0
    if again:
        anna.get_by_role("button", name="Zet terug").click()
        expect(anna.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
        delete()
        line.get_by_role("button", name="Zet terug").click()
        bram.wait_for_load_state("networkidle")
        assert people.assessment.recommendations.count() == 0
    line.get_by_role("button", name="Zet terug").click()
    expect(line).to_have_text(SAVED)
    row.refresh_from_db()
    assert (row.what, row.who, row.explanation) == ("Oefenen", "De coördinator", "Elk half jaar.")
    assert people.assessment.recommendations.count() == 1


def test_a_follow_up_that_a_recommendation_repeats_is_deleted(
    open_browser: Open, people: People
) -> None:
    """The recommendation that repeats it can still be changed, on a page that was open."""
    earlier = people.assessment.follow_ups.create(what="Oefenen", origin="Regiorapport 2022")
    row = people.assessment.recommendations.create(what="Vaker oefenen")
    page, other = open_browser(people.anna), open_browser(people.bram)
    page.goto(people.path + "aanbevelingen/")
    page.locator(f"[name='r{row.pk}-repeats']").first.check()
    expect(page.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    other.goto(f"{people.path}opvolging/{earlier.pk}/verwijderen/")
    other.get_by_role("button", name="Verwijder").click()
    expect(other.get_by_role("heading", level=1, name="Aanbevelingen")).to_be_visible()
    page.locator(f"[name='r{row.pk}-who']").fill("De coördinator")
    expect(page.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.who == "De coördinator"


DELETABLE = {
    "point": ("punten", "findings", {"kind": "strength", "headline": "Oefenen"}, "explanation"),
    "recommendation": ("aanbevelingen", "recommendations", {"what": "Oefenen"}, "explanation"),
    "follow-up": ("opvolging", "follow_ups", {"what": "Oefenen", "origin": "2022"}, "explanation"),
    "conclusion": ("conclusies", "conclusions", {"question": "Oefenen?"}, "text"),
}


@pytest.mark.parametrize("kind", DELETABLE)
def test_deleting_takes_nothing_that_nobody_saw(
    open_browser: Open, people: People, expect_console: Expect, kind: str
) -> None:
    """While Anna looks at what goes, Bram's text is stored: her button shows it instead of taking
    it."""
    expect_console("status of 409")
    where, rows, fields, text = DELETABLE[kind]
    row = getattr(people.assessment, rows).create(**fields)
    page, brams = open_browser(people.anna), open_browser(people.bram)
    brams.goto(
        people.path + {"conclusies": "teksten/", "punten": "punten/"}.get(where, "aanbevelingen/")
    )
    page.goto(f"{people.path}{where}/{row.pk}/verwijderen/")
    typed = brams.locator(f"[name$='{row.pk}-{text}']")
    typed.evaluate(
        "field => { for (let box; (box = field.closest('details:not([open])')); ) box.open = true; }"
    )
    typed.fill("Wat Bram schreef")
    until(brams, lambda: str(getattr(type(row).objects.get(pk=row.pk), text)) == "Wat Bram schreef")
    with page.expect_response(re.compile("verwijderen")) as answer:
        page.get_by_role("button", name="Verwijder").click()
    assert answer.value.status == 409
    expect(page.locator("main")).to_contain_text("Wat Bram schreef")
    assert getattr(people.assessment, rows).count() == 1


@pytest.mark.parametrize("first", ["typed", "deleted"])
def test_deleting_a_recommendation_of_the_overarching_report(
    open_browser: Open, people: People, expect_console: Expect, first: str
) -> None:
    """A colleague deletes it while Lotte types: a text that she didn't see is shown to her; after deleting
    Lotte hears of it, keeps her text and can put it back."""
    if first == "typed":
        expect_console("status of 409")
    year = 2060 + NationalReport.objects.count()
    report = nationals.start(people.assessment.indicator_set, year)
    row = national.add_recommendation(report, {"what": "Oefenen"}, by=people.lotte)
    cees = User.objects.create(email=f"cees{year}@voorbeeld.example", name="Cees", is_national=True)
    lottes, page = open_browser(people.lotte), open_browser(cees)
    address = reverse("national_recommendations", args=[report.pk])
    lottes.goto(address)
    page.goto(reverse("delete_national_recommendation", args=[report.pk, row.pk]))
    typed = lottes.locator(f"[name='r{row.pk}-who']")
    typed.evaluate(
        "field => { for (let box; (box = field.closest('details:not([open])')); ) box.open = true; }"
    )

    def stored() -> str:
        return str(type(row).with_deleted.values_list("who", flat=True).get(pk=row.pk))

    if first == "typed":
        typed.fill("Wat Lotte schreef")
        until(lottes, lambda: stored() == "Wat Lotte schreef")
        page.get_by_role("button", name="Verwijder").click()
        expect(page.locator("main")).to_contain_text("Wat Lotte schreef")
        assert report.recommendations.count() == 1
        return
    page.get_by_role("button", name="Verwijder").click()
    expect(page).to_have_url(re.compile(re.escape(address)))
    typed.fill("Wat Lotte schreef")
    line = lottes.locator(f"#p-{row.pk} .reply")
    expect(line).to_contain_text("Dit is verwijderd door Cees.")
    assert (stored(), report.recommendations.count()) == ("", 0)
    line.get_by_role("button", name="Zet terug").click()
    until(lottes, lambda: stored() == "Wat Lotte schreef")
    assert report.recommendations.count() == 1
