"""What people see of another version of the questions: beforehand, on every page afterwards, and in
the report."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import lifecycle
from assessments.form_fields import digest_of
from assessments.models import Answer, Assessment, Finding, SetChange
from indicators.models import Indicator, IndicatorSet
from networks.models import User
from reports import confirming
from reports.report import report_as_json, report_from_json
from reports.report_building import build_report
from tests.cast import Cast, make_assessment
from tests.rows import every_row

from .saving_pages import as_form, results, send, served_in, typed
from .test_moving import assessment, first, move, second, third, to_look  # noqa: F401  # fixtures

LogIn = Callable[[User], Client]
# ruff: noqa: F811  # fixtures are arguments here


@pytest.fixture
def anna(cast: Cast, as_user: LogIn) -> Client:
    return as_user(cast.anna)


@pytest.fixture
def moved(assessment: Assessment, second: IndicatorSet, cast: Cast) -> Assessment:
    """Noord's assessment, of which every question of version 1 was answered, with version 2."""
    move(assessment, second, cast.anna)
    return Assessment.objects.select_related("indicator_set", "network").get(pk=assessment.pk)


def page(client: Client, name: str, assessment: Assessment, *more: object) -> str:
    response = client.get(reverse(name, args=[assessment.pk, *more]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def save(
    client: Client, assessment: Assessment, key: str, shown: int | None, **fields: str
) -> dict[str, str]:
    """Save an answer from a page that showed the questions of a version; return what became of each
    field."""
    answer = assessment.answers.filter(indicator__key=key).first()
    stored = {name: getattr(answer, name) or "" for name in fields} if answer else {}
    sent = {
        name: typed(value, served=digest_of(str(stored.get(name, ""))), page="open")
        for name, value in fields.items()
    }
    address = reverse("answer", args=[assessment.pk, key])
    return results(send(client, address, sent, version=shown or ""))


def test_only_the_coordinator_is_told_of_a_newer_version(
    assessment: Assessment, second: IndicatorSet, cast: Cast, as_user: LogIn, anna: Client
):
    """It is a notice with a link to what would change; nothing happens by itself."""
    before = every_row()
    assert "Er is een nieuwere versie van deze indicatorenset: 2." in page(
        anna, "assessment", assessment
    )
    assert "Er is een nieuwere versie" not in page(as_user(cast.bram), "assessment", assessment)
    assert every_row() == before


def test_no_notice_when_there_is_nothing_newer(assessment: Assessment, anna: Client):
    assert "nieuwere versie" not in page(anna, "assessment", assessment)
    assert "Er is geen andere versie" in page(anna, "version", assessment)


def test_the_page_says_beforehand_what_happens(
    assessment: Assessment, second: IndicatorSet, anna: Client
):
    """Counts first, then each question that reads otherwise with the words that changed."""
    shown = page(anna, "version", assessment)
    assert "2 vragen blijven gelijk; 2 antwoorden komen mee." in shown
    assert "3 antwoorden komen mee; bekijk ze nog eens" in shown
    assert "2 vragen worden niet meer gevraagd</a>, waarvan 2 met een antwoord" in shown
    assert "1 vraag is nieuw" in shown
    assert "1 vraag is verplaatst</a>; antwoorden verhuizen mee." in shown
    moved = shown.split('id="moved"')[1].split("</section>")[0]
    assert "2.1</span> Wie doet mee?" in moved
    assert "(nu 1.2, Thema samen)" in moved
    assert "Zijn</del>" in shown.replace('<span class="hidden">]</span>', "").replace(
        " </del>", "</del>"
    )
    assert "Soort antwoord: getal en tekst (uur per week) → tekst" in shown
    assert "Punt oud" in shown
    assert "Stap over op versie 2" in shown


def test_there_and_back_by_the_buttons(assessment: Assessment, second: IndicatorSet, anna: Client):
    """The same page offers the way back."""
    address = reverse("version", args=[assessment.pk])
    one, two = assessment.indicator_set_id, second.pk
    there = anna.post(address, {"from": one, "to": two}, follow=True).content.decode()
    assert "De evaluatie heeft nu versie 2." in there
    assert "Terug naar die versie?" in there
    assert "Ga terug naar versie 1" in page(anna, "version", assessment)
    anna.post(address, {"from": two, "to": one})
    assert Assessment.objects.get(pk=assessment.pk).indicator_set_id == one
    assert SetChange.objects.count() == 2


def test_a_second_click_does_nothing(assessment: Assessment, second: IndicatorSet, anna: Client):
    """A page that was sent twice, or was open since before a move, is told so."""
    address = reverse("version", args=[assessment.pk])
    posted = {"from": assessment.indicator_set_id, "to": second.pk}
    anna.post(address, posted)
    before = every_row()
    again = anna.post(address, posted, follow=True)
    assert "heeft intussen een andere versie" in again.content.decode()
    assert every_row() == before


def test_what_needs_a_look_is_marked_with_the_old_wording(
    moved: Assessment, anna: Client, cast: Cast, as_user: LogIn
):
    """On the theme page, in the contents and where one confirms; for readers too."""
    theme = page(anna, "theme", moved, "samen")
    assert theme.count("Bekijk dit antwoord nog eens.") == 3
    assert "Zijn er afspraken?</blockquote>" in theme
    assert "Toen ingevuld: 12,5 uur per week" in theme
    assert (
        page(as_user(cast.eva), "theme", moved, "samen").count("moet nog eens worden bekeken") == 3
    )
    assert "3 antwoorden nog eens bekijken" in page(anna, "assessment", moved)
    assert "3 antwoorden wilt u nog eens bekijken" in page(anna, "confirmation", moved)


def test_a_look_is_enough(moved: Assessment, anna: Client, cast: Cast):
    """ "Bekeken, klopt nog" takes the mark off and leaves the text as it is."""
    answer = moved.answers.get(indicator__key="reworded")
    address = reverse("look_at_answer", args=[moved.pk, "reworded"])
    anna.post(address, {"set": moved.indicator_set_id})
    looked = moved.answers.get(indicator__key="reworded")
    assert (looked.text, looked.needs_look) == (answer.text, False)
    assert looked.changed_by == cast.anna
    assert to_look(moved) == {"other", "retyped"}


def test_a_look_at_another_wording_does_not_count(
    moved: Assessment, first: IndicatorSet, anna: Client
):
    """The page showed version 1 when the button was pressed."""
    reply = anna.post(
        reverse("look_at_answer", args=[moved.pk, "other"]), {"set": first.pk}, follow=True
    )
    assert "intussen weer anders" in reply.content.decode()
    assert to_look(moved) == {"reworded", "other", "retyped"}


def test_saving_again_takes_the_mark_off(moved: Assessment, anna: Client):
    for key, shown in (("other", moved.indicator_set_id), ("reworded", None)):
        assert save(anna, moved, key, shown, text="Nieuw antwoord.") == {"text": "stored"}
    assert to_look(moved) == {"retyped"}


def test_an_open_page_goes_on_saving(moved: Assessment, first: IndicatorSet, anna: Client):
    """By its key an answer lands on the question of the new version."""
    assert save(anna, moved, "same", first.pk, text="Nog beter.") == {"text": "stored"}
    answer = moved.answers.get(indicator__key="same")
    assert (answer.text, answer.indicator.group.theme.indicator_set, answer.needs_look) == (
        "Nog beter.",
        moved.indicator_set,
        False,
    )


def test_what_was_typed_under_the_old_wording_still_needs_a_look(
    moved: Assessment, first: IndicatorSet, anna: Client
):
    """It is stored, but nobody has read the new question; also after the next move, and not after
    going back."""
    assert save(anna, moved, "other", first.pk, text="Het werkt goed.") == {"text": "stored"}
    answer = moved.answers.get(indicator__key="other")
    assert (answer.text, answer.needs_look) == ("Het werkt goed.", True)
    assert "Werkt het?</blockquote>" in page(anna, "theme", moved, "samen")
    anna.post(reverse("version", args=[moved.pk]), {"from": moved.indicator_set_id, "to": first.pk})
    assert to_look(moved) == set()


def test_an_open_page_with_a_question_that_is_gone_keeps_its_text(
    moved: Assessment, first: IndicatorSet, anna: Client
):
    """A text of a question that is gone, and a number where none is asked any more: what was stored is
    still there, and the rest of what was typed is stored."""
    before = every_row()
    assert save(anna, moved, "gone", first.pk, text="Wij betalen.") == {"text": "not_asked"}
    assert every_row() == before
    number = moved.answers.get(indicator__key="retyped").number
    assert save(anna, moved, "retyped", first.pk, text="Veel.", number="3") == {
        "text": "stored",
        "number": "not_asked",
    }
    retyped = moved.answers.get(indicator__key="retyped")
    assert (retyped.text, retyped.number, retyped.needs_look) == ("Veel.", number, True)


def test_a_whole_page_of_another_version_comes_back_with_its_texts(
    moved: Assessment, first: IndicatorSet, anna: Client
):
    """Without JavaScript, when not everything fits any more, nothing is stored and nothing typed is
    lost."""
    before = every_row()
    for theme, key in (("samen", "moved"), ("oud", "gone")):
        fields = {
            "set": first.pk,
            f"{key}-served": "v1 text:",
            f"{key}-text": "Dit is met zorg getypt.",
        }
        refused = anna.post(reverse("theme", args=[moved.pk, theme]), fields)
        assert refused.status_code == 409
        assert "Dit is met zorg getypt." in refused.content.decode()
    assert every_row() == before


def test_answers_that_are_no_longer_asked_stay_readable(moved: Assessment, anna: Client):
    """On the overview, with question and version; the counts are of today's questions."""
    overview = page(anna, "assessment", moved)
    gone = overview.split('id="gone"')[1]
    assert "Wie betaalt?" in gone
    assert "Over gone." in gone
    assert "12,5 euro" in gone
    assert "Over same." not in gone
    assert "5 van de 6 vragen beantwoord" in overview


def test_points_of_a_theme_that_is_gone_keep_their_title(moved: Assessment, anna: Client):
    """They can be changed, and what they touch in the earlier version stays; no new ones are added
    there."""
    points = page(anna, "points", moved)
    assert "Thema oud" in points
    assert "Punt oud" in points
    finding = Finding.objects.get(headline="Punt oud")
    prefix = f"p{finding.pk}"
    served = served_in(anna.get(reverse("points", args=[moved.pk])), prefix)
    fields = {"headline": "Anders", "kind": "improvement"}
    address = reverse("save_point", args=[moved.pk, finding.pk])
    assert anna.post(address, as_form(prefix, fields, served)).status_code == 302
    finding.refresh_from_db()
    assert (finding.headline, finding.theme.key) == ("Anders", "oud")
    assert [one.key for one in finding.indicators.all()] == ["gone"]
    assert [one.key for one in finding.criteria.all()] == ["doel-oud"]


def test_an_open_page_of_points_goes_on_saving(
    moved: Assessment, first: IndicatorSet, anna: Client
):
    """What it names by its key is the same question and criterion of version 2."""
    finding = Finding.objects.get(headline="Punt samen")
    prefix = f"p{finding.pk}"
    served = served_in(anna.get(reverse("points", args=[moved.pk])), prefix)
    fields = {"headline": "Punt", "kind": "strength", "indicators": ["same", "reworded"]}
    address = reverse("save_point", args=[moved.pk, finding.pk])
    assert anna.post(address, as_form(prefix, fields, served)).status_code == 302
    linked = {one.key: one.group.theme.indicator_set for one in finding.indicators.all()}
    assert linked == dict.fromkeys(["same", "reworded"], moved.indicator_set)
    theme = first.themes.get(key="samen")
    added = anna.post(
        reverse("add_point", args=[moved.pk, "strength", theme.pk]),
        {f"new-strength-{theme.pk}-headline": "Nieuw punt"},
    )
    assert added.status_code == 302
    assert Finding.objects.get(headline="Nieuw punt").theme.indicator_set == moved.indicator_set


def test_the_report_has_an_appendix_of_what_is_no_longer_asked(moved: Assessment, anna: Client):
    """On the page and in the data, with the point of the theme that is gone; that stays a key point
    too."""
    report = build_report(moved)
    assert [
        (part.title, [one.key for one in part.indicators]) for part in report.no_longer_asked
    ] == [("Thema oud", ["back", "gone"])]
    assert [point.headline for point in report.no_longer_asked[0].findings] == ["Punt oud"]
    assert [point.headline for point in report.key_strengths] == ["Punt samen", "Punt oud"]
    assert report.appendices["no_longer_asked"] == "G"
    assert report_from_json(report_as_json(report)) == report
    html = page(anna, "report", moved)
    appendix = html.split('id="bijlage-g"')[1]
    assert "Wie betaalt?" in appendix
    assert "Over gone." in appendix


def test_the_report_says_which_question_an_answer_was_given_to(moved: Assessment, anna: Client):
    """As long as nobody looked; after a look a number that the question doesn't ask for is left
    out."""
    html = page(anna, "report", moved)
    assert "Dit antwoord is gegeven op de vraag in versie 1: “Hoeveel tijd kost het?”" in html
    assert "12,5 uur per week" in html
    anna.post(
        reverse("look_at_answer", args=[moved.pk, "retyped"]), {"set": moved.indicator_set_id}
    )
    html = page(anna, "report", moved)
    assert "12,5" not in html.split('id="bijlage-')[0]
    assert moved.answers.get(indicator__key="retyped").number == 12.5


def test_a_report_stored_before_versions_existed_is_still_read(assessment: Assessment):
    """Without the fields that were added since, it gives the same report."""
    report = build_report(assessment)
    stored = report_as_json(report)

    def without(value: object) -> object:
        if isinstance(value, dict):
            return {
                k: without(v) for k, v in value.items() if k not in ("asked_as", "no_longer_asked")
            }
        return [without(one) for one in value] if isinstance(value, list) else value

    assert "asked_as" in str(stored)
    assert "asked_as" not in str(without(stored))
    assert report_from_json(without(stored)) == report


def test_a_stored_report_without_the_new_fields_is_shown(
    assessment: Assessment, anna: Client, cast: Cast
):
    lifecycle.submit_for_review(assessment=assessment)
    version = confirming.confirm(assessment=assessment, by=cast.anna)
    old = {name: value for name, value in version.content.items() if name != "no_longer_asked"}
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Voor de proef.")
    lifecycle.submit_for_review(assessment=assessment)
    Assessment.objects.filter(pk=assessment.pk).update(
        state="confirmed", confirmed_at=version.confirmed_at
    )
    assessment.report_versions.create(number=2, content=old, confirmed_at=version.confirmed_at)
    assert "Over same." in page(anna, "report", assessment)


def test_last_time_says_when_it_was_another_question(
    assessment: Assessment, second: IndicatorSet, cast: Cast, anna: Client
):
    """The answer of last year stands beside the question with the same key; a break is named, a
    rewording is not."""
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    this_year = make_assessment(cast.noord, second, 2027)
    theme = page(anna, "theme", this_year, "samen")
    assert theme.count("Vorige keer (2026)") == 4
    assert theme.count("anders gevraagd") == 2
    other = theme.split('id="i-other"')[1].split('id="i-retyped"')[0]
    assert "Vorige keer (2026) · anders gevraagd" in other
    assert "De vraag was toen: Werkt het?" in other
    assert "anders gevraagd" not in theme.split('id="i-reworded"')[1].split('id="i-other"')[0]


def test_queries_after_a_move(
    moved: Assessment, second: IndicatorSet, first: IndicatorSet, cast: Cast, anna: Client
):
    """What a move adds is a constant: of the pages, and of a save from a page of before."""
    last_year = make_assessment(cast.noord, first, 2025)
    for indicator in Indicator.objects.filter(group__theme__indicator_set=first):
        Answer.objects.create(assessment=last_year, indicator=indicator, text="Vorig jaar.")
    lifecycle.submit_for_review(assessment=last_year)
    confirming.confirm(assessment=last_year, by=cast.anna)
    counted = {}
    for name, *more in (
        ("theme", "samen"),
        ("assessment",),
        ("points",),
        ("version",),
        ("report",),
    ):
        with CaptureQueriesContext(connection) as queries:
            page(anna, name, moved, *more)
        counted[name] = len(queries)
    assert counted == {"theme": 14, "assessment": 7, "points": 14, "version": 12, "report": 26}
    with CaptureQueriesContext(connection) as queries:
        save(anna, moved, "other", first.pk, text="Anders.")
    # Two of these only exist in a test, and one is of the test itself.
    assert len(queries) == 11
