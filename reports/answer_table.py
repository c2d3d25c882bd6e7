"""A report as a table of answers, for who counts or compares: plain rows, and CSV.

The CSV is made for a Dutch spreadsheet program, that opens it without asking anything: UTF-8 with a
byte order mark, semicolons between the values, a comma in numbers.
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

from .report import AnswerPart, IndicatorPart, Report, ThemePart

Cell = str | Decimal | None

# What makes a spreadsheet program read a text as a formula, once the spaces and the signs without a
# width before it are gone: some programs leave those out.
_FORMULA = re.compile(
    r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+@\uff1d\uff0b\uff0d\uff20-]"
)


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One question as it was answered, or an empty answer; `version` is that of the set that asked it this way."""

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
    def cells(self) -> tuple[Cell, ...]:
        """The values in the order of `headings`; the texts as typed, not yet safe for a spreadsheet."""
        return astuple(self)


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("Onderdeel"),
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


def answer_rows(report: Report) -> tuple[AnswerRow, ...]:
    """Return a row a question in the report's order, then the answers to what only an earlier version asked."""
    return (
        *(row for theme in report.themes for row in theme_rows(report, theme)),
        *earlier_rows(report),
    )


def theme_rows(report: Report, theme: ThemePart) -> Iterator[AnswerRow]:
    """Yield a row a question of one theme."""
    for group in theme.groups:
        for indicator in group.indicators:
            yield _row(
                f"{theme.number}. {theme.title}", group.title, report.framework.version, indicator
            )


def earlier_rows(report: Report) -> Iterator[AnswerRow]:
    """Yield the answers to what only an earlier version asked."""
    for theme in report.no_longer_asked:
        for indicator in theme.indicators:
            yield _row(theme.title, "", theme.version, indicator)


def answers_csv(report: Report) -> bytes:
    """Return the rows under their headings as CSV, in which no text works as a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows([_csv_cell(cell) for cell in row.cells] for row in answer_rows(report))
    return file.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Return a text that no spreadsheet program reads as a formula: an apostrophe goes before it where needed."""
    return "'" + text if _FORMULA.match(text) else text


def _csv_cell(cell: Cell) -> str:
    return number_text(cell) if isinstance(cell, Decimal) else inert(cell or "")


_NO_ANSWER = AnswerPart(text="", evidence="", judgement="", number=None, per="", yes=None)


def _row(theme: str, group: str, version: str, indicator: IndicatorPart) -> AnswerRow:
    answer = indicator.answer or _NO_ANSWER
    asked = answer.asked_as
    aspects = asked.aspects if asked else indicator.aspects
    return AnswerRow(
        theme=theme,
        group=group,
        number=indicator.number,
        key=indicator.key,
        version=asked.version if asked else version,
        question=asked.text if asked else indicator.text,
        aspects="\n".join(f"{n}. {aspect}" for n, aspect in enumerate(aspects, start=1)),
        answer=answer.text,
        evidence=answer.evidence,
        judgement=str(Judgement(answer.judgement).label) if answer.judgement else "",
        amount=answer.number,
        unit=asked.unit if asked else indicator.unit,
        per=str(Answer.Per(answer.per).label) if answer.per else "",
        yes="" if answer.yes is None else _("ja") if answer.yes else _("nee"),
    )
