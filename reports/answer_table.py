"""A report as a table of answers, to count and compare: plain rows, and CSV.

The CSV opens in a Dutch spreadsheet program without any questions: UTF-8 with a byte order mark,
semicolons between the values, a comma in numbers.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.form_fields import number_text
from assessments.models import Answer, Judgement

from .question_parts import AnswerPart, IndicatorPart
from .report import Report
from .report_parts import ThemePart

CellValue = str | Decimal | None

# Text that a spreadsheet program would read as a formula. Some programs drop spaces and characters
# without a width at the start, so what comes after those counts.
_FORMULA = re.compile(
    r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+@\uff1d\uff0b\uff0d\uff20-]"
)


@dataclass(frozen=True, kw_only=True)
class AnswerTableRow:
    """One question with its answer, which may be empty.

    `version` is the version of the set that asked it in these words.
    """

    theme: str
    group: str
    number: str
    key: str
    version: str
    question: str
    aspects: str
    answer: str
    evidence: str
    judgement: str
    amount: Decimal | None
    unit: str
    per: str
    yes: str

    @property
    def cells(self) -> tuple[CellValue, ...]:
        """The values in the order of `headings`.

        Texts are as typed: not yet safe for a spreadsheet.
        """
        return astuple(self)


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("Thema"),
        _("Groep"),
        _("Nummer"),
        _("Sleutel"),
        _("Versie"),
        _("Vraag"),
        _("Deelaspecten"),
        _("Antwoord"),
        _("Onderbouwing"),
        _("Oordeel"),
        _("Aantal"),
        _("Eenheid"),
        _("Per"),
        _("Ja of nee"),
    )


def answer_rows(report: Report) -> tuple[AnswerTableRow, ...]:
    """Return one row for each question, in the order of the report.

    The answers to questions that only an earlier version asked come last.
    """
    return (
        *(row for theme in report.themes for row in theme_rows(report, theme)),
        *earlier_rows(report),
    )


def theme_rows(report: Report, theme: ThemePart) -> Iterator[AnswerTableRow]:
    """Yield one row for each question of a theme."""
    for group in theme.groups:
        for indicator in group.indicators:
            yield _row(
                f"{theme.number}. {theme.title}", group.title, report.framework.version, indicator
            )


def earlier_rows(report: Report) -> Iterator[AnswerTableRow]:
    """Yield the answers to questions that only an earlier version asked."""
    for theme in report.no_longer_asked:
        for indicator in theme.indicators:
            yield _row(theme.title, "", theme.version, indicator)


def answers_csv(report: Report) -> bytes:
    """Return the rows with their headings as CSV, in which no text works as a formula."""
    file = io.StringIO(newline="")
    # Everything is quoted: a line end within a text must not end the row.
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows([_csv_cell(cell) for cell in row.cells] for row in answer_rows(report))
    # Without the byte order mark Excel takes the file for Windows-1252.
    return file.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Return the text, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return "'" + text if _FORMULA.match(text) else text


def _csv_cell(cell: CellValue) -> str:
    return number_text(cell) if isinstance(cell, Decimal) else inert(cell or "")


_NO_ANSWER = AnswerPart(text="", evidence="", judgement="", number=None, per="", yes=None)


def _row(theme: str, group: str, version: str, indicator: IndicatorPart) -> AnswerTableRow:
    answer = indicator.answer or _NO_ANSWER
    # An answer that nobody reviewed since its question changed stands beside the earlier question.
    earlier = answer.asked_as
    aspects = earlier.aspects if earlier else indicator.aspects
    return AnswerTableRow(
        theme=theme,
        group=group,
        number=indicator.number,
        key=indicator.key,
        version=earlier.version if earlier else version,
        question=earlier.text if earlier else indicator.text,
        aspects="\n".join(f"{number}. {aspect}" for number, aspect in enumerate(aspects, start=1)),
        answer=answer.text,
        evidence=answer.evidence,
        judgement=str(Judgement(answer.judgement).label) if answer.judgement else "",
        amount=answer.number,
        unit=earlier.unit if earlier else indicator.unit,
        per=str(Answer.Per(answer.per).label) if answer.per else "",
        yes="" if answer.yes is None else _("ja") if answer.yes else _("nee"),
    )
