"""From the cells of one sheet to rows of fields, with every problem at its cell."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.parts import KEY, PartField
from loket_eval.prose import clean_text

from .cells import ReadCell, ReadSheet
from .layout import same_name, title_of
from .notation import column_letters

MAX_PIECES = 10  # columns that one text may be spread over
MAX_PROBLEMS = 500

# The cells of a row by field: one for each, or more of a long text, with their places.
CellsByField = dict[str, list[tuple[str, ReadCell]]]
Places = dict[str, str]  # field -> where it stands or should stand, such as "B3"
Header = dict[int, tuple[str, int]]  # column -> field and which piece of its text


@dataclass(frozen=True)
class FieldRow:
    """One row of a sheet: the text of each field, and its place."""

    texts: dict[str, str]
    places: Places


@dataclass
class FieldTable:
    """A sheet as rows of fields.

    `doubtful` are the fields and places that a problem was reported for already.
    """

    rows: list[FieldRow] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)

    @cached_property
    def keys(self) -> set[str]:
        return {row.texts.get("key", "") for row in self.rows}

    def is_sure(self, row: FieldRow, name: str) -> bool:
        return name not in self.doubtful and row.places.get(name) not in self.doubtful


class ProblemList:
    """Everything that is wrong in a workbook, up to a limit."""

    def __init__(self) -> None:
        self.problems: list[DefinitionProblem] = []

    def add(self, sheet: str, what: str, cell: str = "") -> None:
        path = f"blad {sheet}, cel {cell}" if cell else f"blad {sheet}"
        self.problems.append(DefinitionProblem(what, path))
        if len(self.problems) == MAX_PROBLEMS:
            more = DefinitionProblem("er is nog meer mis; los eerst dit op")
            raise InvalidDefinition([*self.problems, more])


class RowReader:
    """Reads the rows of one sheet, of which the first names the columns."""

    def __init__(self, title: str, columns: Sequence[PartField], problems: ProblemList) -> None:
        self._title = title
        self._columns = columns
        self._problems = problems

    def rows(self, sheet: ReadSheet | None) -> tuple[set[str], list[tuple[CellsByField, Places]]]:
        """Return which fields have no column, and the cells and places of each row with words."""
        if sheet is None:
            self._add("dit blad ontbreekt")
            return {column.name for column in self._columns}, []
        for place in sheet.merged:
            self._add("deze cellen zijn samengevoegd; maak dat ongedaan", place)
        # The first row with something in it names the columns, wherever it stands.
        numbers = list(sheet.rows)
        header = self._header(numbers[0], sheet.rows[numbers[0]]) if numbers else {}
        first_columns = {name: at for at, (name, piece) in header.items() if piece == 0}
        missing = [
            column
            for column in self._columns
            if column.name not in first_columns and not column.may_lack
        ]
        for column in missing:
            self._add(f"de kolom “{column.column_title}” ontbreekt")
        rows = []
        for number in numbers[1:]:
            cells = self._cells(number, sheet.rows[number], header)
            if cells:
                places = {
                    name: f"{column_letters(at)}{number}" for name, at in first_columns.items()
                }
                rows.append((cells, places))
        return {column.name for column in missing}, rows

    def texts(
        self, fields: Sequence[PartField], cells: CellsByField, doubtful: set[str]
    ) -> dict[str, str]:
        """Return the text of every field.

        A cell that can't be read is reported, and added to `doubtful`.
        """
        texts = {}
        for part_field in fields:
            pieces = cells.get(part_field.name, [])
            for place, cell in pieces:
                reason = _why_unreadable(cell, part_field)
                if reason:
                    self._add(reason, place)
                    # The field stands at its first cell, whichever of the pieces is unreadable.
                    doubtful.add(pieces[0][0])
            # A text was cut anywhere, so its pieces are joined before they are cleaned.
            texts[part_field.name] = clean_text("".join(cell.text for _place, cell in pieces))
        return texts

    def _add(self, what: str, cell: str = "") -> None:
        self._problems.add(self._title, what, cell)

    def _header(self, number: int, cells: dict[int, ReadCell]) -> Header:
        """Return what stands in each column; the field of a column that is not ours is ""."""
        by_name = {
            same_name(title_of(column.column_title, piece)): (column.name, piece)
            for column in self._columns
            for piece in range(MAX_PIECES)
        }
        header: Header = {}
        for at, cell in sorted(cells.items()):
            name = clean_text(cell.text)
            place = f"{column_letters(at)}{number}"
            meaning = by_name.get(same_name(name))
            # A cell with white space only is no name.
            if meaning is None and name:
                self._add(f"deze kolom hoort hier niet: “{name[:40]}”", place)
                header[at] = ("", at)
            elif meaning in header.values():
                self._add(f"de kolom “{name[:40]}” staat er twee keer", place)
                header[at] = ("", at)
            elif meaning is not None:
                header[at] = meaning
        return header

    def _cells(self, number: int, row: dict[int, ReadCell], header: Header) -> CellsByField:
        """Return the cells of a row by their fields; nothing for a row without words."""
        filled = {
            at: cell for at, cell in row.items() if cell.kind != "text" or clean_text(cell.text)
        }
        by_field: dict[str, dict[int, tuple[str, ReadCell]]] = defaultdict(dict)
        for at, cell in row.items():
            place = f"{column_letters(at)}{number}"
            if at in header:
                name, piece = header[at]
                by_field[name][piece] = place, cell
            elif at in filled:
                self._add("boven deze cel staat geen naam van een kolom", place)
        if not filled:
            return {}
        return {
            name: [pieces[piece] for piece in sorted(pieces)] for name, pieces in by_field.items()
        }


def _why_unreadable(cell: ReadCell, part_field: PartField) -> str:
    """Return why the cell can't be read as text; "" when it can."""
    if cell.kind == "formula":
        return "hier staat een formule; kopieer de cel en plak alleen de waarde"
    if cell.kind == "error":
        return f"hier staat een fout ({cell.text[:20]}); typ de tekst opnieuw"
    if cell.kind == "number":
        return (
            f"hier staat een getal of datum ({cell.text[:20]}); "
            "maak van de cel tekst en typ het opnieuw"
        )
    if cell.kind == "whole" and part_field.is_exact:
        typed = f"0{cell.text}" if part_field is KEY else f"{cell.text}.0"
        return (
            f"hier staat het getal {cell.text}, dat misschien als {typed} is getypt; "
            "maak van de cel tekst en typ het opnieuw"
        )
    if cell.kind == "yes_no" and not part_field.is_yes_no:
        return "hier staat waar of onwaar; maak van de cel tekst en typ het opnieuw"
    return ""
