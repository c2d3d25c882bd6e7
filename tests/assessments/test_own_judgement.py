"""The own judgement of an evaluator: made without seeing the network's, then both side by side."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Assessment, Finding, Source, View
from documents.models import Document
from documents.requested_documents import ask_for
from indicators.models import Indicator
from networks.models import User
from reports.document_kinds import REPORT
from tests.cast import Cast

from .saving_pages import results, send, typed

MANDATE = "actie-overleg-mandaat"
SECRET = "Onze partners beslissen aan tafel."
AsUser = Callable[[User], Client]


def at(name: str, assessment: Assessment, *more: object) -> str:
    return reverse(name, args=[assessment.pk, *more])


def text(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


@pytest.fixture
def scene(assessment: Assessment, cast: Cast, as_user: AsUser) -> Source:
    """Anna answered a question, and lets Eva judge."""
    Answer.objects.create(
        assessment=assessment,
        indicator=Indicator.objects.get(key=MANDATE),
        text=SECRET,
        judgement="strength",
    )
    Finding.objects.create(assessment=assessment, kind="strength", headline=SECRET)
    sent = {"evaluator-evaluator": str(cast.eva.pk), "token": "een-teken-van-twintig-letters"}
    anna = as_user(cast.anna)
    assert anna.post(at("let_evaluator_in", assessment), sent).status_code == 302
    assert anna.post(at("let_evaluator_in", assessment), sent).status_code == 302
    return Source.objects.get()


def test_only_the_networks_evaluators_can_be_let_in(
    assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Neither a contributor nor somebody from elsewhere; whoever judges already isn't offered."""
    anna = as_user(cast.anna)
    for user in (cast.bram, cast.zoe, cast.lotte):
        sent = {"evaluator-evaluator": str(user.pk)}
        assert anna.post(at("let_evaluator_in", assessment), sent).status_code == 422
    assert not Source.objects.exists()
    assert "Laat een evaluator meekijken" in text(anna, at("sources", assessment))
    anna.post(at("let_evaluator_in", assessment), {"evaluator-evaluator": str(cast.eva.pk)})
    page = text(anna, at("sources", assessment))
    assert "Laat een evaluator meekijken" not in page
    assert "Nog niet klaar met het eigen oordeel." in page


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("assessment", []),
        ("theme", ["actie-overleg"]),
        ("points", []),
        ("recommendations", []),
        ("texts", []),
        ("earlier_answers", [MANDATE]),
        ("threads", []),
        ("fact_check", []),
        ("confirmation", []),
        ("differences", []),
        ("differences_agenda", []),
        ("report", []),
        ("report_pdf", []),
        ("report_word", []),
        ("report_xlsx", []),
        ("report_csv", []),
        ("report_json", []),
    ],
)
def test_an_evaluator_is_led_to_their_own_judgement_first(
    name: str, more: list[str], scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Every page that tells what the network says leads there, and says why."""
    response = as_user(cast.eva).get(at(name, assessment, *more), follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [(at("source", assessment, scene.pk), 302)]
    assert "U ziet de antwoorden van het netwerk pas als u klaar bent" in page
    assert SECRET not in page


def test_a_document_made_before_is_not_there_yet(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Nor is the file of a report that a colleague asked for."""
    ask_for(REPORT, assessment, by=cast.anna)
    made = Document.objects.get()
    eva = as_user(cast.eva)
    for name in ("document", "document_file"):
        response = eva.get(reverse(name, args=[made.pk]))
        assert response.url == at("source", assessment, scene.pk)


def test_her_own_pages_say_nothing_of_the_network(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Not in the contents either, nor on the start page."""
    eva = as_user(cast.eva)
    for address in (
        at("sources", assessment),
        at("source", assessment, scene.pk),
        reverse("start"),
    ):
        page = text(eva, address)
        assert SECRET not in page
        assert "vragen beantwoord" not in page


def test_nobody_sees_her_judgement_before_she_is_done(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """She types while she judges; the coordinator waits, also when asking to delete it."""
    eva, anna = as_user(cast.eva), as_user(cast.anna)
    address = at("save_view", assessment, scene.pk, MANDATE)
    sent = {"remark": typed("Besluiten vallen elders."), "judgement": typed("improvement")}
    assert results(send(eva, address, sent)) == {"remark": "stored", "judgement": "stored"}
    assert anna.get(at("source", assessment, scene.pk)).status_code == 403
    assert results(send(anna, address, {"remark": typed("Nee.")})) == {"remark": "closed"}
    for name, more in (("points", []), ("sources", []), ("delete_source", [scene.pk])):
        assert "Besluiten vallen elders." not in text(anna, at(name, assessment, *more))
    assert (
        as_user(cast.bram).post(at("finish_own_judgement", assessment, scene.pk)).status_code == 403
    )


def test_both_are_side_by_side_once_she_is_done(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Her first judgement stays what it was, also when she changes it after."""
    eva, anna = as_user(cast.eva), as_user(cast.anna)
    save = at("save_view", assessment, scene.pk, MANDATE)
    reply = send(eva, save, {"judgement": typed("improvement"), "remark": typed("Te laat.")})
    assert set(results(reply).values()) == {"stored"}
    served = reply.json()["fields"]["judgement"]["stored"]
    assert eva.get(at("beside", assessment, scene.pk)).status_code == 302
    assert eva.post(at("finish_own_judgement", assessment, scene.pk)).status_code == 302
    for client in (eva, anna):
        page = text(client, at("beside", assessment, scene.pk))
        assert SECRET in page
        assert "Te laat." in page
        assert "Over één vraag oordeelden beide, en het oordeel verschilt." in " ".join(
            page.split()
        )
    assert SECRET in text(eva, at("points", assessment))
    send(eva, save, {"judgement": typed("strength", served=served, step=2)})
    view = View.objects.get()
    assert (view.judgement, view.first_judgement) == ("strength", "improvement")
    page = " ".join(text(anna, at("beside", assessment, scene.pk)).split())
    assert "Over één vraag oordeelden beide, en het oordeel is gelijk." in page
    assert "Eerst:" in page


def test_an_evaluator_who_was_let_in_adds_sources(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Another evaluator only reads; under review nobody from outside writes."""
    eva = as_user(cast.eva)
    added = eva.post(at("add_source", assessment, "meeting"), {"new-meeting-title": "Sessie"})
    session = Source.objects.get(kind="meeting")
    assert added.url == at("source", assessment, session.pk)
    save = at("save_view", assessment, session.pk, MANDATE)
    assert results(send(eva, save, {"remark": typed("Veel ja.")})) == {"remark": "stored"}
    add_point = at("add_point", assessment, "strength", 0)
    assert eva.post(add_point, {"new-strength-0-headline": "Iets"}).status_code == 403
    Assessment.objects.update(state="under_review")
    assert results(send(eva, save, {"remark": typed("Veel nee.")})) == {"remark": "closed"}
    assert eva.post(at("finish_own_judgement", assessment, scene.pk)).status_code == 302


def test_letting_somebody_in_can_be_ended_and_begun_again(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Only by the coordinator; the evaluator then reads as before, and what was judged stays."""
    address = at("delete_source", assessment, scene.pk)
    assert as_user(cast.eva).post(address, {"page": "p", "step": "1"}).status_code == 403
    anna = as_user(cast.anna)
    served = text(anna, address).split('name="served" value="')[1].split('"')[0]
    assert anna.post(address, {"served": served, "page": "p", "step": "1"}).status_code == 302
    assert as_user(cast.eva).get(at("points", assessment)).status_code == 200
    page = text(anna, at("sources", assessment))
    assert "Laat een evaluator meekijken" not in page
    note = page.split('class="note deleted"')[1]
    served = note.split('name="served" value="')[1].split('"')[0]
    anna.post(address, {"served": served, "restore": "yes", "page": "q", "step": "1"})
    assert as_user(cast.eva).get(at("points", assessment)).status_code == 302


def test_a_confirmed_assessment_is_open_to_an_evaluator_who_never_finished(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Then there is nothing left to judge first."""
    Assessment.objects.filter(pk=assessment.pk).update(
        state="confirmed", confirmed_at="2026-12-01T12:00:00Z"
    )
    assert as_user(cast.eva).get(at("points", assessment)).status_code == 200


def test_an_evaluator_is_led_to_what_there_is_to_read(
    scene: Source, assessment: Assessment, cast: Cast, as_user: AsUser
):
    """Eva never gets the next question, which is for who fills in. Once she judged, she reads the
    report as it is, and both judgements; another evaluator reads the report alone."""
    pages = [reverse("start"), at("assessment", assessment)]
    report, beside = at("report", assessment), at("beside", assessment, scene.pk)
    eva = as_user(cast.eva)
    assert eva.post(at("finish_own_judgement", assessment, scene.pk)).status_code == 302
    for page in [text(eva, address) for address in pages]:
        assert "Volgende vraag" not in page
        assert f'<a class="button" href="{report}">' in page
        assert f'<a class="button quiet" href="{beside}">' in page
    Source.objects.filter(pk=scene.pk).update(person=None)
    for page in [text(eva, address) for address in pages]:
        assert f'<a class="button" href="{report}">' in page
        assert beside not in page
    anna = text(as_user(cast.anna), pages[1])
    assert ("Ga verder" in anna, "U kijkt mee" in anna) == (True, False)
