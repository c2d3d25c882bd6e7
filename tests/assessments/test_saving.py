"""Saving an answer: in the background and as a whole page, and what happens when two texts meet."""

import html
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Assessment, Finding
from networks.models import User
from tests.cast import Cast
from tests.markup import tight

from .every_form import seen_in, served_in

Save = Callable[..., HttpResponse]
KEY = "actie-overleg-mandaat"


@pytest.fixture
def save(assessment: Assessment, as_user: Callable[[User], Client]) -> Save:
    """Return a function that saves the answer to one indicator as the script does."""

    def send(
        by: User, text: str, *, revision: int = 0, editor: str = "", step: int = 0, **more: str
    ) -> HttpResponse:
        fields = {f"{KEY}-text": text, f"{KEY}-revision": revision, "editor": editor, "step": step}
        fields |= {
            name if name == "resolve" else f"{KEY}-{name}": value for name, value in more.items()
        }
        address = reverse("answer", kwargs={"pk": assessment.pk, "indicator_key": KEY})
        return as_user(by).post(address, fields, headers={"HX-Request": "true"})

    return send


def stored() -> Answer:
    return Answer.objects.get(indicator__key=KEY)


def test_an_answer_is_saved_with_evidence_and_judgement(save: Save, cast: Cast):
    """The reply says when, and which revision the next save is based on."""
    reply = save(cast.anna, "Ja, sinds maart.", evidence="Verslag van mei", judgement="strength")
    assert reply.status_code == 200
    assert "Opgeslagen om" in reply.content.decode()
    assert 'data-revision="1"' in reply.content.decode()
    answer = stored()
    assert (answer.text, answer.evidence, answer.judgement) == (
        "Ja, sinds maart.",
        "Verslag van mei",
        "strength",
    )
    assert (answer.revision, answer.changed_by) == (1, cast.anna)


def test_a_stale_save_changes_nothing_and_shows_both_texts(save: Save, cast: Cast):
    """Bram saved first; Anna sees his text beside hers and his stays stored."""
    save(cast.bram, "Nee, nog niet.")
    reply = save(cast.anna, "Ja, sinds maart.")
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "Ja, sinds maart." in page
    assert "Nee, nog niet." in page
    assert "Bram" in page
    assert stored().text == "Nee, nog niet."


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("mine", "Ja, sinds maart."),
        ("theirs", "Nee, nog niet."),
        ("both", "Ja, sinds maart.\n\nNee, nog niet."),
    ],
)
def test_the_person_chooses_between_two_texts(choice: str, text: str, save: Save, cast: Cast):
    """Each choice gives the question back with the chosen text in it."""
    save(cast.bram, "Nee, nog niet.")
    seen = seen_in(save(cast.anna, "Ja, sinds maart."))
    reply = save(cast.anna, "Ja, sinds maart.", seen=seen, resolve=f"{KEY}:{choice}")
    assert reply.status_code == 200
    assert text in reply.content.decode()
    assert stored().text == text


def test_a_choice_is_no_licence_to_overwrite_a_third_text(save: Save, cast: Cast):
    """While Anna chose, Bram saved again: she sees his newest text and chooses again."""
    save(cast.bram, "Nee, nog niet.")
    seen = seen_in(save(cast.anna, "Ja, sinds maart."))
    save(cast.bram, "Nee, pas in juni.", revision=1)
    reply = save(cast.anna, "Ja, sinds maart.", seen=seen, resolve=f"{KEY}:mine")
    assert reply.status_code == 409
    assert "Nee, pas in juni." in reply.content.decode()
    assert stored().text == "Nee, pas in juni."


def test_a_reply_that_got_lost_is_no_conflict(save: Save, cast: Cast):
    """The page never heard of revision 1 and goes on from 0: it replaces its own text."""
    save(cast.anna, "Ja", editor="page-a", step=1)
    reply = save(cast.anna, "Ja, sinds maart.", editor="page-a", step=2)
    assert reply.status_code == 200
    assert (stored().text, stored().revision) == ("Ja, sinds maart.", 2)


def test_a_late_save_does_not_undo_a_newer_one(save: Save, cast: Cast):
    """The first request took a detour and arrives after the second."""
    save(cast.anna, "Ja, sinds maart.", editor="page-a", step=2)
    reply = save(cast.anna, "Ja", editor="page-a", step=1)
    assert reply.status_code == 200
    assert stored().text == "Ja, sinds maart."


def test_two_pages_of_one_person_are_two_texts(save: Save, cast: Cast):
    """A second tab is told, and that it was no colleague."""
    save(cast.anna, "In het ene venster", editor="page-a", step=1)
    reply = save(cast.anna, "In het andere venster", editor="page-b", step=1)
    assert reply.status_code == 409
    assert "U hebt dit intussen zelf gewijzigd, in een ander venster." in reply.content.decode()
    assert stored().text == "In het ene venster"


def test_a_colleague_in_between_ends_the_licence_of_a_page(save: Save, cast: Cast):
    """Anna's page may replace its own text, but not once Bram's stands there."""
    save(cast.anna, "Ja", editor="page-a", step=1)
    save(cast.bram, "Ja, in het noorden.", revision=1, editor="page-b", step=1)
    assert save(cast.anna, "Ja, sinds maart.", editor="page-a", step=2).status_code == 409
    assert stored().text == "Ja, in het noorden."


def test_the_same_text_twice_is_no_conflict(save: Save, cast: Cast):
    """Saying what is stored already costs nobody anything."""
    save(cast.bram, "Ja, sinds maart.")
    assert save(cast.anna, "Ja, sinds maart.").status_code == 200
    assert (stored().revision, stored().changed_by) == (1, cast.bram)


def test_a_key_point_becomes_a_finding_and_follows_the_judgement(save: Save, cast: Cast):
    """A key point of the summary, with the answer's indicator; it turns with the judgement and goes
    when emptied."""
    save(cast.anna, "Ja", judgement="strength", key_point="Deelnemers kunnen besluiten")
    finding = Finding.objects.get()
    assert (finding.kind, finding.headline, finding.theme.key) == (
        "strength",
        "Deelnemers kunnen besluiten",
        "actie-overleg",
    )
    assert [indicator.key for indicator in finding.indicators.all()] == [KEY]
    assert finding.is_key

    save(
        cast.anna,
        "Ja",
        revision=1,
        judgement="improvement",
        key_point="Deelnemers kunnen niet besluiten",
    )
    finding.refresh_from_db()
    assert (finding.kind, finding.headline) == ("improvement", "Deelnemers kunnen niet besluiten")

    save(cast.anna, "Ja", revision=2, judgement="improvement", key_point="")
    assert not Finding.objects.exists()


def test_an_explained_finding_outlives_its_key_point(save: Save, cast: Cast):
    """Emptying the kernpunt takes no text away that somebody wrote on the points page."""
    save(cast.anna, "Ja", judgement="strength", key_point="Deelnemers kunnen besluiten")
    Finding.objects.update(explanation="Sinds maart heeft ieder een mandaat.")
    save(cast.anna, "Ja", revision=1, judgement="strength", key_point="")
    finding = Finding.objects.get()
    assert (finding.headline, finding.answer, finding.is_key) == (
        "Deelnemers kunnen besluiten",
        None,
        False,
    )


def test_a_key_point_asks_for_a_judgement(save: Save, cast: Cast):
    """Without one it is neither strong nor to improve: the message says what to do, and the rest is
    stored."""
    for revision, judgement in enumerate(["", "mixed"]):
        mine = {
            "revision": revision,
            "judgement": judgement,
            "key_point": "Deelnemers kunnen besluiten",
        }
        reply = save(cast.anna, "Ja", **mine)
        assert reply.status_code == 422
        assert "Kies eerst bij het oordeel" in reply.content.decode()
        assert (stored().text, stored().judgement) == ("Ja", judgement)
    assert not Finding.objects.exists()


def test_a_key_point_never_contradicts_the_judgement(save: Save, cast: Cast):
    """Judged not applicable under a kernpunt: the person is asked which of the two it is; the text
    is stored."""
    reply = save(
        cast.anna, "Ja", judgement="not_applicable", key_point="Deelnemers kunnen besluiten"
    )
    assert "Bij dit oordeel past geen kernpunt" in reply.content.decode()
    assert (stored().judgement, Finding.objects.exists()) == ("not_applicable", False)

    save(cast.anna, "Ja", revision=1, judgement="strength", key_point="Deelnemers kunnen besluiten")
    reply = save(
        cast.anna,
        "Toch niet",
        revision=2,
        judgement="unknown",
        key_point="Deelnemers kunnen besluiten",
    )
    assert (reply.status_code, "Bij dit oordeel past geen kernpunt" in reply.content.decode()) == (
        422,
        True,
    )
    assert (stored().text, stored().judgement, Finding.objects.get().kind) == (
        "Toch niet",
        "strength",
        "strength",
    )

    save(cast.anna, "Toch niet", revision=3, judgement="unknown", key_point="")
    assert (stored().judgement, Finding.objects.exists()) == ("unknown", False)


def test_an_old_contradiction_holds_back_no_text(save: Save, cast: Cast):
    """A kernpunt that stood under another judgement already: the answer can be changed all the
    same."""
    save(cast.anna, "Ja", judgement="strength", key_point="Deelnemers kunnen besluiten")
    Answer.objects.update(judgement="unknown")
    mine = {"judgement": "unknown", "key_point": "Deelnemers kunnen besluiten"}
    assert save(cast.anna, "Toch niet", revision=1, **mine).status_code == 200
    assert (
        save(cast.anna, "Misschien", revision=2, **mine | {"key_point": "Anders"}).status_code
        == 422
    )
    assert (stored().text, Finding.objects.get().headline) == (
        "Misschien",
        "Deelnemers kunnen besluiten",
    )


def test_what_one_left_alone_is_never_ones_own_text(
    save: Save, assessment: Assessment, cast: Cast, as_user
):
    """Bram judges; Anna's page is older and she only types the answer. Both are kept, and her page
    hears of his."""
    address = reverse("theme", kwargs={"pk": assessment.pk, "theme_key": "actie-overleg"})
    served = served_in(as_user(cast.anna).get(address), KEY)
    save(cast.bram, "", judgement="strength", key_point="Deelnemers kunnen besluiten")
    reply = save(cast.anna, "Ja, sinds maart.", served=served)
    page = html.unescape(reply.content.decode())
    assert reply.status_code == 200
    assert (
        "Samengevoegd met wat een collega intussen bewaarde: Oordeel van het netwerk, Kernpunt"
        in tight(page)
    )
    assert f'"{KEY}-judgement": ["strength"]' in page
    assert (stored().text, stored().judgement, stored().revision) == (
        "Ja, sinds maart.",
        "strength",
        2,
    )
    assert Finding.objects.get().headline == "Deelnemers kunnen besluiten"


def test_a_choice_is_about_what_both_changed_and_nothing_else(save: Save, cast: Cast):
    """Both typed an answer; Bram judged and Anna added evidence: those stay, whichever answer she
    chooses."""
    served = served_in(save(cast.anna, "Ja"))
    save(cast.bram, "Nee", revision=1, judgement="improvement")
    mine = {"served": served, "evidence": "Verslag van mei"}
    conflict = save(cast.anna, "Ja, zeker", revision=1, **mine)
    page = conflict.content.decode()
    assert ("Ja, zeker" in page, "Verslag van mei" in page, "Oordeel" in page) == (
        True,
        False,
        False,
    )
    save(cast.bram, "Nee", revision=2, judgement="mixed")
    reply = save(
        cast.anna, "Ja, zeker", revision=1, seen=seen_in(conflict), resolve=f"{KEY}:theirs", **mine
    )
    assert reply.status_code == 200
    assert (stored().text, stored().evidence, stored().judgement) == (
        "Nee",
        "Verslag van mei",
        "mixed",
    )


def test_a_merge_that_makes_no_sense_is_asked_about(save: Save, cast: Cast):
    """Anna writes a kernpunt while Bram takes the judgement back: she sees both, and her choice is
    stored."""
    served = served_in(save(cast.anna, "Ja", judgement="strength"))
    save(cast.bram, "Ja", revision=1, judgement="unknown")
    mine = {
        "revision": 1,
        "served": served,
        "judgement": "strength",
        "key_point": "Deelnemers kunnen besluiten",
    }
    conflict = save(cast.anna, "Ja", **mine)
    assert conflict.status_code == 409
    assert (
        save(cast.anna, "Ja", seen=seen_in(conflict), resolve=f"{KEY}:mine", **mine).status_code
        == 200
    )
    assert (stored().judgement, Finding.objects.get().headline) == (
        "strength",
        "Deelnemers kunnen besluiten",
    )


def test_texts_of_the_report_are_merged_without_javascript(
    assessment: Assessment, cast: Cast, as_user
):
    """Bram writes one text of the page and Anna another, on a page of before his: hers doesn't
    bring back the old."""
    anna, address = as_user(cast.anna), reverse("texts", args=[assessment.pk])
    fields = {"t-revision": 0, "t-served": served_in(anna.get(address), "t")}
    save = reverse("save_texts", args=[assessment.pk])
    as_user(cast.bram).post(save, {"t-revision": 0, "t-introduction": "Van Bram"})
    page = anna.post(save, fields | {"t-summary": "Van Anna"}, follow=True).content.decode()
    assert "Samengevoegd met wat een collega intussen bewaarde." in page
    assessment.refresh_from_db()
    assert (assessment.introduction, assessment.summary) == ("Van Bram", "Van Anna")


def test_a_wrong_number_holds_back_no_text(assessment: Assessment, cast: Cast, as_user):
    """The text beside it is stored, also without JavaScript, and mending the number is then no
    conflict."""
    anna, key = as_user(cast.anna), "actie-overleg-frequentie"
    address = reverse("theme", kwargs={"pk": assessment.pk, "theme_key": "actie-overleg"})
    fields = {
        f"{key}-revision": 0,
        f"{key}-served": served_in(anna.get(address), key),
        f"{key}-text": "Wekelijks",
    }
    again = anna.post(address, fields | {f"{key}-number": "vaak"})
    assert again.status_code == 422
    assert 'value="vaak"' in again.content.decode()
    fields = {
        f"{key}-revision": 1,
        f"{key}-served": served_in(again, key),
        f"{key}-text": "Wekelijks, altijd",
    }
    assert anna.post(address, fields | {f"{key}-number": "52"}).status_code == 302
    answer = Answer.objects.get(indicator__key=key)
    assert (answer.text, answer.number, answer.revision) == ("Wekelijks, altijd", 52, 2)


@pytest.mark.parametrize("name", ["move_point", "move_recommendation", "move_conclusion"])
def test_an_order_that_cannot_be_read_is_refused(
    name: str, assessment: Assessment, cast: Cast, as_user
):
    """Words, a part that isn't there, or nothing: nothing moves, and the reply says so."""
    anna, address = as_user(cast.anna), reverse(name, args=[assessment.pk])
    for order in ("abc", "1,x", "999999", ","):
        reply = anna.post(address, {"order": order}, headers={"HX-Request": "true"})
        assert (reply.status_code, "Deze volgorde is niet te lezen." in reply.content.decode()) == (
            400,
            True,
        )


def test_invisible_characters_go_and_the_person_is_told(save: Save, cast: Cast):
    """A paste from a word processor is saved as it looks."""
    reply = save(cast.anna, "Eerste regel\x0bTweede regel\x07\x00")
    assert "Onzichtbare of onleesbare tekens in de tekst" in reply.content.decode()
    assert stored().text == "Eerste regel\nTweede regel"


def test_a_save_of_who_was_logged_in_before_is_refused(assessment: Assessment, cast: Cast, as_user):
    """Bram logged in in the browser where Anna's page is still open."""
    address = reverse("answer", kwargs={"pk": assessment.pk, "indicator_key": KEY})
    fields = {f"{KEY}-text": "Van Anna", f"{KEY}-revision": 0, "person": cast.anna.pk}
    reply = as_user(cast.bram).post(address, fields, headers={"HX-Request": "true"})
    assert reply.status_code == 403
    assert "nu iemand anders ingelogd" in reply.content.decode()
    assert not Answer.objects.exists()


def test_without_javascript_one_button_saves_the_whole_theme(
    assessment: Assessment, cast: Cast, as_user
):
    """What can be saved is saved; a stale answer and a wrong number come back as typed."""
    anna, address = (
        as_user(cast.anna),
        reverse("theme", kwargs={"pk": assessment.pk, "theme_key": "actie-overleg"}),
    )
    fields = {}
    for key in assessment.indicator_set.themes.get(key="actie-overleg").groups.values_list(
        "indicators__key", flat=True
    ):
        fields[f"{key}-revision"] = 0
    fields[f"{KEY}-text"] = "Ja, sinds maart."
    fields["actie-overleg-frequentie-number"] = "2,5"
    fields["actie-overleg-frequentie-per"] = "month"
    saved = anna.post(address, fields, follow=True)
    assert saved.redirect_chain == [(address, 302)]
    assert "Alles is opgeslagen." in saved.content.decode()
    frequency = Answer.objects.get(indicator__key="actie-overleg-frequentie")
    assert (frequency.number, frequency.per) == (2.5, "month")

    fields |= {
        f"{KEY}-text": "Toch niet.",
        "actie-overleg-frequentie-revision": 1,
        "actie-overleg-frequentie-number": "twaalf",
        "actie-overleg-zonder-text": "Dan zou ieder voor zich werken.",
    }
    again = anna.post(address, fields)
    page = again.content.decode()
    assert again.status_code == 422
    assert "<title>Fout:" in page
    assert "Vul een getal in, zoals 12 of 12,5." in page
    assert 'value="twaalf"' in page
    assert "Toch niet." in page
    assert "Ja, sinds maart." in page
    assert stored().text == "Ja, sinds maart."
    assert (
        Answer.objects.get(indicator__key="actie-overleg-zonder").text
        == "Dan zou ieder voor zich werken."
    )


def test_last_time_stands_beside_and_is_never_filled_in(
    assessment: Assessment, werkset, cast: Cast, as_user
):
    """The answer of the latest confirmed assessment is shown; the new answer starts empty."""
    from assessments import lifecycle
    from indicators.models import Indicator
    from reports import confirming
    from tests.cast import make_assessment

    last_year = make_assessment(cast.noord, werkset, 2025)
    Answer.objects.create(
        assessment=last_year,
        indicator=Indicator.objects.get(key=KEY),
        text="Vorig jaar nog niet.",
        judgement="improvement",
    )
    lifecycle.submit_for_review(assessment=last_year)
    confirming.confirm(assessment=last_year, by=cast.anna)
    address = reverse("theme", kwargs={"pk": assessment.pk, "theme_key": "actie-overleg"})
    page = as_user(cast.anna).get(address).content.decode()
    assert page.count("Vorig jaar nog niet.") == 1
    assert "Vorige keer (2025): verbeterpunt" in " ".join(page.split())
    assert not Answer.objects.filter(assessment=assessment).exists()
