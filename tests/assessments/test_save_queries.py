"""A save takes at most 8 queries, whatever is saved: of somebody who logged in on the login page."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import (
    Assessment,
    Conclusion,
    Finding,
    FollowUp,
    Recommendation,
    Source,
    View,
)
from indicators.models import Indicator
from national.models import NationalRecommendation, NationalReport
from networks.models import User
from tests.cast import Cast, make_assessment
from tests.networks.signing_in import log_in, with_password

from .saving_pages import Saver, send, served_in, told, typed
from .test_queries import set_of

KEY, OTHER = "acuut-signalen", "acuut-werkafspraken"


def signed_in(user: User) -> Client:
    cache.clear()
    client = log_in(with_password(user))
    # The first page in a process reads the published set as well, and once a minute a request
    # notes in the session that somebody is active.
    assert client.get(reverse("start")).status_code == 200
    return client


@pytest.fixture
def anna(cast: Cast, assessment: Assessment) -> Client:
    client = signed_in(cast.anna)
    client.get(reverse("points", args=[assessment.pk]))
    return client


@pytest.fixture
def point(assessment: Assessment) -> Finding:
    """A strong point about the first of two questions."""
    first = Indicator.objects.get(key=KEY, group__theme__indicator_set=assessment.indicator_set)
    row = Finding.objects.create(
        assessment=assessment, kind="strength", headline="Punt", theme=first.group.theme
    )
    row.indicators.add(first)
    return row


def test_an_answer(anna: Client, assessment: Assessment):
    """Its text, a judgement and a kernpunt, one by one and all at once, as after a failed save."""
    one = Saver(anna, reverse("answer", args=[assessment.pk, KEY]))
    counted = [
        one.save(text="Ja."),
        one.save(text="Ja, al jaren."),
        one.save(judgement="strength", key_point="Goed"),
        one.save(judgement="improvement", key_point="Beter", text="Nee."),
    ]
    assert counted == [5, 6, 8, 7]
    whole = Saver(anna, reverse("answer", args=[assessment.pk, OTHER]))
    assert whole.save(text="Ja.", judgement="strength", key_point="Goed", evidence="Nota.") == 7


def test_a_point(anna: Client, assessment: Assessment, point: Finding):
    """Its words and its questions: one that comes, one in place of another, one that goes."""
    page = anna.get(reverse("points", args=[assessment.pk]))
    address = reverse("save_point", args=[assessment.pk, point.pk])
    one = Saver(anna, address, served_in(page, f"p{point.pk}"))
    counted = [
        one.save(headline="Een", explanation="Uitleg"),
        one.save(indicators=[KEY, OTHER]),
        one.save(indicators=[OTHER]),
        one.save(indicators=[KEY], headline="Twee"),
        one.save(indicators=[]),
    ]
    assert counted == [6, 7, 7, 7, 7]
    assert not point.indicators.exists()


def test_what_a_point_rests_on(anna: Client, assessment: Assessment, point: Finding):
    """A tick, another one in place of it, and none."""
    views = [
        View.objects.create(
            source=Source.objects.create(assessment=assessment, kind="conversation", function=name),
            indicator=point.indicators.get(),
            remark="Vaak te laat.",
        )
        for name in ("arts", "agent")
    ]
    address = reverse("point_sources", args=[assessment.pk, point.pk])
    one = Saver(anna, address, served_in(anna.get(address), f"p{point.pk}"))
    first, second = (str(view.pk) for view in views)
    assert [one.save(views=[first]), one.save(views=[second])] == [8, 8]
    assert list(point.views.all()) == views[1:]
    assert one.save(views=[]) == 8


def test_a_recommendation(anna: Client, assessment: Assessment):
    """Its words and what it is about, of few and of many. What it repeats as well, in the same
    save, is another choice to look up and to write.
    """
    points = [
        Finding.objects.create(assessment=assessment, kind="improvement", headline=f"Punt {n}")
        for n in range(20)
    ]
    earlier = [FollowUp.objects.create(assessment=assessment, what=f"Eerder {n}") for n in range(9)]
    row = Recommendation.objects.create(assessment=assessment, what="Doe iets")
    page = anna.get(reverse("recommendations", args=[assessment.pk]))
    address = reverse("save_recommendation", args=[assessment.pk, row.pk])
    one = Saver(anna, address, served_in(page, f"r{row.pk}"))
    first, second, *_rest = (str(point.pk) for point in points)
    counted = [
        one.save(what="Doe meer", who="De voorzitter"),
        one.save(points=[first]),
        one.save(points=[second], what="Doe veel meer"),
        one.save(repeats=[str(one.pk) for one in earlier]),
    ]
    assert counted == [6, 8, 8, 8]
    assert list(row.points.all()) == [points[1]]
    assert row.repeats.count() == 9
    assert one.save(points=[], repeats=[]) == 10


def test_what_became_of_an_earlier_recommendation(anna: Client, assessment: Assessment):
    row = FollowUp.objects.create(assessment=assessment, what="Eerder")
    page = anna.get(reverse("recommendations", args=[assessment.pk]))
    address = reverse("save_follow_up", args=[assessment.pk, row.pk])
    one = Saver(anna, address, served_in(page, f"f{row.pk}"))
    assert one.save(outcome="followed", explanation="Klaar.") == 6


def test_the_texts(anna: Client, assessment: Assessment):
    """Those of the report, and a conclusion."""
    row = Conclusion.objects.create(assessment=assessment, question="Vraag")
    page = anna.get(reverse("texts", args=[assessment.pk]))
    texts = Saver(anna, reverse("save_texts", args=[assessment.pk]), served_in(page, "t"))
    address = reverse("save_conclusion", args=[assessment.pk, row.pk])
    conclusion = Saver(anna, address, served_in(page, f"c{row.pk}"))
    assert [texts.save(summary="Kort."), conclusion.save(question="Wat?")] == [5, 6]


def test_an_estimate(anna: Client, assessment: Assessment):
    """The first, and a change."""
    page = anna.get(reverse("theme", args=[assessment.pk, "samen-op-in-acuut"]))
    key = re.search(r'name="groep_([\w-]+)-level"', page.content.decode())[1]
    one = Saver(anna, reverse("estimate", args=[assessment.pk, key]))
    assert [one.save(level="some"), one.save(level="much")] == [5, 6]


def test_what_a_source_says(anna: Client, cast: Cast, assessment: Assessment):
    """About a question, and what is known of the source: one that has organisations to choose."""
    source = Source.objects.create(assessment=assessment, kind="conversation", function="Arts")
    page = anna.get(reverse("source", args=[assessment.pk, source.pk]))
    said = Saver(anna, reverse("save_view", args=[assessment.pk, source.pk, KEY]))
    address = reverse("save_source", args=[assessment.pk, source.pk])
    about = Saver(anna, address, served_in(page, f"s{source.pk}"))
    police = cast.noord.organisations.get(name="Politie Noord")
    counted = [
        said.save(remark="Te laat."),
        said.save(remark="Te vroeg.", judgement="mixed"),
        about.save(function="Huisarts"),
        about.save(organisation=str(police.pk)),
    ]
    assert counted == [6, 7, 6, 7]


def test_the_overarching_report(assessment: Assessment, cast: Cast):
    """Its texts and a recommendation."""
    lotte = signed_in(cast.lotte)
    report = NationalReport.objects.create(
        indicator_set=assessment.indicator_set,
        title="Landelijk",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
    )
    row = NationalRecommendation.objects.create(report=report, what="Doe iets")
    page = lotte.get(reverse("national_texts", args=[report.pk]))
    texts = Saver(lotte, reverse("save_national_texts", args=[report.pk]), served_in(page, "t"))
    page = lotte.get(reverse("national_recommendations", args=[report.pk]))
    address = reverse("save_national_recommendation", args=[report.pk, row.pk])
    one = Saver(lotte, address, served_in(page, f"r{row.pk}"))
    assert [texts.save(summary="Kort."), one.save(what="Doe meer")] == [5, 6]


def test_of_many_questions(cast: Cast):
    """With 50 in a theme a first text, the next one, and a kernpunt that comes, changes and goes
    take as few."""
    assessment = make_assessment(cast.noord, set_of(50))
    one = Saver(signed_in(cast.anna), reverse("answer", args=[assessment.pk, "vraag-0-0"]))
    counted = [
        one.save(text="Ja."),
        one.save(text="Ja, sinds maart."),
        one.save(judgement="strength"),
        one.save(key_point="Goed"),
        one.save(key_point="Beter"),
        one.save(text="Ja.", judgement="improvement", key_point=""),
    ]
    assert counted == [5, 6, 6, 7, 6, 7]


def test_two_texts_cost_one_query_more_for_whose_it_is(cast: Cast):
    """Who typed the other text is only fetched when two texts meet."""
    assessment = make_assessment(cast.noord, set_of(5))
    anna, address = signed_in(cast.anna), reverse("answer", args=[assessment.pk, "vraag-0-0"])
    send(signed_in(cast.bram), address, {"text": typed("Van Bram.", page="van-bram")})
    with CaptureQueriesContext(connection) as queries:
        text = told(send(anna, address, {"text": typed("Van Anna.")}))["text"]
    assert (text["result"], text["by"]) == ("conflict", cast.bram.name)
    assert len(queries) - 2 == 5
