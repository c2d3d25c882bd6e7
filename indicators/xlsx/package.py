"""An XLSX file as a package of XML parts, read with bounded memory and time whatever it holds.

Not openpyxl, which writes our files but reads strangers': it builds every element of every sheet,
takes the text "x005F_" out of what people wrote, and leaves "_x000D_" in. The format: ECMA-376,
part 1, chapter 18.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from xml.parsers import expat

from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.yaml_file import MAX_FILE_BYTES

MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_ENTRIES = 500
MAX_CHARACTERS = MAX_FILE_BYTES  # of all cells together
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 40

_CHUNK = 64 * 1024
_MAX_SILENT_CHUNKS = 16  # a single tag may not be longer than this
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOO_MUCH = "het bestand is te groot of te ingewikkeld voor een indicatorenset"

Attributes = dict[str, str]


def refusal(what: str) -> InvalidDefinition:
    """Return the error that refuses a whole file."""
    return InvalidDefinition([DefinitionProblem(what)])


class ElementHandler:
    """Gets the elements of one XML part, by their names without prefix."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


H = TypeVar("H", bound=ElementHandler)


class AttributeCollector(ElementHandler):
    """Collects the attributes of every element of one name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.collected: list[Attributes] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self._name:
            self.collected.append({local_name(key): value for key, value in attributes.items()})


class Package:
    """The parts of one workbook, with a count of what was read from all of them together."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._elements = 0
        self._characters = 0

    def count_text(self, text: str) -> None:
        """Count every use of a text: one shared text may stand in thousands of cells."""
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            millions = MAX_CHARACTERS // 1024 // 1024
            raise refusal(f"het bestand bevat meer dan {millions} miljoen tekens tekst")

    def parse(self, entry: str, handler: H) -> H:
        """Hand the elements of one part to `handler`, and return it."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = events = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth, events
            events += 1
            depth += 1
            self._elements += 1
            if self._elements > MAX_ELEMENTS or depth > MAX_DEPTH:
                raise refusal(_TOO_MUCH)
            handler.start(local_name(name), attributes)

        def text(value: str) -> None:
            nonlocal events
            events += 1
            handler.text(value)

        def end(name: str) -> None:
            nonlocal depth, events
            events += 1
            depth -= 1
            handler.end(local_name(name))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        # Without a DOCTYPE there are no entities, which could grow without bound.
        parser.StartDoctypeDeclHandler = _refuse_doctype
        with self._archive.open(entry) as part:
            # Expat keeps a tag until it ends; one that never does would fill the memory.
            silent_chunks = 0
            while chunk := part.read(_CHUNK):
                before = events
                parser.Parse(chunk, False)
                silent_chunks = silent_chunks + 1 if events == before else 0
                if silent_chunks > _MAX_SILENT_CHUNKS:
                    raise refusal(_TOO_MUCH)
            parser.Parse(b"", True)
        return handler


@contextmanager
def opened_package(content: bytes) -> Iterator[Package]:
    """Open an XLSX file to read its parts.

    Raises InvalidDefinition when it is no such file, is damaged, or is suspiciously large; also
    when that shows only while its parts are read.
    """
    _refuse_other_files(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_archive(archive)
            yield Package(archive)
    except zipfile.BadZipFile:
        raise refusal(
            "het bestand is beschadigd of niet volledig; sla het opnieuw op als .xlsx"
        ) from None
    # What zipfile, expat and our own handlers raise for contents that no program wrote.
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
        raise refusal(
            "het bestand is beschadigd: de inhoud is niet te lezen; sla het opnieuw op als .xlsx"
        ) from None


def _refuse_other_files(content: bytes) -> None:
    if len(content) > MAX_FILE_BYTES:
        raise refusal(f"het bestand is groter dan {MAX_FILE_BYTES // 1024 // 1024} MB")
    if content.startswith(_OLD_EXCEL):
        # An .xlsx with a password is packed in the format of old Excel files.
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refusal(
                "het bestand is beveiligd met een wachtwoord; sla het op zonder wachtwoord"
            )
        raise refusal("dit is een oud Excel-bestand (.xls); sla het op als .xlsx")
    if not content.startswith(b"PK"):
        raise refusal("dit is geen Excel-bestand (.xlsx)")
    # Every entry that Python would list has this mark, so this comes before it makes the list.
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise refusal(
            f"het bestand bestaat uit meer dan {MAX_ENTRIES} delen; dat is geen gewone .xlsx"
        )


def _refuse_archive(archive: zipfile.ZipFile) -> None:
    """Refuse what can't be a workbook of ours.

    Python gives no more of an entry than the size it declares, so the declared sizes can be added.
    """
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "xl/vbaProject.bin" in names:
        raise refusal("het bestand bevat macro’s; sla het op als .xlsx, zonder macro’s")
    if "xl/workbook.xml" not in names:
        if "content.xml" in names or "mimetype" in names:
            raise refusal(
                "dit is een bestand van LibreOffice (.ods) of iets dergelijks; sla het op als .xlsx"
            )
        raise refusal("dit is geen Excel-bestand (.xlsx), ook al is het misschien zo genoemd")
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal("het bestand is beveiligd met een wachtwoord; sla het op zonder wachtwoord")
    # Other methods of compression unpack to far more, and no spreadsheet program uses them.
    usual = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(entry.compress_type not in usual for entry in entries):
        raise refusal(
            "het bestand is op een ongewone manier ingepakt; sla het opnieuw op als .xlsx"
        )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        megabytes = MAX_UNPACKED_BYTES // 1024 // 1024
        raise refusal(f"het bestand is uitgepakt groter dan {megabytes} MB")


def local_name(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def _refuse_doctype(*_declaration: object) -> None:
    raise refusal("het bestand bevat een DOCTYPE, en dat hoort niet in een .xlsx")
