"""What is wrong with the structure of a tagged PDF: what a screen reader or braille display would
stumble over.

Run as a script on files it prints the faults of each: `python -m tests.reports.pdf_structure
report.pdf`.
"""

import io
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pikepdf

HEADING = re.compile(r"H([1-6])")
# In these, text reads as a whole of its own; in what only groups, it would hang in the air.
HOLDS_TEXT = {
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "LBody",
    "Lbl",
    "TH",
    "TD",
    "Caption",
    "Figure",
}
ONLY_GROUPS = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "L",
    "LI",
    "Table",
    "THead",
    "TBody",
    "TFoot",
    "TR",
}
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}


@dataclass
class Node:
    """An element of the structure tree. `kids` are nodes and texts in reading order; `pages` counts
    from 1."""

    tag: str
    source: pikepdf.Dictionary
    kids: list["Node | str"] = field(default_factory=list)
    link: pikepdf.Dictionary | None = None

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, tag: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag == tag]

    def attribute(self, key: str) -> pikepdf.Object | None:
        return self.source.get("/A", {}).get(key)


class Structure:
    """The tree of a PDF with the text in it, and the text that stands outside it."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._maps: dict[tuple[int, int], dict[bytes, str]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._used: set[tuple[int, int]] = set()
        self.outside: list[str] = []
        for page in document.pages:
            self._read(page.obj, page.Resources, page.objgen[0], None)
        self.root = self._node(document.Root.StructTreeRoot.K[0], None)
        self.outside += [
            text for key, text in self._texts.items() if key not in self._used and text.strip()
        ]

    def _read(
        self, content: pikepdf.Object, resources: pikepdf.Object, page: int, mark: int | str | None
    ) -> None:
        """Put the text of a page, or of a form drawn on it, under the marks it stands in."""
        marks: list[int | str | None] = [mark]
        characters: dict[bytes, str] = {}
        # How deep within a span that says its own text, instead of its glyphs.
        spoken = 0
        for instruction in pikepdf.parse_content_stream(content):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BDC", "BMC"):
                replacing = str(operands[1].get("/ActualText", "")) if operator == "BDC" else ""
                if replacing:
                    self._add(page, marks[-1], replacing)
                spoken += bool(spoken or replacing)
                number = operands[1].get("/MCID") if operator == "BDC" else None
                artifact = str(operands[0]) == "/Artifact" or marks[-1] == "artifact"
                marks.append(
                    "artifact" if artifact else marks[-1] if number is None else int(number)
                )
            elif operator == "EMC":
                marks.pop()
                spoken -= bool(spoken)
            elif operator == "Tf":
                characters = self._characters(resources.Font[str(operands[0])])
            elif (
                operator == "Do" and resources.XObject[str(operands[0])].get("/Subtype") == "/Form"
            ):
                form = resources.XObject[str(operands[0])]
                self._read(form, form.get("/Resources", resources), page, marks[-1])
            elif operator in SHOWS_TEXT and marks[-1] != "artifact":
                parts = operands[0] if operator == "TJ" else [operands[-1]]
                glyphs = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                text = "".join(
                    characters.get(glyphs[at : at + 2], "\ufffd") for at in range(0, len(glyphs), 2)
                )
                if not spoken:
                    self._add(page, marks[-1], text)

    def _add(self, page: int, mark: int | str | None, text: str) -> None:
        """Put a text under the mark that it stands in."""
        if mark is None:
            self.outside.append(text)
        elif mark != "artifact":
            key = (page, int(mark))
            self._texts[key] = self._texts.get(key, "") + text

    def _characters(self, font: pikepdf.Object) -> dict[bytes, str]:
        """Return the text that each glyph of a font stands for."""
        if font.objgen not in self._maps:
            found = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
            pairs = {
                bytes.fromhex(a.decode()): bytes.fromhex(b.decode()).decode("utf-16-be")
                for a, b in found
            }
            self._maps[font.objgen] = pairs
        return self._maps[font.objgen]

    def _node(self, source: pikepdf.Dictionary, page: int | None) -> Node:
        page = source.Pg.objgen[0] if "/Pg" in source else page
        node = Node(str(source.S)[1:], source)
        kids = source.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                node.kids.append(self._text((page or 0, int(kid))))
            elif "/S" in kid:
                node.kids.append(self._node(kid, page))
            elif kid.get("/Type") == "/OBJR":
                node.link = kid.Obj
            elif kid.get("/Type") == "/MCR":
                node.kids.append(
                    self._text((kid.Pg.objgen[0] if "/Pg" in kid else page or 0, int(kid.MCID)))
                )
        return node

    def _text(self, key: tuple[int, int]) -> str:
        self._used.add(key)
        return self._texts.get(key, "")


def faults(pdf: bytes, html: str = "") -> list[str]:
    """Return what is wrong, in words; with `html` also where the text departs from the document it
    was made from."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        problems = [f"file: {problem}" for problem in document.check_pdf_syntax()]
        if "/StructTreeRoot" not in document.Root:
            return [*problems, "there is no structure"]
        structure = Structure(document)
        problems += [
            f"text outside the structure: {text[:40]!r}"
            for text in structure.outside
            if text.strip()
        ]
        problems += [
            *_of_document(document),
            *_of_headings(document, structure.root),
            *_of_links(document),
        ]
        problems += [
            *_of_text(structure.root, ()),
            *_of_tables(structure.root),
            *_of_figures(structure.root),
        ]
        if html:
            problems += _departures(structure.root, html, _page_numbers(document))
    return problems


def _of_document(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield "no language"
    if not str(document.docinfo.get("/Title", "")).strip() or not root.get(
        "/ViewerPreferences", {}
    ).get("/DisplayDocTitle"):
        yield "no title, or it is not shown"
    if "/Filter" in root.Metadata or b'pdfuaid:part="1"' not in root.Metadata.read_raw_bytes():
        yield "the metadata are compressed, or do not name PDF/UA-1"


def _of_headings(document: pikepdf.Pdf, root: Node) -> Iterator[str]:
    headings = [
        (int(match[1]), node.text) for node in root.walk() if (match := HEADING.fullmatch(node.tag))
    ]
    levels = [level for level, _text in headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"the first heading, and only that, is of level 1: {levels[:5]}"
    for (before, _), (after, text) in pairwise(headings):
        if after > before + 1:
            yield f"after a heading of level {before} comes one of level {after}: {text[:40]!r}"
    yield from (
        f"an empty heading of level {level}" for level, text in headings if not text.strip()
    )
    with document.open_outline() as outline:
        bookmarks = list(_bookmarks(outline.root, 1))
    deepest = max((level for level, _title in bookmarks), default=0)
    expected = [heading for heading in headings if heading[0] <= max(deepest, 2)]
    if [level for level, _title in bookmarks] != [level for level, _text in expected] or not all(
        _same(title, text) for (_, title), (_, text) in zip(bookmarks, expected, strict=True)
    ):
        yield "the bookmarks are not the headings"


def _bookmarks(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from _bookmarks(item.children, level + 1)


def _of_links(document: pikepdf.Pdf) -> Iterator[str]:
    names = document.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    known = {str(name) for name in list(names)[::2]}
    for page in document.pages:
        for link in page.get("/Annots", []):
            if not str(link.get("/Contents", "")).strip():
                yield "a link without contents"
            if not int(link.get("/F", 0)) & 4:
                yield f"a link that is not printed: {link.get('/Contents')}"
            if "/StructParent" not in link:
                yield f"a link outside the structure: {link.get('/Contents')}"
            if "/Dest" in link and str(link.Dest) not in known:
                yield f"a link to nowhere: {link.Dest}"


def _of_text(node: Node, above: tuple[str, ...]) -> Iterator[str]:
    path = (*above, node.tag)
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _of_text(kid, path)
        elif kid.strip():
            holder = next((tag for tag in reversed(path) if tag in HOLDS_TEXT | ONLY_GROUPS), "")
            if holder not in HOLDS_TEXT:
                yield f"bare text in {holder}: {kid[:40]!r}"
    if node.tag == "Link" and (node.link is None or not node.text.strip()):
        yield f"a link without words or without an address: {node.text[:40]!r}"


def _of_tables(root: Node) -> Iterator[str]:
    for table in root.all("Table"):
        heads = {str(head.source.get("/ID", "")) for head in table.all("TH")}
        for head in table.all("TH"):
            if head.attribute("/Scope") not in ("/Row", "/Column", "/Both"):
                yield f"a TH without scope: {head.text[:40]!r}"
        for cell in table.all("TD"):
            of_cell = [str(head) for head in cell.attribute("/Headers") or []]
            if not of_cell or not set(of_cell) <= heads:
                yield f"a TD without headers: {cell.text[:40]!r}"
        widths = {
            sum(int(cell.attribute("/ColSpan") or 1) for cell in row.kids if isinstance(cell, Node))
            for row in table.all("TR")
        }
        spans = any(cell.attribute("/RowSpan") for cell in (*table.all("TD"), *table.all("TH")))
        if len(widths) != 1 and not spans:
            yield f"a table with rows of {sorted(widths)} cells: {table.text[:40]!r}"


def _of_figures(root: Node) -> Iterator[str]:
    for figure in root.all("Figure"):
        if not str(figure.source.get("/Alt", "")).strip():
            yield f"a figure without Alt: {figure.text[:40]!r}"


def _page_numbers(document: pikepdf.Pdf) -> dict[str, int]:
    names = list(document.Root.get("/Names", {}).get("/Dests", {}).get("/Names", []))
    pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
    return {
        str(name): pages[target[0].objgen]
        for name, target in zip(names[::2], names[1::2], strict=True)
    }


def _departures(root: Node, html: str, page_numbers: dict[str, int]) -> Iterator[str]:
    rest = "".join(_letters(text) for text in _read_aloud(root))
    at = 0
    document = _Texts(page_numbers)
    document.feed(html)
    for written in [*document.blocks, document.open_block]:
        letters = _letters(written)
        found = rest[at : at + len(letters)]
        if not _same(written, found):
            yield f"the document says {letters[:60]!r} where the PDF says {found[:60]!r}"
            return
        at += len(letters)
    if at != len(rest):
        yield f"the PDF goes on after the end of the document: {rest[at : at + 60]!r}"
    tags = Counter(node.tag for node in root.walk())
    for tag in ("P", "H1", "H2", "H3", "H4", "L", "LI", "Table", "TR", "TH", "TD", "Figure"):
        if tags[tag] != document.counts[tag]:
            yield f"{document.counts[tag]} times {tag} in the document, {tags[tag]} times in the PDF"


def _read_aloud(node: Node) -> Iterator[str]:
    """Return the texts in order without the bullets and numbers of lists, that the document does
    not hold."""
    for kid in node.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.tag != "Lbl":
            yield from _read_aloud(kid)


class _Texts(HTMLParser):
    """The texts of a document in order, one a block, with the page numbers that a table of contents
    shows."""

    WITHIN_TEXT = {"a", "br", "em", "span", "strong", "wbr", "text", "tspan"}
    UNSEEN = {"head", "title", "desc", "style"}
    VOID = {"br", "hr", "img", "wbr", "col"}
    TAGS = {"table": "Table", "ul": "L", "ol": "L", "svg": "Figure", "img": "Figure"}

    def __init__(self, page_numbers: dict[str, int]) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.open_block = ""
        self.counts: Counter[str] = Counter()
        self._page_numbers = page_numbers
        self._unseen = 0
        # How deep within an element that is for screens alone.
        self._not_printed = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if self._not_printed or "not-printed" in (dict(attributes).get("class") or ""):
            self._not_printed += tag not in self.VOID
            return
        self._unseen += tag in self.UNSEEN
        self._close(tag)
        self.counts[self.TAGS.get(tag, tag.upper())] += 1
        if target := dict(attributes).get("data-to"):
            self.open_block += str(self._page_numbers[target[1:]])

    def handle_endtag(self, tag: str) -> None:
        if self._not_printed:
            self._not_printed -= 1
            return
        self._unseen -= tag in self.UNSEEN
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen and not self._not_printed:
            self.open_block += data

    def _close(self, tag: str) -> None:
        if tag not in self.WITHIN_TEXT:
            self.blocks.append(self.open_block)
            self.open_block = ""


def _letters(text: str) -> str:
    """Return a text without what differs between a line and a page: spaces, hyphens at line ends,
    invisible marks."""
    kept = (
        letter
        for letter in text
        if unicodedata.category(letter) not in ("Cf", "Cc", "Zs") and letter != "\u2010"
    )
    return unicodedata.normalize("NFC", "".join(kept))


def _same(written: str, drawn: str) -> bool:
    """Say whether two texts are the same, but for the order in which a text from right to left is
    drawn."""
    letters, found = _letters(written), _letters(drawn)
    backwards = any(
        unicodedata.bidirectional(letter) in ("R", "AL", "RLO", "RLE", "RLI") for letter in written
    )
    return letters == found or (backwards and sorted(letters) == sorted(found))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for fault in faults(Path(name).read_bytes()) or ["nothing wrong"]:
            sys.stdout.write(f"{name}: {fault}\n")
