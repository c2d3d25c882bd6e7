"""Choosing what a point rests on, however many sources there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Answer, Assessment, Finding, Source, View
from indicators.models import Indicator
from tests.cast import Cast

from .saving_pages import results, send, served_in, typed

MANDATE, MEETING = "actie-overleg-mandaat", "actie-overleg-werkafspraken"


def says(
    assessment: Assessment, remark: str, key: str = MANDATE, organisation: str = "Politie Noord"
) -> View:
    """Let another conversation say something about a question."""
    source = Source.objects.create(
        assessment=assessment,
        kind="conversation",
        organisation=assessment.network.organisations.get(name=organisation),
        function="wijkagent",
    )
    indicator = Indicator.objects.get(key=key, group__theme__indicator_set=assessment.indicator_set)
    return View.objects.create(
        source=source, indicator=indicator, judgement="improvement", remark=remark
    )


def point_about(*views: View) -> Finding:
    """Return a point that belongs to the questions of these views, and rests on nothing yet."""
    assessment = views[0].source.assessment
    point = Finding.objects.create(assessment=assessment, kind="improvement", headline="Te laat")
    point.indicators.add(*(view.indicator for view in views))
    return point


def choosing(point: Finding, question: str = "") -> str:
    address = reverse("point_sources", args=[point.assessment_id, point.pk])
    return address + (f"?vraag={question}" if question else "")


def shown(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


@pytest.fixture
def views(assessment: Assessment) -> list[View]:
    return [says(assessment, f"Te laat {n}.") for n in range(2)]


def test_a_point_rests_on_what_sources_say(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """Only what is said about its own questions can be chosen, and the sentence counts sources."""
    anna = as_user(cast.anna)
    elsewhere = says(assessment, "Prima.", key=MEETING)
    point = point_about(*views)
    assert "Steunt nog op geen enkele bron." in shown(anna, reverse("points", args=[assessment.pk]))
    page = anna.get(choosing(point))
    assert "Te laat 1." in page.content.decode()
    assert "Prima." not in page.content.decode()
    chosen = [str(view.pk) for view in (*views, elsewhere)]
    served = served_in(page, f"p{point.pk}")["views"]
    reply = send(anna, choosing(point), {"views": typed(chosen, served=served)})
    assert results(reply) == {"views": "stored"}
    assert set(point.views.all()) == set(views)
    for address in (reverse("points", args=[assessment.pk]), choosing(point)):
        assert "Steunt op 2 gesprekken (Politie Noord 2)." in shown(anna, address)


def test_the_kernpunt_of_an_answer_rests_on_them_too(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """Its kind and headline are stored with the answer; this page shows neither."""
    point = point_about(*views)
    indicator = views[0].indicator
    point.answer = Answer.objects.create(assessment=assessment, indicator=indicator)
    point.save()
    anna = as_user(cast.anna)
    served = served_in(anna.get(choosing(point)), f"p{point.pk}")["views"]
    chosen = typed([str(views[0].pk)], served=served)
    assert results(send(anna, choosing(point), {"views": chosen})) == {"views": "stored"}
    assert list(point.views.all()) == [views[0]]


def test_what_is_said_elsewhere_can_be_chosen_too(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """Without scripts: a question is added to the page, and what was chosen stays chosen."""
    anna = as_user(cast.anna)
    elsewhere = says(assessment, "Prima.", key=MEETING)
    point = point_about(*views)
    point.views.add(views[0])
    page = shown(anna, choosing(point, MEETING))
    assert "Prima." in page
    assert page.count(" checked") == 1
    posted = {
        f"p{point.pk}-views": [str(views[0].pk), str(elsewhere.pk)],
        f"p{point.pk}-served": page.split(f'name="p{point.pk}-served" value="')[1].split('"')[0],
        "page": "bladzijde-1",
        "step": "1",
    }
    posted[f"p{point.pk}-served"] = posted[f"p{point.pk}-served"].replace("&quot;", '"')
    assert anna.post(choosing(point, MEETING), posted).status_code == 302
    assert set(point.views.all()) == {views[0], elsewhere}
    # It rests on it now, so it is shown without being asked for.
    assert "Prima." in shown(anna, choosing(point))


def test_two_people_who_tick_at_once_see_each_others_choice(views: list[View], cast: Cast, as_user):
    """The second isn't stored over the first, unseen."""
    point = point_about(*views)
    served = served_in(as_user(cast.anna).get(choosing(point)), f"p{point.pk}")["views"]
    first = typed([str(views[0].pk)], served=served, page="a")
    second = typed([str(views[1].pk)], served=served, page="b")
    assert results(send(as_user(cast.anna), choosing(point), {"views": first}))["views"] == "stored"
    reply = send(as_user(cast.bram), choosing(point), {"views": second})
    assert results(reply) == {"views": "conflict"}
    assert list(point.views.all()) == [views[0]]


def test_the_sentence_of_what_is_ticked(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """Of sources of this assessment alone; what is no number is passed over."""
    anna = as_user(cast.anna)
    views.append(says(assessment, "Bij ons ook.", organisation="Veilig Thuis Noord"))
    address = reverse("rests_on", args=[assessment.pk])
    ticked = {"bron": [view.pk for view in views] + ["x", "9" * 30]}
    told = anna.get(address, ticked)
    expected = "Steunt op 3 gesprekken (Politie Noord 2, Veilig Thuis Noord 1)."
    assert (told["Content-Type"], told.content.decode()) == ("text/plain; charset=utf-8", expected)
    views[0].source.kind = "partner"
    views[0].source.save()
    # A partner that didn't send in its view isn't counted, or told of.
    expected = "Steunt op 2 gesprekken (Politie Noord, Veilig Thuis Noord)."
    assert anna.get(address, ticked).content.decode() == expected
    assert anna.get(address).content.decode() == "Steunt nog op geen enkele bron."
    assert as_user(cast.zoe).get(address, ticked).status_code == 404


def test_who_only_reads_sees_what_it_rests_on(views: list[View], cast: Cast, as_user):
    """Without boxes to tick, and nothing that is sent is stored."""
    point = point_about(*views)
    page = shown(as_user(cast.eva), choosing(point))
    assert "Te laat 1." in page
    assert "checkbox" not in page
    reply = send(as_user(cast.eva), choosing(point), {"views": typed([str(views[0].pk)])})
    assert results(reply) == {"views": "closed"}
    assert not point.views.exists()


def weights(client: Client, *addresses: str) -> list[int]:
    return [len(client.get(address).content) for address in addresses]


def test_two_hundred_sources_make_no_page_of_points_heavier(
    assessment: Assessment, cast: Cast, as_user
):
    """The page of points stays as it is; choosing costs as many queries as with one source."""
    anna = as_user(cast.anna)
    view = says(assessment, "Te laat.")
    points = [point_about(view) for _n in range(5)]
    for point in points:
        point.views.add(view)
    page = reverse("points", args=[assessment.pk])
    anna.get(choosing(points[0]))
    with CaptureQueriesContext(connection) as few:
        anna.get(choosing(points[0]))
    before = weights(anna, page)[0]
    sources = Source.objects.bulk_create(
        Source(assessment=assessment, kind="conversation", organisation=view.source.organisation)
        for _n in range(199)
    )
    more = View.objects.bulk_create(
        View(source=source, indicator=view.indicator, remark="Te laat.") for source in sources
    )
    for point in points:
        point.views.add(*more)
    # Only the number in each sentence is longer: "1" became "200".
    assert 0 < weights(anna, page)[0] - before < 100
    with CaptureQueriesContext(connection) as many:
        assert anna.get(choosing(points[0])).content.count(b"checked") == 200
    assert len(few) == len(many) == QUERIES


QUERIES = 13
