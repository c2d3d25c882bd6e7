"""Answers of several reports side by side, on plain values.

A row only contains answers to the same question: unchanged between the versions, or declared to be
the same (indicators/versions/lineage.py). Any other question gets a row of its own, and the empty
cell in the first row says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indicators.versions.lineage import Lineage
from reports.question_parts import AnswerPart, IndicatorPart
from reports.report import Report

# Why a cell is empty: not answered, not asked in that version, or asked there as another question.
Gap = Literal["", "unanswered", "not_asked", "another"]


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """One of the compared reports. `sets` has the primary key of each version of its set."""

    pk: int
    report: Report
    sets: Mapping[str, int]

    @property
    def version(self) -> str:
        return self.report.framework.version


@dataclass(frozen=True, kw_only=True)
class AskedInReport:
    """A question as one report has it: its place, its wording when answered, and its version."""

    theme_key: str
    theme_title: str
    indicator: IndicatorPart
    version: str
    text: str
    unit: str
    aspects: tuple[str, ...]

    @property
    def answer(self) -> AnswerPart | None:
        return self.indicator.answer


@dataclass(frozen=True, kw_only=True)
class AnswerCell:
    """What one report says in a row; `worded` is its wording where that differs from the row's."""

    column: ReportColumn
    asked: AskedInReport | None = None
    gap: Gap = ""
    worded: str = ""

    @property
    def judgement(self) -> str:
        return (
            self.asked.answer.judgement if self.asked and self.asked.answer and not self.gap else ""
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    """A question with a cell for each report.

    `alone` means that other reports ask another question under this key.
    """

    key: str
    asked: AskedInReport
    cells: tuple[AnswerCell, ...]
    alone: bool = False

    @property
    def differs(self) -> bool:
        """Whether two reports judged this question differently.

        One judgement beside empty cells is no difference.
        """
        return len({cell.judgement for cell in self.cells if cell.judgement}) > 1


@dataclass(frozen=True, kw_only=True)
class ThemeRows:
    """A theme with its questions, in the order of the latest report that has them."""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def side_by_side(columns: Sequence[ReportColumn], lineage: Lineage | None) -> tuple[ThemeRows, ...]:
    """Return the themes with their rows; `lineage` is only needed for more than one version.

    The report on the latest period leads: its themes and questions come first, in its order.
    """
    # A stable sort: reports on the same period keep the order of the columns.
    leading = sorted(columns, key=lambda column: column.report.period_end, reverse=True)
    asked = {column.pk: _questions(column) for column in columns}
    first_asked: dict[str, AskedInReport] = {}
    for column in leading:
        for key, question in asked[column.pk].items():
            first_asked.setdefault(key, question)
    themes: dict[str, list[Row]] = {}
    titles: dict[str, str] = {}
    for key, question in first_asked.items():
        titles.setdefault(question.theme_key, question.theme_title)
        themes.setdefault(question.theme_key, []).extend(
            _rows(key, columns, leading, asked, lineage)
        )
    return tuple(
        ThemeRows(key=key, title=titles[key], rows=tuple(rows)) for key, rows in themes.items()
    )


def uses_versions(columns: Sequence[ReportColumn]) -> bool:
    """Return whether these reports use several versions of the set, so that lineage is needed."""
    versions = {column.version for column in columns}
    for column in columns:
        # An answer may belong to an earlier version than its report.
        versions |= {question.version for question in _questions(column).values()}
    return len(versions) > 1


def _questions(column: ReportColumn) -> dict[str, AskedInReport]:
    """Return a report's questions by key, then those that only an earlier version asked."""
    questions: dict[str, AskedInReport] = {}
    for theme in column.report.themes:
        for indicator in theme.indicators:
            questions[indicator.key] = _asked(theme.key, theme.title, indicator, column.version)
    for earlier in column.report.no_longer_asked:
        for indicator in earlier.indicators:
            questions.setdefault(
                indicator.key, _asked(earlier.key, earlier.title, indicator, earlier.version)
            )
    return questions


def _asked(
    theme_key: str, theme_title: str, indicator: IndicatorPart, version: str
) -> AskedInReport:
    # `asked_as` is the question as it was answered, when that was in an earlier version.
    before = indicator.answer.asked_as if indicator.answer else None
    return AskedInReport(
        theme_key=theme_key,
        theme_title=theme_title,
        indicator=indicator,
        version=before.version if before else version,
        text=before.text if before else indicator.text,
        unit=before.unit if before else indicator.unit,
        aspects=before.aspects if before else indicator.aspects,
    )


def _rows(
    key: str,
    columns: Sequence[ReportColumn],
    leading: Sequence[ReportColumn],
    asked: Mapping[int, Mapping[str, AskedInReport]],
    lineage: Lineage | None,
) -> list[Row]:
    """Return the rows of one key; reports whose questions can be compared share a row."""
    rows: list[list[ReportColumn]] = []

    def is_same(first: ReportColumn, second: ReportColumn) -> bool:
        before, after = asked[first.pk][key].version, asked[second.pk][key].version
        if before == after:
            return True
        return is_same_question(key, first.sets.get(before), second.sets.get(after), lineage)

    for column in leading:
        if key not in asked[column.pk]:
            continue
        # With every report in the row: two that fit a third needn't fit each other.
        shared = (row for row in rows if all(is_same(column, in_row) for in_row in row))
        row = next(shared, None)
        if row is None:
            rows.append([column])
        else:
            row.append(column)
    return [
        Row(
            key=key,
            asked=asked[row[0].pk][key],
            cells=tuple(_cell(key, column, row, asked) for column in columns),
            alone=len(rows) > 1,
        )
        for row in rows
    ]


def _cell(
    key: str,
    column: ReportColumn,
    row: Sequence[ReportColumn],
    asked: Mapping[int, Mapping[str, AskedInReport]],
) -> AnswerCell:
    question = asked[column.pk].get(key)
    if question is None:
        return AnswerCell(column=column, gap="not_asked")
    if column not in row:
        # The question is kept, so that the empty cell can say what was asked instead.
        return AnswerCell(column=column, asked=question, gap="another")
    first = asked[row[0].pk][key]
    worded = question.text if question.text != first.text else ""
    cell = AnswerCell(column=column, asked=question, worded=worded)
    return cell if question.answer else replace(cell, gap="unanswered")


def is_same_question(
    key: str, first_set: int | None, second_set: int | None, lineage: Lineage | None
) -> bool:
    """Return whether two versions of a set ask the same question under a key."""
    if lineage is None or first_set is None or second_set is None:
        return False
    return lineage.relation(key, first_set, second_set) != "break"
