"""Forms that make or end something count once: a repeat gets the first result, and makes nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Finding, Recommendation
from loket_eval.saved_reply import TYPE
from networks.models import ApiToken, OnceOnly, User
from tests.assessments.saving_pages import hidden_in, rescued_in
from tests.cast import Cast

from .signing_in import confirm, with_password

LogIn = Callable[[User], Client]


@pytest.fixture
def anna(cast: Cast, as_user: LogIn) -> Client:
    return as_user(cast.anna)


def test_a_second_click_adds_nothing_and_comes_to_the_first(assessment: Assessment, anna: Client):
    """The same form again, also a day later from a draft: the same place and the same message."""
    page = anna.get(reverse("recommendations", args=[assessment.pk]))
    sent = {"new-what": "Oefenen", "token": hidden_in(page, "token")}
    address = reverse("add_recommendation", args=[assessment.pk])
    first, second = (anna.post(address, sent) for _time in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    assert "Toegevoegd." in anna.get(second.url).content.decode()
    assert Recommendation.objects.count() == 1


def test_a_form_with_an_error_counts_when_it_is_mended(assessment: Assessment, anna: Client):
    """Its token was not used: it comes back with the form."""
    address = reverse("add_point", args=[assessment.pk, "strength", 0])
    sent = {"new-strength-0-headline": "", "token": "een-teken-van-genoeg-lengte"}
    refused = anna.post(address, sent)
    assert refused.status_code == 422
    assert 'value="een-teken-van-genoeg-lengte"' in refused.content.decode()
    assert anna.post(address, sent | {"new-strength-0-headline": "Punt"}).status_code == 302
    assert Finding.objects.get().headline == "Punt"


def test_a_page_asks_whether_its_form_has_arrived(
    assessment: Assessment, anna: Client, cast: Cast, as_user: LogIn
):
    """Only then it throws its draft away; of somebody else's form nobody learns anything."""
    token = "een-teken-van-genoeg-lengte"
    address = reverse("once_used", args=[token])
    assert anna.get(address).json() == {"token": token, "used": False}
    sent = {"new-what": "Oefenen", "token": token}
    anna.post(reverse("add_recommendation", args=[assessment.pk]), sent)
    reply = anna.get(address)
    assert (reply["Content-Type"], reply.json()["used"]) == (TYPE, True)
    assert as_user(cast.bram).get(address).json()["used"] is False


def test_a_form_of_who_was_logged_in_before_is_refused(
    assessment: Assessment, cast: Cast, as_user: LogIn
):
    """It was kept for Anna, and Bram has logged in since."""
    sent = {"new-what": "Van Anna", "person": cast.anna.pk, "token": "een-teken-van-genoeg-lengte"}
    address = reverse("add_recommendation", args=[assessment.pk])
    assert rescued_in(as_user(cast.bram).post(address, sent)) == ["Van Anna"]
    assert not Recommendation.objects.exists()
    assert not OnceOnly.objects.exists()


def test_the_secret_of_a_key_is_shown_on_the_first(as_user: LogIn, cast: Cast):
    """The second is told that it was, and makes no second key."""
    anna = confirm(as_user(with_password(cast.anna)))
    sent = {"name": "Onderzoek", "days": "30", "token": "een-teken-van-genoeg-lengte"}
    first = anna.post(reverse("api_tokens"), sent).content.decode()
    assert "loket_" in first
    second = anna.post(reverse("api_tokens"), sent, follow=True).content.decode()
    assert "is al gemaakt en één keer getoond" in second
    assert "loket_" not in second
    assert ApiToken.objects.count() == 1


def test_ending_twice_tells_the_same(assessment: Assessment, anna: Client, cast: Cast):
    """Put up for review by two clicks: no error after it succeeded."""
    address = reverse("change_state", args=[assessment.pk])
    sent = {"action": "submit", "token": "een-teken-van-genoeg-lengte"}
    for _click in range(2):
        page = anna.post(address, sent, follow=True).content.decode()
        assert "De evaluatie ligt nu ter toetsing bij uw partners." in page
        assert "intussen veranderd" not in page
    confirm = {"action": "confirm", "token": "een-ander-teken-van-genoeg"}
    for _click in range(2):
        page = anna.post(address, confirm, follow=True).content.decode()
        assert "De evaluatie is vastgesteld. Het rapport verandert niet meer." in page


def test_a_new_assessment_is_there_once(cast: Cast, werkset: object, anna: Client):
    """Two clicks begin one, and both come to it."""
    fields = {
        "indicator_set": getattr(werkset, "pk", ""),
        "title": "Zelfevaluatie",
        "period_start": "2027-01-01",
        "period_end": "2027-12-31",
    }
    sent = {f"start-{name}": value for name, value in fields.items()}
    sent["token"] = "een-teken-van-genoeg-lengte"
    places = {
        anna.post(reverse("start_assessment", args=["noord"]), sent).url for _click in range(2)
    }
    assert places == {reverse("assessment", args=[Assessment.objects.get().pk])}


def test_another_text_under_the_same_token_is_another_form(assessment: Assessment, anna: Client):
    """Without scripts: Anna hears nothing of what she sent, changes it, and sends it again, twice.

    She is never told that something was added that wasn't.
    """
    address = reverse("add_recommendation", args=[assessment.pk])
    token = {"token": "een-teken-van-genoeg-lengte"}
    for what in ("Oefenen", "Samen oefenen", "Samen oefenen", "Oefenen"):
        page = anna.post(address, token | {"new-what": what}, follow=True).content.decode()
        assert "Toegevoegd." in page
    assert list(Recommendation.objects.values_list("what", flat=True)) == [
        "Oefenen",
        "Samen oefenen",
    ]
