"""Colleagues talk about a question, point or recommendation beside it."""

import re
from collections.abc import Callable
from html import escape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Assessment, Comment, Finding, Recommendation, Thread
from assessments.version_change import moving
from indicators.models import IndicatorSet
from networks.models import Membership, User
from reports import confirming
from tests.cast import Cast, load_theme, make_assessment
from tests.markup import tight

from .saving_pages import hidden_in
from .set_versions import make_version
from .test_bad_input import BINARY, CLEAN, HOSTILE

LogIn = Callable[[User], Client]
QUESTION = "actie-overleg-mandaat"


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    return load_theme()


@pytest.fixture
def point(assessment: Assessment) -> Finding:
    return Finding.objects.create(
        assessment=assessment, kind="strength", headline="Snel ter plaatse"
    )


def question_page(assessment: Assessment) -> str:
    return reverse("question_threads", args=[assessment.pk, QUESTION])


def point_page(point: Finding) -> str:
    return reverse("point_threads", args=[point.assessment_id, point.pk])


def ask(client: Client, address: str, text: str, **more: object) -> HttpResponse:
    return client.post(address, {"new-text": text, **more}, follow=True)


def answer(client: Client, thread: Thread, text: str) -> HttpResponse:
    address = reverse("reply", args=[thread.assessment_id, thread.pk])
    return client.post(address, {f"t{thread.pk}-text": text}, follow=True)


def settle(client: Client, thread: Thread, action: str = "settle") -> HttpResponse:
    address = reverse("settle_thread", args=[thread.assessment_id, thread.pk])
    return client.post(address, {"action": action}, follow=True)


def text_of(response: HttpResponse) -> str:
    assert response.status_code == 200
    return tight(response.content.decode())


def said() -> list[tuple[str, str]]:
    return [(comment.by.name, comment.text) for comment in Comment.objects.select_related("by")]


# Asking, replying, settling


def test_a_question_is_asked_answered_and_settled(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Bram asks Eva, she replies, Anna settles it; all three read who said what."""
    bram, eva, anna = (as_user(person) for person in (cast.bram, cast.eva, cast.anna))
    page = question_page(assessment)
    assert "Hierover is nog niets gezegd." in text_of(bram.get(page))
    shown = ask(bram, page, "Geldt dit ook in het weekend?", **{"new-person": cast.eva.pk})
    thread = Thread.objects.get()
    assert shown.redirect_chain == [(f"{page}#o-{thread.pk}", 302)]
    assert thread.assigned_to == cast.eva
    answer(eva, thread, "Ja, zie het rooster.")
    settle(anna, thread)
    read = text_of(bram.get(page))
    assert said() == [("Bram", "Geldt dit ook in het weekend?"), ("Eva", "Ja, zie het rooster.")]
    assert [text in read for _name, text in said()] == [True, True]
    assert "Toegewezen aan <strong>Eva</strong>" in read
    assert re.search(r"Afgerond op [^<]* door Anna", read)


def test_a_reply_opens_a_settled_thread_again(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Bram was typing while Anna settled it: his text is stored, and seen."""
    anna, bram = as_user(cast.anna), as_user(cast.bram)
    ask(anna, question_page(assessment), "Klopt dit?")
    thread = Thread.objects.get()
    settle(anna, thread)
    answer(bram, thread, "Nee, het waren er twaalf.")
    thread.refresh_from_db()
    assert (thread.is_settled, thread.settled_by) == (False, None)
    assert said()[-1] == ("Bram", "Nee, het waren er twaalf.")


def test_settling_twice_keeps_who_was_first(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Sent again it changes nothing; opening again does, for everybody."""
    ask(as_user(cast.anna), question_page(assessment), "Klopt dit?")
    thread = Thread.objects.get()
    settle(as_user(cast.bram), thread)
    settle(as_user(cast.anna), thread)
    thread.refresh_from_db()
    assert thread.settled_by == cast.bram
    settle(as_user(cast.eva), thread, "reopen")
    thread.refresh_from_db()
    assert not thread.is_settled


def test_a_thread_goes_to_a_colleague_to_nobody_and_not_to_a_stranger(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Zoë is of another network: nothing changes, and Anna is told."""
    anna = as_user(cast.anna)
    ask(anna, question_page(assessment), "Wie weet dit?")
    thread = Thread.objects.get()
    address = reverse("assign_thread", args=[assessment.pk, thread.pk])
    for person, told in (
        (cast.bram.pk, "Opgeslagen."),
        (cast.zoe.pk, "Deze persoon heeft geen rol meer in uw netwerk."),
        ("x", "Deze persoon heeft geen rol meer in uw netwerk."),
    ):
        assert told in text_of(anna.post(address, {f"a{thread.pk}-person": person}, follow=True))
        thread.refresh_from_db()
        assert thread.assigned_to == cast.bram
    anna.post(address, {f"a{thread.pk}-person": ""})
    thread.refresh_from_db()
    assert thread.assigned_to is None


def test_a_second_click_says_nothing_twice(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """A question and a reply each count once, whatever a browser or a person repeats."""
    bram = as_user(cast.bram)
    page = question_page(assessment)
    sent = {"new-text": "Klopt dit?", "token": hidden_in(bram.get(page), "token")}
    first, second = (bram.post(page, sent) for _time in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    thread = Thread.objects.get()
    address = reverse("reply", args=[assessment.pk, thread.pk])
    sent = {f"t{thread.pk}-text": "Ja.", "token": "een-teken-van-genoeg-lengte"}
    for _time in range(2):
        assert bram.post(address, sent).status_code == 302
    assert said() == [("Bram", "Klopt dit?"), ("Bram", "Ja.")]


def test_nothing_and_too_much_come_back_with_the_form(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Nothing is stored or cut off, the text stands in its form, and its token still counts."""
    bram, page = as_user(cast.bram), question_page(assessment)
    refused = bram.post(page, {"new-text": " \n ", "token": "een-teken-van-genoeg-lengte"})
    assert refused.status_code == 422
    assert "Schrijf eerst iets op." in refused.content.decode()
    assert hidden_in(refused, "token") == "een-teken-van-genoeg-lengte"
    long = "lang " * 2001
    refused = bram.post(page, {"new-text": long})
    assert refused.status_code == 422
    assert "er passen er hoogstens 10000" in refused.content.decode()
    assert long in refused.content.decode()
    ask(bram, page, "Klopt dit?")
    refused = answer(bram, Thread.objects.get(), "")
    assert refused.status_code == 422
    assert "<title>Fout: Overleg" in tight(refused.content.decode())
    assert said() == [("Bram", "Klopt dit?")]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_text(
    text: str, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """On the page of its subject and in the list of all."""
    bram = as_user(cast.bram)
    shown = ask(bram, question_page(assessment), text).content.decode()
    stored = Comment.objects.get().text
    for page in (shown, bram.get(reverse("threads", args=[assessment.pk])).content.decode()):
        assert escape(stored)[:60] in re.sub("<wbr>", "", page)
        assert "<script>alert" not in page
        assert "<img" not in page


def test_control_characters_go_and_the_rest_stays(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    ask(as_user(cast.bram), question_page(assessment), BINARY)
    assert said() == [("Bram", CLEAN)]


# Colleagues who are named


def test_a_name_with_an_at_sign_tells_a_colleague(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Whoever is named finds the thread among their own, and others don't."""
    said_of_mail = "@Anna, weet jij dit? Mail bram@eva.example."
    ask(as_user(cast.bram), question_page(assessment), said_of_mail, warned="ja")
    assert list(Comment.objects.get().mentioned.all()) == [cast.anna]
    mine = reverse("threads", args=[assessment.pk]) + "?voor=mij"
    shown = {
        person.name: "weet jij dit?" in text_of(as_user(person).get(mine))
        for person in (cast.anna, cast.bram, cast.eva)
    }
    assert shown == {"Anna": True, "Bram": False, "Eva": False}
    thread = Thread.objects.get()
    as_user(cast.anna).post(
        reverse("assign_thread", args=[assessment.pk, thread.pk]),
        {f"a{thread.pk}-person": cast.eva.pk},
    )
    assert "weet jij dit?" in text_of(as_user(cast.eva).get(mine))


@pytest.mark.parametrize(
    ("text", "named", "told"),
    [
        ("@Bram", ["Bram"], ""),
        ("Vraag het @BRAM. Of @éva?", ["Bram", "Eva"], ""),
        ("@Jan de Vries weet het", ["Jan de Vries"], ""),
        ("@Jan de  Vries", [], "Meer mensen heten “@Jan de”."),
        ("@Jan weet het", [], "Meer mensen heten “@Jan”."),
        ("@Jan\nde Vries", [], "Meer mensen heten “@Jan”."),
        ("@Zoe moet dit weten", [], "“@Zoe” is niemand in uw netwerk."),
        ("anna@bram.example en @ Anna en @@Anna", [], ""),
        ("@Bram en nog eens @bram", ["Bram"], ""),
    ],
)
def test_who_is_named(
    text: str, named: list[str], told: str, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """One person of the network, by the whole name or its first words; otherwise nobody, and that
    is told."""
    for name in ("Jan de Vries", "Jan de Boer"):
        jan = User.objects.create(email=f"{name[-3:]}@voorbeeld.example", name=name)
        Membership.objects.create(user=jan, network=cast.noord, role="contributor")
    shown = text_of(ask(as_user(cast.anna), question_page(assessment), text, warned="ja"))
    assert sorted(Comment.objects.get().mentioned.values_list("name", flat=True)) == named
    assert ("Meer mensen heten" in shown or "niemand in uw netwerk." in shown) is bool(told)
    assert told in shown


# Where it shows


def test_open_talk_shows_in_the_contents_beside_its_subject_and_before_confirming(
    assessment: Assessment, point: Finding, cast: Cast, as_user: LogIn
) -> None:
    """Two about a question, one about a point; what is settled no longer counts as open."""
    anna = as_user(cast.anna)
    advice = Recommendation.objects.create(assessment=assessment, what="Oefenen")
    advice_page = reverse("recommendation_threads", args=[assessment.pk, advice.pk])
    for text in ("Klopt dit?", "En dit?"):
        ask(anna, question_page(assessment), text)
    ask(anna, point_page(point), "Is dit sterk?")
    ask(anna, advice_page, "Wie doet dit?")
    settle(anna, Thread.objects.get(recommendation=advice))
    theme = text_of(anna.get(reverse("theme", args=[assessment.pk, "actie-overleg"])))
    assert f'<a href="{question_page(assessment)}">Overleg (2 open)<span' in theme
    assert theme.count("overleg: 2 open") == 1  # at its theme in the contents
    assert theme.count("overleg: 1 open") == 1  # at the points
    assert '<span>Overleg</span> <span class="count">3 open</span>' in theme
    points = text_of(anna.get(reverse("points", args=[assessment.pk])))
    assert f'<a href="{point_page(point)}">Overleg (1 open)<span' in points
    advices = text_of(anna.get(reverse("recommendations", args=[assessment.pk])))
    assert f'<a href="{advice_page}">Overleg (1 afgerond)<span' in advices
    listed = reverse("threads", args=[assessment.pk])
    told = f'<a href="{listed}">Over 3 plaatsen is het overleg nog niet afgerond.</a>'
    assert told in text_of(anna.get(reverse("confirmation", args=[assessment.pk])))
    lifecycle.submit_for_review(assessment=assessment)
    assert told in text_of(anna.get(reverse("ask_to_confirm", args=[assessment.pk])))


def test_talk_about_what_was_deleted_can_still_be_read(
    assessment: Assessment, point: Finding, cast: Cast, as_user: LogIn
) -> None:
    """The list says that the point is gone, and its page still opens."""
    anna = as_user(cast.anna)
    ask(anna, point_page(point), "Is dit sterk?")
    Finding.objects.filter(pk=point.pk).update(deleted="weg.1")
    listed = text_of(anna.get(reverse("threads", args=[assessment.pk])))
    assert "Bij een verwijderd punt" in listed
    assert "Snel ter plaatse" in listed
    page = text_of(anna.get(point_page(point)))
    assert "Is dit sterk?" in page
    assert "Naar het punt" not in page


def test_a_reply_about_what_was_deleted_meanwhile_is_there(
    assessment: Assessment, point: Finding, cast: Cast, as_user: LogIn
) -> None:
    """Bram types a reply while Anna deletes the point: it is placed, and can be read."""
    anna, bram = as_user(cast.anna), as_user(cast.bram)
    ask(anna, point_page(point), "Is dit sterk?")
    thread = Thread.objects.get()
    Finding.objects.filter(pk=point.pk).update(deleted="weg.1")
    sent = {f"t{thread.pk}-text": "Ja, sinds maart."}
    page = bram.post(reverse("reply", args=[assessment.pk, thread.pk]), sent, follow=True)
    assert "Ja, sinds maart." in text_of(page)
    assert said() == [("Anna", "Is dit sterk?"), ("Bram", "Ja, sinds maart.")]


def test_talk_follows_its_question_to_another_version(cast: Cast, as_user: LogIn) -> None:
    """The same question in other words, and one that isn't asked any more: both are there."""
    assessment = make_assessment(cast.noord, make_version("1"))
    anna = as_user(cast.anna)
    pages = {
        key: reverse("question_threads", args=[assessment.pk, key]) for key in ("reworded", "gone")
    }
    for key, page in pages.items():
        ask(anna, page, f"Over {key}?")
    moving.move(assessment=assessment, target=make_version("2"), by=cast.anna)
    reworded = text_of(anna.get(pages["reworded"]))
    assert "Over reworded?" in reworded
    assert "De vraag was toen:" in reworded
    gone = text_of(anna.get(pages["gone"]))
    assert "Over gone?" in gone
    assert "Bij een vraag die niet meer wordt gesteld" in gone
    listed = text_of(anna.get(reverse("threads", args=[assessment.pk])))
    assert ["Over reworded?" in listed, "Over gone?" in listed] == [True, True]


def test_a_question_nobody_asked_about_and_a_thread_of_others_are_not_there(
    assessment: Assessment, werkset: IndicatorSet, cast: Cast, as_user: LogIn
) -> None:
    """Anna can't reach a thread of Zuid by its number under her own assessment."""
    zuid = make_assessment(cast.zuid, werkset)
    ask(as_user(cast.zoe), question_page(zuid), "Alleen van Zuid.")
    thread = Thread.objects.get()
    anna = as_user(cast.anna)
    assert anna.get(reverse("question_threads", args=[assessment.pk, "onzin"])).status_code == 404
    for name in ("reply", "assign_thread", "settle_thread"):
        assert anna.post(reverse(name, args=[assessment.pk, thread.pk])).status_code == 404
    assert "Alleen van Zuid." not in text_of(anna.get(question_page(assessment)))


def test_what_somebody_said_stays_when_they_leave(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Bram has no role any more: his name stays; his account goes: his words stay."""
    ask(as_user(cast.bram), question_page(assessment), "Klopt dit?")
    Membership.objects.filter(user=cast.bram).delete()
    anna, page = as_user(cast.anna), question_page(assessment)
    assert '<strong dir="auto">Bram</strong>' in text_of(anna.get(page))
    cast.bram.delete()
    read = text_of(anna.get(page))
    assert "iemand die er niet meer is" in read
    assert "Klopt dit?" in read


# Who, and until when


def test_contributors_go_on_talking_during_the_review(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Bram can't change a text then, but he can say what is wrong with it."""
    lifecycle.submit_for_review(assessment=assessment)
    ask(as_user(cast.bram), question_page(assessment), "Dit klopt niet.")
    assert said() == [("Bram", "Dit klopt niet.")]


def test_after_confirming_the_network_reads_and_nobody_writes(
    assessment: Assessment, point: Finding, cast: Cast, as_user: LogIn
) -> None:
    """No form is left; the national office, which reads the assessment, sees no sign of the talk."""
    anna = as_user(cast.anna)
    ask(anna, question_page(assessment), "Alleen voor ons.")
    thread = Thread.objects.get()
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    page = text_of(anna.get(question_page(assessment)))
    assert "Alleen voor ons." in page
    assert "<form" not in page.split("<main")[1]
    # What was typed meanwhile isn't stored, and comes back to be copied.
    for refused in (
        answer(anna, thread, "Toch nog iets."),
        ask(anna, question_page(assessment), "Toch nog iets."),
    ):
        assert refused.status_code == 403
        assert "Toch nog iets." in refused.content.decode()
    theme = reverse("theme", args=[assessment.pk, "actie-overleg"])
    assert "Overleg (1 open)" in text_of(anna.get(theme))
    # Of a point about which nobody said anything there is nothing to read.
    assert point_page(point) not in text_of(anna.get(reverse("points", args=[assessment.pk])))
    lotte = as_user(cast.lotte)
    assert "/overleg/" in text_of(anna.get(theme))
    assert "/overleg/" not in text_of(lotte.get(theme))
    assert lotte.get(question_page(assessment)).status_code == 403
    assert said() == [("Anna", "Alleen voor ons.")]


# What looks like somebody's data


def test_a_phone_number_is_warned_of_once_before_it_is_placed(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Bram sends a number: nothing is placed, and his text is there with the warning. Sent again
    it is placed; a text without such a place never asks twice. A reply goes the same way."""
    bram, page = as_user(cast.bram), question_page(assessment)
    number = "Bel 06-12345678 van de wijkagent."
    warned = bram.post(page, {"new-text": number})
    shown = tight(warned.content.decode())
    assert (warned.status_code, said()) == (422, [])
    assert "Dit lijkt op een telefoonnummer: 06-12345678." in shown
    assert "Plaats het dan nog eens." in shown
    assert f">{number}</textarea>" in shown
    assert "<title>Overleg" in shown
    hidden = hidden_in(warned, "warned")
    ask(bram, page, number, warned=hidden)
    ask(bram, page, "Zonder nummer.")
    assert said() == [("Bram", number), ("Bram", "Zonder nummer.")]
    thread = Thread.objects.order_by("pk")[0]
    address, sent = reverse("reply", args=[assessment.pk, thread.pk]), f"t{thread.pk}-text"
    mail = "Mail jan@voorbeeld.example."
    warned = bram.post(address, {sent: mail})
    assert (warned.status_code, len(said())) == (422, 2)
    assert "Dit lijkt op een e-mailadres" in warned.content.decode()
    bram.post(address, {sent: mail, "warned": "ja"})
    assert said()[-1] == ("Bram", mail)


def test_a_script_asks_what_a_text_looks_like_and_nothing_is_kept(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    anna = as_user(cast.anna)
    address = reverse("look_for_personal_data", args=[assessment.pk])
    told = [anna.post(address, {"text": text}).json() for text in ("Geboren 3-4-1980", "Goed")]
    assert told[0]["personal"].startswith("Dit lijkt op een geboortedatum: 3-4-1980.")
    assert told[1] == {"personal": ""}
    assert not Comment.objects.exists()
