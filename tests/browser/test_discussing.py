"""Discussing what partners see differently, in a real browser; and partners who type on while the
questions change."""

import re

import pytest
from playwright.sync_api import expect

from assessments import lifecycle
from assessments.models import Assessment, Finding, Source, TextVersion, View
from indicators.models import Indicator
from networks.models import Organisation
from tests.cast import make_assessment

from .axe import complaints
from .conftest import Expect, Open
from .people import People
from .test_moving import FIRST, LATER, load
from .test_partners import PHONE, ask, link_for, partners_of

KEY = "samenhang-afspraken"


def say(people: People, key: str, judgement: str, remark: str, number: int) -> View:
    """Let a partner that sent in its answers say something about a question."""
    name = f"Partner {number} van {people.noord.pk}"
    organisation, _is_new = Organisation.objects.get_or_create(name=name)
    source, _is_new = Source.objects.get_or_create(
        assessment=people.assessment,
        kind="partner",
        organisation=organisation,
        defaults={"sent_in_at": "2026-01-01T12:00Z"},
    )
    indicators = Indicator.objects.filter(
        group__theme__indicator_set=people.assessment.indicator_set_id
    )
    return View.objects.create(
        source=source,
        indicator=indicators.get(key=key),
        judgement=judgement,
        remark=remark,
        sent_in_at="2026-01-01T12:00Z",
    )


def test_a_meeting_writes_with_all_views_in_sight(open_browser: Open, people: People) -> None:
    """The sentence follows the ticks; a point that isn't sent yet survives leaving the page, with
    its ticks; then it stands there, and what it rests on can be changed."""
    say(people, KEY, "strength", "Iedereen kent ze.", 1)
    say(people, KEY, "improvement", "Niemand leest ze.", 2)
    say(people, KEY, "improvement", "Wij kregen ze niet.", 3)
    say(people, "samenhang-leerproces", "mixed", "Soms.", 1)
    say(people, "samenhang-leerproces", "strength", "Ja.", 2)
    anna = open_browser(people.anna)
    anna.goto(f"{people.path}partners/verschillen/")
    anna.get_by_role("link", name="Bespreek ze één voor één").click()
    anna.get_by_label("Partner 2").check()
    anna.get_by_label("Partner 3").check()
    sentence = anna.locator("[data-sentence]")
    expect(sentence).to_contain_text("Steunt op 2 partners (Partner 2")
    anna.get_by_label("Nieuw punt").fill("Afspraken zijn niet bekend")
    anna.get_by_label("Antwoord", exact=True).fill("Ze staan op papier.")
    expect(anna.locator(".saved")).to_contain_text("Opgeslagen om")
    assert people.assessment.answers.get().text == "Ze staan op papier."

    anna.get_by_role("link", name=re.compile("^Volgende vraag: 1")).click()
    expect(anna.get_by_role("heading", level=1)).to_contain_text("leerproces")
    anna.get_by_role("link", name="Vorige vraag").click()
    expect(anna.get_by_label("Nieuw punt")).to_have_value("Afspraken zijn niet bekend")
    expect(anna.get_by_label("Partner 2")).to_be_checked()
    expect(anna.get_by_label("Partner 1")).not_to_be_checked()
    expect(sentence).to_contain_text("Steunt op 2 partners")
    anna.locator("#new-point").get_by_label("verbeterpunt").check()
    anna.get_by_role("button", name="Voeg het punt toe").click()
    entry = anna.locator(".entry")
    expect(entry).to_contain_text("Afspraken zijn niet bekend")
    expect(entry).to_contain_text("Steunt op 2 partners")
    expect(anna.get_by_label("Nieuw punt")).to_have_value("")

    entry.get_by_role("link", name="Kies waar dit punt op steunt").click()
    anna.get_by_label("Partner 1").check()
    expect(anna.locator("[data-sentence]")).to_contain_text("Steunt op 3 partners")
    expect(anna.locator(".saved")).to_contain_text("Opgeslagen om")
    assert Finding.objects.get(assessment=people.assessment).views.count() == 3


@pytest.mark.parametrize("meanwhile", ["under review", "another version"])
def test_a_point_that_can_not_be_added_any_more(
    open_browser: Open, people: People, expect_console: Expect, meanwhile: str
) -> None:
    """Bram types a new point, and then nothing can be added at the question, or nobody asks it any
    more: its page shows the text, to be copied."""
    slug = f"proefset-{people.noord.pk}"
    people.assessment = make_assessment(people.noord, load(FIRST, slug))
    bram = open_browser(people.bram)
    address = f"{people.path}partners/verschillen/vraag/weg/"
    bram.goto(address)
    bram.get_by_label("Nieuw punt").fill("De gemeente betaalt alles")
    bram.get_by_role("link", name="Start").click()
    if meanwhile == "under review":
        lifecycle.submit_for_review(assessment=people.assessment)
    else:
        expect_console("status of 403")
        moved = load(LATER, slug)
        Assessment.objects.filter(pk=people.assessment.pk).update(indicator_set=moved)
    bram.goto(address)
    left = bram.locator(".left-over")
    expect(left).to_contain_text("Het kan niet meer worden verstuurd.")
    expect(left.locator("blockquote")).to_have_text("De gemeente betaalt alles")
    left.get_by_role("button", name="Gooi deze tekst weg").click()
    expect(left).to_have_count(0)


def test_nobody_is_kept_out_of_a_discussion(open_browser: Open, people: People) -> None:
    """axe finds nothing on these pages, wide or narrow, and none is wider than a phone."""
    view = say(people, KEY, "strength", "Iedereen kent ze.", 1)
    say(people, KEY, "improvement", "Niemand leest ze.", 2)
    point = Finding.objects.create(assessment=people.assessment, kind="strength", headline="Punt")
    point.indicators.add(view.indicator)
    point.views.add(view)
    anna = open_browser(people.anna)
    wrong = {}
    for page in (
        "partners/verschillen/",
        f"partners/verschillen/vraag/{KEY}/",
        f"punten/{point.pk}/steunt-op/",
    ):
        anna.set_viewport_size({"width": 1280, "height": 800})
        anna.goto(people.path + page)
        wrong[page] = complaints(anna, narrow=True)
    assert {page: found for page, found in wrong.items() if found} == {}


def test_a_partner_types_on_while_the_questions_change(open_browser: Open, people: People) -> None:
    """Anna goes to a version that asks one question otherwise and another no more. What partners
    type on their phones is stored under their own name, or stays on the phone and says why."""
    slug = f"proefset-{people.noord.pk}"
    people.assessment = make_assessment(people.noord, load(FIRST, slug))
    police, veilig_thuis = partners_of(people)
    anna = open_browser(people.anna)
    ask(anna, people, [police, veilig_thuis])
    link, other = link_for(people, police), link_for(people, veilig_thuis)
    phones = {key: open_browser(**PHONE) for key in ("gelijk", "anders", "weg")}
    for key, phone in phones.items():
        phone.goto(f"{link}vraag/{key}/")
    phones["weg"].get_by_label("Wat ziet u?").fill("De gemeente betaalt")
    expect(phones["weg"].locator(".saved")).to_contain_text("Opgeslagen om")
    load(LATER, slug)
    anna.goto(f"{people.path}versie/")
    anna.get_by_role("button", name="Stap over op versie 2").click()
    expect(anna.get_by_text("De evaluatie heeft nu versie 2.")).to_be_visible()

    for key in ("gelijk", "anders"):
        phones[key].get_by_label("Wat ziet u?").fill(f"Getypt bij {key}.")
        expect(phones[key].locator(".saved")).to_contain_text("Opgeslagen om")
    phones["weg"].get_by_label("Wat ziet u?").fill("De gemeente betaalt, en de politie.")
    told = phones["weg"].locator(".reply")
    expect(told).to_contain_text("Deze vraag wordt niet meer gesteld")
    expect(told).to_contain_text("Uw tekst staat nog op dit apparaat.")

    stored = {
        (view.source.organisation_id, view.indicator.key): view.remark
        for view in View.objects.select_related("source", "indicator").filter(
            source__assessment=people.assessment
        )
    }
    assert stored == {
        (police.pk, "gelijk"): "Getypt bij gelijk.",
        (police.pk, "anders"): "Getypt bij anders.",
        (police.pk, "weg"): "De gemeente betaalt",
    }
    assert TextVersion.objects.filter(text="De gemeente betaalt").exists()
    # The phone has the rest, also on the next page; another partner sees none of it.
    phones["weg"].goto(f"{link}vragen/")
    expect(phones["weg"].get_by_text("De gemeente betaalt, en de politie.")).to_be_visible()
    stranger = open_browser(**PHONE)
    for page in ("", "vragen/", "vraag/gelijk/", "vraag/anders/", "vraag/nieuw/"):
        stranger.goto(other + page)
        expect(stranger.locator("body")).not_to_contain_text("Getypt bij")
        expect(stranger.locator("body")).not_to_contain_text("De gemeente betaalt")
    # The new question is asked, and the present one is on the page that is opened again.
    phones["anders"].reload()
    expect(phones["anders"].get_by_role("heading", level=1)).to_contain_text("Welke afspraken")
    expect(phones["anders"].get_by_label("Wat ziet u?")).to_have_value("Getypt bij anders.")
