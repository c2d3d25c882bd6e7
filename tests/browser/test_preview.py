"""The preview of a draft and the questions to print, in a browser: accessible, narrow, and saving
nothing."""

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import Answer
from indicators import publishing
from indicators.models import IndicatorSet
from tests.indicators.versions import question, version

from .axe import violations, width
from .conftest import Open
from .people import People

_numbers = count(1)


@pytest.fixture
def draft(own_database: None) -> IndicatorSet:
    """A draft of this test alone, with every kind of question."""
    asked: dict[str, Any] = {
        "a": question("a", "Wat gaat goed?", "xy"),
        "b": question("b", "Hoeveel tijd?", answer="number", unit="uur per week"),
        "c": question("c", "Hoe vaak?", answer="frequency", unit="keer"),
        "d": question("d", "Is er een rooster?", answer="yes_no"),
    }
    return publishing.load(
        replace(version("abc", "d", **asked), slug=f"voorbeeld-{next(_numbers)}")
    )[0]


def assert_fits(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    assert width(page) <= 320


def test_an_admin_tries_a_draft(open_browser: Open, people: People, draft: IndicatorSet) -> None:
    """Ada types, presses Enter, goes on to the next theme and back to the admin; nothing was sent
    or kept."""
    page = open_browser(people.ada)
    posted: list[str] = []
    page.on(
        "request", lambda request: posted.append(request.url) if request.method != "GET" else None
    )
    before = Answer.objects.count()
    page.goto(reverse("admin:indicators_indicatorset_change", args=[draft.pk]))
    page.get_by_role("link", name="Voorbeeld").click()
    expect(page.get_by_text("Voorbeeld: er wordt niets opgeslagen.")).to_be_visible()
    page.get_by_label("Antwoord").first.fill("Er zijn werkafspraken.")
    page.get_by_label("sterk punt", exact=True).first.check()
    point = page.get_by_label("Kernpunt voor het rapport").first
    point.fill("Vaste werkafspraken")
    address = page.url
    point.press("Enter")
    assert page.url == address
    assert violations(page) == []
    page.get_by_role("link", name="Verder naar Thema 2").click()
    expect(page.get_by_role("heading", name="Thema 2", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Inhoud").get_by_role("link")).to_have_count(2)
    page.get_by_role("link", name="Terug naar het beheer").click()
    assert page.url.endswith(f"/indicatorset/{draft.pk}/change/")
    assert (posted, Answer.objects.count()) == ([], before)
    # The admin keeps its own choice of colours here.
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('loket'))") == []


def test_the_preview_on_a_narrow_screen(
    open_browser: Open, people: People, draft: IndicatorSet
) -> None:
    page = open_browser(people.ada)
    page.goto(reverse("preview", args=[draft.pk, "thema-1"]))
    assert_fits(page)
    assert violations(page) == []


def test_the_questions_of_a_draft_to_print(
    open_browser: Open, people: People, draft: IndicatorSet
) -> None:
    page = open_browser(people.ada)
    page.goto(reverse("question_list", args=[draft.slug, draft.version]))
    assert violations(page) == []
    assert_fits(page)
    assert violations(page) == []


@pytest.mark.parametrize("name", ["werkset", "kader"])
def test_the_questions_of_a_real_set_to_print(
    open_browser: Open, people: People, request: pytest.FixtureRequest, name: str
) -> None:
    """A coordinator comes from the overview of an assessment; on paper only the list is left."""
    indicator_set: IndicatorSet = request.getfixturevalue(name)
    page = open_browser(people.anna)
    page.goto(people.path)
    page.get_by_role("link", name="Vragenlijst om af te drukken").click()
    expect(
        page.get_by_role("heading", name="Werkset Indicatoren Kwaliteit en Impact", level=1)
    ).to_be_visible()
    page.goto(reverse("question_list", args=[indicator_set.slug, indicator_set.version]))
    # The colours are those of the list of a draft, above.
    assert violations(page, without=["color-contrast"]) == []
    assert_fits(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("button", name="Download als PDF")).to_be_hidden()
    expect(page.locator(".room").first).to_be_visible()
