"""One page writes what another page shows, and deletes it: the other page's text is never gone
without a word."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from assessments.models import Finding, Part, View
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


@dataclass(frozen=True)
class Write:
    """What one of the two pages writes of the point; `value` is the stored value that two of them
    may be about."""

    value: str
    by_theme: bool
    act: Callable[[Page, People], None]
    stored: Callable[[People], bool]


WRITES = {
    "kernpunt": Write(
        "headline",
        True,
        lambda page, _people: write(page, NEW, name="key_point"),
        lambda people: headline(people) == NEW,
    ),
    "headline": Write(
        "headline",
        False,
        lambda page, people: of_point(page, people, "headline").fill("Van Bram"),
        lambda people: headline(people) == "Van Bram",
    ),
    "judgement": Write(
        "judgement",
        True,
        lambda page, _people: page.locator(f"#i-{KEY} [value=mixed]").check(),
        lambda people: people.answer().judgement == "mixed",  # type: ignore[union-attr]
    ),
    "kind": Write(
        "judgement",
        False,
        lambda page, people: page.locator(
            f"[name='p{point_of(people).pk}-kind'][value=improvement]"
        ).check(),
        lambda people: point_of(people).kind == "improvement",
    ),
    "key mark": Write(
        "is_key",
        False,
        lambda page, people: of_point(page, people, "is_key").uncheck(),
        lambda people: not point_of(people).is_key,
    ),
}
# One on each page, in both orders.
ORDERS = [
    (first, second)
    for first, second in permutations(WRITES, 2)
    if WRITES[first].by_theme != WRITES[second].by_theme
]


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_what_two_pages_write_of_one_point(
    people: People, theme: Page, points: Page, first: str, second: str
) -> None:
    """The second page doesn't know of the first. Both stay where they are about something else; else
    the first one stays, and the second is asked, with the name of who wrote it."""
    once, then = WRITES[first], WRITES[second]
    once.act(theme if once.by_theme else points, people)
    until(theme, lambda: once.stored(people))
    page, line = (theme, reply(theme)) if then.by_theme else (points, told(points, people))
    then.act(page, people)
    if once.value == then.value:
        name = "Bram" if then.by_theme else "Anna"
        expect(line.locator(".conflict")).to_contain_text(f"van {name} (")
        assert not then.stored(people)
    else:
        expect(line).to_have_text(SAVED)
        assert then.stored(people)
    assert once.stored(people)


def test_somebody_who_has_no_account_any_more(people: People, theme: Page, points: Page) -> None:
    """Who wrote the other text was removed: it is a colleague's, and not one's own or nobody's."""
    write(theme, NEW, name="key_point")
    until(theme, lambda: headline(people) == NEW)
    people.anna.delete()
    of_point(points, people, "headline").fill("Van Bram")
    line = told(points, people)
    expect(line.locator("blockquote")).to_have_text(["Van Bram", NEW])
    expect(line).to_contain_text("van een collega")
    expect(line).not_to_contain_text("uw andere venster")


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
    """Anna judges otherwise and Bram, whose page is older, types an explanation: her judgement and
    its kind stay."""
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
    bram.locator(f"#p-{row.pk} summary").click()
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
    page.locator(f"#p-{row.pk} summary").click()
    page.locator(f"[name='r{row.pk}-repeats']").first.check()
    expect(page.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    other.goto(f"{people.path}opvolging/{earlier.pk}/verwijderen/")
    other.get_by_role("button", name="Verwijder").click()
    expect(other.get_by_role("heading", level=1, name="Aanbevelingen")).to_be_visible()
    page.locator(f"[name='r{row.pk}-who']").fill("De coördinator")
    expect(page.locator(f"#p-{row.pk} .reply")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.who == "De coördinator"


@dataclass(frozen=True)
class Deletable:
    """A kind of part: where it is deleted and typed in, its rows, and a field of it."""

    where: str
    page: str
    rows: str
    values: dict[str, str]
    name: str

    def make(self, people: People) -> Part:
        row: Part = getattr(people.assessment, self.rows).create(**self.values)
        return row

    def text(self, row: Part) -> str:
        return str(type(row).with_deleted.values_list(self.name, flat=True).get(pk=row.pk))

    def count(self, people: People) -> int:
        return int(getattr(people.assessment, self.rows).count())

    def field(self, page: Page, people: People, row: Part) -> Locator:
        """Open the page on which the part is typed in, and return the field."""
        page.goto(people.path + self.page.format(row.pk))
        typed = page.locator(f"[name$='{row.pk}-{self.name}']:not([name^='new-'])")
        typed.evaluate(
            "field => { for (let box; (box = field.closest('details:not([open])')); ) box.open = true; }"
        )
        return typed


ADVICE = "aanbevelingen/"
DOCUMENT = {"kind": "document", "title": "Verslag"}
POINT = {"kind": "strength", "headline": "Oefenen"}
DELETABLE = {
    "point": Deletable("punten", "punten/", "findings", POINT, "explanation"),
    "recommendation": Deletable(
        "aanbevelingen", ADVICE, "recommendations", {"what": "Oefenen"}, "explanation"
    ),
    "follow-up": Deletable(
        "opvolging", ADVICE, "follow_ups", {"what": "Oefenen", "origin": "2022"}, "explanation"
    ),
    "conclusion": Deletable(
        "conclusies", "teksten/", "conclusions", {"question": "Oefenen?"}, "text"
    ),
    "source": Deletable("bronnen", "bronnen/{}/", "sources", DOCUMENT, "place"),
}


@pytest.mark.parametrize("kind", DELETABLE)
def test_deleting_takes_nothing_that_nobody_saw(
    open_browser: Open, people: People, expect_console: Expect, kind: str
) -> None:
    """While Anna looks at what goes, Bram's text is stored: her button shows it instead of taking
    it. She has seen it now, and deletes."""
    expect_console("status of 409")
    part = DELETABLE[kind]
    row = part.make(people)
    page, brams = open_browser(people.anna), open_browser(people.bram)
    typed = part.field(brams, people, row)
    page.goto(f"{people.path}{part.where}/{row.pk}/verwijderen/")
    typed.fill("Wat Bram schreef")
    until(brams, lambda: part.text(row) == "Wat Bram schreef")
    with page.expect_response(re.compile("verwijderen")) as answer:
        page.get_by_role("button", name="Verwijder").click()
    assert answer.value.status == 409
    expect(page.locator("main")).to_contain_text("Wat Bram schreef")
    assert part.count(people) == 1
    page.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_role("heading", name="Verwijderd", exact=True)).to_be_visible()
    assert (part.count(people), part.text(row)) == (0, "Wat Bram schreef")


@pytest.mark.parametrize("kind", DELETABLE)
def test_what_is_typed_in_what_was_deleted(open_browser: Open, people: People, kind: str) -> None:
    """Anna deletes it while Bram's page is open: nothing comes back by his typing, he is told by whom,
    and putting it back stores his text."""
    part = DELETABLE[kind]
    row = part.make(people)
    page, brams = open_browser(people.anna), open_browser(people.bram)
    typed = part.field(brams, people, row)
    page.goto(f"{people.path}{part.where}/{row.pk}/verwijderen/")
    page.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_role("heading", name="Verwijderd", exact=True)).to_be_visible()
    typed.fill("Wat Bram schreef")
    line = brams.locator(".reply", has_text="Dit is verwijderd door Anna.")
    expect(line).to_be_visible()
    assert (part.count(people), part.text(row)) == (0, "")
    expect(typed).to_have_value("Wat Bram schreef")
    line.get_by_role("button", name="Zet terug").click()
    until(brams, lambda: part.text(row) == "Wat Bram schreef")
    assert part.count(people) == 1


def test_what_a_source_says_is_typed_while_it_is_deleted(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """It goes along with its source, so it is shown to who deletes, and not taken when it came
    meanwhile. What is typed after that stays on the device, until the source is put back."""
    expect_console("status of 40[39]")
    row = DELETABLE["source"].make(people)
    page, brams = open_browser(people.anna), open_browser(people.bram)
    brams.goto(f"{people.path}bronnen/{row.pk}/")
    page.goto(f"{people.path}bronnen/{row.pk}/verwijderen/")
    write(brams, "Vaak te laat.", name="remark")
    expect(reply(brams)).to_have_text(SAVED)
    page.get_by_role("button", name="Verwijder").click()
    expect(page.locator("main")).to_contain_text("Vaak te laat.")
    page.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_role("heading", name="Verwijderd", exact=True)).to_be_visible()
    write(brams, "Soms te laat.", name="remark")
    expect(reply(brams)).to_contain_text("Deze bron is intussen verwijderd.")
    expect(field(brams, name="remark")).to_have_value("Soms te laat.")
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_role("heading", name="Verwijderd", exact=True)).to_have_count(0)
    brams.reload()
    said = View.objects.filter(source=row.pk)
    until(brams, lambda: said.get().remark == "Soms te laat.")


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
