"""Merged and split questions in a real browser: an admin says it, and a network sees it."""

from dataclasses import replace
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Answer, Assessment
from indicators import publishing
from indicators.models import Indicator, IndicatorSet
from tests.cast import make_assessment
from tests.indicators.versions import question, version
from tests.reports.test_trends import confirm

from .axe import complaints
from .conftest import Open
from .people import People

SETS = "/beheer/indicators/indicatorset/"
_numbers = count(1)


@pytest.fixture
def draft() -> IndicatorSet:
    """Version 2 of a set: b is gone, c is asked as a number, and e is new."""
    name = {"slug": f"reeks-{(number := next(_numbers))}", "title": f"Reeks {number}"}
    first, _changed = publishing.load(replace(version("abcd"), **name))
    publishing.publish(first)
    changed = {"c": question("c", "Hoeveel afspraken?", answer="number", unit="afspraken")}
    second = replace(version("acde", number="2", **changed), based_on="1", **name)
    return publishing.load(second)[0]


def confirmed(people: People, indicator_set: IndicatorSet, year: int) -> Assessment:
    made = make_assessment(people.noord, indicator_set, year)
    for indicator in Indicator.objects.filter(group__theme__indicator_set=indicator_set):
        Answer.objects.create(
            assessment=made, indicator=indicator, text=f"Over {indicator.key}.", judgement="mixed"
        )
    confirm(made, people)
    return made


def say(page: Page, after: str, before: str) -> None:
    page.get_by_label("Deze vraag van versie 2").select_option(label=after)
    page.get_by_label("komt (ook) uit deze vraag van versie 1").select_option(label=before)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("de reeks breekt hier, en zegt waarom")).to_be_visible()


def test_from_merging_to_the_series(
    open_browser: Open, people: People, draft: IndicatorSet
) -> None:
    """Ada merges b into d and splits e from a; Anna sees earlier answers, Lotte the break."""
    first = IndicatorSet.objects.get(slug=draft.slug, version="1")
    confirmed(people, first, 2025)
    running = make_assessment(people.noord, first, 2026)
    for key in "bcd":
        people.assessment = running
        people.write(people.anna, f"Dit jaar over {key}.", key)

    page = open_browser(people.ada)
    page.goto(f"{SETS}{draft.pk}/verschillen/")
    say(page, "1.3 Vraag d?", "1.2 Vraag b?")
    say(page, "1.4 Vraag e?", "1.1 Vraag a?")
    expect(page.get_by_text("Vraag 1.2 van versie 1 ging op in vraag 1.3")).to_be_visible()
    page.get_by_label("Dezelfde vraag: antwoorden blijven vergelijkbaar").check()
    page.get_by_role("button", name="Keuzes opslaan").click()
    expect(page.get_by_text("1 keuze is nog niet opgeslagen")).to_be_visible()
    expect(page.get_by_label("Dezelfde vraag: antwoorden blijven vergelijkbaar")).to_be_checked()
    assert complaints(page, narrow=True) == []
    page.get_by_label("Een andere vraag: een breuk in de reeks").check()
    page.get_by_role("button", name="Keuzes opslaan").click()
    expect(page.get_by_text("1 keuze is opgeslagen.")).to_be_visible()
    page.goto(f"{SETS}{draft.pk}/nieuwe-versie/")
    assert complaints(page, narrow=True) == []
    page.goto(f"{SETS}{draft.pk}/publiceren/")
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("is gepubliceerd en verandert niet meer")).to_be_visible()

    page = open_browser(people.anna)
    page.goto(f"{people.path}versie/")
    expect(page.get_by_text("gaat op in vraag 1.3")).to_be_visible()
    assert complaints(page, narrow=True) == []
    page.get_by_role("button", name="Stap over op versie 2").click()
    page.goto(people.theme("thema-1"))
    merged = page.locator("#i-d .last-time")
    expect(merged.filter(has_text="Eerder ingevuld, vraag 1.2")).to_contain_text("Dit jaar over b.")
    expect(merged.filter(has_text="Vorige keer (2025), vraag 1.2")).to_contain_text("Over b.")
    assert complaints(page, narrow=True) == []
    page.goto(f"{people.path}vaststellen/")
    expect(page.get_by_text("Kijk eerst 2 antwoorden na.")).to_be_visible()
    assert complaints(page, narrow=True) == []

    confirmed(people, IndicatorSet.objects.get(pk=draft.pk), 2027)
    page = open_browser(people.lotte)
    page.goto(f"/netwerken/{people.noord.slug}/ontwikkeling/?kader={draft.slug}")
    expect(page.get_by_text("De vroegere vraag 1.2 ging op in vraag 1.3.").first).to_be_visible()
    assert complaints(page, narrow=True) == []
