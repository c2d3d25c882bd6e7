"""One sheet of a spreadsheet, as plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """A table with its headings; `widths` are in characters."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheet_of(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[tuple[Value, ...]]
) -> Sheet:
    """Return a sheet; `columns` are the headings with their widths."""
    return Sheet(
        title,
        tuple(name for name, _width in columns),
        tuple(width for _name, width in columns),
        tuple(rows),
    )
