"""WCAG 2.2 AA by axe-core, and reflow: every page of the portal in every state that people meet."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments import lifecycle
from assessments.models import Assessment, NationalReport
from assessments.national.lifecycle import add_recommendation
from assessments.national.lifecycle import confirm as confirm_national
from indicators.models import IndicatorSet
from networks.models import User
from tests.assessments.nationals import confirmed as confirmed_networks
from tests.assessments.nationals import consent
from tests.assessments.nationals import start as start_national

from .conftest import Expect, Open
from .people import People
from .typing import field

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONG_WORD = "w" * 3000
ANY_STATUS = r"status of 4\d\d"
Prepare = Callable[[Page, People], None]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on the page as it stands, one line a rule with the first places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {rule['help']} {json.dumps([node['html'][:200] for node in rule['nodes'][:3]])}"
        for rule in found.response["violations"]
    ]


def fill_in(people: People, text: str = "Er zijn werkafspraken.\n\n- een vast moment\n- korte lijnen") -> None:
    """Put something in every corner of the assessment of Noord, and a confirmed one of the year before."""
    assessment = people.assessment
    earlier = Assessment.objects.create(
        network=people.noord,
        indicator_set=assessment.indicator_set,
        title="Zelfevaluatie 2025",
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
    )
    now, people.assessment = people.assessment, earlier
    people.write(people.anna, text, judgement="mixed", evidence=text[:9000])
    agreed = earlier.recommendations.create(what=text, who="De coördinator", by_when=date(2025, 9, 1))
    lifecycle.submit_for_review(assessment=earlier)
    lifecycle.confirm(assessment=earlier, by=people.anna)
    people.assessment = now
    for key, judgement in (
        ("samenhang-afspraken", "strength"),
        ("samenhang-deskundigheid", "improvement"),
        ("samenhang-inverdieneffecten", "mixed"),
        ("samenhang-zichtbare-verbetering", "unknown"),
        ("samenhang-leerproces", "not_applicable"),
    ):
        people.write(people.bram, text, key=key, judgement=judgement, evidence=text[:9000])
    people.write(people.anna, text, key="actie-overleg-frequentie", number="1.5", per="week")
    theme = assessment.indicator_set.themes.first()
    for kind in ("strength", "improvement"):
        for _each in range(2):
            assessment.findings.create(kind=kind, theme=theme, headline=text[:180], explanation=text, is_key=True)
    for _each in range(2):
        assessment.recommendations.create(what=text, explanation=text, who="De coördinator")
        assessment.conclusions.create(question=text, text=text)
    assessment.follow_ups.create(
        recommendation=agreed, what=text, origin=earlier.title, outcome="partly", explanation=text
    )
    assessment.follow_ups.create(what=text, origin="Regiorapport 2022")
    for name in ("summary", "introduction", "method", "functions_spoken_with", "sources_consulted"):
        setattr(assessment, name, text)
    assessment.save()


def under_review(page: Page, people: People) -> None:
    fill_in(people)
    lifecycle.submit_for_review(assessment=people.assessment)
    lifecycle.check_facts(assessment=people.assessment, by=people.bram, agrees=False, remark="Het zijn er drie.")


def confirmed(page: Page, people: People) -> None:
    under_review(page, people)
    lifecycle.confirm(assessment=people.assessment, by=people.anna)


def reopened(page: Page, people: People) -> None:
    confirmed(page, people)
    lifecycle.reopen(assessment=people.assessment, by=people.ada, reason="Een getal klopte niet.")


def national(page: Page, people: People) -> None:
    """An overarching report over five networks, with a hidden number, a quote and a recommendation."""
    indicator_set = people.assessment.indicator_set
    judged = [{"samenhang-afspraken": "strength", "samenhang-deskundigheid": "strength"} for _n in range(5)]
    judged[4]["samenhang-deskundigheid"] = "mixed"
    text = "Er zijn werkafspraken, en wie nieuw is krijgt ze in de eerste week uitgelegd."
    # What other tests confirmed is still there, and no two reports are about one year.
    year = 2030 + NationalReport.objects.count()
    consent(confirmed_networks(indicator_set, judged, year=year, networks=[people.noord], text=text))
    report = start_national(indicator_set, year)
    add_recommendation(report, {"what": text, "who": "Het landelijk netwerk"}, by=people.lotte)


def published(page: Page, people: People) -> None:
    national(page, people)
    confirm_national(report=NationalReport.objects.latest("pk"), by=people.lotte)


def filled(page: Page, people: People) -> None:
    fill_in(people)


def nothing(page: Page, people: People) -> None:
    """Leave the assessment empty."""


PAGES: list[tuple[str, str, Prepare]] = [
    ("anna", "/", nothing),
    ("anna", "/", filled),
    ("anna", "/", under_review),
    ("lotte", "/", filled),
    ("ada", "/", filled),
    ("anna", "start_assessment", nothing),
    ("anna", "assessment", nothing),
    ("anna", "assessment", filled),
    ("anna", "theme", nothing),
    ("anna", "theme", filled),
    ("eva", "theme", filled),
    ("anna", "theme", confirmed),
    ("anna", "points", nothing),
    ("anna", "points", filled),
    ("eva", "points", filled),
    ("anna", "recommendations", nothing),
    ("anna", "recommendations", filled),
    ("eva", "recommendations", filled),
    ("anna", "texts", nothing),
    ("anna", "texts", filled),
    ("eva", "texts", filled),
    ("anna", "confirmation", nothing),
    ("anna", "confirmation", filled),
    ("anna", "confirmation", under_review),
    ("bram", "confirmation", under_review),
    ("anna", "confirmation", confirmed),
    ("anna", "confirmation", reopened),
    ("anna", "delete", filled),
    ("anna", "ask_to_confirm", under_review),
    ("anna", "report", nothing),
    ("anna", "report", filled),
    ("anna", "report", confirmed),
    ("anna", "reports", nothing),
    ("lotte", "reports", confirmed),
    ("lotte", "development", confirmed),
    ("lotte", "/vergelijken/", confirmed),
    ("anna", "side_by_side", confirmed),
    ("anna", "/zoeken/?zoek=werkafspraken", confirmed),
    ("anna", "/zoeken/?zoek=werkafspraken&jaar=x", nothing),
    ("anna", "/account/api-sleutels/", nothing),
    ("lotte", "/landelijk/", published),
    ("lotte", "/landelijk/nieuw/", nothing),
    ("lotte", "national", national),
    ("lotte", "national_recommendations", national),
    ("lotte", "confirm_national", national),
    ("lotte", "national_office", published),
    ("anna", "national_report", published),
    ("anna", "account_change_password", nothing),
    ("", "account_login", nothing),
    ("", "account_reset_password", nothing),
    ("", "account_reset_password_done", nothing),
    ("anna", "/zelfevaluaties/0/", nothing),
    ("bram", "start_assessment", nothing),
]


def address(name: str, people: People) -> str:
    if name.startswith("/"):
        return name
    if name in ("start_assessment", "development"):
        return reverse(name, args=[people.noord.slug])
    if "national" in name:
        return reverse(name, args=[NationalReport.objects.latest("pk").pk])
    if name == "theme":
        return people.theme()
    if name == "delete":
        row = people.assessment.findings.first()
        assert row is not None
        return reverse("delete_point", args=[people.assessment.pk, row.pk])
    if name == "side_by_side":
        both = people.noord.assessments.confirmed().values_list("pk", flat=True)
        return f"{reverse(name)}?{'&'.join(f'z={pk}' for pk in both)}"
    if name.startswith("account") or name == "reports":
        return reverse(name)
    return reverse(name, args=[people.assessment.pk])


def pages() -> list[object]:
    return [pytest.param(*each, id=f"{each[1]}-{each[0] or 'nobody'}-{each[2].__name__}") for each in PAGES]


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize(("who", "name", "prepare"), pages())
def test_every_page(
    open_browser: Open, people: People, expect_console: Expect, who: str, name: str, prepare: Prepare
) -> None:
    """No violation of WCAG 2.2 AA; no sideways scrolling at 320 px, nor at 640 px with text of double size."""
    expect_console(ANY_STATUS)
    page = open_browser(getattr(people, who) if who else None)
    prepare(page, people)
    page.goto(address(name, people))
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert width(page) <= 320
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert width(page) <= 640


@pytest.mark.parametrize(
    "name", ["/", "assessment", "theme", "points", "recommendations", "texts", "confirmation", "delete", "report"]
)
@pytest.mark.parametrize("who", ["anna", "eva"])
def test_a_word_of_3000_letters(open_browser: Open, people: People, who: str, name: str) -> None:
    """One word that fits no line breaks; the page does not scroll sideways on a phone."""
    fill_in(people, LONG_WORD)
    page = open_browser(getattr(people, who), viewport={"width": 320, "height": 800})
    page.goto(address(name, people))
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
    assert width(page) <= 320


def theme_with_errors(page: Page, people: People) -> None:
    page.goto(people.theme("actie-overleg"))
    field(page, "actie-overleg-frequentie", "number").fill("vaak")
    page.get_by_role("button", name="Alles op deze pagina opslaan").click()


def theme_with_conflict(page: Page, people: People) -> None:
    page.goto(people.theme())
    people.write(people.bram, "Van Bram")
    field(page).fill("Van Anna")
    page.get_by_role("button", name="Alles op deze pagina opslaan").click()


def new_point_refused(page: Page, people: People) -> None:
    page.goto(address("points", people))
    page.locator("details", has_text="Sterk punt toevoegen").first.locator("summary").click()
    page.get_by_role("button", name="Voeg toe").first.click()


def new_recommendation_refused(page: Page, people: People) -> None:
    page.goto(address("recommendations", people))
    page.get_by_role("button", name="Voeg aanbeveling toe").click()


def text_refused(page: Page, people: People) -> None:
    page.goto(address("texts", people))
    page.get_by_label("Werkwijze").fill("a" * 50_001)
    page.get_by_role("button", name="Opslaan").first.click()


def start_refused(page: Page, people: People) -> None:
    page.goto(address("start_assessment", people))
    page.get_by_label("Titel").fill("")
    page.get_by_role("button", name="Begin").click()


def check_refused(page: Page, people: People) -> None:
    lifecycle.submit_for_review(assessment=people.assessment)
    page.goto(address("confirmation", people))
    page.get_by_label("Nee, ik heb een opmerking").check()
    page.get_by_role("button", name="Verstuur uw toetsing").click()


def login_refused(page: Page, people: People) -> None:
    page.context.clear_cookies()
    page.goto("/account/inloggen/")
    page.get_by_label("E-mailadres").fill("niemand@voorbeeld.example")
    page.get_by_label("Wachtwoord", exact=True).fill("dit-is-het-niet")
    page.get_by_role("button", name="Inloggen").click()


def rescued(page: Page, people: People) -> None:
    page.goto(address("recommendations", people))
    page.locator("form[data-keep=new-recommendation] textarea").first.fill("Elk half jaar oefenen")
    Session.objects.filter(session_key=page.context.cookies()[0]["value"]).delete()
    Session.objects.all().delete()
    page.get_by_role("button", name="Voeg aanbeveling toe").click()


REFUSALS: list[Prepare] = [
    theme_with_errors,
    theme_with_conflict,
    new_point_refused,
    new_recommendation_refused,
    text_refused,
    start_refused,
    check_refused,
    login_refused,
    rescued,
]


@pytest.mark.parametrize("refuse", REFUSALS, ids=lambda refuse: refuse.__name__)
def test_pages_with_errors(open_browser: Open, people: People, expect_console: Expect, refuse: Prepare) -> None:
    """A page that says what is wrong is as accessible as any other, and as narrow."""
    expect_console(ANY_STATUS)
    prepared = open_browser(people.anna, java_script_enabled=False)
    refuse(prepared, people)
    expect(prepared.locator(".error-summary, .rescued").first).to_be_visible()
    # axe needs JavaScript, so the page that was met without it is shown again with it.
    page = open_browser(people.anna)
    page.route("**/shown-again", partial(_fulfil, prepared.content()))
    page.goto("/shown-again")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert width(page) <= 320


def _fulfil(html: str, route: object) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")  # type: ignore[attr-defined]


def test_replies_in_the_background(open_browser: Open, people: People, expect_console: Expect) -> None:
    """What appears below a question while one types is accessible too: stored, refused, and two texts that meet."""
    expect_console(ANY_STATUS)
    page = open_browser(people.anna)
    page.goto(people.theme("actie-overleg"))
    people.write(people.bram, "Van Bram", key="actie-overleg-aansluiting")
    field(page, "actie-overleg-aansluiting").fill("Van Anna")
    field(page, "actie-overleg-frequentie", "number").fill("vaak")
    field(page, "actie-overleg-mandaat").fill("Goed geregeld.")
    expect(page.locator(".conflict")).to_be_visible()
    expect(page.locator("[data-state=refused]")).to_be_visible()
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert width(page) <= 320


def _change(model: str, row: IndicatorSet | User) -> str:
    return reverse(f"admin:{model}_change", args=[row.pk])


@pytest.mark.parametrize("name", ["index", "set", "user", "assessment"])
def test_the_admin(open_browser: Open, people: People, expect_console: Expect, name: str) -> None:
    """The pages of the admin that people use most."""
    # To look into style sheets that others import, axe writes its own into the page.
    expect_console("Applying inline style|preload assets")
    page = open_browser(people.ada)
    found = {
        "index": reverse("admin:index"),
        "set": _change("indicators_indicatorset", people.assessment.indicator_set),
        "user": _change("networks_user", people.bram),
        "assessment": reverse("admin:assessments_assessment_change", args=[people.assessment.pk]),
    }
    page.goto(found[name])
    assert violations(page) == []
