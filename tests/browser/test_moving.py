"""Going to another version of the questions in a real browser: beforehand, afterwards, with pages
still open."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment
from indicators import publishing
from indicators.definition.parsing import parse_set
from indicators.models import IndicatorSet
from tests.cast import make_assessment

from .axe import violations
from .conftest import Expect, Open
from .people import People
from .typing import FORBIDDEN, SAVED, field, reply, until, write

FIRST = """\
slug: {slug}
version: "1"
title: Proefset
source: Een document
themes:
  - key: samen
    kind: theme
    title: Samen
    groups:
      - key: hoe
        kind: topic
        title: Hoe
        indicators:
          - {{key: gelijk, text: "Hoe gaat het?"}}
          - {{key: anders, text: "Zijn er afspraken over de opvolging?"}}
          - {{key: weg, text: "Wie betaalt?"}}
"""
LATER = FIRST.replace('version: "1"', 'version: "2"\nbased_on: "1"')
LATER = LATER.replace(
    'Zijn er afspraken over de opvolging?"',
    'Welke afspraken zijn er over de opvolging?", continuity: break',
)
LATER = LATER.replace('{{key: weg, text: "Wie betaalt?"}}', '{{key: nieuw, text: "Wat is nieuw?"}}')


def load(definition: str, slug: str) -> IndicatorSet:
    indicator_set, _changed = publishing.load(parse_set(definition.format(slug=slug).encode()))
    publishing.publish(indicator_set)
    return indicator_set


@pytest.fixture
def half_filled(people: People) -> People:
    """Noord's assessment with version 1, of which Anna answered two questions; version 2 is just
    out."""
    slug = f"proefset-{people.noord.pk}"
    people.assessment = make_assessment(people.noord, load(FIRST, slug))
    people.write(people.anna, "Er zijn vaste afspraken.", "anders")
    people.write(people.anna, "De gemeenten samen.", "weg")
    load(LATER, slug)
    return people


def version(people: People) -> str:
    return (
        Assessment.objects.select_related("indicator_set")
        .get(pk=people.assessment.pk)
        .indicator_set.version
    )


def test_a_coordinator_moves_looks_and_goes_back(open_browser: Open, half_filled: People) -> None:
    """Anna sees what will happen, goes, finds what needs a look, and comes back to everything as it
    was."""
    page = open_browser(half_filled.anna)
    page.goto(half_filled.path)
    assert violations(page) == []
    page.get_by_role("link", name="Bekijk eerst wat er verandert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overstappen op versie 2")
    expect(page.get_by_text("1 antwoord komt mee; bekijk het nog eens")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("Welke")
    assert violations(page) == []
    assert version(half_filled) == "1"

    page.get_by_role("button", name="Stap over op versie 2").click()
    expect(page.get_by_text("De evaluatie heeft nu versie 2.")).to_be_visible()
    expect(page.get_by_role("heading", name="Niet meer gevraagd")).to_be_visible()
    expect(page.get_by_text("De gemeenten samen.")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="1 antwoord nog eens bekijken").click()
    expect(field(page, "anders")).to_have_value("Er zijn vaste afspraken.")
    expect(page.locator("#i-anders .look")).to_contain_text("Zijn er afspraken over de opvolging?")
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("Bekeken, klopt nog")).click()
    expect(page.locator(".look")).to_have_count(0)
    expect(field(page, "anders")).to_have_value("Er zijn vaste afspraken.")

    page.goto(half_filled.path)
    page.get_by_role("link", name="Terug naar die versie?").click()
    page.get_by_role("button", name="Ga terug naar versie 1").click()
    expect(page.get_by_text("De evaluatie heeft nu versie 1.")).to_be_visible()
    page.goto(half_filled.theme("samen"))
    expect(field(page, "weg")).to_have_value("De gemeenten samen.")
    expect(field(page, "anders")).to_have_value("Er zijn vaste afspraken.")


def test_a_page_that_was_open_goes_on(
    open_browser: Open, half_filled: People, expect_console: Expect
) -> None:
    """Bram types on while Anna moves: what still is asked is stored, the rest stays on his device
    and says why."""
    expect_console(FORBIDDEN)
    anna, bram = open_browser(half_filled.anna), open_browser(half_filled.bram)
    bram.goto(half_filled.theme("samen"))
    anna.goto(f"{half_filled.path}versie/")
    anna.get_by_role("button", name="Stap over op versie 2").click()
    expect(anna.get_by_text("De evaluatie heeft nu versie 2.")).to_be_visible()

    field(bram, "gelijk").press_sequentially("Goed.")
    expect(reply(bram, "gelijk")).to_have_text(SAVED)
    write(bram, "Er zijn vaste en losse afspraken.", "anders")
    expect(reply(bram, "anders")).to_have_text(SAVED)
    write(bram, "Alleen de grootste gemeente.", "weg")
    expect(reply(bram, "weg")).to_contain_text("Deze vraag wordt niet meer gesteld")
    expect(reply(bram, "weg")).to_contain_text("Uw tekst staat nog op dit apparaat.")

    bram.goto(half_filled.theme("samen"))
    expect(field(bram, "gelijk")).to_have_value("Goed.")
    expect(field(bram, "anders")).to_have_value("Er zijn vaste en losse afspraken.")
    # He typed it under the old question, so it still needs a look; what nobody asks any more he can
    # copy.
    expect(bram.locator("#i-anders .look")).to_be_visible()
    expect(bram.locator("blockquote", has_text="Alleen de grootste gemeente.")).to_be_visible()
    field(bram, "anders").press_sequentially(" Ook op papier.")
    expect(reply(bram, "anders")).to_have_text(SAVED)
    until(bram, lambda: not half_filled.assessment.answers.filter(needs_look=True).exists())
