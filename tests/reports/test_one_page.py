"""The whole story of a report on one page: a sheet to hand out, and a slide to show."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Finding
from assessments.templatetags.loket import beginning
from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from networks.models import User
from reports.report import Report
from reports.report_building import build_report
from reports.report_files import report_sheet, report_slide
from tests.assessments.reporting import fill
from tests.cast import Cast, load_set, make_assessment
from tests.documents.making import made

from .pdf_structure import Structure, faults

# Width and height in points.
KINDS = {"sheet": (report_sheet, (595, 842)), "slide": (report_slide, (907, 510))}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def told_on_one_page(report: Report, kind: str, path: Path) -> str:
    """Make the page, check that it is one, of its size and accessible; return what it says."""
    write, size = KINDS[kind]
    pdf = write(report)
    path.write_bytes(pdf)
    assert faults(pdf) == []
    result = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert "Rules: 104 passed, 0 failed, 104 total" in str(result)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert tuple(round(float(side)) for side in document.pages[0].MediaBox[2:]) == size
        return Structure(document).root.text


def test_it_says_what_a_director_asks(assessment: Assessment, kind: str, tmp_path: Path) -> None:
    """Of whom it is, what goes well and what doesn't, and who does what by when."""
    fill(assessment)
    assessment.recommendations.update(who="Veilig Thuis", by_when=date(2027, 3, 1))
    told = told_on_one_page(build_report(assessment), kind, tmp_path / "page.pdf")
    for words in (
        "Netwerk Noord",
        "nog niet vastgesteld",
        "Punt 1",
        "Punt 2",
        "Leg het mandaat vast.",
        "Veilig Thuis",
        "1 maart 2027",
    ):
        assert words in told


@pytest.mark.parametrize(
    "file_name", ["werkset-veiligheid-voorop-2.0.yaml", "evaluatiekader-loket-politie-2014.yaml"]
)
def test_much_and_nothing_are_one_page(
    file_name: str, cast: Cast, kind: str, tmp_path: Path
) -> None:
    """With nothing filled in, and with everything at its longest; the rest is in the report."""
    assessment = make_assessment(cast.noord, load_set(file_name))
    told_on_one_page(build_report(assessment), kind, tmp_path / "page.pdf")
    fill(assessment, text="Het overleg loopt goed. " * 200)
    Assessment.objects.update(title="Zelfevaluatie " * 14)
    for number in range(8):
        for each in Finding.Kind.values:
            headline = (
                f"{number} De samenwerking van alle partners in de regio gaat " + "beter " * 20
            )
            assessment.findings.create(
                kind=each, headline=headline, explanation="Want zo is het. " * 40, is_key=True
            )
        assessment.recommendations.create(
            what="Spreek af wie belt. " * 30, who="Veilig Thuis " * 20
        )
    told = told_on_one_page(build_report(Assessment.objects.get()), kind, tmp_path / "page.pdf")
    assert "En nog" in told
    assert "aanbevelingen staan in het rapport" in told


def test_it_is_offered_with_the_downloads(
    assessment: Assessment, cast: Cast, kind: str, as_user: Callable[[User], Client]
) -> None:
    """Made by the worker, like the report."""
    anna = as_user(cast.anna)
    address = reverse(f"report_{kind}", args=[assessment.pk])
    assert (
        f'action="{address}"' in anna.get(reverse("report", args=[assessment.pk])).content.decode()
    )
    assert made(anna, address).getvalue().startswith(b"%PDF")


def test_what_is_too_long_ends_with_a_whole_word() -> None:
    """Half a word may say something else; of one long word there is nothing but its beginning."""
    assert beginning("Spreek af wie belt. En dan?", 21) == "Spreek af wie belt…"
    assert beginning("Spreek af wie belt.", 19) == "Spreek af wie belt."
    assert beginning("Samenwerkingsafspraken", 8) == "Samenwe…"


def listed(end: str) -> str:
    """Return a document with items of several widths, each with this before its end tag."""
    items = "".join(
        f'<li style="width: {width}mm"><b>Kort</b><br>Het derde rapport waarin dit staat.{end}</li>'
        for width in range(50, 70)
    )
    return (
        '<!doctype html><html lang="nl"><head><title>Proef</title></head>'
        f"<body><ul>{items}</ul></body></html>"
    )


def test_a_line_that_fits_isnt_broken_for_the_space_behind_it() -> None:
    """White space at the end of an item, which nobody sees, changes nothing."""
    assert render_pdf(listed("\n  "), []) == render_pdf(listed(""), [])


def test_the_last_page_takes_the_lines_before_it_along() -> None:
    """Wherever the questions of the last appendix end, some stand with the colophon."""
    left = []
    for count in range(38, 50, 2):
        questions = '<p class="question">Wordt het vertrouwen groter?</p>' * count
        pdf = render_pdf(
            '<!doctype html><html lang="nl"><head><title>Proef</title></head><body>'
            f'<section class="chapter appendix"><h2>Bijlage</h2>{questions}</section>'
            '<section class="chapter colophon"><h2>Colofon</h2></section></body></html>',
            [style_sheet("print.css")],
        )
        with pikepdf.open(io.BytesIO(pdf)) as document:
            last = document.pages[-1].obj.objgen
            if len(document.pages) > 1:
                left.append(
                    sum(
                        one.get("/S") == "/P" and one.Pg.objgen == last
                        for one in document.objects
                        if isinstance(one, pikepdf.Dictionary) and "/Pg" in one
                    )
                )
    assert left
    assert min(left) >= 8
