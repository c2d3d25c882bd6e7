"""An XLSX file as plain cells, read with bounded memory and time whatever the file holds. Knows nothing of sets.

Not openpyxl, which writes our files but reads strangers': it builds every element of every sheet,
takes the text "x005F_" out of what people wrote, and leaves "_x000D_" in. The format: ECMA-376,
part 1, chapter 18.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Literal, TypeVar
from xml.parsers import expat

from indicators.definition.problems import InvalidDefinition, Problem
from indicators.definition.yaml_file import MAX_FILE_BYTES

MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_ENTRIES = 500
MAX_ROWS = 10_000  # with something in them, a sheet
MAX_COLUMNS = 60
MAX_CELLS = 200_000
MAX_CHARACTERS = MAX_FILE_BYTES  # of all cells together
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 40
MAX_REMARKS = 100

_CHUNK = 64 * 1024
_MAX_SILENT_CHUNKS = 16  # a single tag may not be longer than this
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
# Number formats that show a whole number as it is: General, 0 and Text.
_PLAIN_FORMATS = {0, 1, 49}

CellKind = Literal["text", "whole", "number", "yes_no", "formula", "error"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, as text. A "whole" is a number as it shows; a "number" may also be a date or percentage."""

    kind: CellKind
    text: str


@dataclass
class Sheet:
    """The rows of a sheet that hold something: number of the row -> number of the column -> cell, counted from 1."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


def column_letters(column: int) -> str:
    """Return the name of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def escape(text: str) -> str:
    """Return `text` as it goes in a file, where "_x0041_" would stand for an A."""
    return _TO_ESCAPE.sub("_x005F_", text)


def unescape(text: str) -> str:
    """Return the text that `escape`, or a spreadsheet program, wrote."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def read_workbook(content: bytes) -> list[Sheet]:
    """Return the sheets of an XLSX file, in their order.

    Raises InvalidDefinition when it is no such file, is damaged, or holds more than a set can be.
    """
    _refuse_other_files(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_archive(archive)
            return _Reader(archive).sheets()
    except zipfile.BadZipFile:
        raise _refusal(
            "het bestand is beschadigd of niet volledig; sla het opnieuw op als .xlsx"
        ) from None
    except (
        expat.ExpatError,
        zlib.error,
        ValueError,
        LookupError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ):
        raise _refusal(
            "het bestand is beschadigd: de inhoud is niet te lezen; sla het opnieuw op als .xlsx"
        ) from None


def _refusal(what: str) -> InvalidDefinition:
    return InvalidDefinition([Problem(what)])


def _refuse_other_files(content: bytes) -> None:
    if len(content) > MAX_FILE_BYTES:
        raise _refusal(f"het bestand is groter dan {MAX_FILE_BYTES // 1024 // 1024} MB")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refusal(
                "het bestand is beveiligd met een wachtwoord; sla het op zonder wachtwoord"
            )
        raise _refusal("dit is een oud Excel-bestand (.xls); sla het op als .xlsx")
    if not content.startswith(b"PK"):
        raise _refusal("dit is geen Excel-bestand (.xlsx)")
    # Every entry that Python would list has this mark, so this comes before it makes the list.
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise _refusal(
            f"het bestand bestaat uit meer dan {MAX_ENTRIES} onderdelen; dat is geen gewone .xlsx"
        )


def _refuse_archive(archive: zipfile.ZipFile) -> None:
    """Refuse what can't be a workbook of ours; Python gives no more of an entry than the size it declares."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "xl/vbaProject.bin" in names:
        raise _refusal("het bestand bevat macro’s; sla het op als .xlsx, zonder macro’s")
    if "xl/workbook.xml" not in names:
        if "content.xml" in names or "mimetype" in names:
            raise _refusal(
                "dit is een bestand van LibreOffice (.ods) of iets dergelijks; sla het op als .xlsx"
            )
        raise _refusal("dit is geen Excel-bestand (.xlsx), ook al is het misschien zo genoemd")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refusal("het bestand is beveiligd met een wachtwoord; sla het op zonder wachtwoord")
    if any(
        entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries
    ):
        raise _refusal(
            "het bestand is op een ongewone manier ingepakt; sla het opnieuw op als .xlsx"
        )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _refusal(
            f"het bestand is uitgepakt groter dan {MAX_UNPACKED_BYTES // 1024 // 1024} MB"
        )


Attributes = dict[str, str]


class _Handler:
    """Gets the elements of one XML part, by their names without prefix."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


H = TypeVar("H", bound=_Handler)


class _Reader:
    """Reads the parts of one workbook and keeps count over all of them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._elements = 0
        self.cells = 0
        self.characters = 0

    def sheets(self) -> list[Sheet]:
        names = self._parse("xl/workbook.xml", _Collector("sheet")).found
        relations = self._parse("xl/_rels/workbook.xml.rels", _Collector("Relationship")).found
        targets = {relation["Id"]: _path(relation["Target"]) for relation in relations}
        kinds = {
            relation["Type"].rpartition("/")[2]: targets[relation["Id"]] for relation in relations
        }
        formats = self._parse(kinds["styles"], _Formats()).formats if "styles" in kinds else []
        texts = (
            self._parse(kinds["sharedStrings"], _SharedTexts(self)).texts
            if "sharedStrings" in kinds
            else []
        )
        if len(names) > MAX_ENTRIES:
            raise _refusal(f"het bestand heeft meer dan {MAX_ENTRIES} werkbladen")
        return [
            self._parse(
                targets[found["id"]], _SheetHandler(self, unescape(found["name"]), texts, formats)
            ).sheet
            for found in names
        ]

    def count_text(self, text: str) -> None:
        """Count every use of a text: one shared text may stand in thousands of cells."""
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise _refusal(
                f"het bestand bevat meer dan {MAX_CHARACTERS // 1024 // 1024} miljoen tekens tekst"
            )

    def _parse(self, entry: str, handler: H) -> H:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = events = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth, events
            events += 1
            depth += 1
            self._elements += 1
            if self._elements > MAX_ELEMENTS or depth > MAX_DEPTH:
                raise _refusal("het bestand is te groot of te ingewikkeld voor een indicatorenset")
            handler.start(_local(name), attributes)

        def text(value: str) -> None:
            nonlocal events
            events += 1
            handler.text(value)

        def end(name: str) -> None:
            nonlocal depth, events
            events += 1
            depth -= 1
            handler.end(_local(name))

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
            start,
            end,
            text,
        )
        parser.StartDoctypeDeclHandler = _refuse_doctype
        with self._archive.open(entry) as part:
            silent = 0
            while chunk := part.read(_CHUNK):
                before = events
                parser.Parse(chunk, False)
                silent = silent + 1 if events == before else 0
                if silent > _MAX_SILENT_CHUNKS:
                    raise _refusal(
                        "het bestand is te groot of te ingewikkeld voor een indicatorenset"
                    )
            parser.Parse(b"", True)
        return handler


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _path(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _refuse_doctype(*_parts: object) -> None:
    raise _refusal("het bestand bevat een DOCTYPE, en dat hoort niet in een .xlsx")


class _Collector(_Handler):
    """Collects the attributes of every element of one name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.found: list[Attributes] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self._name:
            self.found.append({_local(key): value for key, value in attributes.items()})


class _Formats(_Handler):
    """Collects the number format of every style that a cell can have."""

    def __init__(self) -> None:
        self.formats: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.formats.append(int(attributes.get("numFmtId", 0)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


class _Collecting(_Handler):
    """Puts a text together from its runs, leaving out how Japanese is pronounced (rPh)."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._parts: list[str] = []
        self._open = False
        self._pronounced = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rPh":
            self._pronounced = True
        elif name in ("t", "v"):
            self._open = not self._pronounced

    def text(self, text: str) -> None:
        if self._open:
            self._reader.count_text(text)
            self._parts.append(text)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._pronounced = False
        elif name in ("t", "v"):
            self._open = False

    def taken(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        return text


class _SharedTexts(_Collecting):
    def __init__(self, reader: _Reader) -> None:
        super().__init__(reader)
        self.texts: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append(unescape(self.taken()))


class _SheetHandler(_Collecting):
    def __init__(self, reader: _Reader, name: str, texts: list[str], formats: list[int]) -> None:
        super().__init__(reader)
        self.sheet = Sheet(name)
        self._texts, self._formats = texts, formats
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == "c":
            self._cell, self._formula = attributes, False
            self._column += 1
            if "r" in attributes:
                self._column, self._row = _column_and_row(attributes["r"])
            self.taken()
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "f":
            self._formula = True
        elif name == "mergeCell" and len(self.sheet.merged) < MAX_REMARKS:
            self.sheet.merged.append(attributes["ref"][:20])

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            cell = self._read(self.taken())
            if cell.text or cell.kind == "formula":
                self._keep(cell)

    def _read(self, value: str) -> Cell:
        kind = self._cell.get("t", "n")
        if self._formula:
            return Cell("formula", value)
        if kind == "s" and value:
            shared = self._texts[int(value)]
            self._reader.count_text(shared)
            return Cell("text", shared)
        if kind in ("inlineStr", "str", "s"):
            return Cell("text", unescape(value))
        if kind == "e":
            return Cell("error", value)
        if kind == "b":
            return Cell("yes_no", {"1": "ja", "0": "nee"}.get(value, value))
        style = int(self._cell.get("s", 0))
        plain = (self._formats[style] if style < len(self._formats) else 0) in _PLAIN_FORMATS
        whole = plain and kind == "n" and re.fullmatch("-?[0-9]{1,15}", value)
        return Cell("whole" if whole else "number", value)

    def _keep(self, cell: Cell) -> None:
        self._reader.cells += 1
        row = self.sheet.rows.setdefault(self._row, {})
        row[min(self._column, MAX_COLUMNS)] = cell
        if len(self.sheet.rows) > MAX_ROWS:
            raise _refusal(
                f"blad {self.sheet.name[:40]}: er staan meer dan {MAX_ROWS} regels op dit blad"
            )
        if self._reader.cells > MAX_CELLS:
            raise _refusal(f"het bestand heeft meer dan {MAX_CELLS} gevulde cellen")


def _column_and_row(place: str) -> tuple[int, int]:
    found = _PLACE.match(place)
    if found is None:
        raise ValueError(place)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])
