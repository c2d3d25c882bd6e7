"""A report as a table of answers."""

import csv
import io
from decimal import Decimal

import pytest

from assessments.models import Answer, Assessment
from indicators.models import Indicator
from reports.answer_table import answer_rows, answers_csv, headings
from reports.report import report_as_json
from reports.report_building import build_report

NUMBERS = [
    ("500", "500", "500"),
    ("12.50", "12,5", "12.5"),
    ("0.05", "0,05", "0.05"),
    ("1000000", "1000000", "1000000"),
    ("0", "0", "0"),
]


def test_every_question_is_a_row_that_no_spreadsheet_computes(assessment: Assessment) -> None:
    """Dutch numbers and words, texts as typed, and an apostrophe before what would be a formula."""
    questions = list(
        Indicator.objects.order_by("group__theme__position", "group__position", "position")
    )
    frequency = next(question for question in questions if question.answer == "frequency")
    Answer.objects.create(
        assessment=assessment,
        indicator=frequency,
        text="=1+1; “ja”\n- en meer",
        evidence="\u200b +31 is het nummer",
        judgement="mixed",
        number=Decimal("12.50"),
        per="month",
    )
    report = build_report(assessment)
    rows = answer_rows(report)
    assert [row.key for row in rows] == [question.key for question in questions]
    content = answers_csv(report)
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(
        csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert tuple(table[0]) == headings()
    answered = [row for row in table if row["Oordeel"]]
    assert [
        (row["Antwoord"], row["Onderbouwing"], row["Oordeel"], row["Aantal"], row["Per"])
        for row in answered
    ] == [
        (
            "'=1+1; “ja”\n- en meer",
            "'+31 is het nummer",
            "deels sterk, deels te verbeteren",
            "12,5",
            "per maand",
        )
    ]


@pytest.mark.parametrize(("number", "csv_text", "json_text"), NUMBERS)
def test_a_number_has_no_zeros_that_nobody_typed(
    assessment: Assessment, number: str, csv_text: str, json_text: str
) -> None:
    """The database gives 500.00 back for 500; files say 500."""
    question = Indicator.objects.filter(answer="number").first()
    assert question is not None
    Answer.objects.create(assessment=assessment, indicator=question, number=Decimal(number))
    report = build_report(assessment)
    (row,) = (row for row in answer_rows(report) if row.key == question.key)
    assert f'"{csv_text}"' in answers_csv(report).decode()
    found = [
        indicator["answer"]["number"]
        for theme in report_as_json(report)["themes"]
        for group in theme["groups"]
        for indicator in group["indicators"]
        if indicator["key"] == question.key
    ]
    assert (row.amount, found) == (Decimal(number), [json_text])
