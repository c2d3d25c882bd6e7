"""The report as PDF, really rendered: readable by everybody, and not to be broken by what people
type."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import docx
import page
import pikepdf
import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from assessments.models import Answer, Assessment, Finding
from indicators.models import Indicator
from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import prepare, render_pdf
from loket_eval.pdf.font_coverage import printable
from reports.exports.word_report import report_docx
from reports.report import Report
from reports.report_building import build_report
from reports.report_files import report_pdf
from tests.assessments.reporting import fill
from tests.cast import Cast, load_set, load_theme, make_assessment

from .pdf_structure import Node, Structure, faults

HOSTILE = (
    "<script>alert(1)</script> {{7*7}} {% load x %} =cmd|' /C calc'!A0 &lt; <img src=file:///etc/passwd>\n\n"
    "\uf0b7\ta \ue000\ud7ff 한국 🫠\n\n"
    "\u202eomgekeerd\u202c ثقة السكان אמון 😀 \x00\x02\x0b\x7f\n\n" + "w" * 300
)
ENDLESS = "w" * 3000


@pytest.fixture(autouse=True)
def _no_complaints(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Every PDF here is made without a warning or error."""
    logging.getLogger("weasyprint").addHandler(caplog.handler)
    yield
    logging.getLogger("weasyprint").removeHandler(caplog.handler)
    assert [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
    ] == []


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def assert_accessible(pdf: bytes, path: Path, report: Report) -> None:
    """Two checkers find nothing: that of PDF/UA-1, and ours, that compares with the document it was
    made from."""
    path.write_bytes(pdf)
    assert faults(pdf, printable(render_to_string("reports/print.html", {"report": report}))) == []
    result = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert "Rules: 104 passed, 0 failed, 104 total" in str(result)


def outline(items: object, depth: int = 0) -> list[tuple[int, str]]:
    found = []
    for item in items:
        found.append((depth, item.title))
        found += outline(item.children, depth + 1)
    return found


def test_a_full_report_is_an_accessible_pdf(assessment: Assessment, tmp_path: Path) -> None:
    """Language, title, tags and bookmarks are there, and the checker of PDF/UA-1 finds nothing."""
    fill(assessment)
    report = build_report(assessment)
    pdf = report_pdf(report)
    assert_accessible(pdf, tmp_path / "report.pdf", report)
    with opened(pdf) as document:
        assert str(document.Root.Lang) == "nl"
        assert str(document.docinfo.Title) == "Zelfevaluatie 2026 – Netwerk Noord"
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot.K
        with document.open_outline() as root:
            titles = outline(root.root)
            # The list opens with the chapters in sight, and nothing below them.
            (whole,) = root.root
            assert not whole.is_closed
            assert all(chapter.is_closed for chapter in whole.children if chapter.children)
    chapters = [title for depth, title in titles if depth == 1]
    assert chapters == [
        "Inhoud",
        "Samenvatting",
        "Aanbevelingen",
        "Inleiding",
        "1. Samenhang verbeteracties Veiligheid Voorop",
        "2. Samen op in Acuut",
        "3. Actie-overleg",
        "4. Gezamenlijke aanpak huiselijk geweld door VT & ZSM",
        "5. Samenwerken bij strafbare kindermishandeling",
        "Over het geheel",
        "Conclusies",
        "Bijlage A. Eerdere aanbevelingen en wat ervan is terechtgekomen",
        "Bijlage B. Functies met wie is gesproken",
        "Bijlage C. Geraadpleegde bronnen",
        "Bijlage D. Werkwijze en leeswijzer",
        "Bijlage E. De gebruikte indicatorenset",
        "Bijlage F. Vragen zonder antwoord",
        "Colofon",
    ]


@pytest.mark.parametrize(
    "file_name", ["werkset-veiligheid-voorop-2.0.yaml", "evaluatiekader-loket-politie-2014.yaml"]
)
def test_an_empty_report_renders(cast: Cast, file_name: str, tmp_path: Path) -> None:
    """A report in which nothing is filled in yet is a whole document that says so."""
    assessment = make_assessment(cast.noord, load_set(file_name))
    report = build_report(assessment)
    assert_accessible(report_pdf(report), tmp_path / "report.pdf", report)


def test_a_very_long_answer_breaks_over_pages(cast: Cast, tmp_path: Path) -> None:
    """An answer of 40,000 characters, in a paragraph or in a table, goes on on the next page."""
    assessment = make_assessment(cast.noord, load_theme())
    before = report_pdf(build_report(assessment))
    words = ("Het overleg werkt. " * 2200)[:40_000].strip()
    Answer.objects.create(assessment=assessment, indicator=Indicator.objects.first(), text=words)
    assessment.recommendations.create(what="Ga zo door.", means=words)
    report = build_report(assessment)
    after = report_pdf(report)
    assert_accessible(after, tmp_path / "report.pdf", report)
    with opened(before) as short, opened(after) as long:
        assert len(long.pages) - len(short.pages) > 15


def test_a_pasted_table_keeps_its_columns(cast: Cast, tmp_path: Path) -> None:
    """In PDF and Word its columns have heads; in a table of ours it stays lines."""
    assessment = make_assessment(cast.noord, load_theme())
    pasted = "Maand\tZaken\tDuur\nMei\t12\t3,5\nJuni\t\t4"
    assessment.answers.create(
        indicator=Indicator.objects.first(), text=f"Cijfers:\n{pasted}\n\nTot slot."
    )
    assessment.recommendations.create(what="Ga zo door.", measure=pasted)
    report = build_report(assessment)
    pdf = report_pdf(report)
    assert_accessible(pdf, tmp_path / "report.pdf", report)
    with opened(pdf) as document:
        tables = [
            [[cell.text for cell in row.kids if isinstance(cell, Node)] for row in table.all("TR")]
            for table in Structure(document).root.all("Table")
        ]
    rows = [["Maand", "Zaken", "Duur"], ["Mei", "12", "3,5"], ["Juni", "", "4"]]
    assert tables.count(rows) == 1
    word = docx.Document(io.BytesIO(report_docx(report)))
    assert [
        [[cell.text for cell in row.cells] for row in table.rows] for table in word.tables
    ].count(rows) == 1


def test_hostile_text_is_only_text(cast: Cast, tmp_path: Path) -> None:
    """Tags, template code, formulas, other scripts, control characters and endless words in every
    field."""
    assessment = make_assessment(cast.noord, load_theme())
    text = HOSTILE.replace("\x00", "")  # PostgreSQL stores no NUL
    Assessment.objects.filter(pk=assessment.pk).update(title=text[:200])
    fill(assessment, text=text)
    Finding.objects.update(headline="w" * 200, source="<b>" + "w" * 190)
    Answer.objects.filter(assessment=assessment).update(text=ENDLESS, evidence=ENDLESS)
    assessment.recommendations.update(what=text, measure=ENDLESS, who="w" * 300, means=text)
    report = build_report(assessment)
    assert_accessible(report_pdf(report), tmp_path / "report.pdf", report)
    call_command("report", assessment.pk, format="html", output=tmp_path / "report.html")
    html = (tmp_path / "report.html").read_text()
    assert "<script" not in html
    assert "<img" not in html
    assert "{{7*7}}" in html


def test_a_pdf_fetches_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Even when a document asks for it, no file and no address is read; the PDF is made all the
    same."""
    secret = tmp_path / "secret.css"
    secret.write_text("@page { size: A3 }")
    html = (
        f'<html lang="nl"><head><title>t</title><link rel="stylesheet" href="file://{secret}">'
        f'<link rel="attachment" href="file://{secret}"></head><body><p>tekst</p></body></html>'
    )
    with opened(render_pdf(html, [])) as document:
        assert "/AF" not in document.Root
        assert float(document.pages[0].MediaBox[2]) < 600
    assert any("a PDF fetches nothing" in message for message in caplog.messages)
    caplog.clear()


def test_a_document_is_the_same_from_a_prepared_process() -> None:
    """What a worker loads before it forks doesn't show in what is made after it."""
    style = style_sheet("print.css")
    html = '<html lang="nl"><title>Proef</title><h2>Proef</h2><ol><li>een</li><li>twee</li></ol>'
    before = render_pdf(html, [style])
    prepare(style)
    assert render_pdf(html, [style]) == before
