"""What a report says of its sources: on what its points rest, who was spoken with, and where an
evaluator agrees."""

import re
import subprocess
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments import lifecycle
from assessments.models import Answer, Assessment, Finding, Source, View
from indicators.models import Indicator
from partners import asking, conversation_reports
from reports import confirming
from reports.exports.excel_report import report_xlsx
from reports.exports.word_report import report_docx
from reports.report import report_as_json, report_from_json
from reports.report_building import build_report, report_of
from reports.report_files import report_pdf
from tests.cast import Cast

from .pdf_structure import faults

RESTS = "Genoemd door bijna alle gesprekspartners. Steunt op 5 gesprekken (Politie Noord 4, Veilig Thuis Noord 1) en 1 document."  # fmt: skip


@pytest.fixture
def scene(assessment: Assessment, cast: Cast) -> Assessment:
    """Six talks, a document, a partner who sees it otherwise, and Eva who judged herself."""
    mandate, other = list(Indicator.objects.filter(key__startswith="actie-overleg")[:2])
    police, thuis = (
        cast.noord.organisations.get(name=name) for name in ("Politie Noord", "Veilig Thuis Noord")
    )
    talks = [
        Source.objects.create(
            assessment=assessment,
            kind="conversation",
            function=f"functie {n}",
            organisation=thuis if n == 0 else police,
            held_on=date(2026, 10, n + 1),
        )
        for n in range(6)
    ]
    document = Source.objects.create(
        assessment=assessment, kind="document", title="Besluitenlijst", maker="OM", place="archief"
    )
    views = [
        View.objects.create(source=source, indicator=mandate, remark="Een geheim citaat.")
        for source in (*talks[:5], document)
    ]
    partner = Source.objects.create(
        assessment=assessment, kind="partner", organisation=thuis, sent_in_at=timezone.now()
    )
    View.objects.create(
        source=partner,
        indicator=mandate,
        judgement="strength",
        is_kept=True,
        sent_in_at=timezone.now(),
    )
    eva = Source.objects.create(
        assessment=assessment, kind="evaluator", person=cast.eva, sent_in_at=timezone.now()
    )
    for indicator, judgement in ((mandate, "improvement"), (other, "strength")):
        View.objects.create(source=eva, indicator=indicator, judgement=judgement)
        Answer.objects.create(
            assessment=assessment, indicator=indicator, text="Ja.", judgement="improvement"
        )
    point = Finding.objects.create(
        assessment=assessment,
        kind="improvement",
        headline="Besluiten komen laat",
        theme=mandate.group.theme,
    )
    point.indicators.add(mandate)
    point.views.add(*views)
    return assessment


def words(text: str) -> str:
    return " ".join(text.split())


def page(client: Client, assessment: Assessment) -> str:
    return words(client.get(reverse("report", args=[assessment.pk])).content.decode())


def test_the_page_says_what_it_stands_on(scene: Assessment, cast: Cast, as_user):
    """With each point, in the appendices, and in the reading guide what the words mean."""
    shown = page(as_user(cast.anna), scene)
    assert RESTS in shown
    assert "Eén partner ziet dit anders (Veilig Thuis Noord)." in shown
    assert 'Veilig Thuis Noord: <span class="judged" data-judgement=' in re.sub(
        "</?bdi>", "", shown
    )
    assert "Er zijn 6 gesprekken gevoerd, met:" in shown
    assert "Politie Noord, functie 3, 4 oktober 2026" in shown
    assert "Besluitenlijst, OM, archief" in shown
    assert "“bijna alle” is vier vijfde of meer" in shown
    assert "Bij 1 van de 2 vragen waarover beide oordeelden, is het oordeel gelijk." in shown


def test_pdf_and_word_say_the_same(scene: Assessment):
    """The sentence with the point, the talks and the agreement."""
    report = build_report(scene)
    with zipfile.ZipFile(BytesIO(report_docx(report))) as word:
        in_word = words(word.read("word/document.xml").decode())
    command = ["pdftotext", "-q", "-", "-"]
    pdf = report_pdf(report)
    assert faults(pdf) == []
    made = subprocess.run(command, input=pdf, capture_output=True, check=True)
    in_pdf = words(made.stdout.decode())
    for text in ("Genoemd door bijna alle gesprekspartners.", "functie 3", "Besluitenlijst"):
        assert text in in_word
        assert text in in_pdf


def test_a_kept_view_of_a_question_without_an_answer_is_printed(
    scene: Assessment, cast: Cast, as_user
):
    """On the page, in the PDF and in Word: also when the network answered nothing at all."""
    Answer.objects.all().delete()
    scene.state, scene.confirmed_at = "confirmed", timezone.now()
    sentence = "Eén partner ziet dit anders dan de andere partners (Veilig Thuis Noord)."
    report = build_report(scene)
    assert report.shows_answers
    with zipfile.ZipFile(BytesIO(report_docx(report))) as word:
        assert sentence in words(word.read("word/document.xml").decode())
    command = ["pdftotext", "-q", "-", "-"]
    made = subprocess.run(command, input=report_pdf(report), capture_output=True, check=True)
    assert sentence in words(made.stdout.decode())
    assert sentence in page(as_user(cast.anna), Assessment.objects.get())


def test_a_workbook_says_on_what_points_rest(scene: Assessment):
    """With a sheet of the sources: functions, kinds and days, and no name of a person."""
    book = load_workbook(BytesIO(report_xlsx(build_report(scene))))
    heads, point = book["Punten"].iter_rows(values_only=True)
    assert dict(zip(heads, point, strict=True))["Steunt op"] == (
        "Steunt op 5 gesprekken (Politie Noord 4, Veilig Thuis Noord 1) en 1 document."
    )
    rows = list(book["Bronnen"].iter_rows(min_row=2, values_only=True))
    day = datetime(2026, 10, 4)
    assert ("samenwerkingspartner", "Veilig Thuis Noord", None, None, None, None) in rows
    assert ("gesprek", "Politie Noord", "functie 3", None, day, None) in rows
    assert ("document", None, "Besluitenlijst", "OM", None, "archief") in rows
    assert ("externe evaluatie", None, None, None, None, None) in rows
    assert len(rows) == 9
    assert "Eva" not in str(rows)


def test_who_was_spoken_with_is_found_in_confirmed_reports(scene: Assessment, cast: Cast, as_user):
    """And what was read; what a source said is in no report, so nobody finds it."""
    lifecycle.submit_for_review(assessment=scene)
    confirming.confirm(assessment=scene, by=cast.anna)
    lotte = as_user(cast.lotte)

    def found(text: str) -> str:
        return words(lotte.get(reverse("search"), {"zoek": text}).content.decode())

    assert "Geraadpleegde bronnen" in found("Besluitenlijst")
    assert "Functies met wie is gesproken" in found("functie 3")
    assert "Niets gevonden" in found("geheim citaat")


def test_no_name_and_no_words_of_a_source_get_in(scene: Assessment, cast: Cast, as_user):
    """Eva is the evaluator; what somebody said stays with the network."""
    shown = page(as_user(cast.anna), scene).split("<main")[1]
    assert "Eva" not in shown.replace("Evaluatie", "").replace("Evaluator", "")
    assert "Een geheim citaat." not in shown
    assert "Een geheim citaat." not in str(report_as_json(build_report(scene)))


def test_an_own_judgement_that_is_not_finished_is_left_out(scene: Assessment, cast: Cast, as_user):
    """So is a partner that sent nothing in, and a source that was deleted."""
    Source.objects.filter(kind__in=["evaluator", "partner"]).update(sent_in_at=None)
    View.objects.update(sent_in_at=None)
    Source.objects.filter(kind="document").update(deleted="weg.1")
    shown = page(as_user(cast.anna), scene)
    assert "Netwerk en evaluator" not in shown
    assert "ziet dit anders" not in shown
    assert "Steunt op 5 gesprekken (Politie Noord 4, Veilig Thuis Noord 1)." in shown


def test_a_report_without_sources_says_nothing_of_them(assessment: Assessment, cast: Cast, as_user):
    """Not that a point rests on nothing, where nobody was asked."""
    Finding.objects.create(assessment=assessment, kind="improvement", headline="Te laat")
    assert "Steunt" not in page(as_user(cast.anna), assessment)


def test_a_confirmed_report_keeps_what_it_stood_on(scene: Assessment, cast: Cast, as_user):
    """Also as JSON; a report of before there were sources is read as it was.

    Only a concept says of a point that it rests on nothing yet.
    """
    anna = as_user(cast.anna)
    Finding.objects.create(assessment=scene, kind="strength", headline="Korte lijnen")
    assert "Steunt nog op geen enkele bron." in page(anna, scene)
    lifecycle.submit_for_review(assessment=scene)
    confirming.confirm(assessment=scene, by=cast.anna)
    scene.refresh_from_db()
    assert "Steunt nog op geen enkele bron." not in page(anna, scene)
    assert RESTS in page(anna, scene)
    report = report_of(scene)
    assert report_from_json(report_as_json(report)) == report
    assert report.sources is not None
    assert len(report.sources.conversations) == 6
    before = report_as_json(report)
    del before["sources"]
    for theme in before["themes"]:
        for finding in theme["findings"]:
            del finding["support"]
        for group in theme["groups"]:
            for indicator in group["indicators"]:
                del indicator["minority"]
    assert report_from_json(before).sources is None


def test_the_report_says_how_many_conversation_reports_were_agreed_with(
    scene: Assessment, cast: Cast, as_user
):
    """Only where somebody was asked; one that changed since isn't counted as agreed with."""
    anna = as_user(cast.anna)
    assert "gespreksverslag" not in page(anna, scene)
    talks = list(Source.objects.filter(kind="conversation").order_by("pk"))
    links = []
    for source in talks[:3]:
        source.assessment = scene
        link = asking.ask_about_conversation(
            source, email="a@b.example", answer_by=timezone.localdate(), word="", by=cast.anna
        )
        links.append(link)
    for link in links[:2]:
        conversation_reports.agree(conversation_reports.report_with(link), timezone.now())
    View.objects.filter(source=talks[1]).update(remark="Iets anders.")
    told = (
        "Van 3 van de 6 gesprekken is het verslag voorgelegd aan de gesprekspartner. "
        "1 van 3 gespreksverslagen akkoord. 1 verslag is gewijzigd na akkoord."
    )
    assert told in page(anna, scene)
    report = build_report(scene)
    assert report_from_json(report_as_json(report)) == report
    before = report_as_json(report)
    del before["sources"]["conversation_reports"]
    sources = report_from_json(before).sources
    assert sources is not None
    assert sources.conversation_reports is None


QUOTE = "’s Nachts komt er niemand."


@pytest.fixture
def quoted(scene: Assessment) -> View:
    """The point quotes what one of those spoken with said, who agreed to that."""
    view = View.objects.filter(source__kind="conversation").order_by("pk")[3]
    View.objects.filter(pk=view.pk).update(remark=QUOTE)
    conversation_reports.consent_to_quotes(view.source, consents=True, now=timezone.now())
    Finding.objects.get().quotes.add(view)
    return view


def test_a_quote_is_printed_with_a_function_and_no_name(
    scene: Assessment, quoted: View, cast: Cast, as_user
):
    """On the page, in the PDF and in Word; a quote doesn't count its source twice."""
    shown = page(as_user(cast.anna), scene)
    assert f'<blockquote class="quote"> <p dir="auto">{QUOTE}</p>' in shown
    assert "Citaat: functie 3" in shown
    assert RESTS in shown
    report = build_report(scene)
    with zipfile.ZipFile(BytesIO(report_docx(report))) as word:
        in_word = words(word.read("word/document.xml").decode())
    pdf = report_pdf(report)
    assert faults(pdf) == []
    made = subprocess.run(["pdftotext", "-q", "-", "-"], input=pdf, capture_output=True, check=True)
    for text in (in_word, words(made.stdout.decode())):
        assert QUOTE in text
        assert "Citaat: functie 3" in text
    assert 'w:val="Citaat"' in in_word


def test_a_partner_is_quoted_by_its_organisation_alone(scene: Assessment, cast: Cast):
    """That is what its page promises."""
    partner = Source.objects.get(kind="partner")
    Source.objects.filter(pk=partner.pk).update(function="teamleider", may_quote=True)
    view = View.objects.get(source=partner)
    View.objects.filter(pk=view.pk).update(remark=QUOTE)
    Finding.objects.get().quotes.add(view)
    (theme,) = [theme for theme in build_report(scene).themes if theme.findings]
    assert [quote.who for quote in theme.findings[0].quotes] == ["Veilig Thuis Noord"]


def test_what_is_confirmed_keeps_its_quotes(scene: Assessment, quoted: View, cast: Cast, as_user):
    """Without consent at that moment it has none; a report of before them is read as it was."""
    conversation_reports.consent_to_quotes(quoted.source, consents=False, now=timezone.now())
    assert QUOTE not in str(report_as_json(build_report(scene)))
    conversation_reports.consent_to_quotes(quoted.source, consents=True, now=timezone.now())
    lifecycle.submit_for_review(assessment=scene)
    confirming.confirm(assessment=scene, by=cast.anna)
    scene.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.quotes.through.objects.all().delete()
    report = report_of(scene)
    content = report_as_json(report)
    assert QUOTE in str(content)
    assert report_from_json(content) == report
    for theme in content["themes"]:
        for finding in theme["findings"]:
            del finding["quotes"]
    assert QUOTE not in str(report_as_json(report_from_json(content)))
