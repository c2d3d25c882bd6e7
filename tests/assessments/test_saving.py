"""Saving what is typed: the rules of the one verb, by the requests that pages send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Finding, Recommendation, TextVersion
from loket_eval.saved_reply import TYPE
from networks.models import User
from reports import confirming
from tests.cast import Cast

from .saving_pages import (
    Sent,
    as_form,
    hidden_in,
    rescued_in,
    results,
    send,
    served_in,
    told,
    typed,
)

KEY = "actie-overleg-mandaat"
Save = Callable[..., HttpResponse]


@pytest.fixture
def save(assessment: Assessment, as_user: Callable[[User], Client]) -> Save:
    """Return a function that saves fields of one answer as a script does."""

    def save_fields(by: User, **fields: Sent) -> HttpResponse:
        address = reverse("answer", args=[assessment.pk, KEY])
        return send(as_user(by), address, fields, person=by.pk)

    return save_fields


def stored() -> Answer:
    return Answer.objects.get(indicator__key=KEY)


def history(field: str = "text") -> list[tuple[str, str]]:
    rows = TextVersion.objects.filter(field=field).order_by("pk")
    return [(entry.text, entry.by.name if entry.by else "") for entry in rows]


def digest(response: HttpResponse, name: str = "text") -> str:
    return str(told(response)[name]["stored"])


def test_a_text_is_stored_and_told_in_a_reply_that_only_the_portal_sends(save: Save, cast: Cast):
    """The reply repeats the page and its step, so that no other answer is taken for it."""
    reply = save(cast.anna, text=typed("Ja, sinds maart."), judgement=typed("strength", step=2))
    assert reply["Content-Type"] == TYPE
    text = told(reply)["text"]
    assert (text["result"], text["page"], text["step"]) == ("stored", "blad", 1)
    assert (stored().text, stored().judgement, stored().changed_by) == (
        "Ja, sinds maart.",
        "strength",
        cast.anna,
    )
    assert history() == [("Ja, sinds maart.", "Anna")]


def test_what_another_stored_meanwhile_is_shown_and_stays(save: Save, cast: Cast):
    """Bram saved first: Anna gets his text with his name, and a choice is a new text over that one."""
    save(cast.bram, text=typed("Nee, nog niet.", page="bram"))
    theirs = told(save(cast.anna, text=typed("Ja, sinds maart.")))["text"]
    assert (theirs["result"], theirs["value"], theirs["by"], theirs["own"]) == (
        "conflict",
        "Nee, nog niet.",
        "Bram",
        False,
    )
    assert stored().text == "Nee, nog niet."
    chosen = typed("Ja, sinds maart.", served=theirs["stored"], step=2, unanswered=(1,))
    assert results(save(cast.anna, text=chosen)) == {"text": "stored"}
    assert history() == [("Nee, nog niet.", "Bram"), ("Ja, sinds maart.", "Anna")]


def test_a_choice_overwrites_no_third_text(save: Save, cast: Cast):
    """While Anna chose, Bram saved again: his newest text conflicts once more."""
    first = save(cast.bram, text=typed("Nee.", page="bram"))
    shown = told(save(cast.anna, text=typed("Ja.")))["text"]["stored"]
    save(cast.bram, text=typed("Nee, pas in juni.", page="bram", step=2, served=digest(first)))
    again = told(save(cast.anna, text=typed("Ja.", served=shown, step=2)))["text"]
    assert (again["result"], again["value"]) == ("conflict", "Nee, pas in juni.")
    assert stored().text == "Nee, pas in juni."


def test_fields_are_judged_one_by_one(save: Save, cast: Cast):
    """One conflicts, one can't be read, one isn't asked; the rest is stored all the same."""
    save(cast.bram, text=typed("Van Bram", page="bram"))
    reply = save(
        cast.anna,
        text=typed("Van Anna"),
        evidence=typed("Verslag van mei"),
        key_point=typed("x" * 300),
        number=typed("12"),
    )
    assert results(reply) == {
        "text": "conflict",
        "evidence": "stored",
        "key_point": "unreadable",
        "number": "not_asked",
    }
    assert "hoogstens 200" in told(reply)["key_point"]["message"]
    assert (stored().text, stored().evidence) == ("Van Bram", "Verslag van mei")


def test_the_same_text_twice_is_no_conflict(save: Save, cast: Cast):
    """It was stored already; that Anna typed it too is in the history."""
    save(cast.bram, text=typed("Ja.", page="bram"))
    assert results(save(cast.anna, text=typed("Ja."))) == {"text": "already"}
    assert stored().changed_by == cast.bram
    assert history() == [("Ja.", "Bram"), ("Ja.", "Anna")]


def test_a_repeated_save_changes_nothing(save: Save, cast: Cast):
    """The reply got lost and the same request comes again, also when Bram put the old text back
    meanwhile."""
    request = typed("Ja.")
    first = save(cast.anna, text=request)
    assert results(save(cast.anna, text=request)) == {"text": "already"}
    save(cast.bram, text=typed("", page="bram", served=digest(first)))
    late = told(save(cast.anna, text=request))["text"]
    assert (late["result"], late["value"], late["by"]) == ("newer", "", "Bram")
    assert stored().text == ""


def test_a_late_save_does_not_undo_a_newer_one(save: Save, cast: Cast):
    """The first request took a detour and arrives after the second: it isn't called stored."""
    save(cast.anna, text=typed("Ja, sinds maart.", step=2))
    assert told(save(cast.anna, text=typed("Ja", step=1)))["text"]["result"] == "newer"
    assert stored().text == "Ja, sinds maart."


def test_typing_back_what_stood_there_also_overtakes_an_earlier_save(save: Save, cast: Cast):
    """The first save is delayed; the field is emptied again, as it is stored; then the first
    arrives."""
    assert results(save(cast.anna, text=typed("", step=2, unanswered=(1,)))) == {"text": "already"}
    assert results(save(cast.anna, text=typed("Ja", step=1))) == {"text": "newer"}
    assert stored().text == ""


def test_a_reply_that_got_lost_is_no_conflict(save: Save, cast: Cast):
    """The page never heard of its first save and types on: it is its own text that it replaces."""
    save(cast.anna, text=typed("Ja"))
    more = typed("Ja, sinds maart.", step=2, unanswered=(1,))
    assert results(save(cast.anna, text=more)) == {"text": "stored"}


def test_two_windows_of_one_person_are_two_texts(save: Save, cast: Cast):
    """A second window is told that it was no colleague."""
    save(cast.anna, text=typed("In het ene venster", page="een"))
    other = told(save(cast.anna, text=typed("In het andere", page="twee")))["text"]
    assert (other["result"], other["own"]) == ("conflict", True)


def test_a_text_from_before_the_history_is_kept_when_it_is_replaced(
    save: Save, assessment: Assessment, cast: Cast
):
    """Such as one that was loaded with the samples: nobody knows who typed it, and it isn't lost."""
    indicator = (
        assessment.indicator_set.themes.get(key="actie-overleg")
        .groups.get(indicators__key=KEY)
        .indicators.get(key=KEY)
    )
    Answer.objects.create(assessment=assessment, indicator=indicator, text="Van vroeger")
    shown = told(save(cast.anna, text=typed("Nieuw")))["text"]
    assert (shown["result"], shown["by"]) == ("conflict", None)
    save(cast.anna, text=typed("Nieuw", served=shown["stored"], step=2))
    assert history() == [("Van vroeger", ""), ("Nieuw", "Anna")]


# --- One stored field that two forms show ---


def point_address(assessment: Assessment, point: Finding) -> str:
    return reverse("save_point", args=[assessment.pk, point.pk])


def test_a_key_point_makes_a_point_with_its_mark(save: Save, cast: Cast):
    """The question's theme, the question itself, and the kind that its judgement asks for."""
    save(cast.anna, judgement=typed("strength"), key_point=typed("Deelnemers kunnen besluiten"))
    point = Finding.objects.get()
    assert (point.kind, point.headline, point.is_key, point.theme.key) == (
        "strength",
        "Deelnemers kunnen besluiten",
        True,
        "actie-overleg",
    )
    assert [indicator.key for indicator in point.indicators.all()] == [KEY]


def test_a_key_point_is_the_headline_of_its_point(
    save: Save, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Changed on the theme page while Bram types on the points page: he is asked, and nothing is
    lost."""
    anna = save(cast.anna, judgement=typed("strength"), key_point=typed("Besluiten"))
    point = Finding.objects.get()
    bram, address = as_user(cast.bram), reverse("points", args=[assessment.pk])
    served = served_in(bram.get(address), f"p{point.pk}")
    assert served["headline"] == digest(anna, "key_point")
    second = typed("Snel besluiten", step=2, served=served["headline"])
    save(cast.anna, key_point=second)
    reply = send(
        bram,
        point_address(assessment, point),
        {
            "explanation": typed("Sinds maart.", page="bram", served=served["explanation"]),
            "headline": typed("Goed besluiten", page="bram", served=served["headline"]),
        },
    )
    assert results(reply) == {"headline": "conflict", "explanation": "stored"}
    assert told(reply)["headline"]["value"] == "Snel besluiten"
    point.refresh_from_db()
    assert (point.headline, point.explanation) == ("Snel besluiten", "Sinds maart.")


def test_judgement_and_kind_are_one_value(
    save: Save, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Either form changes both, and a page with the other form meets it."""
    first = save(cast.anna, judgement=typed("strength"), key_point=typed("Besluiten"))
    point = Finding.objects.get()
    served = digest(first, "judgement")
    kind = typed("improvement", page="bram", served=served)
    reply = send(as_user(cast.bram), point_address(assessment, point), {"kind": kind})
    assert results(reply) == {"kind": "stored"}
    assert (stored().judgement, Finding.objects.get().kind) == ("improvement", "improvement")
    meets = told(save(cast.anna, judgement=typed("mixed", step=2, served=served)))["judgement"]
    assert (meets["result"], meets["value"], meets["by"]) == ("conflict", "improvement", "Bram")
    save(cast.anna, judgement=typed("mixed", step=3, served=meets["stored"]))
    assert (stored().judgement, Finding.objects.get().kind) == ("mixed", "improvement")


def test_a_key_point_without_a_judgement_is_stored(
    save: Save, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """It has no kind yet: the points page and the check page say so, and it isn't in the report."""
    save(cast.anna, key_point=typed("Deelnemers kunnen besluiten"))
    assert (Finding.objects.get().kind, Finding.objects.get().headline) == (
        "",
        "Deelnemers kunnen besluiten",
    )
    anna = as_user(cast.anna)
    points = anna.get(reverse("points", args=[assessment.pk])).content.decode()
    assert "Nog geen soort gekozen" in points
    check = anna.get(reverse("confirmation", args=[assessment.pk])).content.decode()
    assert "Deelnemers kunnen besluiten" in check
    report = anna.get(reverse("report", args=[assessment.pk])).content.decode()
    assert "Deelnemers kunnen besluiten" not in report
    save(cast.anna, judgement=typed("strength", step=2))
    assert Finding.objects.get().kind == "strength"


def test_an_emptied_key_point_takes_nothing_away(save: Save, cast: Cast):
    """The point keeps its explanation and its link; only its headline is empty, until somebody
    types it again."""
    first = save(cast.anna, judgement=typed("strength"), key_point=typed("Besluiten"))
    Finding.objects.update(explanation="Sinds maart.")
    emptied = save(cast.anna, key_point=typed("", step=2, served=digest(first, "key_point")))
    point = Finding.objects.get()
    assert (point.headline, point.explanation, point.is_key) == ("", "Sinds maart.", True)
    save(cast.anna, key_point=typed("Weer", step=3, served=digest(emptied, "key_point")))
    assert Finding.objects.get().headline == "Weer"


# --- Deleting, and putting back ---


def test_deleting_shows_every_text_and_refuses_when_one_changed(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Bram's explanation came while Anna's page was open: she sees it first, and only then it goes."""
    point = Finding.objects.create(assessment=assessment, kind="strength", headline="Punt")
    anna, address = as_user(cast.anna), reverse("delete_point", args=[assessment.pk, point.pk])
    asked = anna.get(address)
    send(
        as_user(cast.bram),
        point_address(assessment, point),
        {"explanation": typed("Van Bram.", page="bram")},
    )
    refused = anna.post(address, {"served": hidden_in(asked, "served"), "page": "a", "step": "1"})
    assert refused.status_code == 409
    assert "Van Bram." in refused.content.decode()
    assert Finding.objects.get() == point
    again = {"served": hidden_in(refused, "served"), "page": "b", "step": "1"}
    gone = anna.post(address, again, follow=True)
    assert not Finding.objects.exists()
    assert "Zet terug" in gone.content.decode()
    assert Finding.with_deleted.get().explanation == "Van Bram."


def delete(client: Client, address: str, page: str = "weg") -> HttpResponse:
    served = hidden_in(client.get(address), "served")
    return client.post(address, {"served": served, "page": page, "step": "1"}, follow=True)


def test_what_was_deleted_comes_back_only_when_somebody_puts_it_back(
    save: Save, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """A theme page that was open saves the kernpunt: it hears that it is gone, and can put it back."""
    first = save(cast.anna, judgement=typed("strength"), key_point=typed("Besluiten"))
    point = Finding.objects.get()
    delete(as_user(cast.bram), reverse("delete_point", args=[assessment.pk, point.pk]))
    late = typed("Goed besluiten", step=2, served=digest(first, "key_point"))
    gone = told(save(cast.anna, key_point=late))["key_point"]
    assert (gone["result"], gone["by"]) == ("gone", "Bram")
    assert "verwijderd door Bram" in gone["message"]
    assert not Finding.objects.exists()
    theme = reverse("theme", args=[assessment.pk, "actie-overleg"])
    page = as_user(cast.anna).get(theme).content.decode()
    assert f'name="{KEY}-key_point"' not in page
    assert "Zet terug" in page
    back = save(cast.anna, deleted=typed("", step=3, served=gone["deleted"]))
    assert results(back) == {"deleted": "stored"}
    assert results(save(cast.anna, key_point=late)) == {"key_point": "stored"}
    assert Finding.objects.get().headline == "Goed besluiten"


def test_an_undo_that_is_repeated_undoes_no_second_deletion(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Neither does a repeated deletion delete what was put back."""
    row = Recommendation.objects.create(assessment=assessment, what="Oefenen")
    anna = as_user(cast.anna)
    address = reverse("delete_recommendation", args=[assessment.pk, row.pk])
    deletion = {"served": hidden_in(anna.get(address), "served"), "page": "weg", "step": "1"}
    anna.post(address, deletion)
    page = anna.get(reverse("recommendations", args=[assessment.pk]))
    undo = {"served": hidden_in(page, "served"), "page": "terug", "step": "1", "restore": "yes"}
    undo["served"] = (
        page.content.decode()
        .split('name="restore"')[0]
        .rsplit('name="served" value="')[-1]
        .split('"')[0]
    )
    anna.post(address, undo)
    assert Recommendation.objects.get() == row
    assert "Er is niets verwijderd" in anna.post(address, deletion, follow=True).content.decode()
    assert Recommendation.objects.get() == row
    delete(anna, address, "nog-eens")
    told_again = anna.post(address, undo, follow=True).content.decode()
    assert "opnieuw verwijderd" in told_again
    assert not Recommendation.objects.exists()


def test_a_link_to_what_was_deleted_is_left_out(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """A recommendation repeats an earlier one that a colleague deletes meanwhile: it goes on being
    saved."""
    earlier = assessment.follow_ups.create(what="Maak een rooster")
    row = assessment.recommendations.create(what="Oefenen")
    row.repeats.add(earlier)
    anna = as_user(cast.anna)
    served = served_in(anna.get(reverse("recommendations", args=[assessment.pk])), f"r{row.pk}")
    delete(as_user(cast.bram), reverse("delete_follow_up", args=[assessment.pk, earlier.pk]))
    fields = {
        "what": typed("Samen oefenen", served=served["what"]),
        "repeats": typed([str(earlier.pk)], served=served["repeats"]),
    }
    address = reverse("save_recommendation", args=[assessment.pk, row.pk])
    assert results(send(anna, address, fields))["what"] == "stored"
    report = anna.get(reverse("report", args=[assessment.pk])).content.decode()
    assert ("Samen oefenen" in report, "Maak een rooster" in report) == (True, False)


def test_typed_back_on_a_form_whose_reply_was_lost(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Without scripts Anna saves, hears nothing, goes back, and saves the old text: she is shown
    that the other one is stored. What Bram changed meanwhile she doesn't touch."""
    anna, theme = as_user(cast.anna), reverse("theme", args=[assessment.pk, "actie-overleg"])
    served = served_in(anna.get(theme), KEY)
    anna.post(theme, as_form(KEY, {"text": "Elke maandag"}, served))
    reply = anna.post(theme, as_form(KEY, {"text": ""}, served))
    assert (reply.status_code, "Elke maandag" in reply.content.decode()) == (409, True)
    untouched = as_form(KEY, {"text": ""}, served, page="van-bram")
    assert as_user(cast.bram).post(theme, untouched).status_code == 302


@pytest.mark.parametrize("mine", ["Van eerst", "  Van eerst\n"])
def test_typed_back_while_somebody_else_changed_it(
    mine: str, assessment: Assessment, cast: Cast, save: Save, as_user: Callable[[User], Client]
):
    """Without scripts Anna types something and types back what stood there. That looks like a field
    that nobody touched: what Bram stored stays, she is told so and shown it, and the history has
    both."""
    anna, theme = as_user(cast.anna), reverse("theme", args=[assessment.pk, "actie-overleg"])
    first = digest(save(cast.anna, text=typed("Van eerst")))
    page = anna.get(theme)
    save(cast.bram, text=typed("Van Bram", page="bram", served=first))
    sent = as_form(KEY, {"text": mine, "evidence": "Van Anna"}, served_in(page, KEY))
    after = anna.post(theme, sent, follow=True).content.decode()
    label = "Wel is intussen iets gewijzigd, en dat staat er nu: 3.4 Antwoord."
    assert (label in after, "Van Bram" in after) == (True, True)
    assert (stored().text, stored().evidence) == ("Van Bram", "Van Anna")
    assert [text for text, _by in history("text")] == ["Van eerst", "Van Bram"]


# --- Doors ---


def test_a_point_is_deleted_while_its_question_is_filled_in_without_scripts(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client], save: Save
):
    """Anna deletes a point; what Bram types at its question stays, and his kernpunt is shown."""
    save(cast.anna, key_point=typed("Iedereen kent elkaar"))
    bram, anna = as_user(cast.bram), as_user(cast.anna)
    theme = reverse("theme", args=[assessment.pk, "actie-overleg"])
    served = served_in(bram.get(theme), KEY)
    delete = reverse("delete_point", args=[assessment.pk, Finding.objects.get().pk])
    asked = anna.get(delete)
    anna.post(delete, {name: hidden_in(asked, name) for name in ("page", "step", "served")})

    untouched = {"text": "Elke maandag samen.", "key_point": "Iedereen kent elkaar"}
    answer = bram.post(theme, as_form(KEY, untouched, served))
    assert (answer.status_code, Answer.objects.get().text) == (302, "Elke maandag samen.")

    typed_on = {"text": "Elke maandag en vrijdag.", "key_point": "Bijna iedereen kent elkaar"}
    answer = bram.post(theme, as_form(KEY, typed_on, served, step="2"))
    shown = answer.content.decode()
    assert (answer.status_code, "Dit is verwijderd door Anna" in shown) == (409, True)
    assert "Bijna iedereen kent elkaar</blockquote>" in shown
    assert "Elke maandag en vrijdag." in shown


def test_a_save_of_who_was_logged_in_before_is_refused(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Bram logged in in the browser where Anna's page is still open."""
    address = reverse("answer", args=[assessment.pk, KEY])
    reply = send(as_user(cast.bram), address, {"text": typed("Van Anna")}, person=cast.anna.pk)
    text = told(reply)["text"]
    assert (reply.status_code, text["result"], text["why"]) == (403, "closed", "person")
    theme = reverse("theme", args=[assessment.pk, "actie-overleg"])
    sent = as_form(KEY, {"text": "Van Anna"}, {"text": ""}, person=cast.anna.pk)
    assert rescued_in(as_user(cast.bram).post(theme, sent)) == ["Van Anna"]
    assert not Answer.objects.exists()


def test_who_may_write_no_longer_gets_the_texts_back(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Put up for review while Bram types without scripts: his page can only be copied from."""
    bram = as_user(cast.bram)
    theme = reverse("theme", args=[assessment.pk, "actie-overleg"])
    served = served_in(bram.get(theme), KEY)
    lifecycle.submit_for_review(assessment=assessment)
    sent = as_form(KEY, {"text": "Elke maandag <b>samen</b>."}, served, person=cast.bram.pk)
    assert rescued_in(bram.post(theme, sent)) == ["Elke maandag &lt;b&gt;samen&lt;/b&gt;."]


def test_who_may_come_in_no_longer_gets_the_texts_back(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Bram's role ends while he types without scripts: the page that he came from is gone, too."""
    bram = as_user(cast.bram)
    theme = reverse("theme", args=[assessment.pk, "actie-overleg"])
    served = served_in(bram.get(theme), KEY)
    cast.bram.memberships.all().delete()
    sent = as_form(KEY, {"text": "Elke maandag samen."}, served, person=cast.bram.pk)
    answer = bram.post(theme, sent)
    assert (answer.status_code, rescued_in(answer)) == (404, ["Elke maandag samen."])


@pytest.mark.parametrize(("who", "why", "status"), [("eva", "role", 403), ("zoe", "missing", 404)])
def test_who_may_not_write_hears_why(who: str, why: str, status: int, save: Save, cast: Cast):
    reply = save(getattr(cast, who), text=typed("Ja"))
    text = told(reply)["text"]
    assert (reply.status_code, text["result"], text["why"]) == (status, "closed", why)


def test_after_confirming_nothing_is_stored_and_the_history_is_frozen(
    save: Save, assessment: Assessment, cast: Cast
):
    """The database itself refuses to change what led to the report."""
    save(cast.anna, text=typed("Ja"))
    lifecycle.submit_for_review(assessment=assessment)
    assert told(save(cast.bram, text=typed("Nee")))["text"]["why"] == "role"
    confirming.confirm(assessment=assessment, by=cast.anna)
    assert told(save(cast.anna, text=typed("Nee", step=2)))["text"]["why"] == "state"
    assert history() == [("Ja", "Anna")]


def test_a_session_that_ended_is_told_in_the_same_kind_of_reply(assessment: Assessment, db: None):
    reply = send(Client(), reverse("answer", args=[assessment.pk, KEY]), {"text": typed("Ja")})
    assert (reply.status_code, reply["Content-Type"], reply.json()["session"]) == (
        401,
        TYPE,
        "over",
    )


def test_a_page_that_was_open_too_long_is_told_so(assessment: Assessment, cast: Cast):
    """Its form has no valid token any more; the reply sets one for the next try."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.anna, backend="django.contrib.auth.backends.ModelBackend")
    address, accept = reverse("answer", args=[assessment.pk, KEY]), {"Accept": TYPE}
    own = accept | {"Sec-Fetch-Site": "same-origin"}
    reply = client.post(address, "{}", content_type="application/json", headers=own)
    assert (reply.status_code, reply.json()["session"]) == (403, "stale")
    assert "csrftoken" in "".join(reply.cookies)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"fields": {}}',
        '{"fields": {"text": {"value": 1, "page": "a", "step": 1, "served": ""}}}',
        '{"fields": {"text": {"value": "a", "page": "a b", "step": 1, "served": ""}}}',
        '{"fields": {"text": {"value": "a", "page": "a", "step": true, "served": ""}}}',
        '{"fields": {"deleted": {"value": "x", "page": "a", "step": 1, "served": ""}}}',
    ],
)
def test_what_no_page_sends_is_refused(
    body: str, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    address = reverse("answer", args=[assessment.pk, KEY])
    accept = {"Accept": TYPE}
    reply = as_user(cast.anna).post(address, body, content_type="application/json", headers=accept)
    assert (reply.status_code, reply["Content-Type"]) == (400, TYPE)
    assert not Answer.objects.exists()


def test_invisible_characters_go_and_the_page_is_told(save: Save, cast: Cast):
    """A paste from a word processor is saved as it looks."""
    reply = save(cast.anna, text=typed("Eerste regel\x0bTweede regel\x07\x00"))
    assert told(reply)["text"]["cleaned"] is True
    assert stored().text == "Eerste regel\nTweede regel"


def test_what_no_font_has_is_told_at_once(save: Save, cast: Cast):
    """The text is stored as it is; only a PDF can't show it."""
    reply = save(cast.anna, text=typed("Wijk \U00020000"))
    assert told(reply)["text"]["unprinted"] == (
        "Dit teken kan niet in de pdf: \U00020000 Daar komt \ufffd te staan. "
        "Schrijf het liever in woorden."
    )
    assert stored().text == "Wijk \U00020000"
    reply = save(cast.anna, evidence=typed("Samen 협력 🫶"))
    assert told(reply)["evidence"]["unprinted"] == ""


# --- Without scripts ---


@pytest.fixture
def theme(assessment: Assessment) -> str:
    return reverse("theme", args=[assessment.pk, "actie-overleg"])


def test_without_scripts_one_button_saves_the_page(
    theme: str, save: Save, cast: Cast, as_user: Callable[[User], Client]
):
    """What nobody typed stays as it is; what Bram typed meanwhile elsewhere too."""
    anna = as_user(cast.anna)
    served = served_in(anna.get(theme), KEY)
    save(cast.bram, evidence=typed("Verslag van mei", page="bram"))
    sent = as_form(KEY, {"text": "Ja", "evidence": "", "key_point": ""}, served)
    assert "Alles is opgeslagen." in anna.post(theme, sent, follow=True).content.decode()
    assert (stored().text, stored().evidence) == ("Ja", "Verslag van mei")


def test_without_scripts_two_texts_come_back_with_a_tick_for_each_field(
    theme: str, save: Save, cast: Cast, as_user: Callable[[User], Client]
):
    """Saving again is "mine", the tick is "theirs"; a third text is shown first."""
    anna = as_user(cast.anna)
    served = served_in(anna.get(theme), KEY)
    save(cast.bram, text=typed("Van Bram", page="bram"), evidence=typed("Bij Bram", page="bram"))
    mine = {"text": "Van Anna", "evidence": "Bij Anna"}
    both = anna.post(theme, as_form(KEY, mine, served))
    page = both.content.decode()
    assert both.status_code == 409
    assert all(text in page for text in ("Van Anna", "Van Bram", "Bij Anna", "Bij Bram"))
    assert 'data-unsaved="text evidence"' in page
    chosen = as_form(KEY, mine, served_in(both, KEY), page="daarna")
    done = anna.post(theme, chosen | {f"{KEY}-theirs": ["evidence"]})
    assert done.status_code == 302
    assert (stored().text, stored().evidence) == ("Van Anna", "Bij Bram")
    assert history("evidence") == [("Bij Bram", "Bram"), ("Bij Bram", "Anna")]


def test_without_scripts_back_and_save_again_shows_both(
    theme: str, save: Save, cast: Cast, as_user: Callable[[User], Client]
):
    """The page of before was sent already; what it holds now isn't stored over what came after."""
    anna = as_user(cast.anna)
    first = as_form(KEY, {"text": "Ja"}, served_in(anna.get(theme), KEY))
    anna.post(theme, first)
    save(
        cast.bram, text=typed("Nee", page="bram", served=digest(save(cast.bram, text=typed("Ja"))))
    )
    again = anna.post(theme, first | {f"{KEY}-text": "Ja, toch"})
    assert again.status_code == 409
    assert "Nee" in again.content.decode()
    assert stored().text == "Nee"


def test_a_wrong_number_holds_back_no_text(
    theme: str, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """The text beside it is stored, and mending the number is then no conflict."""
    anna, key = as_user(cast.anna), "actie-overleg-frequentie"
    served = served_in(anna.get(theme), key)
    again = anna.post(theme, as_form(key, {"text": "Wekelijks", "number": "vaak"}, served))
    assert again.status_code == 422
    assert 'value="vaak"' in again.content.decode()
    mended = as_form(key, {"text": "Wekelijks", "number": "2,5"}, served_in(again, key), page="b")
    assert anna.post(theme, mended).status_code == 302
    answer = Answer.objects.get(indicator__key=key)
    assert (answer.text, answer.number) == ("Wekelijks", 2.5)


def test_who_sends_no_digests_overwrites_nothing(
    theme: str, save: Save, cast: Cast, as_user: Callable[[User], Client]
):
    save(cast.bram, text=typed("Van Bram", page="bram"))
    assert as_user(cast.anna).post(theme, {f"{KEY}-text": "Van Anna"}).status_code == 409
    assert stored().text == "Van Bram"


# --- Earlier texts ---


def test_an_earlier_text_is_seen_and_put_back(
    save: Save, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """By whom, what changed in words, and a button. Putting back is a save of its own."""
    first = save(cast.bram, text=typed("Ja, sinds maart.", page="bram"))
    save(cast.anna, text=typed("Ja, sinds mei.", served=digest(first)))
    anna = as_user(cast.anna)
    page = anna.get(reverse("earlier_answers", args=[assessment.pk, KEY]))
    shown = page.content.decode()
    assert ("Bram" in shown, "maart" in shown, "<ins" in shown) == (True, True, True)
    assert shown.count("Zet deze tekst terug") == 1
    sent = as_form(KEY, {"text": "Ja, sinds maart."}, served_in(page, KEY), page="terug")
    assert (
        anna.post(reverse("theme", args=[assessment.pk, "actie-overleg"]), sent).status_code == 302
    )
    assert stored().text == "Ja, sinds maart."
    assert [by for _text, by in history()] == ["Bram", "Anna", "Anna"]


def test_readers_see_earlier_texts_without_a_button(
    save: Save, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    first = save(cast.anna, text=typed("Ja"))
    save(cast.anna, text=typed("Nee", step=2, served=digest(first)))
    address = reverse("earlier_answers", args=[assessment.pk, KEY])
    page = as_user(cast.eva).get(address)
    assert (page.status_code, "Zet deze tekst terug" in page.content.decode()) == (200, False)
    assert as_user(cast.zoe).get(address).status_code == 404


def test_nothing_is_said_of_saving_under_what_nobody_typed(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """A follow-up that was made with the assessment, and of which nobody said anything yet."""
    from django.utils import timezone

    assessment.follow_ups.create(what="Maak een rooster", changed_at=timezone.now())
    page = as_user(cast.anna).get(reverse("recommendations", args=[assessment.pk]))
    assert "Opgeslagen op" not in page.content.decode()


# --- Other pages ---


def test_last_time_stands_beside_and_is_never_filled_in(
    theme: str, assessment: Assessment, werkset: Any, cast: Cast, as_user: Callable[[User], Client]
):
    """The answer of the latest confirmed assessment is shown; the new answer starts empty."""
    from indicators.models import Indicator
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
    page = as_user(cast.anna).get(theme).content.decode()
    assert page.count("Vorig jaar nog niet.") == 1
    assert "Vorige keer (2025): verbeterpunt" in " ".join(page.split())
    assert not Answer.objects.filter(assessment=assessment).exists()


@pytest.mark.parametrize("name", ["move_point", "move_recommendation", "move_conclusion"])
def test_an_order_that_cannot_be_read_is_refused(
    name: str, assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Words, a part that isn't there, or nothing: nothing moves, and the reply says so."""
    anna, address = as_user(cast.anna), reverse(name, args=[assessment.pk])
    for order in ("abc", "1,x", "999999", ","):
        reply = anna.post(address, {"order": order}, headers={"Accept": TYPE})
        assert (reply.status_code, reply["Content-Type"]) == (400, TYPE)
        assert "Deze volgorde is niet te lezen." in reply.json()["message"]
