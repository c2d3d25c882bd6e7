"""What was agreed before, what is agreed now, and what is late: on the page of recommendations and
on the start page."""

import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments import lifecycle
from assessments.models import Assessment, Finding, FollowUp, Recommendation
from reports import confirming
from reports.exports.excel_report import report_xlsx
from reports.report_building import report_of
from reports.report_files import report_html
from tests.cast import Cast, make_assessment
from tests.markup import tight

from .every_form import make_set

LATE = date(2026, 1, 15)


@pytest.fixture
def anna(cast: Cast, as_user) -> Client:
    return as_user(cast.anna)


@pytest.fixture
def running(cast: Cast) -> Assessment:
    """Network Noord agreed three things last year, and runs a new assessment."""
    indicator_set = make_set("proef", "apart")
    last_year = make_assessment(cast.noord, indicator_set, 2025)
    today = timezone.localdate()
    for what, who, by_when in (
        ("Maak een rooster", "De coördinator", today + timedelta(days=30)),
        ("Oefen samen", "De politie", LATE),
        ("Schrijf het op", "", None),
    ):
        Recommendation.objects.create(
            assessment=last_year, what=what, who=who, by_when=by_when, measure="Twee keer per jaar"
        )
    lifecycle.submit_for_review(assessment=last_year)
    confirming.confirm(assessment=last_year, by=cast.anna)
    return lifecycle.start(
        network=cast.noord,
        indicator_set=indicator_set,
        title="Zelfevaluatie 2026",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        by=cast.anna,
    )


def page_of(client: Client, assessment: Assessment, query: str = "") -> str:
    url = reverse("recommendations", args=[assessment.pk])
    return tight(client.get(url + query).content.decode())


def late_one(page: str) -> str:
    """Return what the page says of the agreement that is late, from its words on."""
    return page.partition("Oefen samen</p>")[2].partition("<form")[0]


def test_what_is_late_comes_first_and_says_so(running: Assessment, anna: Client):
    """It keeps its number of the report. Once it was followed, or confirmed, nothing is late."""
    page = page_of(anna, running)
    places = [
        page.index(what)
        for what in ("Oefen samen</p>", "Maak een rooster</p>", "Schrijf het op</p>")
    ]
    assert places == sorted(places)
    assert page.count("Te laat: afgesproken voor 15 januari 2026") == 1
    late = page.partition("Oefen samen</p>")[0].rpartition('class="meta">')[2]
    assert late.startswith("2. ")
    assert "De politie" in late_one(page)
    assert "Twee keer per jaar" in late_one(page)
    follow_up = FollowUp.objects.get(what="Oefen samen")
    anna.post(
        reverse("save_follow_up", args=[running.pk, follow_up.pk]),
        {f"f{follow_up.pk}-outcome": "followed", f"f{follow_up.pk}-served": "v1 outcome:"},
    )
    page = page_of(anna, running)
    assert "Te laat" not in page
    assert page.index("Maak een rooster</p>") < page.index("Oefen samen</p>")


def test_a_form_is_folded_until_it_is_asked_for(running: Assessment, anna: Client):
    """Each earlier agreement has its form behind one button; a text that could not be saved opens
    it."""
    follow_up = FollowUp.objects.get(what="Oefen samen")

    def is_open(page: str) -> bool:
        before = page.partition(f'id="form-f{follow_up.pk}"')[0]
        return before.rpartition("<details")[2].startswith(" open")

    assert not is_open(page_of(anna, running))
    reply = anna.post(
        reverse("save_follow_up", args=[running.pk, follow_up.pk]),
        {
            f"f{follow_up.pk}-explanation": "w" * 50_001,
            f"f{follow_up.pk}-served": "v1 explanation:",
        },
    )
    assert reply.status_code == 422
    assert is_open(tight(reply.content.decode()))


def test_what_is_late_is_followed_up_on_the_start_page(
    running: Assessment, anna: Client, cast: Cast, as_user
):
    """The late agreement stands on top with its form; who only reads has no form."""
    page = tight(anna.get(reverse("start")).content.decode())
    follow_up = FollowUp.objects.get(what="Oefen samen")
    assert page.index("Oefen samen") < page.index("Maak een rooster")
    assert "Te laat: afgesproken voor 15 januari 2026" in page
    save = reverse("save_follow_up", args=[running.pk, follow_up.pk])
    assert f'data-autosave="{save}"' in page
    served = re.search(rf'name="f{follow_up.pk}-served" value="([^"]*)"', page)
    assert served
    prefix = f"f{follow_up.pk}-"
    sent = {
        f"{prefix}served": served[1],
        f"{prefix}outcome": "partly",
        f"{prefix}explanation": "Eén keer",
    }
    assert anna.post(save, sent).status_code == 302
    assert FollowUp.objects.get(pk=follow_up.pk).outcome == "partly"
    assert "data-autosave" not in as_user(cast.eva).get(reverse("start")).content.decode()
    lifecycle.submit_for_review(assessment=running)
    assert "data-autosave" not in as_user(cast.bram).get(reverse("start")).content.decode()


def test_an_agreement_leads_to_itself_in_the_report(running: Assessment, anna: Client):
    """What is late stands first on the start page, and still leads to its own number."""
    page = tight(anna.get(reverse("start")).content.decode())
    report = reverse("report", args=[FollowUp.objects.first().recommendation.assessment_id])
    found = re.findall(rf'<a href="{report}(#[^"]*)">([^<]*)</a>', page)
    assert [(anchor, what.strip()) for anchor, what in found] == [
        ("#aanbeveling-2", "Oefen samen"),
        ("#aanbeveling-1", "Maak een rooster"),
        ("#aanbeveling-3", "Schrijf het op"),
    ]
    article = anna.get(report).content.decode()
    for anchor, what in found:
        assert what.strip() in article.partition(f'id="{anchor[1:]}"')[2][:300]


def test_a_recommendation_starts_from_a_point_to_improve(running: Assessment, anna: Client):
    """The tie is filled in, and the page of points, the list and the report know of it."""
    point, other = (
        Finding.objects.create(assessment=running, kind="improvement", headline=headline)
        for headline in ("Te weinig geoefend", "Te laat gebeld")
    )
    url = reverse("recommend_for_point", args=[running.pk, point.pk])
    points = reverse("points", args=[running.pk])
    assert f'href="{url}"' in anna.get(points).content.decode()
    assert page_of(anna, running).count("Maak hier een aanbeveling van") == 2
    form = anna.get(url).context["form"]
    assert form["points"].value() == [point.pk]
    values = {"new-what": "Oefen elk half jaar", "new-points": [point.pk]}
    values["token"] = "een-teken-van-deze-proef"
    made = [anna.post(url, values).url for _twice in range(2)]
    recommendation = running.recommendations.get()
    assert set(made) == {reverse("recommendations", args=[running.pk]) + f"#p-{recommendation.pk}"}
    assert list(recommendation.points.all()) == [point]
    assert "Oefen elk half jaar" in anna.get(points).content.decode()
    page = page_of(anna, running)
    assert page.count("Maak hier een aanbeveling van") == 1
    assert (
        "Nog niet ingevuld: hoe u het meet, wie het doet, wat nodig is en wanneer het klaar is."
        in page
    )
    report = report_of(running)
    assert report.recommendations[0].points == ("Te weinig geoefend",)
    html = tight(report_html(report).decode())
    assert "Bij het verbeterpunt: Te weinig geoefend." in html
    sheet = load_workbook(io.BytesIO(report_xlsx(report)))["Aanbevelingen"]
    assert [cell.value for cell in sheet["I"]] == ["Bij de verbeterpunten", "Te weinig geoefend"]
    assert other.recommendations.count() == 0


def test_the_point_was_deleted_while_somebody_typed(running: Assessment, anna: Client):
    """It can't be chosen any more. What was typed comes back, to be sent without it."""
    point, _other = (
        Finding.objects.create(assessment=running, kind="improvement", headline=headline)
        for headline in ("Te weinig geoefend", "Te laat gebeld")
    )
    url = reverse("recommend_for_point", args=[running.pk, point.pk])
    Finding.objects.filter(pk=point.pk).update(deleted="weg.1")
    reply = anna.post(url, {"new-what": "Oefen elk half jaar", "new-points": [point.pk]})
    assert reply.status_code == 422
    assert "Oefen elk half jaar" in reply.content.decode()
    assert running.recommendations.count() == 0
    assert anna.get(url).url == reverse("recommendations", args=[running.pk])


def test_the_tie_is_saved_like_any_text(running: Assessment, anna: Client):
    """Ticked at a recommendation that is there already; and nothing of it changes once it is
    confirmed."""
    point = Finding.objects.create(assessment=running, kind="improvement", headline="Oefenen")
    row = running.recommendations.create(what="Oefen samen")
    anna.post(
        reverse("save_recommendation", args=[running.pk, row.pk]),
        {
            f"r{row.pk}-what": "Oefen samen",
            f"r{row.pk}-points": [point.pk],
            f"r{row.pk}-served": "v1 points:",
        },
    )
    assert list(row.points.all()) == [point]
    versions = running.text_versions.filter(field="points")
    assert versions.values_list("text", "by__name").get() == (str(point.pk), "Anna")
