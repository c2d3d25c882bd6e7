"""A new assessment, its name and its removal in a browser: the period proposed, narrow, accessible."""

from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from indicators import publishing
from indicators.models import IndicatorSet
from networks.models import Network
from tests.cast import real_set

from .axe import violations, width
from .conftest import WERKSET, Expect, Open
from .people import People


@pytest.fixture
def page(people: People, kader: IndicatorSet, open_browser: Open) -> Page:
    """Anna's browser; her network's name and title are read from right to left."""
    Network.objects.filter(pk=people.noord.pk).update(name=f"רשת צפון {people.noord.pk}")
    Assessment.objects.filter(pk=people.assessment.pk).update(title="دور 2026")
    return open_browser(people.anna)


def assert_well(page: Page) -> None:
    for wide in (1280, 320):
        page.set_viewport_size({"width": wide, "height": 800})
        assert width(page) <= wide
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})


def test_choosing_another_set_proposes_its_period(
    people: People, kader: IndicatorSet, page: Page
) -> None:
    """The set that runs is at its next year, the other one at its first; what was typed stays."""
    page.goto(reverse("start_assessment", args=[people.noord.slug]))
    assert_well(page)
    title, begins = page.get_by_label("Titel"), page.get_by_label("Begin van de periode")
    expect(begins).to_have_value("2027-01-01")
    page.locator("label[data-title]").filter(has_text=kader.title).locator("input").check()
    this_year = begins.input_value()
    assert this_year != "2027-01-01"
    page.locator("label[data-title]").first.locator("input").check()
    title.fill("Onze eigen titel")
    changed = begins.input_value()
    page.locator("label[data-title]").filter(has_text=kader.title).locator("input").check()
    expect(title).to_have_value("Onze eigen titel")
    expect(begins).to_have_value(changed)


def test_another_kind_of_evaluation_changes_the_word_in_a_proposed_title(
    people: People, kader: IndicatorSet, page: Page
) -> None:
    """Anna chooses an external evaluation, then another set; a title of her own stays."""
    page.goto(reverse("start_assessment", args=[people.noord.slug]))
    title, sets = page.get_by_label("Titel"), page.locator("label[data-title]")
    sets.filter(has_text=kader.title).locator("input").check()
    proposed = title.input_value()
    assert proposed.startswith("Zelfevaluatie ")
    page.get_by_label("Externe evaluatie").check()
    expect(title).to_have_value(proposed.replace("Zelfevaluatie", "Externe evaluatie"))
    page.get_by_label("Evaluatiesessie").check()
    expect(title).to_have_value(proposed.replace("Zelfevaluatie", "Evaluatiesessie"))
    sets.first.locator("input").check()
    assert title.input_value() != proposed
    title.fill("Onze eigen titel")
    page.get_by_label("Interne evaluatie").check()
    expect(title).to_have_value("Onze eigen titel")
    assert_well(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("interne evaluatie").first).to_be_visible()


def test_each_of_many_question_lists_can_be_touched(people: People, open_browser: Open) -> None:
    """Links below each other stand far enough apart for a finger, however short their names."""
    for name in ("kort", "klein"):
        few = replace(real_set(WERKSET), slug=f"{name}-{people.noord.pk}", title=name, version="1")
        indicator_set, _ = publishing.load(few)
        publishing.publish(indicator_set)
    page = open_browser(people.anna)
    page.goto(reverse("start_assessment", args=[people.noord.slug]))
    expect(
        page.get_by_role("link", name="Vragenlijst van klein (1) om af te drukken")
    ).to_be_visible()
    assert_well(page)


def test_a_second_one_is_begun_renamed_and_removed(
    people: People, page: Page, expect_console: Expect
) -> None:
    """Anna says yes to a second one, gives it another name, and takes it away again."""
    expect_console("422")
    page.goto(reverse("start_assessment", args=[people.noord.slug]))
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Er klopt nog iets niet")).to_be_visible()
    assert_well(page)
    page.get_by_label("Ja, ik begin een tweede evaluatie").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Titel, soort en periode wijzigen").click()
    assert_well(page)
    page.get_by_label("Titel").fill("Tussenstand")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Tussenstand", level=1)).to_be_visible()
    assert_well(page)
    page.get_by_role("link", name="Evaluatie verwijderen").click()
    assert_well(page)
    page.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_text("“Tussenstand” is verwijderd.")).to_be_visible()
    assert_well(page)
    assert not Assessment.objects.filter(title="Tussenstand").exists()
