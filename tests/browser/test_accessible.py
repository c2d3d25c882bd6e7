"""WCAG 2.2 AA by axe-core, and reflow: every page of the portal in every state that people meet."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults
from playwright.sync_api import Route, expect

from assessments import lifecycle
from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition.values import SetDefinition
from indicators.models import IndicatorSet
from networks.models import Network

from .addresses import ALSO_NARROW, ELSEWHERE, PAGES, address, names_of_pages
from .axe import complaints, unfold, violations, width
from .conftest import Expect, Open
from .people import People, make_people
from .scenes import Scene, add_sources, confirmed, fill_in, national_confirmed
from .typing import field

LONG_WORD = "w" * 3000
ANY_STATUS = r"status of [45]\d\d"
Refuse = Callable[[Client, People], HttpResponse]


@pytest.fixture
def people(few_questions: IndicatorSet) -> People:
    return make_people(few_questions)


def test_no_page_is_left_out() -> None:
    """A page that axe does not look at, here or in a test of its own, fails here."""
    looked_at = {
        name.partition("?")[0]
        for pages in PAGES.values()
        for names in pages.values()
        for name in names
    }
    assert {name for name in looked_at if not name.startswith("/")} | ELSEWHERE == names_of_pages()


@pytest.mark.parametrize("prepare", PAGES, ids=lambda prepare: prepare.__name__)
def test_every_page(
    open_browser: Open, people: People, expect_console: Expect, prepare: Callable[[Scene], None]
) -> None:
    """No violation of WCAG 2.2 AA; no sideways scrolling at 320 px, nor at 640 px with text of
    double size."""
    expect_console(ANY_STATUS)
    scene = Scene(people)
    prepare(scene)
    wrong = {}
    for who, names in PAGES[prepare].items():
        page = open_browser(getattr(people, who) if who else None)
        for name in names:
            page.goto(address(name, scene))
            if found := complaints(page, narrow=name in ALSO_NARROW):
                wrong[who, name] = found
    assert wrong == {}


@pytest.mark.parametrize("who", ["anna", "eva"])
def test_a_word_of_3000_letters(open_browser: Open, people: People, who: str) -> None:
    """One word that fits no line breaks; the page does not scroll sideways on a phone."""
    fill_in(people, LONG_WORD)
    add_sources(people, LONG_WORD)
    page = open_browser(getattr(people, who), viewport={"width": 320, "height": 800})
    widths = {}
    for name in ("start", "assessment", "theme", "points", "recommendations", "texts", "confirmation", "delete_point",
                 "report", "threads", "question_threads", "point_threads",
                 "sources", "source", "earlier_views", "beside"):  # fmt: skip
        page.goto(address(name, Scene(people)))
        unfold(page)
        widths[name] = width(page)
    assert {name: wide for name, wide in widths.items() if wide > 320} == {}


def in_long_words(definition: SetDefinition) -> SetDefinition:
    """Return the set with one endless word for each of its titles and questions."""

    def word(key: str) -> str:
        return key.replace("-", "").ljust(255, "w")

    themes = [
        replace(
            theme,
            title=word(theme.key),
            groups=tuple(
                replace(
                    group,
                    title=word(group.kind),
                    indicators=tuple(
                        replace(asked, text=word(asked.key)) for asked in group.indicators
                    ),
                )
                for group in theme.groups
            ),
        )
        for theme in definition.themes
    ]
    return replace(definition, slug="lange-woorden", title=word("set"), themes=tuple(themes))


def test_a_set_of_words_of_255_letters(
    open_browser: Open, own_database: None, few_questions: IndicatorSet
) -> None:
    """Titles and questions of one endless word break too, on a phone and on a wide screen."""
    indicator_set, _ = publishing.load(in_long_words(definition_of(few_questions)))
    publishing.publish(indicator_set)
    people = make_people(indicator_set)
    Network.objects.filter(pk=people.noord.pk).update(name="n" * 200)
    scene = Scene(people)
    confirmed(scene)
    national_confirmed(scene)
    looked_at = {
        "anna": ["start", "assessment", "theme", "report", "development", "national_report"],
        "lotte": ["reports", "national_list", "national", "national_office", "comparison"],
    }
    too_wide = {}
    for size in (320, 1280):
        for who, names in looked_at.items():
            page = open_browser(getattr(people, who), viewport={"width": size, "height": 800})
            for name in names:
                page.goto(address(name, scene))
                unfold(page)
                if width(page) > size:
                    too_wide[size, name] = width(page)
    assert too_wide == {}


# Pages that say what is wrong, as the server answers them.


def theme_with_errors(anna: Client, people: People) -> HttpResponse:
    key = "actie-overleg-frequentie"
    return anna.post(people.theme("actie-overleg"), {f"{key}-number": "vaak"})


def theme_with_conflict(anna: Client, people: People) -> HttpResponse:
    people.write(people.bram, "Van Bram")
    return anna.post(people.theme(), {"samenhang-afspraken-text": "Van Anna"})


def new_point_refused(anna: Client, people: People) -> HttpResponse:
    return anna.post(reverse("add_point", args=[people.assessment.pk, "strength", 0]))


def new_recommendation_refused(anna: Client, people: People) -> HttpResponse:
    return anna.post(reverse("add_recommendation", args=[people.assessment.pk]))


def text_refused(anna: Client, people: People) -> HttpResponse:
    fields = {"t-method": "a" * 50_001}
    return anna.post(reverse("save_texts", args=[people.assessment.pk]), fields)


def start_refused(anna: Client, people: People) -> HttpResponse:
    return anna.post(reverse("start_assessment", args=[people.noord.slug]), {"start-title": ""})


def check_refused(anna: Client, people: People) -> HttpResponse:
    lifecycle.submit_for_review(assessment=people.assessment)
    return anna.post(reverse("check_facts", args=[people.assessment.pk]), {"check-agrees": "false"})


def field_that_does_not_belong(anna: Client, people: People) -> HttpResponse:
    return anna.post(
        reverse("add_recommendation", args=[people.assessment.pk]), {"state": "confirmed"}
    )


def login_refused(anna: Client, people: People) -> HttpResponse:
    fields = {"login": "niemand@voorbeeld.example", "password": "dit-is-het-niet"}
    return Client().post(reverse("account_login"), fields)


def session_over(anna: Client, people: People) -> HttpResponse:
    fields = {"new-what": "Elk half jaar oefenen"}
    return Client().post(reverse("add_recommendation", args=[people.assessment.pk]), fields)


def page_too_old(anna: Client, people: People) -> HttpResponse:
    anna.handler.enforce_csrf_checks = True
    fields = {"new-what": "Elk half jaar oefenen"}
    own = {"Sec-Fetch-Site": "same-origin"}
    return anna.post(
        reverse("add_recommendation", args=[people.assessment.pk]), fields, headers=own
    )


def form_of_another_site(anna: Client, people: People) -> HttpResponse:
    anna.handler.enforce_csrf_checks = True
    return anna.post(
        reverse("add_recommendation", args=[people.assessment.pk]), {"new-what": "Iets"}
    )


def something_broke(anna: Client, people: People) -> HttpResponse:
    return defaults.server_error(RequestFactory().get("/"))


REFUSALS: dict[Refuse, int] = {
    theme_with_errors: 422,
    theme_with_conflict: 409,
    new_point_refused: 422,
    new_recommendation_refused: 422,
    text_refused: 422,
    start_refused: 422,
    field_that_does_not_belong: 400,
    login_refused: 200,
    session_over: 401,
    page_too_old: 403,
    form_of_another_site: 403,
    something_broke: 500,
    check_refused: 422,  # the last one: it leaves the assessment under review
}


def test_pages_with_errors(open_browser: Open, people: People, expect_console: Expect) -> None:
    """A page that says what is wrong is as accessible as any other, and as narrow."""
    expect_console(ANY_STATUS)
    page = open_browser(people.anna)
    answers, wrong = {}, {}
    page.route("**/shown-again/*", lambda route: _show(route, answers))
    for refuse, status in REFUSALS.items():
        anna = Client()
        anna.force_login(people.anna, backend="django.contrib.auth.backends.ModelBackend")
        response = refuse(anna, people)
        assert (refuse.__name__, response.status_code) == (refuse.__name__, status)
        answers[refuse.__name__] = response.content
        page.goto(f"/shown-again/{refuse.__name__}")
        if status in (409, 422):
            expect(page.locator(".error-summary").first).to_be_visible()
        if found := complaints(page):
            wrong[refuse.__name__] = found
    assert wrong == {}


def _show(route: Route, answers: dict[str, bytes]) -> None:
    name = route.request.url.rpartition("/")[2]
    route.fulfill(body=answers[name], content_type="text/html; charset=utf-8")


def test_replies_in_the_background(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """What appears below a question while one types is accessible too: stored, refused, and two
    texts that meet."""
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
    # Only here there is a link to the contents.
    assert violations(page) == []
    assert width(page) <= 320


def test_the_admin(open_browser: Open, people: People) -> None:
    """The pages of the admin that people use most."""
    page = open_browser(people.ada)
    rows: dict[str, object] = {
        "indicators_indicatorset": people.assessment.indicator_set,
        "networks_user": people.bram,
        "assessments_assessment": people.assessment,
    }
    changes = [reverse(f"admin:{model}_change", args=[row.pk]) for model, row in rows.items()]
    wrong = {}
    for url in [reverse("admin:index"), *changes]:
        page.goto(url)
        if found := violations(page):
            wrong[url] = found
    assert wrong == {}
