"""The whole job of a coordinator, from logging in to the report: without JavaScript, and with the
keyboard alone."""

import re
from typing import Protocol

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Locator, Page, expect

from assessments.models import Assessment

from .conftest import Open
from .people import People
from .typing import SAVED, field, reply

PASSWORD = "een-lang-wachtwoord-voor-de-proef"


class Hands(Protocol):
    """How somebody works a page."""

    def press(self, control: Locator) -> None: ...

    def type(self, control: Locator, text: str) -> None: ...

    def store(self, page: Page, key: str) -> None:
        """See to it that the answer to an indicator is stored."""


class WithoutScript:
    """Clicks and types; one button saves the page."""

    def press(self, control: Locator) -> None:
        # Of a page that still jumps to a part of itself, the button under the mouse changes halfway
        # a click.
        control.page.wait_for_load_state()
        control.click()

    def type(self, control: Locator, text: str) -> None:
        if control.evaluate("control => control.tagName === 'SELECT'"):
            control.select_option(label=text)
        else:
            control.fill(text)

    def store(self, page: Page, key: str) -> None:
        page.get_by_role("button", name="Alles op deze pagina opslaan").click()
        expect(page.get_by_role("status")).to_contain_text("Alles is opgeslagen.")


class Keyboard:
    """Tab until the control has the focus, which must be visible, then type or press; answers save
    by themselves."""

    def press(self, control: Locator) -> None:
        self._tab_to(control)
        is_choice = control.evaluate(
            "control => control.matches('input[type=radio], input[type=checkbox]')"
        )
        control.page.keyboard.press("Space" if is_choice else "Enter")

    def type(self, control: Locator, text: str) -> None:
        self._tab_to(control)
        if control.evaluate("control => control.type === 'date'"):
            year, month, day = text.split("-")
            control.page.keyboard.type(month + day + year)
            return
        if control.evaluate("control => control.tagName === 'SELECT'"):
            control.page.keyboard.type(text)
            return
        control.page.keyboard.press("Control+A")
        control.page.keyboard.insert_text(text)

    def store(self, page: Page, key: str) -> None:
        expect(reply(page, key)).to_have_text(SAVED)

    def _tab_to(self, control: Locator) -> None:
        expect(control).to_be_visible()
        wanted = control.element_handle()
        page = control.page
        back = page.evaluate(
            "wanted => document.activeElement.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING",
            wanted,
        )
        for _step in range(400):
            at = page.evaluate(WHERE, wanted)
            assert at["visible"], page.evaluate("document.activeElement.outerHTML")
            if at["there"]:
                return
            if at["in_group"]:
                # One Tab reaches a group of radio buttons; arrows go on in it.
                page.keyboard.press("ArrowDown")
            else:
                page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not reach {control}")


# Leaving the last control goes to the browser's own window, which has no outline of ours.
WHERE = """wanted => {
    const at = document.activeElement, style = getComputedStyle(at);
    return {
        there: at === wanted,
        in_group: wanted.type === 'radio' && at.type === 'radio' && at.name === wanted.name,
        visible: at === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
}"""


def log_in_by_form(page: Page, people: People, hands: Hands) -> None:
    people.anna.password = make_password(PASSWORD)
    people.anna.save()
    page.goto("/")
    hands.type(page.get_by_label("E-mailadres"), people.anna.email)
    hands.type(page.get_by_label("Wachtwoord", exact=True), PASSWORD)
    hands.press(page.get_by_role("button", name="Inloggen"))
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()


def start(page: Page, title: str, hands: Hands) -> Assessment:
    hands.press(page.get_by_role("link", name="Nieuwe evaluatie beginnen"))
    hands.press(page.get_by_label(re.compile(re.escape(title))))
    hands.type(page.get_by_label("Titel"), "Zelfevaluatie 2027")
    hands.type(page.get_by_label("Begin van de periode"), "2027-01-01")
    hands.type(page.get_by_label("Einde van de periode"), "2027-12-31")
    hands.press(page.get_by_role("button", name="Begin"))
    expect(page.get_by_role("heading", name="Zelfevaluatie 2027", level=1)).to_be_visible()
    return Assessment.objects.get(pk=int(page.url.rstrip("/").rpartition("/")[2]))


def answer(page: Page, hands: Hands) -> None:
    hands.press(page.get_by_role("link", name="Naar deze vraag"))
    first = page.locator("#i-samenhang-afspraken")
    hands.type(field(page), "Er zijn werkafspraken.")
    hands.press(first.get_by_label("sterk punt", exact=True))
    hands.type(field(page, name="key_point"), "Iedereen kent de afspraken")
    hands.store(page, "samenhang-afspraken")
    hands.press(page.locator("nav.contents a[href*='actie-overleg']"))
    frequency = "actie-overleg-frequentie"
    hands.type(field(page, frequency, "number"), "1,5")
    hands.type(field(page, frequency, "per"), "per week")
    hands.press(page.locator(f"#i-{frequency}").get_by_label("verbeterpunt", exact=True))
    hands.store(page, frequency)
    voorzitter = "actie-overleg-voorzitterschap"
    hands.type(field(page, voorzitter, "number"), "3")
    hands.store(page, voorzitter)


def points(page: Page, assessment: Assessment, hands: Hands) -> None:
    hands.press(page.get_by_role("link", name="Punten op een rij"))
    for headline in ("Te weinig tijd", "Te weinig oefening"):
        section = (
            page.locator("main section")
            .filter(has=page.get_by_role("heading", name="1. ", exact=False))
            .first
        )
        details = section.locator(
            "details", has=page.locator("summary", has_text="Verbeterpunt toevoegen")
        )
        hands.press(details.locator("summary"))
        hands.type(details.get_by_label("Nieuw punt"), headline)
        hands.press(details.get_by_role("button", name="Voeg toe"))
        expect(page.locator("main .entry strong", has_text=headline)).to_be_visible()
    hands.press(page.get_by_role("button", name="Omhoog: Te weinig oefening"))
    page.wait_for_url("**verplaatst**")
    improvements = assessment.findings.filter(kind="improvement").values_list("headline", flat=True)
    assert list(improvements) == ["Te weinig oefening", "Te weinig tijd"]
    point = assessment.findings.get(headline="Te weinig oefening")
    hands.press(page.locator(f"#p-{point.pk} summary"))
    hands.press(page.locator(f"[name='p{point.pk}-is_key']"))
    _store_part(page, f"p{point.pk}", hands)
    point.refresh_from_db()
    assert point.is_key


def _store_part(page: Page, prefix: str, hands: Hands) -> None:
    if isinstance(hands, WithoutScript):
        page.locator(f"#form-{prefix}").get_by_role("button", name="Opslaan").click()
        expect(page.get_by_role("status").first).to_contain_text("Opgeslagen.")
    else:
        expect(page.locator(f"#form-{prefix} .reply")).to_have_text(SAVED)


def recommend(page: Page, assessment: Assessment, hands: Hands) -> None:
    hands.press(page.get_by_role("link", name="Aanbevelingen", exact=True))
    hands.press(page.locator("summary", has_text="Nieuwe aanbeveling"))
    form = page.locator("form[data-keep=new-recommendation]")
    hands.type(form.get_by_label("Wat", exact=True), "Elk half jaar oefenen")
    hands.type(form.get_by_label("Wie doet het?"), "De coördinator")
    hands.type(form.get_by_label("Wanneer klaar?"), "2027-09-01")
    hands.press(form.get_by_role("button", name="Voeg aanbeveling toe"))
    expect(page.get_by_role("heading", name="Aanbeveling 1")).to_be_visible()
    assert str(assessment.recommendations.get().by_when) == "2027-09-01"
    hands.press(page.get_by_role("link", name="Teksten voor het rapport", exact=True))
    hands.type(page.get_by_label("Werkwijze"), "In één sessie met alle partners.")
    _store_part(page, "t", hands)


def review_and_confirm(page: Page, partner: Page, assessment: Assessment, hands: Hands) -> None:
    hands.press(page.get_by_role("link", name="Toetsen en vaststellen", exact=True))
    hands.press(page.get_by_role("button", name="Leg ter toetsing voor"))
    expect(page.get_by_role("status")).to_contain_text("ligt nu ter toetsing")
    partner.goto(f"/zelfevaluaties/{assessment.pk}/vaststellen/")
    partner.get_by_label("Ja, de feiten kloppen").check()
    partner.get_by_role("button", name="Verstuur uw toetsing").click()
    expect(partner.get_by_role("status")).to_contain_text("Uw toetsing is opgeslagen.")
    page.reload()
    expect(page.locator("main")).to_contain_text("Bram · de feiten kloppen")
    hands.press(page.get_by_role("link", name="Stel vast"))
    hands.press(page.get_by_role("button", name="Ja, stel vast"))
    expect(page.get_by_role("status")).to_contain_text("is vastgesteld")


def read_report(page: Page, hands: Hands) -> None:
    hands.press(page.get_by_role("link", name="Bekijk het rapport"))
    expect(page.get_by_role("heading", name="Zelfevaluatie 2027", level=1)).to_be_visible()
    for text in (
        "Er zijn werkafspraken.",
        "Iedereen kent de afspraken",
        "Te weinig oefening",
        "Elk half jaar oefenen",
    ):
        expect(page.locator("main")).to_contain_text(text)
    expect(page.locator("main")).to_contain_text("1,5")
    # How it goes on is in test_documents.
    hands.press(page.get_by_role("button", name="Download als PDF"))
    expect(page.get_by_role("heading", name="Uw document wordt gemaakt")).to_be_visible()


# Tab goes past every question on a page, so with the keyboard there are fewer.
@pytest.mark.parametrize(
    ("hands", "questions"),
    [(WithoutScript(), "werkset"), (Keyboard(), "few_questions")],
    ids=["WithoutScript", "Keyboard"],
)
def test_from_logging_in_to_the_report(
    open_browser: Open, people: People, request: pytest.FixtureRequest, hands: Hands, questions: str
) -> None:
    """Anna logs in, assesses her network, has the facts checked, confirms, asks for the report."""
    title = request.getfixturevalue(questions).title
    people.assessment.delete()
    scripted = not isinstance(hands, WithoutScript)
    page = open_browser(java_script_enabled=scripted)
    partner = open_browser(people.bram, java_script_enabled=scripted)
    log_in_by_form(page, people, hands)
    assessment = start(page, title, hands)
    answer(page, hands)
    points(page, assessment, hands)
    recommend(page, assessment, hands)
    review_and_confirm(page, partner, assessment, hands)
    read_report(page, hands)
    stored = assessment.answers.get(indicator__key="actie-overleg-frequentie")
    assert (stored.number, stored.per, stored.judgement) == (1.5, "week", "improvement")
