"""Forms that change or end something keep what is typed in them, as forms for something new do."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Source
from networks.models import Organisation, User
from partners.models import CheckLink, FactRemark

from . import scenes
from .conftest import Expect, Open
from .people import People
from .scenes import Scene
from .typing import REFUSED, until

Prepared = tuple[User, str, str, str]  # who, the page, the field, the button
TEXT = "De stuurgroep wil dit zo."


def title(scene: Scene) -> Prepared:
    people = scene.people
    address = reverse("name_and_period", args=[people.assessment.pk])
    return people.anna, address, "naming-title", "Opslaan"


def confirming(scene: Scene) -> Prepared:
    """A partner's remark is open, which asks for a reason."""
    scenes.under_review(scene)
    people = scene.people
    partner = Organisation.objects.create(name=f"Politie {people.noord.pk}")
    source = Source.objects.create(
        assessment=people.assessment, kind="partner", organisation=partner
    )
    link = CheckLink(source=source, email="wijk@politie.example", made_at=timezone.now())
    link.give_new_secret()
    link.open_until(timezone.localdate())
    link.save()
    about = people.assessment.recommendations.all()[0]
    FactRemark.objects.create(
        check_link=link, subject="recommendation", subject_pk=about.pk, remark="Dat klopt niet."
    )
    address = reverse("ask_to_confirm", args=[people.assessment.pk])
    return people.anna, address, "reason", "Ja, stel vast"


def reopening(scene: Scene) -> Prepared:
    scenes.confirmed(scene)
    people = scene.people
    address = reverse("admin:assessments_assessment_reopen", args=[people.assessment.pk])
    return people.ada, address, "reason", "Heropenen"


def reopening_national(scene: Scene) -> Prepared:
    scenes.national_confirmed(scene)
    assert scene.national
    address = reverse("reopen_national", args=[scene.national.pk])
    return scene.people.lotte, address, "reason", "Heropen"


@pytest.mark.parametrize(
    "prepare",
    [title, confirming, reopening, reopening_national],
)
def test_what_is_typed_is_there_again(
    open_browser: Open, people: People, prepare: Callable[[Scene], Prepared]
) -> None:
    """Somebody types and closes the tab: opened again the form holds the text, until it was
    sent."""
    who, address, name, button = prepare(Scene(people))
    page = open_browser(who)
    page.goto(address)
    field = page.locator(f"[name$='{name}']")
    before = field.input_value()
    field.fill(TEXT)
    again = page.context.new_page()
    page.close()
    again.goto(address)
    field = again.locator(f"[name$='{name}']")
    expect(field).to_have_value(TEXT)
    again.get_by_role("button", name=button, exact=True).click()
    again.wait_for_url(lambda url: address not in url)
    again.goto(people.path if who == people.anna else "/")
    until(
        again, lambda: not again.evaluate("Object.keys(localStorage).join().includes('loket:new')")
    )
    assert before != TEXT


def test_a_kept_title_is_compared_with_what_it_was_typed_over(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna types a title and closes the tab, and a colleague changes title and period. Back in her
    form she hears so first: it holds the old period, and nothing of what the colleague wrote."""
    expect_console(REFUSED)
    assessment = people.assessment
    address = reverse("name_and_period", args=[assessment.pk])
    page = open_browser(people.anna)
    page.goto(address)
    page.locator("[name=naming-title]").fill("Zoals Anna het noemt")
    page.close()
    assessment.title, assessment.period_end = "Van de collega", date(2031, 3, 31)
    assessment.save()

    page = page.context.new_page()
    page.goto(address)
    expect(page.locator("[name=naming-title]")).to_have_value("Zoals Anna het noemt")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("main")).to_contain_text("Nu staat er “Van de collega”")
    assessment.refresh_from_db()
    assert (assessment.title, assessment.period_end) == ("Van de collega", date(2031, 3, 31))

    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url(people.path)
    assessment.refresh_from_db()
    assert assessment.title == "Zoals Anna het noemt"


def test_asking_partners_keeps_a_second_function(open_browser: Open, people: People) -> None:
    """Anna fills in two functions of one organisation and a word, and her tab closes: the word and
    the first are in the form again, the second stands beneath it until there is a row for it."""
    people.noord.organisations.add(Organisation.objects.create(name=f"Politie {people.noord.pk}"))
    page = open_browser(people.anna)
    address = reverse("ask_partners", args=[people.assessment.pk])
    page.goto(address)
    page.get_by_label("Functie").fill("wijkagent")
    page.get_by_label("E-mail").fill("wijk@politie.example")
    page.get_by_label("Persoonlijk woord").fill(TEXT)
    page.get_by_role("button", name="Nog een functie").click()
    second = page.get_by_label("Functie").nth(1)
    second.fill("teamleider")
    expect(page.get_by_label("Functie").first).to_have_value("wijkagent")
    expect(page.locator(".left-over")).to_have_count(0)
    again = page.context.new_page()
    page.close()
    again.goto(address)
    expect(again.get_by_label("Functie")).to_have_value("wijkagent")
    expect(again.get_by_label("Persoonlijk woord")).to_have_value(TEXT)
    expect(again.locator(".left-over")).to_contain_text("teamleider")
    again.get_by_role("button", name="Nog een functie").click()
    again.locator(".left-over").get_by_role("button", name="Zet in het formulier").click()
    expect(again.get_by_label("Functie").nth(1)).to_have_value("teamleider")
    expect(again.get_by_label("Functie").first).to_have_value("wijkagent")
    expect(again.get_by_label("Samenhang")).to_be_checked()
    expect(again.locator(".left-over")).to_have_count(0)
