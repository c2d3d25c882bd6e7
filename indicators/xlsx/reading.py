"""From an XLSX file to a set, with every problem at the cell where somebody can solve it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from indicators.definition.parsing import definition_from, value_from
from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.values import DEFINITION_OF, SetDefinition
from indicators.parts import PARTS, SET, THEME, PartField, PartKind
from loket_eval.prose import clean_text

from .cells import ReadSheet, read_workbook
from .layout import NAME, PARENT, VALUE, columns_of, same_name, value_of
from .rows import CellsByField, FieldRow, FieldTable, Places, ProblemList, RowReader

_ADAPTERS = {kind: TypeAdapter(DEFINITION_OF[kind]) for kind in (SET, *PARTS)}
# The texts of a set are checked apart from its themes, without which it isn't valid.
_SOME_THEME = {"themes": [{"key": "x", "kind": "theme", "title": "x"}]}
_EXAMPLE = "voer een indicatorenset uit als XLSX om te zien hoe het bestand eruit hoort te zien"
_STRANGE = "dit blad hoort er niet bij; verwijder het, of bewaar het in een ander bestand"

Tables = dict[PartKind, FieldTable]


def parse_xlsx(content: bytes) -> SetDefinition:
    """Return the set that an XLSX file describes.

    Raises InvalidDefinition with every problem; its path names the sheet and the cell, as in
    "blad Criteria, cel B3".
    """
    return read_set(read_workbook(content))


def read_set(sheets: Sequence[ReadSheet]) -> SetDefinition:
    """Return the set in the sheets of a workbook, or raise InvalidDefinition with every problem."""
    return _SetReader(sheets).definition()


class _SetReader:
    """Reads the sheets of one workbook and collects everything that is wrong."""

    def __init__(self, sheets: Sequence[ReadSheet]) -> None:
        self._sheets = {same_name(sheet.name): sheet for sheet in sheets}
        self._problems = ProblemList()

    def definition(self) -> SetDefinition:
        wanted = {same_name(kind.sheet) for kind in (SET, *PARTS)}
        # One message instead of one for each sheet that is missing.
        if not wanted & self._sheets.keys():
            what = f"hier staat geen indicatorenset in; {_EXAMPLE}"
            raise InvalidDefinition([DefinitionProblem(what)])
        for name, sheet in self._sheets.items():
            if name not in wanted and sheet.rows:
                self._problems.add(sheet.name[:40], _STRANGE)
        set_values = self._set_values()
        tables = {kind: self._table(kind) for kind in PARTS}
        for kind in PARTS:
            self._check(kind, tables)
        if self._problems.problems:
            raise InvalidDefinition(self._problems.problems)
        return definition_from(set_values | {THEME.list_name: _nested(tables)})

    def _reader(self, kind: PartKind) -> RowReader:
        return RowReader(kind.sheet, columns_of(kind), self._problems)

    def _sheet(self, kind: PartKind) -> ReadSheet | None:
        return self._sheets.get(same_name(kind.sheet))

    def _table(self, kind: PartKind) -> FieldTable:
        """Return the rows of the sheet of one kind of part."""
        reader = self._reader(kind)
        missing, rows = reader.rows(self._sheet(kind))
        table = FieldTable(doubtful=missing)
        for cells, places in rows:
            texts = reader.texts(columns_of(kind), cells, table.doubtful)
            table.rows.append(FieldRow(texts, places))
        return table

    def _set_values(self) -> dict[str, Any]:
        """Return the values of the set itself, which stand under each other."""
        reader = self._reader(SET)
        missing, rows = reader.rows(self._sheet(SET))
        if missing:
            return {}
        by_name = {same_name(field.column_title): field for field in SET.fields}
        cells_by_field: CellsByField = {}
        places: Places = {}
        for cells, row_places in rows:
            name = clean_text(cells[NAME.name][0][1].text) if NAME.name in cells else ""
            field = by_name.get(same_name(name))
            name_place = row_places[NAME.name]
            if field is None:
                what = f"deze naam hoort hier niet: “{name[:40]}”"
                self._problems.add(SET.sheet, what, name_place)
            elif field.name in places:
                what = f"“{field.column_title}” staat er twee keer"
                self._problems.add(SET.sheet, what, name_place)
            else:
                cells_by_field[field.name] = cells.get(VALUE.name, [])
                places[field.name] = row_places[VALUE.name]
        absent = [field for field in SET.fields if field.name not in places]
        for field in absent:
            self._problems.add(SET.sheet, f"de regel “{field.column_title}” ontbreekt")
        table = FieldTable(doubtful={field.name for field in absent})
        texts = reader.texts(SET.fields, cells_by_field, table.doubtful)
        return self._values(SET, SET.fields, table, FieldRow(texts, places), _SOME_THEME)

    def _check(self, kind: PartKind, tables: Tables) -> None:
        """Report what is wrong with the rows of a sheet, apart and together."""
        table = tables[kind]
        if kind is THEME and not table.rows and not table.doubtful:
            self._problems.add(kind.sheet, "een indicatorenset heeft ten minste één thema")
        first_places: dict[tuple[str, str], str] = {}
        for row in table.rows:
            self._values(kind, columns_of(kind), table, row)
            self._check_parent(kind, tables, row)
            key = row.texts["key"]
            if not key or not table.is_sure(row, "key"):
                continue
            # Two questions may both have an aspect "a".
            within = "" if kind.key_is_unique_in_set else row.texts.get(PARENT, "")
            first_place = first_places.setdefault((within, key), row.places["key"])
            if first_place != row.places["key"]:
                what = f"de sleutel “{key[:80]}” staat ook in cel {first_place}"
                self._problems.add(kind.sheet, what, row.places["key"])

    def _check_parent(self, kind: PartKind, tables: Tables, row: FieldRow) -> None:
        if kind.parent not in tables:
            return
        parents = tables[kind.parent]
        # With a key on the sheet above in doubt, any key might be right.
        if "key" in parents.doubtful or not tables[kind].is_sure(row, PARENT):
            return
        key = row.texts.get(PARENT, "")
        if key not in parents.keys:
            what = (
                f"op blad {kind.parent.sheet} staat geen {kind.parent.word} "
                f"met sleutel “{key[:80]}”"
            )
            self._problems.add(kind.sheet, what, row.places[PARENT])

    def _values(
        self,
        kind: PartKind,
        fields: Sequence[PartField],
        table: FieldTable,
        row: FieldRow,
        besides: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the values of a row, after reporting what is wrong with each of them."""
        values: dict[str, Any] = {}
        for field in fields:
            text = row.texts.get(field.name, "")
            if field.name == PARENT or not table.is_sure(row, field.name):
                continue
            value = value_of(field, text)
            if value is None and text:
                words = ", ".join(f"“{word}”" for word in (field.words or {}).values())
                what = f"“{text[:40]}” kan hier niet; kies uit {words}"
                self._problems.add(kind.sheet, what, row.places[field.name])
                table.doubtful.add(row.places[field.name])
            elif value is not None:
                values[field.name] = value
        try:
            value_from(_ADAPTERS[kind], values | (besides or {}))
        except InvalidDefinition as error:
            self._report(kind, table, row, error)
        return values

    def _report(
        self, kind: PartKind, table: FieldTable, row: FieldRow, error: InvalidDefinition
    ) -> None:
        """Report the problems of a row, one a field, unless the cell is in doubt already."""
        reported = set()
        for problem in error.problems:
            # A rule of the whole part names no field; the only one there is is about the unit.
            name = problem.path.split(".")[0] or ("unit" if "unit" in row.places else "key")
            if table.is_sure(row, name) and name not in reported:
                reported.add(name)
                self._problems.add(kind.sheet, problem.what, row.places.get(name, ""))


def _nested(tables: Tables) -> list[dict[str, Any]]:
    """Return the themes with everything that stands in them, in the order of the rows."""
    by_parent: dict[PartKind, dict[str, list[dict[str, Any]]]] = {
        kind: defaultdict(list) for kind in PARTS
    }
    # From the bottom up, so that what stands in a part is complete when it is put there.
    for kind in reversed(PARTS):
        for row in tables[kind].rows:
            part = {
                field.name: value
                for field in columns_of(kind)
                if field.name != PARENT
                and (value := value_of(field, row.texts[field.name])) is not None
            }
            for child in kind.children:
                part[child.list_name] = by_parent[child][row.texts["key"]]
            by_parent[kind][row.texts.get(PARENT, "")].append(part)
    return by_parent[THEME][""]
