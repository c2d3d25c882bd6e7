"""A set as a spreadsheet that people can edit in Excel or LibreOffice.

A cell can't hold more than 32,767 characters; the rest of a longer text stands in columns that are
there only then, such as "Inleiding (vervolg)".
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.definition.values import SetDefinition, parts_with_parents
from indicators.parts import SET, PartField, PartKind

from .cells import MAX_ROWS
from .layout import NAME, PARENT, VALUE, columns_of, text_for, title_of
from .notation import column_letters, escape

CELL_LIMIT = 32_767  # in UTF-16 code units, as Excel counts

RowTexts = dict[str, str]  # field -> text

_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = Font(bold=True)
_HEAD_FILL = PatternFill("solid", start_color="E7EBEE")
_AS_TEXT = "@"  # the number format by which a spreadsheet program keeps what is typed as it is


def dump_xlsx(definition: SetDefinition) -> bytes:
    """Return the definition as an XLSX file that `parse_xlsx` reads back to the same value."""
    workbook = Workbook()
    # A new workbook of openpyxl has a sheet already.
    empty_sheet = workbook.active
    workbook.properties.creator = "Loket Evaluatie"
    workbook.properties.title = definition.title
    if empty_sheet is not None:
        workbook.remove(empty_sheet)
    own_rows = [
        {
            NAME.name: field.column_title,
            VALUE.name: text_for(field, getattr(definition, field.name)),
        }
        for field in SET.fields
    ]
    _write_sheet(workbook.create_sheet(SET.sheet), columns_of(SET), own_rows)
    for kind, pairs in parts_with_parents(definition).items():
        rows = [_row_of(kind, parent, part) for parent, part in pairs]
        _write_sheet(workbook.create_sheet(kind.sheet), columns_of(kind), rows)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _row_of(kind: PartKind, parent: Any, part: Any) -> RowTexts:
    return {
        field.name: parent.key
        if field.name == PARENT
        else text_for(field, getattr(part, field.name))
        for field in columns_of(kind)
    }


def _write_sheet(sheet: Worksheet, columns: Sequence[PartField], rows: Sequence[RowTexts]) -> None:
    sheet.freeze_panes = "A2"
    number = 1
    for column in columns:
        texts = [split_text(row[column.name]) for row in rows]
        # The longest text decides how many columns there are.
        for piece in range(max([1, *map(len, texts)])):
            _write_head(sheet, number, column, title_of(column.column_title, piece))
            for row_number, pieces in enumerate(texts, start=2):
                if piece < len(pieces):
                    write_text(sheet.cell(row_number, number), pieces[piece])
            number += 1


def _write_head(sheet: Worksheet, number: int, column: PartField, title: str) -> None:
    letters = column_letters(number)
    width = sheet.column_dimensions[letters]
    # The whole column is text, also below the rows that are there.
    width.width, width.number_format, width.alignment = column.width, _AS_TEXT, _TOP
    cell = sheet.cell(1, number)
    write_text(cell, title)
    cell.font, cell.fill = _HEAD, _HEAD_FILL
    if column.words:
        words = ",".join(column.words.values())
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        choice.error = "Kies een van de woorden uit de lijst."
        choice.errorTitle = column.column_title
        choice.showErrorMessage = True
        # Also for rows that somebody adds.
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
    """Return the text in pieces that each fit in a cell; none for an empty text."""
    pieces = []
    while text:
        size = CELL_LIMIT
        while not _fits(text[:size]):
            size = size * 3 // 4
        pieces.append(text[:size])
        text = text[size:]
    return pieces


def _fits(piece: str) -> bool:
    in_code_units = len(piece.encode("utf-16-le")) // 2
    return in_code_units <= CELL_LIMIT and len(escape(piece)) <= CELL_LIMIT
