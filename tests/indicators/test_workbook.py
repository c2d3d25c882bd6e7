"""Files that are no decent workbook: refused in words, with bounded memory and time."""

import hashlib
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator

import pytest
from openpyxl import Workbook

from indicators.definition.parsing import parse_set
from indicators.xlsx.cells import read_workbook
from indicators.xlsx.writing import dump_xlsx

from .test_definition import SMALL, WERKSET
from .test_spreadsheet import problems, saved, workbook

MEGABYTE = 1024 * 1024
PARTS = {
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Set" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<R><Relationship Id="a" Type="t/worksheet" Target="sheet.xml"/>'
    '<Relationship Id="b" Type="t/sharedStrings" Target="texts.xml"/></R>',
    "xl/texts.xml": "<sst/>",
    "xl/sheet.xml": "<worksheet/>",
}


def packed(**parts: str | bytes) -> bytes:
    """Return a workbook made by hand; "sheet" and "texts" replace its parts."""
    named = {f"xl/{name}.xml": content for name, content in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (PARTS | named).items():
            archive.writestr(name, content)
    return file.getvalue()


def repacked(content: bytes, change: Callable[[zipfile.ZipFile], None]) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return file.getvalue()


def small() -> bytes:
    return dump_xlsx(parse_set(SMALL.encode()))


def sheet(rows: str) -> str:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<worksheet><sheetData><row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>"
)
DAMAGED = "het bestand is beschadigd of niet volledig; sla het opnieuw op als .xlsx"
UNREADABLE = "het bestand is beschadigd: de inhoud is niet te lezen; sla het opnieuw op als .xlsx"
COMPLICATED = "het bestand is te groot of te ingewikkeld voor een indicatorenset"


def many_rows(count: int) -> bytes:
    book = Workbook()
    book.active.title = "Indicatoren"
    for number in range(count):
        book.active.append(["hoe", f"vraag-{number}", "Werkt het?"])
    return saved(book)


def wrong_size() -> bytes:
    """Return a workbook whose sheet says that it is smaller than it is."""
    content = bytearray(packed(sheet=sheet("<row><c><v>1</v></c></row>" * 1000)))
    where = content.rfind(b"xl/sheet.xml") - 46
    content[where + 24 : where + 28] = struct.pack("<I", 100)
    return bytes(content)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "yaml named .xlsx": (lambda: SMALL.encode(), "dit is geen Excel-bestand (.xlsx)"),
    "empty": (lambda: b"", "dit is geen Excel-bestand (.xlsx)"),
    "old .xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "dit is een oud Excel-bestand (.xls); sla het op als .xlsx",
    ),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "het bestand is beveiligd met een wachtwoord; sla het op zonder wachtwoord",
    ),
    "a zip of something else": (
        lambda: repacked(b"", lambda archive: archive.writestr("word/document.xml", "<x/>")),
        "dit is geen Excel-bestand (.xlsx), ook al is het misschien zo genoemd",
    ),
    "LibreOffice": (
        lambda: repacked(b"", lambda archive: archive.writestr("content.xml", "<x/>")),
        "dit is een bestand van LibreOffice (.ods) of iets dergelijks; sla het op als .xlsx",
    ),
    "macros": (
        lambda: repacked(small(), lambda archive: archive.writestr("xl/vbaProject.bin", b"x")),
        "het bestand bevat macro’s; sla het op als .xlsx, zonder macro’s",
    ),
    "truncated": (lambda: small()[:-400], DAMAGED),
    "cut in the middle": (lambda: small()[: len(small()) // 2], DAMAGED),
    "larger than it says": (wrong_size, DAMAGED),
    "no XML": (lambda: packed(sheet="geen xml"), UNREADABLE),
    "half XML": (lambda: packed(sheet="<worksheet><sheetData>"), UNREADABLE),
    "a text that isn’t there": (
        lambda: packed(sheet=sheet("<row><c t='s'><v>7</v></c></row>")),
        UNREADABLE,
    ),
    "a cell in no place": (
        lambda: packed(sheet=sheet("<row><c r='7A'><v>7</v></c></row>")),
        UNREADABLE,
    ),
    "entities": (
        lambda: packed(sheet=ENTITIES),
        "het bestand bevat een DOCTYPE, en dat hoort niet in een .xlsx",
    ),
    "an outside file": (
        lambda: packed(texts='<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'),
        "het bestand bevat een DOCTYPE, en dat hoort niet in een .xlsx",
    ),
    "bomb": (
        lambda: packed(sheet=b"<worksheet>" + b" " * 60 * MEGABYTE + b"</worksheet>"),
        "het bestand is uitgepakt groter dan 40 MB",
    ),
    "bomb in a part that nobody reads": (
        lambda: repacked(
            small(), lambda archive: archive.writestr("xl/media/image1.png", bytes(60 * MEGABYTE))
        ),
        "het bestand is uitgepakt groter dan 40 MB",
    ),
    "thousands of entries": (
        lambda: repacked(
            small(), lambda archive: [archive.writestr(f"{n}", b"") for n in range(600)] and None
        ),
        "het bestand bestaat uit meer dan 500 delen; dat is geen gewone .xlsx",
    ),
    "11,000 rows": (
        lambda: many_rows(11_000),
        "blad Indicatoren: er staan meer dan 10000 regels op dit blad",
    ),
    "too large": (lambda: bytes(6 * MEGABYTE), "het bestand is groter dan 5 MB"),
}


@pytest.mark.parametrize(("content", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_decent_workbook(content, expected):
    assert problems(content()) == [expected]


def test_another_way_of_packing():
    """LZMA may ask for gigabytes to unpack a few bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", PARTS["xl/workbook.xml"])
    assert problems(file.getvalue()) == [
        "het bestand is op een ongewone manier ingepakt; sla het opnieuw op als .xlsx"
    ]


def test_pictures_remarks_and_styles_are_left_alone():
    book = workbook()
    book["Indicatoren"].column_dimensions["A"].hidden = True
    book["Indicatoren"].auto_filter.ref = "A1:G2"
    content = repacked(
        saved(book), lambda archive: archive.writestr("xl/media/image1.png", b"\x89PNG")
    )
    assert problems(content) == []


def test_a_text_with_marked_words_reads_as_one():
    """Excel stores a text in runs when words in it are bold, and how Japanese is pronounced beside
    it."""
    runs = (
        "<si><r><t>Werkt </t></r><r><rPr><b/></rPr><t>het_x003F_</t></r><rPh><t>weg</t></rPh></si>"
    )
    content = packed(
        texts=f"<sst>{runs}</sst>", sheet=sheet("<row r='3'><c r='B3' t='s'><v>0</v></c></row>")
    )
    (read,) = read_workbook(content)
    assert {
        row: {at: cell.text for at, cell in cells.items()} for row, cells in read.rows.items()
    } == {3: {2: "Werkt het?"}}


# Each is at most a few MB as a file and asks for as much as it can.
HEAVY = {
    "a text in every cell": "packed(texts='<sst><si><t>' + 'a' * 30_000 + '😀</t></si></sst>',"
    " sheet=sheet('<row>' + '<c t=\"s\"><v>0</v></c>' * 500_000 + '</row>'))",
    "different texts": "packed(texts='<sst>' + ''.join(f'<si><t>{n}😀</t></si>' for n in range(300_000)) + '</sst>')",
    "deep": "packed(sheet='<a>' * 12_000_000)",
    "one tag": "packed(sheet='<a ' + ' '.join(f'a{n}=\"\"' for n in range(3_000_000)) + '/>')",
    "rows without cells": "packed(sheet=sheet('<row/>' * 1_200_000))",
    "a set as large as can be": "large()",
    "small mistakes": "mistakes()",
}


READER = """
import os, re, sys, time
from indicators.definition.problems import InvalidDefinition
from indicators.xlsx.reading import parse_xlsx

def read(path):
    content = open(path, "rb").read()
    start, problems = time.process_time(), []
    try:
        parse_xlsx(content)
    except InvalidDefinition as error:
        problems = error.problems
    # Not getrusage: that keeps what the process held before it became this one.
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    print(len(problems), int(peak) // 1024, time.process_time() - start, flush=True)

for path in sys.stdin:
    if (child := os.fork()) == 0:
        read(path.strip())
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print("it died", flush=True)
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    """A process that is told paths, reads each file in a fork of its own, and prints what that
    took."""
    with subprocess.Popen(
        [sys.executable, "-c", READER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        yield process


@pytest.mark.parametrize("content", HEAVY.values(), ids=HEAVY)
def test_memory_and_time_are_bounded(content, reader, tmp_path):
    """Measured in a process of its own: at most 250 MB in all, and half a minute on a slow
    machine."""
    file = tmp_path / "zwaar.xlsx"
    file.write_bytes(eval(content, globals()))  # our own expressions, made only when needed
    reader.stdin.write(f"{file}\n")
    count, megabytes, seconds = reader.stdout.readline().split()
    assert int(count) <= 501
    assert int(megabytes) < 250
    assert float(seconds) < 30


def large() -> bytes:
    """Return a workbook with nearly as much text and as many questions as a file may have."""
    book = workbook()
    for number in range(9_000):
        text = f"{number}😀" + hashlib.sha256(str(number).encode()).hexdigest() * 8
        book["Indicatoren"].append(["hoe", f"vraag-{number}", text, "tekst", None, None, "bron"])
    return saved(book)


def mistakes() -> bytes:
    """Return a workbook with something wrong in tens of thousands of cells."""
    book = workbook(parse_set(WERKSET.read_bytes()))
    for title in ("Criteria", "Indicatoren", "Deelaspecten"):
        for number in range(3_000):
            book[title].append([f"X {number}", "Fout", 1.5, 2.5, 3.5, 4.5])
    return saved(book)
