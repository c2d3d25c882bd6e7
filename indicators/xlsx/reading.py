"""From the cells of a workbook to a set, with every problem at the cell where somebody can solve it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from indicators.definition.problems import InvalidDefinition, Problem
from indicators.definition.values import SetDefinition, definition_from, value_from
from loket_eval.prose import clean_text

from .cells import Cell, Sheet, column_letters
from .layout import NAME, SET_ROWS, SET_TITLE, SHEETS, VALUE, Column, Layout, same_name, title_of

MAX_PARTS = 10  # columns that one text may be spread over
MAX_PROBLEMS = 500
PARENT = "parent"
_SET = TypeAdapter(SetDefinition)
# The texts of a set are checked apart from its themes.
_SOME_THEME = {"themes": [{"key": "x", "kind": "theme", "title": "x"}]}
_EXAMPLE = "voer een indicatorenset uit als XLSX om te zien hoe het bestand eruit hoort te zien"
_STRANGE = "dit blad hoort er niet bij; verwijder het, of bewaar het in een ander bestand"
_BY_TITLE = {layout.title: layout for layout in SHEETS}


def read_set(sheets: Sequence[Sheet]) -> SetDefinition:
    """Return the set in the sheets of a workbook, or raise InvalidDefinition with every problem."""
    return _Reading(sheets).definition()


# A row as it stands on a sheet: field -> its cells with their places, one or, of a long text, more.
_Cells = dict[str, list[tuple[str, Cell]]]


@dataclass(frozen=True)
class _Row:
    """One row of a table: the text of each field, and the place where it stands or should stand, such as "B3"."""

    texts: dict[str, str]
    places: dict[str, str]


@dataclass
class _Table:
    """A sheet as rows of fields. `doubtful` are the fields and cells that something is said about already."""

    rows: list[_Row] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)

    @cached_property
    def keys(self) -> set[str]:
        return {row.texts.get("key", "") for row in self.rows}

    def is_sure(self, row: _Row, name: str) -> bool:
        return name not in self.doubtful and row.places.get(name) not in self.doubtful


class _Reading:
    """Reads the sheets of one workbook and collects everything that is wrong."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = {same_name(sheet.name): sheet for sheet in sheets}
        self._problems: list[Problem] = []

    def definition(self) -> SetDefinition:
        wanted = {same_name(title) for title in (SET_TITLE, *_BY_TITLE)}
        if not wanted & self._sheets.keys():
            raise InvalidDefinition([Problem(f"hier staat geen indicatorenset in; {_EXAMPLE}")])
        for name, sheet in self._sheets.items():
            if name not in wanted and sheet.rows:
                self._add(sheet.name[:40], _STRANGE)
        own = self._own_values()
        tables = {layout.title: self._table(layout) for layout in SHEETS}
        for layout in SHEETS:
            self._check(layout, tables)
        if self._problems:
            raise InvalidDefinition(self._problems)
        return definition_from(own | {"themes": _nested(tables)})

    def _add(self, sheet: str, what: str, cell: str = "") -> None:
        self._problems.append(
            Problem(what, f"blad {sheet}, cel {cell}" if cell else f"blad {sheet}")
        )
        if len(self._problems) == MAX_PROBLEMS:
            raise InvalidDefinition(
                [*self._problems, Problem("er is nog meer mis; los eerst dit op")]
            )

    def _table(self, layout: Layout) -> _Table:
        """Return the rows of a sheet of parts."""
        missing, rows = self._rows(layout.title, layout.columns)
        table = _Table(doubtful=missing)
        for cells, places in rows:
            texts = self._texts(layout.title, layout.columns, cells, table.doubtful)
            table.rows.append(_Row(texts, places))
        return table

    def _own_values(self) -> dict[str, Any]:
        """Return the values of the set itself, which stand under each other."""
        missing, rows = self._rows(SET_TITLE, (Column(NAME, "name"), Column(VALUE, "value")))
        if missing:
            return {}
        by_name = {same_name(line.title): line for line in SET_ROWS}
        found: _Cells = {}
        places: dict[str, str] = {}
        for cells, at in rows:
            name = clean_text(cells["name"][0][1].text) if "name" in cells else ""
            line = by_name.get(same_name(name))
            if line is None:
                self._add(SET_TITLE, f"deze naam hoort hier niet: “{name[:40]}”", at["name"])
            elif line.field in places:
                self._add(SET_TITLE, f"“{line.title}” staat er twee keer", at["name"])
            else:
                found[line.field], places[line.field] = cells.get("value", []), at["value"]
        doubtful = {line.field for line in SET_ROWS if line.field not in places}
        for line in SET_ROWS:
            if line.field in doubtful:
                self._add(SET_TITLE, f"de regel “{line.title}” ontbreekt")
        table = _Table(doubtful=doubtful)
        row = _Row(self._texts(SET_TITLE, SET_ROWS, found, doubtful), places)
        return self._values(SET_TITLE, _SET, SET_ROWS, table, row, _SOME_THEME)

    def _rows(
        self, title: str, columns: Sequence[Column]
    ) -> tuple[set[str], list[tuple[_Cells, dict[str, str]]]]:
        """Return which fields have no column, and per row that says something its cells and their places."""
        sheet = self._sheets.get(same_name(title))
        if sheet is None:
            self._add(title, "dit blad ontbreekt")
            return {column.field for column in columns}, []
        for place in sheet.merged:
            self._add(title, "deze cellen zijn samengevoegd; maak dat ongedaan", place)
        numbers = list(sheet.rows)
        head = self._head(title, numbers[0], sheet.rows[numbers[0]], columns) if numbers else {}
        at = {name: column for column, (name, part) in head.items() if part == 0}
        missing = [column for column in columns if column.field not in at]
        for column in missing:
            self._add(title, f"de kolom “{column.title}” ontbreekt")
        rows = []
        for number in numbers[1:]:
            cells = self._cells(title, number, sheet.rows[number], head)
            if cells:
                rows.append(
                    (
                        cells,
                        {name: f"{column_letters(column)}{number}" for name, column in at.items()},
                    )
                )
        return {column.field for column in missing}, rows

    def _head(
        self, title: str, number: int, cells: dict[int, Cell], columns: Sequence[Column]
    ) -> dict[int, tuple[str, int]]:
        """Return which field, and which part of its text, stands in each column; "" is a column that is not ours."""
        parts = range(MAX_PARTS)
        names = {
            same_name(title_of(c.title, part)): (c.field, part) for c in columns for part in parts
        }
        found: dict[int, tuple[str, int]] = {}
        for column, cell in sorted(cells.items()):
            name = clean_text(cell.text)
            place = f"{column_letters(column)}{number}"
            meant = names.get(same_name(name))
            if meant is None and name:
                self._add(title, f"deze kolom hoort hier niet: “{name[:40]}”", place)
                found[column] = ("", column)
            elif meant in found.values():
                self._add(title, f"de kolom “{name[:40]}” staat er twee keer", place)
                found[column] = ("", column)
            elif meant is not None:
                found[column] = meant
        return found

    def _cells(
        self, title: str, number: int, row: dict[int, Cell], head: dict[int, tuple[str, int]]
    ) -> _Cells:
        """Return the cells of a row by their fields; nothing for a row without words."""
        filled = {
            at: cell for at, cell in row.items() if cell.kind != "text" or clean_text(cell.text)
        }
        cells: dict[str, dict[int, tuple[str, Cell]]] = defaultdict(dict)
        for at, cell in row.items():
            place = f"{column_letters(at)}{number}"
            if at in head:
                name, part = head[at]
                cells[name][part] = place, cell
            elif at in filled:
                self._add(title, "boven deze cel staat geen naam van een kolom", place)
        if not filled:
            return {}
        return {name: [of[part] for part in sorted(of)] for name, of in cells.items()}

    def _texts(
        self, title: str, columns: Sequence[Column], cells: _Cells, doubtful: set[str]
    ) -> dict[str, str]:
        """Return the text of every field; a cell that can't be read is said and added to `doubtful`."""
        texts = {}
        for column in columns:
            found = cells.get(column.field, [])
            for place, cell in found:
                refused = _refused(cell, column)
                if refused:
                    self._add(title, refused, place)
                    doubtful.add(found[0][0])
            texts[column.field] = clean_text("".join(cell.text for _place, cell in found))
        return texts

    def _check(self, layout: Layout, tables: dict[str, _Table]) -> None:
        """Say what is wrong with the rows of a sheet, apart and together."""
        table = tables[layout.title]
        parents = tables.get(layout.parent)
        first: dict[tuple[str, str], str] = {}
        if not parents and not table.rows and not table.doubtful:
            self._add(layout.title, "een indicatorenset heeft ten minste één thema")
        for row in table.rows:
            self._values(layout.title, layout.definition, layout.columns, table, row)
            key, above = row.texts["key"], row.texts.get(PARENT, "")
            if (
                parents
                and "key" not in parents.doubtful
                and table.is_sure(row, PARENT)
                and above not in parents.keys
            ):
                what = f"op blad {layout.parent} staat geen {_BY_TITLE[layout.parent].word} met sleutel “{above[:80]}”"
                self._add(layout.title, what, row.places[PARENT])
            if key and table.is_sure(row, "key"):
                place = first.setdefault(
                    (above if layout.list_name == "aspects" else "", key), row.places["key"]
                )
                if place != row.places["key"]:
                    self._add(
                        layout.title,
                        f"de sleutel “{key[:80]}” staat ook in cel {place}",
                        row.places["key"],
                    )

    def _values(
        self,
        title: str,
        definition: TypeAdapter[Any],
        columns: Sequence[Column],
        table: _Table,
        row: _Row,
        besides: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the values of a row, after saying what is wrong with each of them."""
        values: dict[str, Any] = {}
        for column in columns:
            text = row.texts.get(column.field, "")
            if column.field == PARENT or not table.is_sure(row, column.field):
                continue
            value = _value(column, text)
            if value is None and text:
                words = ", ".join(f"“{word}”" for word in (column.labels or {}).values())
                self._add(
                    title,
                    f"“{text[:40]}” kan hier niet; kies uit {words}",
                    row.places[column.field],
                )
                table.doubtful.add(row.places[column.field])
            elif value is not None:
                values[column.field] = value
        try:
            value_from(definition, values | (besides or {}))
        except InvalidDefinition as error:
            said = set()
            for problem in error.problems:
                name = problem.path.split(".")[0] or ("unit" if "unit" in row.places else "key")
                if table.is_sure(row, name) and name not in said:
                    said.add(name)
                    self._add(title, problem.what, row.places.get(name, ""))
        return values


def _refused(cell: Cell, column: Column) -> str:
    """Return why the cell can't be read as text; "" when it can."""
    if cell.kind == "formula":
        return "hier staat een formule; kopieer de cel en plak alleen de waarde"
    if cell.kind == "error":
        return f"hier staat een fout ({cell.text[:20]}); typ de tekst opnieuw"
    if cell.kind == "number":
        return f"hier staat een getal of datum ({cell.text[:20]}); maak van de cel tekst en typ het opnieuw"
    if cell.kind == "whole" and column.is_exact:
        example = f"{cell.text}.0" if column.field != "key" else f"0{cell.text}"
        return (
            f"hier staat het getal {cell.text}, dat misschien als {example} is getypt; "
            "maak van de cel tekst en typ het opnieuw"
        )
    if cell.kind == "yes_no" and not (column.labels and "ja" in column.labels.values()):
        return "hier staat waar of onwaar; maak van de cel tekst en typ het opnieuw"
    return ""


def _value(column: Column, text: str) -> Any:
    """Return the value that a text stands for; None when there is none, or a word that isn't in the list."""
    if column.labels is None:
        return text
    code = next(
        (code for code, label in column.labels.items() if same_name(label) == same_name(text)), None
    )
    return code == "ja" if code is not None and column.field == "implicit" else code


def _nested(tables: dict[str, _Table]) -> list[dict[str, Any]]:
    """Return the themes with everything that stands in them, in the order of the rows."""
    below: dict[str, dict[str, list[dict[str, Any]]]] = {
        layout.title: defaultdict(list) for layout in SHEETS
    }
    for layout in reversed(SHEETS):
        inside = [other for other in SHEETS if other.parent == layout.title]
        for row in tables[layout.title].rows:
            values = {
                c.field: _value(c, row.texts[c.field]) for c in layout.columns if c.field != PARENT
            }
            part = {name: value for name, value in values.items() if value is not None}
            part |= {other.list_name: below[other.title][row.texts["key"]] for other in inside}
            below[layout.title][row.texts.get(PARENT, "")].append(part)
    return below["Thema’s"][""]
