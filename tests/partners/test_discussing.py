"""Discussing a question: all views in sight, while the answer and a point are written."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Assessment, Finding, View
from networks.models import Organisation
from tests.assessments.saving_pages import results, send, served_in, typed
from tests.cast import Cast

from .test_differences import say

pytestmark = pytest.mark.django_db

KEY = "acuut-signalen"


def discussing(assessment: Assessment, key: str = KEY) -> str:
    return f"/zelfevaluaties/{assessment.pk}/partners/verschillen/vraag/{key}/"


def read(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def form_of(page: str, **fields: str) -> dict[str, str]:
    """Return what a form without scripts sends: what its page hid in it, and what was typed."""
    hidden = dict(re.findall(r'name="(page|step|person|token)" value="([^"]*)"', page))
    return hidden | fields


@pytest.fixture
def views(assessment: Assessment) -> list[View]:
    return say(assessment, KEY, "strength", "improvement", "cannot_judge", remark="Overdag wel.")


def test_a_point_rests_on_what_was_ticked_beside_it(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """It belongs to the question, and the page says on whom it rests."""
    anna = as_user(cast.anna)
    page = read(anna, discussing(assessment))
    assert page.count("Overdag wel.") == 3
    sent = form_of(page) | {
        "new-point-kind": "improvement",
        "new-point-headline": "’s Nachts duurt het te lang",
        "new-point-views": [str(view.pk) for view in views[1:]],
    }
    reply = anna.post(f"{discussing(assessment)}punt/", sent)
    point = Finding.objects.get()
    assert reply.url == f"{discussing(assessment)}#p-{point.pk}"
    assert [one.key for one in point.indicators.all()] == [KEY]
    assert point.theme.key == "samen-op-in-acuut"
    assert "Steunt op 2 partners (Partner 1, Partner 2)." in read(anna, discussing(assessment))
    # Sent again, it isn't added again.
    assert anna.post(f"{discussing(assessment)}punt/", sent).url == reply.url
    assert Finding.objects.count() == 1


def test_a_point_that_misses_something_comes_back_with_its_ticks(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """Nothing is added; what was typed and ticked is there, and what is wrong is told."""
    anna = as_user(cast.anna)
    sent = {"new-point-explanation": "Een lange uitleg.", "new-point-views": str(views[0].pk)}
    reply = anna.post(f"{discussing(assessment)}punt/", sent)
    page = " ".join(reply.content.decode().split())
    assert reply.status_code == 422
    assert "Een lange uitleg." in page
    assert f'value="{views[0].pk}" form="new-point" checked' in page
    assert not Finding.objects.exists()


def test_a_form_that_somebody_went_back_to_is_another_one(
    assessment: Assessment, cast: Cast, as_user
):
    """Its errors were mended and it was added. Sent again as it was, it comes back with a new token:
    by the old one a browser would take what is typed next for added, and throw it away."""
    anna, page = as_user(cast.anna), f"{discussing(assessment)}punt/"
    sent = form_of(read(anna, discussing(assessment))) | {"new-point-headline": "Te laat"}
    wrong = anna.post(page, sent)
    assert form_of(wrong.content.decode())["token"] == sent["token"]
    assert anna.post(page, sent | {"new-point-kind": "strength"}).status_code == 302
    again = anna.post(page, sent)
    assert again.status_code == 422
    assert form_of(again.content.decode())["token"] != sent["token"]


def test_what_nobody_sent_in_is_no_ground_for_a_point(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """Neither is what was said of another question, or in another network."""
    other = say(assessment, "acuut-werkafspraken", "strength")[0]
    views[0].sent_in_at = None
    views[0].save()
    for view in (views[0], other):
        sent = {
            "new-point-kind": "strength",
            "new-point-headline": "Zo is het",
            "new-point-views": str(view.pk),
        }
        reply = as_user(cast.anna).post(f"{discussing(assessment)}punt/", sent)
        assert reply.status_code == 422
    assert not Finding.objects.exists()


def test_the_answer_is_typed_with_all_views_in_sight(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """By the one verb: with scripts to the address of the answer, without them from this page."""
    anna = as_user(cast.anna)
    page = anna.get(discussing(assessment))
    html = page.content.decode()
    assert f'data-autosave="/zelfevaluaties/{assessment.pk}/indicator/{KEY}/"' in html
    posted = form_of(html) | {
        "set": str(assessment.indicator_set_id),
        f"{KEY}-served": re.search(rf'name="{KEY}-served" value="([^"]*)"', html)[1].replace(
            "&quot;", '"'
        ),
        f"{KEY}-text": "Overdag gaat het goed.",
        f"{KEY}-judgement": "mixed",
    }
    assert anna.post(discussing(assessment), posted).url == discussing(assessment)
    answer = Answer.objects.get()
    assert (answer.text, answer.judgement) == ("Overdag gaat het goed.", "mixed")
    # Bram typed over the empty answer meanwhile: both texts are shown here, with the views.
    posted |= {"page": "van-bram", "person": str(cast.bram.pk), f"{KEY}-text": "Ook ’s nachts."}
    reply = as_user(cast.bram).post(discussing(assessment), posted)
    shown = reply.content.decode()
    assert reply.status_code == 409
    assert "Overdag gaat het goed." in shown
    assert "Ook ’s nachts." in shown
    assert shown.count("Overdag wel.") == 3
    served = served_in(anna.get(discussing(assessment)), KEY)["text"]
    reply = send(
        anna,
        f"/zelfevaluaties/{assessment.pk}/indicator/{KEY}/",
        {"text": typed("Nu met scripts.", served=served)},
    )
    assert results(reply) == {"text": "stored"}


def test_a_meeting_goes_from_question_to_question(assessment: Assessment, cast: Cast, as_user):
    """First the large differences, then the small ones; the page of all counts them. After the last
    one it goes on to the points."""
    say(assessment, "acuut-signalen", "strength", "mixed", "mixed", "mixed", "strength")
    say(assessment, "acuut-werkafspraken", "strength", "improvement")
    say(assessment, "acuut-extra-inzet", "cannot_judge")
    anna = as_user(cast.anna)
    listed = read(anna, f"/zelfevaluaties/{assessment.pk}/partners/verschillen/")
    for link in (
        '<a href="#large">Grote verschillen (1)</a>',
        '<a href="#small">Kleine verschillen (1)</a>',
        '<a href="#nobody">Niemand weet dit (1)</a>',
    ):
        assert link in listed
    seen, address = [], discussing(assessment, "acuut-werkafspraken")
    while address:
        seen.append(address.split("/")[-2])
        after = re.search(r'href="([^"]*)"\s*> Volgende vraag', read(anna, address))
        address = after[1] if after else ""
    assert seen == ["acuut-werkafspraken", "acuut-signalen", "acuut-extra-inzet"]
    last = read(anna, discussing(assessment, "acuut-extra-inzet"))
    assert "3 van 3 om te bespreken" in last
    onwards = '<a class="button" href="%s">Verder naar de punten</a>'
    points = onwards % reverse("points", args=[assessment.pk])
    assert points in last
    assert points not in read(anna, discussing(assessment, "acuut-signalen"))


def test_a_question_that_nobody_said_anything_of_is_discussed_too(
    assessment: Assessment, cast: Cast, as_user
):
    """It has no place in the order; one that isn't asked has no page."""
    anna = as_user(cast.anna)
    page = read(anna, discussing(assessment))
    assert "Nog geen bron zei hier iets over." in page
    assert "om te bespreken" not in page
    assert anna.get(discussing(assessment, "is-er-niet")).status_code == 404


def test_who_reads_sees_it_without_a_form(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """An evaluator writes nothing here, and outsiders find no page."""
    main = read(as_user(cast.eva), discussing(assessment)).split("<main")[1]
    assert "Overdag wel." in main
    assert "<form" not in main
    assert "checkbox" not in main
    for person, status in ((cast.eva, 403), (cast.zoe, 404)):
        assert as_user(person).post(discussing(assessment)).status_code == status
        assert as_user(person).post(f"{discussing(assessment)}punt/").status_code == status


def test_a_minority_view_is_kept_from_here(
    assessment: Assessment, views: list[View], cast: Cast, as_user
):
    """And the person is back at the question."""
    keep = f"/zelfevaluaties/{assessment.pk}/partners/inbreng/{views[1].pk}/?bij=vraag"
    anna = as_user(cast.anna)
    assert keep in read(anna, discussing(assessment))
    assert anna.post(keep, {"keep": "1"}).url == discussing(assessment)
    assert "Bewaard als minderheidsstandpunt" in read(anna, discussing(assessment))


def test_hostile_text_is_only_text(assessment: Assessment, cast: Cast, as_user):
    """In a remark, in the name of an organisation, and in a point."""
    view = say(assessment, KEY, "strength", remark="<script>alert(1)</script>")[0]
    Organisation.objects.filter(pk=view.source.organisation_id).update(name='"><img src=x>')
    anna = as_user(cast.anna)
    sent = {
        "new-point-kind": "strength",
        "new-point-headline": "<b>Zo</b>",
        "new-point-views": str(view.pk),
    }
    assert anna.post(f"{discussing(assessment)}punt/", sent).status_code == 302
    page = read(anna, discussing(assessment))
    for hostile in ("<script>alert", "<img src=x>", "<b>Zo"):
        assert hostile not in page


@pytest.mark.parametrize("partners", [2, 200])
def test_it_costs_the_same_for_few_and_many(
    partners: int, assessment: Assessment, cast: Cast, as_user, django_assert_num_queries
):
    """With two partners and with two hundred, and as many points."""
    views = say(assessment, KEY, *["strength", "improvement"] * (partners // 2))
    for _n in range(partners // 2):
        point = Finding.objects.create(assessment=assessment, kind="strength", headline="Punt")
        point.indicators.add(views[0].indicator)
        point.views.add(*views)
    anna = as_user(cast.anna)
    anna.get(discussing(assessment))
    with django_assert_num_queries(QUERIES):
        anna.get(discussing(assessment))


QUERIES = 12
