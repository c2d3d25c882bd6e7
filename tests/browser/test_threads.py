"""What somebody types in a thread is there until it was said, once."""

import pytest
from playwright.sync_api import Page, expect

from assessments import lifecycle
from indicators.models import IndicatorSet
from reports import confirming

from .conftest import Expect, Open
from .people import People, make_people
from .scenes import talk
from .typing import KEY


@pytest.fixture
def people(few_questions: IndicatorSet) -> People:
    made = make_people(few_questions)
    made.assessment.findings.create(kind="strength", headline="Punt")
    made.assessment.recommendations.create(what="Oefenen")
    talk(made)
    return made


def said(people: People) -> list[str]:
    """Return the last words of the open thread about a question."""
    return [comment.text for comment in people.assessment.threads.all()[1].comments.all()]


def open_talk(page: Page, people: People) -> None:
    page.goto(people.theme())
    page.get_by_role("link", name="Overleg (1 open)").click()
    expect(page.get_by_role("heading", level=2, name="Begin een overleg")).to_be_visible()


@pytest.mark.parametrize("label", ["Uw reactie", "Uw vraag of opmerking"])
def test_what_was_half_written_comes_back(open_browser: Open, people: People, label: str) -> None:
    """Anna clicks away from it and comes back later; once placed, the form is empty again."""
    page = open_browser(people.anna)
    open_talk(page, people)
    assert page.url.endswith(f"overleg/vraag/{KEY}/")
    page.get_by_label(label).first.fill("Half geschreven zin")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1, name="Start")).to_be_visible()
    open_talk(page, people)
    field = page.get_by_label(label).first
    expect(field).to_have_value("Half geschreven zin")
    field.locator("xpath=ancestor::form").get_by_role("button").click()
    expect(page.get_by_text("Geplaatst.")).to_be_visible()
    expect(page.get_by_label(label).first).to_have_value("")
    everything = [
        comment.text
        for thread in people.assessment.threads.all()
        for comment in thread.comments.all()
    ]
    assert everything.count("Half geschreven zin") == 1


def test_a_number_is_warned_of_while_typing(open_browser: Open, people: People) -> None:
    """The line under the text is read aloud, and goes with the number. Who was warned places it
    with one click."""
    page = open_browser(people.anna)
    open_talk(page, people)
    field = page.get_by_label("Uw reactie").first
    form = field.locator("xpath=ancestor::form")
    warning = form.get_by_role("status")
    field.press_sequentially("Bel 06-12345678")
    expect(warning).to_contain_text("Dit lijkt op een telefoonnummer: 06-12345678.")
    field.fill("Bel de wijkagent")
    expect(warning).to_have_text("")
    field.fill("Bel 06-12345678")
    expect(warning).to_contain_text("telefoonnummer")
    form.get_by_role("button").click()
    expect(page.get_by_text("Geplaatst.")).to_be_visible()
    assert said(people)[-1] == "Bel 06-12345678"


def test_a_reply_that_came_too_late_is_given_back(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """The assessment was confirmed while Anna typed: nothing is stored, and her text is shown to be
    copied."""
    expect_console(r"status of 403")
    page = open_browser(people.anna)
    open_talk(page, people)
    page.get_by_label("Uw reactie").first.fill("Te laat")
    confirm(people)
    page.get_by_role("button", name="Plaats reactie").first.click()
    expect(page.get_by_text("vastgesteld en verandert niet meer").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Te laat")
    assert "Te laat" not in said(people)


def confirm(people: People) -> None:
    lifecycle.submit_for_review(assessment=people.assessment)
    confirming.confirm(assessment=people.assessment, by=people.anna)
