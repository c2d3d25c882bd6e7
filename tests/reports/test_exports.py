"""A report as spreadsheet, Word document and table: complete, the same each time, and no text in it
does anything."""

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook

from assessments import lifecycle
from assessments.models import Answer, Assessment
from indicators.xlsx.notation import unescape as in_a_cell
from loket_eval.prose import clean_text
from reports import confirming
from reports.answer_table import answers_csv
from reports.exports.excel_report import report_xlsx, sheet_title
from reports.exports.word_length import LINES_MOST
from reports.exports.word_report import report_docx
from reports.report import Report, report_as_json, report_from_json
from reports.report_building import QUERIES, build_report
from tests.assessments.every_form import make_set
from tests.assessments.reporting import fill
from tests.cast import Cast, make_assessment
from tests.documents.making import made

# Read as a formula, a field, a link, markup, a number, an error or another text by some program.
HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://kwaad.example";"klik")',
    "+31 6 1234",
    "-2",
    "@SUM(A1)",
    "＝1+1",
    "  =1+1",
    "'=1+1",
    "#N/A",
    "_x000D_ _x0041_",
    "1-2-2026",
    "http://kwaad.example/",
    '{ INCLUDETEXT "file:///etc/passwd" }',
    "]]></w:t><w:fldSimple w:instr='DDEAUTO c:\\\\x'/>",
    "<script>alert(1)</script> &amp; {{7*7}} {% load x %}",
    "\u202eomgekeerd\u202c ثقة 😀",
)
# What isn't typed by anybody.
_CODES = {
    "format",
    "kind",
    "judgement",
    "per",
    "outcome",
    "state",
    "estimate",
    "key",
    "slug",
    "network_slug",
    "logo",
    "number",
}


@pytest.fixture
def proef(cast: Cast) -> Assessment:
    """Network Noord's assessment with a small set, everything filled in but the last question."""
    assessment = make_assessment(cast.noord, make_set("proef", "eigen"))
    fill(assessment)
    return assessment


def made_hostile(report: Report) -> Report:
    """Return the report with another hostile text in each field that holds a text."""
    texts = itertools.cycle(HOSTILE)

    def change(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: change(part, key) for key, part in value.items()}
        if isinstance(value, list):
            return [change(part, name) for part in value]
        is_text = (
            isinstance(value, str) and name not in _CODES and not re.fullmatch(r"[\d.-]+", value)
        )
        return next(texts) if is_text else value

    return report_from_json(change(report_as_json(report)))


def workbook_of(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(report_xlsx(report)))


def word_of(report: Report) -> WordFile:
    return docx.Document(io.BytesIO(report_docx(report)))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def words(text: str) -> list[str]:
    """Return the words without the signs that stand between them in one edition only."""
    return re.sub(r"[()·–]", " ", text).split()


def test_a_workbook_has_a_row_a_question_and_a_sheet_a_theme(proef: Assessment) -> None:
    """Numbers are numbers and days are days, also unanswered questions have a row, and a long text
    is not cut."""
    long = "Onveilig. " * 4999
    Answer.objects.filter(indicator__key="open").update(text=long)
    report = build_report(proef)
    book = workbook_of(report)
    assert book.sheetnames == [
        "Toelichting",
        "1. Samen",
        "2. Apart",
        "Punten",
        "Aanbevelingen",
        "Opvolging",
        "Conclusies",
        "Teksten",
    ]
    about = dict(book["Toelichting"].iter_rows(min_row=2, values_only=True))
    assert (about["Netwerk"], about["Begin van de periode"]) == (
        "Netwerk Noord",
        datetime(2026, 1, 1),
    )
    asked = rows_of(book["1. Samen"])
    assert [row["Nummer"] for row in asked] == ["1.1", "1.2", "1.3", "1.4"]
    assert asked[0]["Antwoord"] + asked[0]["Antwoord (vervolg)"] == long.strip()
    assert (asked[2]["Aantal"], asked[2]["Eenheid"], asked[2]["Per"]) == (12.5, "keer", "per maand")
    (unanswered,) = rows_of(book["2. Apart"])
    assert (unanswered["Vraag"], unanswered["Antwoord"], unanswered["Oordeel"]) == (
        "En verder?",
        None,
        None,
    )
    (advice,) = rows_of(book["Aanbevelingen"])
    assert (advice["Nummer"], advice["Voor wanneer"]) == (1, datetime(2027, 7, 1))
    assert len(rows_of(book["Punten"])) == 5
    for sheet in book:
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToHeight) == (
            "A2",
            "$1:$1",
            0,
        )


def test_no_text_in_a_workbook_works_as_something_else(proef: Assessment) -> None:
    """Every typed text is a text cell with a quote before it, and reads back as it was."""
    report = made_hostile(build_report(proef))
    content = report_xlsx(report)
    book = load_workbook(io.BytesIO(content))
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")
    assert not any(cell.hyperlink for cell in cells)
    for part in parts_of(content).values():
        assert "<f>" not in part
        assert "External" not in part
    texts = {in_a_cell(cell.value) for cell in cells if cell.data_type == "s"}
    assert {clean_text(text) for text in HOSTILE} <= texts


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("1. Aanpak [A/B]: wat\\nu? *", "1. Aanpak -A-B-- wat-nu- -"),
        ("2. " + "w" * 40, "2. " + "w" * 27 + "…"),
        ("3. " + "😀" * 20, "3. " + "😀" * 13 + "…"),
        ("'aanhaling'", "aanhaling"),
        ("''", "Blad"),
        ("PUNTEN", "PUNTEN (2)"),
    ],
)
def test_excel_takes_every_name_of_a_sheet(title: str, expected: str) -> None:
    """At most 31 units, no sign that Excel refuses, and no name twice in any spelling."""
    assert sheet_title(title, taken={"punten"}) == expected


def test_a_word_document_says_what_the_report_says(proef: Assessment) -> None:
    """The same words in the same order, under real headings, with lists that count and tables with
    a head."""
    report = build_report(proef)
    body = render_to_string("reports/word.html", {"report": report})
    told = unescape(
        re.sub(
            r"<[^>]+>",
            " ",
            re.sub(r"<svg.*?</svg>|</?(?:wbr|span|a|strong)\b[^>]*>", "", body, flags=re.DOTALL),
        )
    )
    document = word_of(report)
    start = next(p._p for p in document.paragraphs if p.style.name == "Heading 1")
    after = [start, *start.itersiblings()]
    written = words(" ".join(text for element in after for text in texts_of(element)))
    # The marks of judgements are signs here; on the page they are drawn.
    assert [word for word in written if word not in "▲◇◐◌□▣"] == words(told)
    assert "▲" in written
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    expected = [
        (f"Heading {int(level) - 1}", " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split()))
        for level, text in re.findall(r"<h([234])[^>]*>(.*?)</h\1>", body, flags=re.DOTALL)
    ]
    assert [(p.style.name, p.text) for p in headings] == expected
    chapters = [p.text for p in headings if p.style.name == "Heading 1"]
    contents = [p.text.split("\t") for p in document.paragraphs if p.style.name == "toc 1"]
    assert [title for title, _page in contents] == chapters
    pages = [int(page) for _title, page in contents]
    assert pages == sorted(pages)
    assert pages[0] == 3
    assert {p.text for p in document.paragraphs if p.style.name == "List Bullet"} >= {
        "ook ’s nachts"
    }
    heads = [
        row
        for table in document.tables
        for row in table._tbl.tr_lst
        if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == sum("<thead>" in table for table in body.split("<table")[1:])


def texts_of(element: Any) -> Iterator[str]:
    """Yield the text of each paragraph, with a space for a line end."""
    for paragraph in element.iter(qn("w:p")):
        marks = {qn("w:br"): " ", qn("w:t"): None}
        yield "".join(marks[one.tag] or one.text for one in paragraph.iter(*marks))


def test_numbered_lists_start_where_they_were_typed(proef: Assessment) -> None:
    """Two lists in one text each begin at 1, and one that goes on after a paragraph goes on
    counting."""
    Assessment.objects.filter(pk=proef.pk).update(
        summary="1. een\n2. twee\n\nTussendoor.\n\n3. drie\n\n1. weer een"
    )
    proef.refresh_from_db()
    document = word_of(build_report(proef))
    numbering = document.part.numbering_part.element
    starts = {
        one.get(qn("w:numId")): [
            start.get(qn("w:val")) for start in one.iter(qn("w:startOverride"))
        ]
        for one in numbering.iter(qn("w:num"))
    }
    found = {
        p.text: starts[p._p.find(f".//{qn('w:numId')}").get(qn("w:val"))]
        for p in document.paragraphs
        if p.style.name == "List Number"
    }
    assert [found[text] for text in ("een", "twee", "drie", "weer een")] == [
        ["1"],
        ["1"],
        ["3"],
        ["1"],
    ]


def test_no_text_in_a_word_document_works_as_something_else(proef: Assessment) -> None:
    """The only fields are the contents and the page numbers, nothing outside the file is linked, no
    person is named."""
    report = made_hostile(build_report(proef))
    content = report_docx(report)
    parts = parts_of(content)
    fields = [
        found.strip()
        for part in parts.values()
        for found in re.findall(r"<w:instrText[^>]*>([^<]*)<", part)
    ]
    chapters = sum('w:val="Heading1"' in part for part in parts["word/document.xml"].split("<w:p>"))
    assert sorted(fields) == [
        "NUMPAGES",
        "PAGE",
        *(rf"PAGEREF _Toc{number:08} \h" for number in range(1, chapters + 1)),
    ]
    for part in parts.values():
        assert not re.search(
            r"<w:(fldSimple|object|altChunk)|External|<o:OLE|r:id=\"[^\"]*\" w:history", part
        )
    document = docx.Document(io.BytesIO(content))
    whole = " ".join(texts_of(document.element.body))
    for text in map(clean_text, HOSTILE):
        assert " ".join(text.split()) in whole
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by) == (report.network, "")
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"


def test_the_table_of_answers_holds_no_formula(proef: Assessment) -> None:
    """Whatever field it comes from, a text that would be a formula has an apostrophe before it."""
    content = answers_csv(made_hostile(build_report(proef))).decode("utf-8-sig")
    values = re.findall(r'"((?:[^"]|"")*)"', content)
    assert not [value for value in values if value.strip().startswith(("=", "+", "-", "@", "＝"))]
    assert sum(value.startswith("'=cmd") for value in values) > 0


def test_the_same_report_gives_the_same_bytes(proef: Assessment) -> None:
    """So that two people can tell that they have the same file."""
    report = build_report(proef)
    assert report_xlsx(report) == report_xlsx(report)
    assert report_docx(report) == report_docx(report)


def test_a_report_of_too_many_lines_keeps_its_words(proef: Assessment) -> None:
    """A text of 25,000 lines doesn't become as many paragraphs; each line end is shown instead."""
    lines = "\n\n".join(f"w{n}" for n in range(12_500))
    report = replace(build_report(proef), summary=lines, method=lines)
    assert report_as_json(report)["summary"].count("\n") > LINES_MOST / 2 > 200
    document = word_of(report)
    assert len(document.paragraphs) < 500
    assert sum(p.text.split("¶")[-1].strip() == "w12499" for p in document.paragraphs) == 2


def test_an_empty_report_can_be_exported_too(cast: Cast) -> None:
    """Nothing filled in: the questions are there, and what is missing is said."""
    report = build_report(make_assessment(cast.noord, make_set("proef", "eigen")))
    assert len(rows_of(workbook_of(report)["1. Samen"])) == 4
    assert "Er zijn nog geen aanbevelingen." in [p.text for p in word_of(report).paragraphs]


@pytest.mark.parametrize("extension", ["xlsx", "csv", "json"])
def test_an_export_is_a_file_and_costs_what_a_report_costs(
    extension: str, proef: Assessment, cast: Cast, as_user
) -> None:
    """Not kept by browsers, not guessed to be something else, and no more queries than the report
    takes."""
    eva = as_user(cast.eva)
    with CaptureQueriesContext(connection) as queries:
        response = eva.get(reverse(f"report_{extension}", args=[proef.pk]))
    assert len(queries) <= QUERIES + 3  # the session, its person and the assessment
    assert (
        response.headers["Content-Disposition"]
        == f'attachment; filename="zelfevaluatie_noord_proef_1_2026_concept.{extension}"'
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_an_earlier_version_is_exported_as_it_was(proef: Assessment, cast: Cast, as_user) -> None:
    """After reopening, the first version still says what was confirmed then, in every format."""
    lifecycle.submit_for_review(assessment=proef)
    confirming.confirm(assessment=proef, by=cast.anna)
    confirming.reopen(assessment=proef, by=cast.ada, reason="Een telling klopte niet")
    Answer.objects.filter(indicator__key="open").update(text="Toch anders.")
    anna = as_user(cast.anna)
    for number, expected in ((1, "Ja, binnen een uur."), (None, "Toch anders.")):
        version, args = ("", [proef.pk]) if number is None else ("_version", [proef.pk, number])
        book = load_workbook(
            io.BytesIO(anna.get(reverse(f"report{version}_xlsx", args=args)).content)
        )
        assert rows_of(book["1. Samen"])[0]["Antwoord"].startswith(expected)
        word = made(anna, reverse(f"report{version}_word", args=args))
        assert expected in [p.text for p in docx.Document(io.BytesIO(word.getvalue())).paragraphs]
    page = anna.get(reverse("report_version", args=[proef.pk, 1])).content.decode()
    assert reverse("report_version_word", args=[proef.pk, 1]) in page


@pytest.mark.parametrize("format", ["docx", "xlsx", "csv", "json"])
def test_the_command_writes_what_the_page_gives(
    format: str, proef: Assessment, cast: Cast, tmp_path: Path
) -> None:
    """Also of an earlier version; one that isn't there is an error and no file."""
    lifecycle.submit_for_review(assessment=proef)
    confirming.confirm(assessment=proef, by=cast.anna)
    first, latest = tmp_path / "first", tmp_path / "latest"
    call_command("report", proef.pk, format=format, report_version=1, output=first)
    call_command("report", proef.pk, format=format, output=latest)
    assert first.read_bytes() == latest.read_bytes() != b""
    with pytest.raises(CommandError, match="geen vastgestelde versie 2"):
        call_command("report", proef.pk, format=format, report_version=2, output=tmp_path / "none")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "latest"]
