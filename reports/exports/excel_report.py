"""A report as a spreadsheet (XLSX): no text works as a formula, and none is cut off."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from indicators.xlsx.layout import title_of
from indicators.xlsx.notation import column_letters
from indicators.xlsx.writing import split_text, write_text
from reports.report import Report

from .office_package import Properties, sealed
from .report_sheets import sheets_of
from .sheet import Sheet, Value

# Limits of Excel, which refuses a file that breaks them.
_TITLE_LIMIT = 31  # in UTF-16 code units
_REFUSED_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))

_PLAIN = Alignment(vertical="top")
_DAY = Alignment(vertical="top", horizontal="left")
_HEAD = Font(name="Calibri", size=11, bold=True)
_HEAD_FILL = PatternFill("solid", start_color="E7EBEE")
# 413 is Dutch: otherwise the names of months follow the language of the reader's Excel.
_DATE = "[$-413]d mmmm yyyy"
_WHOLE, _DECIMAL = "#,##0", "#,##0.##"
_A4 = 9  # as Excel numbers the sizes of paper
_MARGIN = 0.4  # inch
_LINE, _HIGHEST = 15, 400  # points; Excel refuses rows of more than 409

# One value may need several cells: Excel takes a limited number of characters in each.
Cells = tuple[Value, ...]


def report_xlsx(report: Report) -> bytes:
    """Return the report as an XLSX file, the same bytes for the same report."""
    return workbook_of(sheets_of(report), Properties.of(report))


def workbook_of(sheets: Iterable[Sheet], properties: Properties) -> bytes:
    """Return these sheets as an XLSX file."""
    workbook = Workbook(write_only=True)
    titles: set[str] = set()
    for sheet in sheets:
        title = sheet_title(sheet.title, taken=titles)
        titles.add(title.casefold())
        _write(workbook.create_sheet(title), sheet)
    file = BytesIO()
    workbook.save(file)
    return sealed(file.getvalue(), properties)


def sheet_title(title: str, *, taken: set[str]) -> str:
    """Return a name for a sheet that Excel accepts.

    It is short, without characters that Excel refuses, and differs from all names in `taken`, which
    are casefolded.
    """
    allowed = " ".join(title.translate(_REFUSED_IN_TITLES).split()).strip("' ") or _("Blad")
    # Excel sees no difference between upper and lower case in the names of sheets.
    number, unique = 2, _short(allowed, _TITLE_LIMIT)
    while unique.casefold() in taken:
        end = f" ({number})"
        unique, number = _short(allowed, _TITLE_LIMIT - len(end)) + end, number + 1
    return unique


def _short(text: str, limit: int) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    # The cut may go through a character of two units; its first half is left out.
    return units[: 2 * (limit - 1)].decode("utf-16-le", errors="ignore").rstrip(" '") + "…"


def _write(page: Any, sheet: Sheet) -> None:
    """Write a sheet; a text that doesn't fit in one cell continues in extra columns beside it."""
    rows = [[_cells(value) for value in row] for row in sheet.rows]
    # How many columns each column becomes: as many as its longest text needs.
    needed = [
        max([1, *(len(row[column]) for row in rows)]) for column in range(len(sheet.headings))
    ]
    widths = [
        width for width, count in zip(sheet.widths, needed, strict=True) for _part in range(count)
    ]
    heads = [
        title_of(name, part)
        for name, count in zip(sheet.headings, needed, strict=True)
        for part in range(count)
    ]
    # Before the rows: a sheet that is only written has no way back.
    _set_up(page, widths, len(rows))
    _append(page, 1, [_head(page, head) for head in heads], heads, widths)
    for number, row in enumerate(rows, start=2):
        values = list(_spread(row, needed))
        _append(page, number, [_cell(page, value) for value in values], values, widths)


def _append(
    page: Any, number: int, cells: list[Any], values: Sequence[Value], widths: Sequence[int]
) -> None:
    """Append a row that is as high as its longest text; not every program does that by itself."""
    texts = [
        (value, width)
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    lines = max([1, *(_lines(text, width) for text, width in texts)])
    page.row_dimensions[number].height = min(_LINE * lines + 2, _HIGHEST)
    page.append(cells)


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column of this width."""
    # A text that is too high anyway isn't measured further: it may be very long.
    typed = text.count("\n") + 1
    return typed if typed > _HIGHEST else sum(1 + len(line) // width for line in text.split("\n"))


def _set_up(page: Any, widths: Sequence[int], rows: int) -> None:
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[column_letters(number)].width = width
    page.freeze_panes = "A2"
    if rows:
        page.auto_filter.ref = f"A1:{column_letters(len(widths))}{rows + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    # One page wide, and as many pages high as it takes.
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = _MARGIN
    # "&A", "&P" and "&N" are the name of the sheet and the page numbers. Typed text never goes into
    # a footer: an "&" in it would be read as such a code.
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", _("Pagina &P van &N")


def _cells(value: Value) -> Cells:
    return tuple(split_text(value)) if isinstance(value, str) else (value,)


def _spread(row: Sequence[Cells], needed: Sequence[int]) -> Iterator[Value]:
    for cells, count in zip(row, needed, strict=True):
        yield from cells
        yield from [None] * (count - len(cells))


def _head(page: Any, text: str) -> Any:
    cell = _cell(page, text)
    cell.font, cell.fill = _HEAD, _HEAD_FILL
    return cell


def _cell(page: Any, value: Value) -> Any:
    if value is None:
        return None
    cell = WriteOnlyCell(page)
    if isinstance(value, str):
        write_text(cell, value)
        # So that it stays text when somebody edits the cell.
        cell.quotePrefix = True
        return cell
    cell.value, cell.alignment = value, _DAY if isinstance(value, date) else _PLAIN
    cell.number_format = _format(value)
    return cell


def _format(value: int | Decimal | date) -> str:
    if isinstance(value, date):
        return _DATE
    return _WHOLE if value == int(value) else _DECIMAL
