"""A report as a table of answers."""

import csv
import io
from decimal import Decimal

from assessments.models import Answer, Assessment
from indicators.models import Indicator
from reports.answer_table import answer_rows, answers_csv, headings
from reports.report_building import build_report


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
            "'\u200b +31 is het nummer",
            "deels sterk, deels te verbeteren",
            "12,50",
            "per maand",
        )
    ]
