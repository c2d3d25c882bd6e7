"""The sheets of an XLSX file as plain cells. Knows nothing of indicator sets."""

import re
from dataclasses import dataclass, field
from typing import Literal

from .notation import column_and_row, unescape
from .package import (
    MAX_ENTRIES,
    AttributeCollector,
    Attributes,
    Package,
    opened_package,
    refusal,
)
from .shared_parts import PLAIN_FORMATS, FormatHandler, SharedTextHandler, TextHandler

MAX_ROWS = 10_000  # with something in them, a sheet
MAX_COLUMNS = 60
MAX_CELLS = 200_000
# A file with thousands of merged cells says no more than one with a hundred.
MAX_REMARKS = 100

CellKind = Literal["text", "whole", "number", "yes_no", "formula", "error"]


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a cell holds, as text.

    A "whole" is a number as it shows; a "number" may also be a date or a percentage.
    """

    kind: CellKind
    text: str


@dataclass
class ReadSheet:
    """The rows of a sheet that hold something.

    By the number of the row and then that of the column, both counted from 1.
    """

    name: str
    rows: dict[int, dict[int, ReadCell]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


def read_workbook(content: bytes) -> list[ReadSheet]:
    """Return the sheets of an XLSX file, in their order.

    Raises InvalidDefinition when it is no such file, is damaged, or holds more than a set can be.
    """
    with opened_package(content) as package:
        return _Workbook(package).sheets()


class _Workbook:
    """Reads all sheets and counts their cells together."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.texts: list[str] = []
        self.formats: list[int] = []
        self._cell_count = 0

    def sheets(self) -> list[ReadSheet]:
        parse = self.package.parse
        names = parse("xl/workbook.xml", AttributeCollector("sheet")).collected
        relations = parse(
            "xl/_rels/workbook.xml.rels", AttributeCollector("Relationship")
        ).collected
        targets = {relation["Id"]: _path(relation["Target"]) for relation in relations}
        by_type = {
            relation["Type"].rpartition("/")[2]: targets[relation["Id"]] for relation in relations
        }
        if "styles" in by_type:
            self.formats = parse(by_type["styles"], FormatHandler()).formats
        if "sharedStrings" in by_type:
            self.texts = parse(by_type["sharedStrings"], SharedTextHandler(self.package)).texts
        if len(names) > MAX_ENTRIES:
            raise refusal(f"het bestand heeft meer dan {MAX_ENTRIES} werkbladen")
        return [
            parse(targets[sheet["id"]], _SheetHandler(self, unescape(sheet["name"]))).sheet
            for sheet in names
        ]

    def count_cell(self) -> None:
        self._cell_count += 1
        if self._cell_count > MAX_CELLS:
            raise refusal(f"het bestand heeft meer dan {MAX_CELLS} gevulde cellen")

    def is_plain(self, style: int) -> bool:
        """Say whether a cell of this style shows a whole number as it is."""
        return (self.formats[style] if style < len(self.formats) else 0) in PLAIN_FORMATS


def _path(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


class _SheetHandler(TextHandler):
    def __init__(self, workbook: _Workbook, name: str) -> None:
        super().__init__(workbook.package)
        self.sheet = ReadSheet(name)
        self._workbook = workbook
        self._row = self._column = 0
        self._attributes: Attributes = {}
        self._is_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == "c":
            self._attributes, self._is_formula = attributes, False
            # A cell without a place comes right after the one before it.
            self._column += 1
            if "r" in attributes:
                self._column, self._row = column_and_row(attributes["r"])
            self.take_text()
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "f":
            self._is_formula = True
        elif name == "mergeCell" and len(self.sheet.merged) < MAX_REMARKS:
            self.sheet.merged.append(attributes["ref"][:20])

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            cell = self._read(self.take_text())
            # A formula without a result still has to be refused.
            if cell.text or cell.kind == "formula":
                self._keep(cell)

    def _read(self, value: str) -> ReadCell:
        kind = self._attributes.get("t", "n")
        if self._is_formula:
            return ReadCell("formula", value)
        if kind == "s" and value:
            shared = self._workbook.texts[int(value)]
            self._package.count_text(shared)
            return ReadCell("text", shared)
        if kind in ("inlineStr", "str", "s"):
            return ReadCell("text", unescape(value))
        if kind == "e":
            return ReadCell("error", value)
        if kind == "b":
            return ReadCell("yes_no", {"1": "ja", "0": "nee"}.get(value, value))
        is_plain = self._workbook.is_plain(int(self._attributes.get("s", 0)))
        # Beyond 15 digits a spreadsheet program rounds what was typed.
        is_whole = is_plain and kind == "n" and re.fullmatch("-?[0-9]{1,15}", value)
        return ReadCell("whole" if is_whole else "number", value)

    def _keep(self, cell: ReadCell) -> None:
        row = self.sheet.rows.setdefault(self._row, {})
        # What stands further to the right is refused as a column without a name, once a row.
        row[min(self._column, MAX_COLUMNS)] = cell
        if len(self.sheet.rows) > MAX_ROWS:
            name = self.sheet.name[:40]
            raise refusal(f"blad {name}: er staan meer dan {MAX_ROWS} regels op dit blad")
        self._workbook.count_cell()
