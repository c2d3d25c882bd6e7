"""Drawings in a Word document: pictures with words, beside the table that says the same."""

import io
import re
from html import unescape

import docx
import pytest
from django.template.loader import render_to_string
from docx.oxml.ns import qn
from PIL import Image

from assessments.models import Assessment, GroupEstimate
from indicators.models import IndicatorGroup
from reports.exports import report_docx
from reports.exports.drawn_picture import DrawnPicture
from reports.pictures.drawing import Box, Drawing, Label, Line, Mark
from reports.report_building import build_report
from tests.assessments.reporting import fill

INK = 100  # what is darker is drawn


def drawn(*shapes: Box | Label | Line | Mark, size: float = 40) -> Image.Image:
    """Return the picture of a square drawing, in grey."""
    svg = Drawing("t", "Titel", size, size, shapes, "Uitleg").svg
    picture = DrawnPicture()
    for tag, attributes, text in re.findall(r"<(\w+)([^>]*)>([^<]*)", svg):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        picture.start(tag, {name.lower(): value for name, value in found.items()})
        picture.data(text)
        picture.end()
    assert picture.alternative == "Titel. Uitleg"
    return Image.open(io.BytesIO(picture.png())).convert("L")


def is_dark(image: Image.Image, x: float, y: float) -> bool:
    return int(image.getpixel((round(x * 2.5), round(y * 2.5)))) < INK


@pytest.mark.parametrize(
    ("shape", "dark", "light"),
    [
        ("strength", [(8, 10)], [(2, 3), (14, 3)]),
        ("improvement", [(4.2, 4.8)], [(8, 8)]),
        ("mixed", [(11, 8)], [(5, 8)]),
        ("not_applicable", [(4, 8), (12, 8)], [(8, 5)]),
    ],
)
def test_each_mark_has_its_form(
    shape: str, dark: list[tuple[float, float]], light: list[tuple[float, float]]
) -> None:
    """A triangle, an open diamond, a circle of which half is filled, a dash."""
    image = drawn(Mark(0, 0, shape))
    assert all(is_dark(image, x, y) for x, y in dark)
    assert not any(is_dark(image, x, y) for x, y in light)


def test_boxes_lines_and_words_are_drawn() -> None:
    """Filled or empty, whole or dashed, and letters where they stand."""
    image = drawn(
        Box(2, 2, 10, 10, "filled"),
        Box(20, 2, 10, 10),
        Line(((0, 20), (40, 20)), dashed=True, strong=True),
        Label(2, 38, "MMM", bold=True),
    )
    assert (is_dark(image, 7, 7), is_dark(image, 25, 7)) == (True, False)
    along = [is_dark(image, x / 2, 20) for x in range(2, 76)]
    assert (any(along), all(along)) == (True, False)
    assert any(is_dark(image, x / 2, 33) for x in range(4, 70))


def test_every_drawing_of_a_report_is_a_picture_with_words(assessment: Assessment) -> None:
    """In the order of the report, none wider than the page, each with its text alternative."""
    fill(assessment)
    for group in IndicatorGroup.objects.filter(kind__in=["development", "execution", "value"]):
        GroupEstimate.objects.create(assessment=assessment, group=group, level="some")
    report = build_report(assessment)
    html = render_to_string("reports/word.html", {"report": report})
    titles = re.findall(r"<svg.*?<title[^>]*>(.*?)</title>", html, flags=re.DOTALL)
    document = docx.Document(io.BytesIO(report_docx(report)))
    pictures = document.element.body.findall(f".//{qn('wp:inline')}")
    words = [one.find(qn("wp:docPr")).get("descr") for one in pictures]
    assert len(titles) > 3
    assert [
        told.startswith(unescape(title)) for told, title in zip(words, titles, strict=True)
    ] == [True] * len(titles)
    # 16 cm, in the unit of Word's drawings.
    assert all(int(one.find(qn("wp:extent")).get("cx")) <= 16.1 * 360_000 for one in pictures)
    assert report_docx(report) == report_docx(report)
