"""Answers of several reports beside each other, on plain values.

On one row stand only answers to the same question: unchanged between the versions, or declared to
be the same one (indicators/versions/lineage.py). Every other question gets a row of its own, and
its place on the first row says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indicators.versions.lineage import Lineage
from reports.report import AnswerPart, IndicatorPart, Report

# Why a place is empty: no answer, not asked in that version, or asked there as another question.
Gap = Literal["", "unanswered", "not_asked", "another"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One report that is compared. `sets` has the primary key of each version of its set by the version's name."""

    pk: int
    report: Report
    sets: Mapping[str, int]

    @property
    def version(self) -> str:
        return self.report.framework.version


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as one report has it: where, as worded for the answer, and in which version."""

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
class Cell:
    """What one report says on a row; `worded` is its own wording where that is another than the row's."""

    column: Column
    asked: Asked | None = None
    gap: Gap = ""
    worded: str = ""

    @property
    def judgement(self) -> str:
        return (
            self.asked.answer.judgement if self.asked and self.asked.answer and not self.gap else ""
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question with a cell for each report. `alone` says that the others ask something else under this key."""

    key: str
    asked: Asked
    cells: tuple[Cell, ...]
    alone: bool = False

    @property
    def differs(self) -> bool:
        """Whether two reports judged this question differently; where only one judged, nothing differs."""
        return len({cell.judgement for cell in self.cells if cell.judgement}) > 1


@dataclass(frozen=True, kw_only=True)
class ThemeRows:
    """A theme with its questions in the order of the latest report that has them."""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def side_by_side(columns: Sequence[Column], lineage: Lineage | None) -> tuple[ThemeRows, ...]:
    """Return the themes with their rows. `lineage` is only needed when the reports use more than one version.

    The report over the latest period leads: its themes and questions come first, in its order.
    """
    leading = sorted(columns, key=lambda column: column.report.period_end, reverse=True)
    asked = {column.pk: _questions(column) for column in columns}
    home: dict[str, Asked] = {}
    for column in leading:
        for key, question in asked[column.pk].items():
            home.setdefault(key, question)
    themes: dict[str, list[Row]] = {}
    titles: dict[str, str] = {}
    for key, question in home.items():
        titles.setdefault(question.theme_key, question.theme_title)
        themes.setdefault(question.theme_key, []).extend(
            _rows(key, columns, leading, asked, lineage)
        )
    return tuple(
        ThemeRows(key=key, title=titles[key], rows=tuple(rows)) for key, rows in themes.items()
    )


def uses_versions(columns: Sequence[Column]) -> bool:
    """Say whether more than one version of the set is behind these reports, so that lineage is needed."""
    versions = {column.version for column in columns}
    return (
        len(versions | {one.version for column in columns for one in _questions(column).values()})
        > 1
    )


def _questions(column: Column) -> dict[str, Asked]:
    """Return the questions of a report by key, in its order; then those that only an earlier version asked."""
    found: dict[str, Asked] = {}
    for theme in column.report.themes:
        for indicator in theme.indicators:
            found[indicator.key] = _asked(theme.key, theme.title, indicator, column.version)
    for earlier in column.report.no_longer_asked:
        for indicator in earlier.indicators:
            found.setdefault(
                indicator.key, _asked(earlier.key, earlier.title, indicator, earlier.version)
            )
    return found


def _asked(theme_key: str, theme_title: str, indicator: IndicatorPart, version: str) -> Asked:
    before = indicator.answer.asked_as if indicator.answer else None
    return Asked(
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
    columns: Sequence[Column],
    leading: Sequence[Column],
    asked: Mapping[int, Mapping[str, Asked]],
    lineage: Lineage | None,
) -> list[Row]:
    """Return the rows of one key: reports whose questions can be compared share one."""
    rows: list[list[Column]] = []
    for column in (one for one in leading if key in asked[one.pk]):
        question = asked[column.pk][key]
        fitting = (
            row
            for row in rows
            if all(
                _comparable(key, question, column, asked[one.pk][key], one, lineage) for one in row
            )
        )
        row = next(fitting, None)
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
    key: str, column: Column, row: Sequence[Column], asked: Mapping[int, Mapping[str, Asked]]
) -> Cell:
    question = asked[column.pk].get(key)
    if question is None:
        return Cell(column=column, gap="not_asked")
    if column not in row:
        return Cell(column=column, asked=question, gap="another")
    first = asked[row[0].pk][key]
    worded = question.text if question.text != first.text else ""
    cell = Cell(column=column, asked=question, worded=worded)
    return cell if question.answer else replace(cell, gap="unanswered")


def _comparable(
    key: str, one: Asked, its: Column, other: Asked, others: Column, lineage: Lineage | None
) -> bool:
    if one.version == other.version:
        return True
    first, second = its.sets.get(one.version), others.sets.get(other.version)
    if lineage is None or first is None or second is None:
        return False
    return lineage.relation(key, first, second) != "break"
