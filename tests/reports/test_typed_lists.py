"""Lists as people type them: page, PDF and Word show the same marks, and lists in lists further in."""

import io
import re
from collections import Counter

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from assessments.templatetags.loket import prose
from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from loket_eval.prose import clean_text
from loket_eval.prose_blocks import blocks
from reports.exports.word_document import WordDocument
from reports.exports.word_report import _Reader

from .pdf_structure import Structure

# (mark, how far in, text)
Shown = list[tuple[str, int, str]]

TYPED = [
    "1. een\n\n2. twee\n\n3. drie",
    "1. een\na) aa\nb) bb\n2. twee\na) cc\nb) dd",
    "1. een\n\ntussendoor\n\n2. twee\n3. drie",
    "a. een\nb. twee\n\ntussendoor\n\nc. drie",
    "1. een\n   i. x\n   ii. y\n\n   iii. z\n2. twee",
    "- een\n  - twee\n    - drie\n- vier",
    "– een\n–\u00a0twee\n\n1. drie\n- vier\n2. vijf",
]
LINES = st.lists(
    st.sampled_from(
        [
            "1. a",
            "2. b",
            "3. c",
            "a) d",
            "b) e",
            "c) f",
            "i. g",
            "ii. h",
            "- k",
            "  - l",
            "   1. m",
            "   2. n",
            "",
            "zin",
        ]
    ),
    max_size=9,
).map(lambda lines: clean_text("\n".join(lines)))


def meant(typed: str) -> Shown:
    return [
        (mark, min(block.level, 3), item.text.replace("\n", " "))
        for block in blocks(typed)
        if block.kind != "paragraph"
        for mark, item in zip(block.marks, block.items, strict=True)
    ]


def numbered(kind: str, place: int) -> str:
    romans = ["i", "ii", "iii", "iv", "v"]
    return {"a": "abcdefg"[place - 1], "i": romans[(place - 1) % 5], "1": str(place)}[kind] + "."


def on_page(html: str) -> Shown:
    """Return the lists as a browser counts them."""
    shown: Shown = []
    for tag, attributes, inside in re.findall(r"<(ul|ol)([^>]*)>(.*?)</\1>", html, re.DOTALL):
        given_ = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        first = int(given_.get("start", 1))
        level = int(given_.get("class", "in-0").removeprefix("in-"))
        for place, item in enumerate(re.findall(r"<li[^>]*>(.*?)</li>", inside), first):
            mark = "•" if tag == "ul" else numbered(given_.get("type", "1"), place)
            shown.append((mark, level, item.replace("<br>", " ")))
    return shown


def in_word(html: str) -> Shown:
    """Return the lists as Word counts them, by the numbering of each paragraph."""
    word = WordDocument(running="Proef")
    reader = _Reader(word)
    reader.feed(html)
    reader.close()
    document = docx.Document(io.BytesIO(word.content()))
    numbering = document.part.numbering_part.element
    formats = {
        one.get(qn("w:abstractNumId")): one.find(f".//{qn('w:numFmt')}").get(qn("w:val"))
        for one in numbering.iter(qn("w:abstractNum"))
    }
    lists = {}
    for one in numbering.iter(qn("w:num")):
        start = one.find(f".//{qn('w:startOverride')}")
        kind = formats[one.find(qn("w:abstractNumId")).get(qn("w:val"))]
        lists[one.get(qn("w:numId"))] = (
            kind,
            int(start.get(qn("w:val"))) if start is not None else 1,
        )
    counted: Counter[str] = Counter()
    shown: Shown = []
    for paragraph in document.paragraphs:
        number = paragraph._p.find(f".//{qn('w:numId')}")
        if number is None:
            continue
        kind, start = lists[number.get(qn("w:val"))]
        place = start + counted[number.get(qn("w:val"))]
        counted[number.get(qn("w:val"))] += 1
        indent = paragraph._p.find(f".//{qn('w:ind')}")
        level = int(indent.get(qn("w:left"))) // 454 - 1 if indent is not None else 0
        marks = {"decimal": "1", "lowerLetter": "a", "lowerRoman": "i"}
        mark = "•" if kind == "bullet" else numbered(marks[kind], place)
        shown.append((mark, level, paragraph.text.replace("\n", " ")))
    return shown


@given(LINES)
def test_page_and_word_show_the_marks_that_were_meant(typed: str) -> None:
    """Whatever lists are in a text, and in one another."""
    html = str(prose(typed))
    assert on_page(html) == meant(typed)
    assert in_word(html) == meant(typed)


def in_pdf(typed: str) -> list[tuple[str, str]]:
    """Return the marks and texts of the items, in the order in which they are read."""
    html = f'<html lang="nl"><head><title>Proef</title></head><body>{prose(typed)}</body></html>'
    pdf = pikepdf.open(io.BytesIO(render_pdf(html, [style_sheet("print.css")])))
    return [
        (item.all("Lbl")[0].text.strip(), "".join(body.text for body in item.all("LBody")).strip())
        for item in Structure(pdf).root.all("LI")
    ]


@pytest.mark.parametrize("typed", TYPED, ids=ascii)
def test_the_pdf_shows_the_same_marks(typed: str) -> None:
    """A list that goes on after something else goes on counting."""
    assert in_pdf(typed) == [(mark, text) for mark, _level, text in meant(typed)]


# A PDF takes a hundred times as long as a page.
@limits(max_examples=20)
@given(LINES)
def test_the_pdf_shows_the_marks_that_were_meant(typed: str) -> None:
    """Whatever lists are in a text, and in one another; a line end leaves nothing in a PDF."""
    found = [(mark, "".join(text.split())) for mark, text in in_pdf(typed)]
    assert found == [(mark, "".join(text.split())) for mark, _level, text in meant(typed)]
