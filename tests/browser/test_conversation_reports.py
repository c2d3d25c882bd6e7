"""The person spoken with checks a conversation report by its link, on a phone and without scripts."""

import re

from playwright.sync_api import Page, expect

from assessments.models import Source, View
from indicators.models import Indicator
from networks.models import Mail
from partners.models import ConversationLink, Correction

from .axe import complaints
from .conftest import Expect, Open
from .people import People
from .typing import KEY, until

PHONE = {"viewport": {"width": 320, "height": 700}}


def talk_with(people: People, function: str) -> Source:
    """Write down what somebody said about two questions."""
    source = Source.objects.create(
        assessment=people.assessment, kind="conversation", function=function
    )
    questions = Indicator.objects.filter(
        group__theme__indicator_set=people.assessment.indicator_set
    )
    for question in questions.filter(key__in=[KEY, "samenhang-afspraken"]):
        View.objects.create(source=source, indicator=question, remark="Overdag bellen zij terug.")
    return source


def ask(anna: Page, people: People, source: Source, email: str) -> str:
    """Let Anna send the report; return the link in the mail."""
    anna.goto(f"{people.path}bronnen/{source.pk}/")
    # What was typed before and not sent, may have opened it already.
    anna.locator("#gespreksverslag details").evaluate("(details) => (details.open = true)")
    anna.get_by_label("E-mailadres").fill(email)
    anna.get_by_role("button", name="Verstuur de link").click()
    expect(anna.get_by_role("status")).to_contain_text("krijgt een mail met een link")
    found = re.search(r"/gespreksverslag/\S+", Mail.objects.filter(to=email).latest("pk").text)
    assert found
    return found[0]


def test_from_asking_to_agreeing(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Somebody corrects on a phone, Anna takes it over, and it is agreed; somebody else does the
    same without scripts. Every page is fine for axe."""
    expect_console(r"status of 422")
    wrong: dict[str, list[str]] = {}
    number = people.noord.pk
    police, doctor = talk_with(people, "wijkagent"), talk_with(people, "huisarts")
    anna = open_browser(people.anna)
    anna.goto(f"{people.path}bronnen/{police.pk}/")
    anna.get_by_text("Laat het verslag nakijken").click()
    anna.get_by_role("button", name="Verstuur de link").click()
    expect(anna.get_by_role("alert")).to_contain_text("Vul een e-mailadres in")
    wrong["no address"] = complaints(anna)
    link = ask(anna, people, police, f"agent{number}@voorbeeld.example")

    phone = open_browser(**PHONE)
    phone.goto(link)
    phone.get_by_text("Dit klopt niet").first.click()
    wrong["report"] = complaints(phone)
    phone.get_by_label("Uw correctie").first.fill("’s Nachts bellen zij niet terug.")
    expect(phone.locator(".saved").first).to_contain_text("Opgeslagen om")
    phone.get_by_role("button", name="Akkoord").click()
    expect(phone.get_by_role("alert")).to_contain_text("Daarna kunt u akkoord geven")
    wrong["not yet"] = complaints(phone)
    phone.get_by_role("button", name="Verstuur mijn correcties").click()
    expect(phone.get_by_role("status").first).to_contain_text("Uw correcties zijn verstuurd")
    phone.get_by_role("button", name="Ja, dat mag").click()
    expect(phone.get_by_role("status").first).to_contain_text("mag u letterlijk citeren")
    wrong["sent"] = complaints(phone)

    for page in (open_browser(people.anna, **PHONE), anna):
        page.goto(f"{people.path}bronnen/{police.pk}/")
        expect(page.get_by_text("1 correctie is nog open.")).to_be_visible()
        wrong[f"corrections at {page.viewport_size}"] = complaints(page)
    panel = anna.locator("#gespreksverslag")
    panel.get_by_label("overgenomen: de tekst is aangepast").check()
    panel.get_by_role("button", name="Handel deze correctie af").click()
    expect(anna.get_by_role("status").first).to_contain_text("krijgt er een mail over")
    phone.goto(link)
    phone.get_by_role("button", name="Akkoord").click()
    expect(phone.get_by_text("U gaf akkoord op").first).to_be_visible()
    wrong["agreed"] = complaints(phone)
    View.objects.filter(source=police).first().delete()
    anna.reload()
    expect(panel.get_by_text("Gewijzigd na akkoord.")).to_be_visible()
    wrong["changed"] = complaints(anna)

    link = ask(anna, people, doctor, f"arts{number}@voorbeeld.example")
    plain = open_browser(java_script_enabled=False, **PHONE)
    plain.goto(link)
    plain.get_by_text("Dit klopt niet").first.click()
    plain.get_by_label("Uw correctie").first.fill("Dat zei ik niet.")
    plain.get_by_text("Er ontbreekt iets").click()
    plain.get_by_label("Uw correctie").last.fill("Wij spraken ook over het weekend.")
    plain.get_by_role("button", name="Bewaar en ga later verder").click()
    expect(plain.get_by_label("Uw correctie").first).to_have_value("Dat zei ik niet.")
    plain.get_by_label("Uw correctie").last.fill("")
    plain.get_by_role("button", name="Verstuur mijn correcties").click()
    expect(plain.get_by_role("status").first).to_contain_text("Uw correcties zijn verstuurd")
    remarks = Correction.objects.filter(link__source=doctor).exclude(remark="")
    assert remarks.get().remark == "Dat zei ik niet."
    assert {place: found for place, found in wrong.items() if found} == {}


def test_what_is_typed_just_before_a_button_is_pressed_is_kept(
    open_browser: Open, people: People
) -> None:
    """The page goes away while the text is on its way."""
    source = talk_with(people, "wijkagent")
    link = ask(
        open_browser(people.anna), people, source, f"snel{people.noord.pk}@voorbeeld.example"
    )
    page = open_browser(**PHONE)
    page.goto(link)
    page.get_by_text("Er ontbreekt iets").click()
    page.get_by_label("Uw correctie").last.fill("Het weekend ontbreekt.")
    page.get_by_role("button", name="Ja, dat mag").click()
    expect(page.get_by_role("status").first).to_contain_text("mag u letterlijk citeren")
    until(
        page,
        lambda: Correction.objects.filter(link__source=source, remark__contains="weekend").exists(),
    )
    assert ConversationLink.objects.get(source=source).agreed_at is None


def test_nobody_agrees_over_a_correction_that_is_being_typed(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """“Akkoord” waits until the correction is stored, and then says what to do with it; without a
    connection it stays where it is."""
    expect_console(r"status of 422|net::ERR_")
    source = talk_with(people, "wijkagent")
    link = ask(
        open_browser(people.anna), people, source, f"toch{people.noord.pk}@voorbeeld.example"
    )
    page = open_browser(**PHONE)
    page.goto(link)
    page.get_by_text("Dit klopt niet").first.click()
    page.route("**/correctie/**", lambda route: route.abort())
    correction = page.get_by_label("Uw correctie").first
    correction.fill("’s Nachts bellen zij niet terug.")
    page.get_by_role("button", name="Akkoord").click()
    expect(page.locator(".reply").first).to_contain_text("Geen verbinding")
    expect(correction).to_be_focused()

    page.unroute("**/correctie/**")
    page.get_by_role("button", name="Akkoord").click()
    expect(page.get_by_role("alert")).to_contain_text("Daarna kunt u akkoord geven")
    assert ConversationLink.objects.get(source=source).agreed_at is None
