"""A set as a spreadsheet that people can edit in Excel or LibreOffice, and back.

A cell can't hold more than 32,767 characters; the rest of a longer text stands in columns that are
there only then, such as "Inleiding (vervolg)".
"""

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.definition.values import SetDefinition

from .cells import MAX_ROWS, column_letters, escape, read_workbook
from .layout import NAME, SET_ROWS, SET_TITLE, SHEETS, VALUE, Column, Layout, title_of
from .reading import read_set

CELL_LIMIT = 32_767  # in UTF-16 code units, as Excel counts

Line = dict[str, str]  # field -> text

_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = Font(bold=True)
_HEAD_FILL = PatternFill("solid", start_color="E7EBEE")
_AS_TEXT = "@"  # the number format by which a spreadsheet program keeps what is typed as it is


def dump_xlsx(definition: SetDefinition) -> bytes:
    """Return the definition as an XLSX file that `parse_xlsx` reads back to the same value."""
    workbook = Workbook()
    first = workbook.active
    workbook.properties.creator = "Loket Evaluatie"
    workbook.properties.title = definition.title
    if first is not None:
        workbook.remove(first)
    _write_set(workbook.create_sheet(SET_TITLE), definition)
    lines = _lines_of(definition)
    for layout in SHEETS:
        _write_sheet(workbook.create_sheet(layout.title), layout.columns, lines[layout.list_name])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _lines_of(definition: SetDefinition) -> dict[str, list[Line]]:
    """Return the rows of every sheet, by the name of the list that its parts stand in."""
    lines: dict[str, list[Line]] = defaultdict(list)

    def add(layouts: Sequence[Layout], parent: Any, parent_key: str) -> None:
        for layout in layouts:
            below = [other for other in SHEETS if other.parent == layout.title]
            for part in getattr(parent, layout.list_name):
                lines[layout.list_name].append(_line(layout.columns, part) | {"parent": parent_key})
                add(below, part, part.key)

    add([layout for layout in SHEETS if not layout.parent], definition, "")
    return lines


def _line(columns: Sequence[Column], part: Any) -> Line:
    return {
        column.field: _shown(column, getattr(part, column.field))
        for column in columns
        if column.field != "parent"
    }


def _shown(column: Column, value: Any) -> str:
    if isinstance(value, bool):
        value = "ja" if value else "nee"
    return column.labels.get(value, "") if column.labels else str(value)


def _write_set(sheet: Worksheet, definition: SetDefinition) -> None:
    columns = [Column(NAME, "name", 28), Column(VALUE, "value", 100)]
    lines = [
        {"name": row.title, "value": _shown(row, getattr(definition, row.field))}
        for row in SET_ROWS
    ]
    _write_sheet(sheet, columns, lines)


def _write_sheet(sheet: Worksheet, columns: Sequence[Column], lines: Sequence[Line]) -> None:
    sheet.freeze_panes = "A2"
    number = 1
    for column in columns:
        texts = [split_text(line[column.field]) for line in lines]
        for part in range(max([1, *map(len, texts)])):
            _write_head(sheet, number, column, title_of(column.title, part))
            for row, parts in enumerate(texts, start=2):
                if part < len(parts):
                    write_text(sheet.cell(row, number), parts[part])
            number += 1


def _write_head(sheet: Worksheet, number: int, column: Column, title: str) -> None:
    letters = column_letters(number)
    width = sheet.column_dimensions[letters]
    width.width, width.number_format, width.alignment = column.width, _AS_TEXT, _TOP
    cell = sheet.cell(1, number)
    write_text(cell, title)
    cell.font, cell.fill = _HEAD, _HEAD_FILL
    if column.labels:
        choice = DataValidation(
            type="list", formula1=f'"{",".join(column.labels.values())}"', allow_blank=True
        )
        choice.error, choice.errorTitle = "Kies een van de woorden uit de lijst.", column.title
        choice.showErrorMessage = True
        choice.add(f"{letters}2:{letters}{MAX_ROWS}")
        sheet.add_data_validation(choice)


def write_text(cell: WrittenCell | Any, text: str) -> None:
    """Put a text in a cell that stays a text, whatever it opens with."""
    cell.value = escape(text)
    cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
    cell.number_format, cell.alignment = _AS_TEXT, _TOP
    if text[0] in "=+-@'":
        cell.quotePrefix = True  # so that changing the cell doesn't make it a formula either


def split_text(text: str) -> list[str]:
    """Return the text in parts that each fit in a cell; none for an empty text."""
    parts = []
    while text:
        size = CELL_LIMIT
        while (
            len(text[:size].encode("utf-16-le")) > 2 * CELL_LIMIT
            or len(escape(text[:size])) > CELL_LIMIT
        ):
            size = size * 3 // 4
        parts.append(text[:size])
        text = text[size:]
    return parts


def parse_xlsx(content: bytes) -> SetDefinition:
    """Return the set that an XLSX file describes.

    Raises InvalidDefinition with every problem; its path names the sheet and the cell, as in "blad
    Criteria, cel B3".
    """
    return read_set(read_workbook(content))
