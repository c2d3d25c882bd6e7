"""A new version in the browser: copied, worded otherwise, decided about and published, while an
assessment runs."""

from dataclasses import replace
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from indicators import publishing
from indicators.admin.part_pages import page_of_part
from indicators.models import Indicator, IndicatorSet
from tests.cast import make_assessment
from tests.indicators.versions import question, version

from .axe import violations, width
from .conftest import Open
from .people import People

SETS = "/beheer/indicators/indicatorset/"
_numbers = count(1)


@pytest.fixture
def published() -> IndicatorSet:
    """A set of this test alone."""
    number = next(_numbers)
    return stored(replace(version("abcd", "xy"), slug=f"proef-{number}", title=f"Proef {number}"))


def stored(definition, *, publish: bool = True) -> IndicatorSet:
    indicator_set, _ = publishing.load(definition)
    if publish:
        publishing.publish(indicator_set)
    return indicator_set


def follow(page: Page, name: str) -> None:
    """Click on a link and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).click()


def test_from_copy_to_published_while_an_assessment_runs(
    open_browser: Open, people: People, published: IndicatorSet
):
    """Ada makes version 2 with one question in other words; Anna's page stays as it was."""
    running = make_assessment(people.noord, published)
    annas = open_browser(people.anna)
    theme = f"/zelfevaluaties/{running.pk}/thema/thema-1/"
    annas.goto(theme)
    annas.get_by_label("Antwoord").first.fill("Ja, sinds maart.")
    expect(annas.get_by_text("Opgeslagen om").first).to_be_visible()
    annas.reload()
    before = annas.locator("main").inner_text()

    page = open_browser(people.ada)
    page.goto(f"{SETS}{published.pk}/change/")
    follow(page, "Nieuwe versie maken")
    assert violations(page) == []
    page.get_by_label("Nieuw versienummer").fill("2")
    page.get_by_label("Auteur").fill("Werkgroep Noord")
    page.get_by_label("Bron").fill("Proef, tweede druk")
    page.get_by_label("Datum").fill("juni 2026")
    page.get_by_role("button", name="Concept maken").click()
    expect(page.get_by_text("Dit is het concept van versie 2")).to_be_visible()
    draft = IndicatorSet.objects.get(slug=published.slug, version="2")
    changed = Indicator.objects.get(group__theme__indicator_set=draft, key="a")
    page.goto(page_of_part(changed))
    page.get_by_label("Vraag:").fill("Vraag a, maar anders?")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    page.goto(f"{SETS}{draft.pk}/change/")
    page.get_by_role("link", name="Publiceren").click()
    expect(page.get_by_text(f"U kunt “{draft}” nog niet publiceren.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="deze vraag luidt anders dan in versie 1").click()
    expect(page.get_by_role("heading", name="Wat is er veranderd?")).to_be_visible()
    expect(page.locator("#vraag-a dd ins")).to_have_text(" [nieuw: , maar anders] ")
    assert violations(page) == []
    group = page.get_by_role("group", name="Is indicator 1.1 nog dezelfde vraag?")
    # By keyboard alone, from the link that led here.
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(group.get_by_label("Dezelfde vraag")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(group.get_by_label("Een andere vraag")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 keuze is opgeslagen.")).to_be_visible()
    assert violations(page) == []

    page.goto(f"{SETS}{draft.pk}/publiceren/")
    assert violations(page) == []
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text(f"“{draft}” is gepubliceerd en verandert niet meer.")).to_be_visible()
    changed.refresh_from_db()
    assert (changed.text, changed.continuity) == ("Vraag a, maar anders?", "break")

    annas.goto(theme)
    assert annas.locator("main").inner_text() == before
    annas.get_by_label("Antwoord").first.fill("Ja, en dat blijft zo.")
    expect(annas.get_by_text("Opgeslagen om").first).to_be_visible()


def test_retiring_and_using_again(open_browser: Open, people: People, published: IndicatorSet):
    page = open_browser(people.ada)
    page.goto(f"{SETS}{published.pk}/change/")
    follow(page, "Laten vervallen")
    assert violations(page) == []
    page.get_by_role("button", name="Laten vervallen").click()
    expect(page.get_by_text("Evaluaties die ermee lopen, gaan gewoon door.")).to_be_visible()
    annas = open_browser(people.anna)
    annas.goto(f"/netwerken/{people.noord.slug}/nieuwe-zelfevaluatie/")
    expect(annas.get_by_label(str(published))).to_have_count(0)
    follow(page, "Weer in gebruik nemen")
    assert violations(page) == []
    page.get_by_role("button", name="Weer in gebruik nemen").click()
    expect(page.get_by_text(f"“{published}” is weer in gebruik")).to_be_visible()
    annas.reload()
    expect(annas.get_by_label(str(published))).to_have_count(1)


def test_without_javascript(open_browser: Open, people: People, published: IndicatorSet):
    """Two questions, one form, one button."""
    changed = {"a": question("a", "Anders?"), "b": question("b", answer="number", unit="keer")}
    definition = replace(
        version("abcd", "yx", number="2", **changed), slug=published.slug, based_on="1"
    )
    draft = stored(definition, publish=False)
    page = open_browser(people.ada, java_script_enabled=False)
    page.goto(f"{SETS}{draft.pk}/verschillen/")
    for radio in page.get_by_label("Dezelfde vraag").all():
        radio.check()
    page.get_by_role("button", name="Keuzes opslaan").click()
    expect(page.get_by_text("2 keuzes zijn opgeslagen.")).to_be_visible()
    decided = Indicator.objects.filter(group__theme__indicator_set=draft).exclude(continuity="")
    assert list(decided.values_list("key", "continuity")) == [("a", "same"), ("b", "same")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_change_on_a_narrow_screen(
    open_browser: Open, people: People, published: IndicatorSet, scheme: str
):
    """New, gone, moved, worded otherwise and answered otherwise, at 320 pixels wide, and with
    another version."""
    changed = {
        "a": question("a", "Heel anders?", "pq"),
        "b": question("b", answer="number", unit="keer"),
    }
    definition = version("cabn", "x", number="2", **changed, c=question("c", source="blz. 3"))
    draft = stored(
        replace(definition, slug=published.slug, title="Anders", based_on="1"), publish=False
    )
    page = open_browser(people.ada, viewport={"width": 320, "height": 900}, color_scheme=scheme)
    page.goto(f"{SETS}{draft.pk}/verschillen/")
    expect(page.get_by_role("heading", name="Verplaatst")).to_be_visible()
    assert violations(page) == []
    assert width(page) <= 320
    page.goto(f"{SETS}{published.pk}/verschillen/")
    assert violations(page) == []
    page.get_by_label("Vergelijk versie 1 met").select_option(index=0)
    page.get_by_role("button", name="Vergelijken").click()
    expect(page.get_by_text("Dit is er anders in versie 1 dan in versie 2.")).to_be_visible()
