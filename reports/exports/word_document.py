"""A Word document being written: headings, paragraphs, lists and tables, with real styles. Knows nothing of reports.

Texts are put in as text and nothing else: no field, link or markup can come from them. The elements
are made one by one, because python-docx searches its styles anew for every paragraph: ten times
slower with long texts.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

LANGUAGE = "nl-NL"
_FONT = "Calibri"
_INK, _SOFT, _ACCENT = (
    RGBColor(0x1B, 0x24, 0x30),
    RGBColor(0x4D, 0x58, 0x66),
    RGBColor(0x0F, 0x4C, 0x5C),
)
_RULE = "D8D4C9"
_WIDTH = 9070  # of the text, in twentieths of a point
_LIST_INDENT, _LIST_HANGING = 454, 340  # in the same
Marks = Literal["1", "a", "i"]
_NUMBER_FORMATS: dict[Marks, str] = {"1": "decimal", "a": "lowerLetter", "i": "lowerRoman"}
_SHORT_ROW = 1000  # characters; a longer row of a table may go on on the next page


@dataclass(frozen=True)
class Look:
    """How a paragraph style looks; sizes and spaces in points, the indent in centimetres."""

    size: float = 11
    color: RGBColor = _INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    indent: float = 0
    keep: bool = False  # with what follows


_STYLES = {
    "Normal": Look(),
    "Title": Look(size=28, color=_ACCENT, bold=True, before=12, after=12),
    "Subtitle": Look(size=14, color=_SOFT, after=6),
    "Heading 1": Look(size=20, color=_ACCENT, bold=True, before=24, after=10, keep=True),
    "Heading 2": Look(size=14, color=_ACCENT, bold=True, before=16, after=6, keep=True),
    "Heading 3": Look(bold=True, before=12, after=4, keep=True),
    "List Bullet": Look(after=3),
    "List Number": Look(after=3),
    "List Continue": Look(after=3, indent=0.8),
    "Caption": Look(size=10, color=_SOFT, bold=True, before=8, after=4, keep=True),
    "Header": Look(size=9, color=_SOFT),
    "Footer": Look(size=9, color=_SOFT),
    "toc 1": Look(after=4),
    # Of our own, with Dutch names because people choose from them in Word.
    "Inhoudskop": Look(size=20, color=_ACCENT, bold=True, after=10, keep=True),
    "Kern": Look(size=12, bold=True),
    "Oordeel": Look(bold=True, color=_ACCENT, after=4, keep=True),
    "Onderbouwing": Look(indent=0.7, color=_SOFT),
    "Verwijzing": Look(size=10, color=_SOFT),
    "Ontbreekt": Look(italic=True, color=_SOFT),
    "Tabeltekst": Look(size=10, after=2),
}


@dataclass
class Run:
    """A piece of text; a line end in it is one within the paragraph."""

    text: str
    bold: bool = False


@dataclass
class Paragraph:
    """Runs in a style; `number` is that of the list it is an item of (WordDocument.new_list).

    `level` says in how many other lists that list stands.
    """

    runs: list[Run]
    style: str = "Normal"
    number: int | None = None
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass
class Cell:
    """What stands in a cell of a table, over so many columns."""

    paragraphs: list[Paragraph]
    span: int = 1


class WordDocument:
    """A document under construction; `content` returns the file."""

    def __init__(self, *, running: str) -> None:
        self._document: Document = docx.Document()
        self._leave_out_the_template()
        self._styles = {name: self._style(name, look) for name, look in _STYLES.items()}
        self._page(running)
        self._end = self._document.element.body.find(qn("w:sectPr"))
        self._numbering = self._document.part.numbering_part.element
        self._last_list = max(
            int(one.get(qn("w:numId"))) for one in self._numbering.findall(qn("w:num"))
        )
        self._formats = {
            marks: self._list_format(name, "%1.") for marks, name in _NUMBER_FORMATS.items()
        }
        self._bullets = self._list(self._list_format("bullet", "•"))
        self._chapters: list[str] = []
        self._contents: BaseOxmlElement | None = None
        self._break_next = False

    def add(self, paragraph: Paragraph) -> None:
        self._end.addprevious(self._element(paragraph))

    def heading(self, text: str, level: int) -> None:
        runs = [] if level == 1 else [Run(text)]
        element = self._element(Paragraph(runs, f"Heading {level}"))
        if level == 1:
            self._chapters.append(text)
            number = len(self._chapters)
            _child(element, "w:bookmarkStart", id=number, name=_bookmark(number))
            _add_run(element, Run(text))
            _child(element, "w:bookmarkEnd", id=number)
        self._end.addprevious(element)

    def new_list(self, start: int = 1, marks: Marks = "1") -> int:
        """Return the number of a new list with numbers, letters or numerals, which starts counting at `start`."""
        return self._list(self._formats[marks], start)

    def add_table(
        self, caption: str, heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]
    ) -> None:
        """Add a table under its caption; the rows of `heads` are repeated on every page."""
        columns = max([1, *(sum(cell.span for cell in row) for row in (*heads, *rows))])
        shares = (
            [1, 4]
            if columns == 2 and not heads
            else [4 if columns < 4 else 3, *([2] * (columns - 1))]
        )
        widths = [_WIDTH * share // sum(shares) for share in shares]
        if caption:
            self.add(Paragraph([Run(caption)], "Caption"))
        table: BaseOxmlElement = OxmlElement("w:tbl")
        _table_look(table, widths, head_row=bool(heads))
        for row in heads:
            _child(self._row(table, row, widths), "w:tblHeader")
        for place, row in enumerate(rows, start=1):
            # A table without a head is a few lines that belong together.
            self._row(table, row, widths, keep=not heads and place < len(rows))
        self._end.addprevious(table)
        self.add(Paragraph([], "Tabeltekst"))

    def contents(self, title: str) -> None:
        """Add a table of contents of the first-level headings, as a field of Word's own that is filled in already.

        Page numbers come when the person has Word update it; asking Word to do so at opening makes
        it warn the reader.
        """
        self.add(Paragraph([Run(title)], "Inhoudskop"))
        self._contents = self._element(Paragraph([], "toc 1"))
        self._end.addprevious(self._contents)

    def new_page(self) -> None:
        """Let what is added next begin a page."""
        self._break_next = True

    def content(self) -> bytes:
        """Return the file."""
        self._fill_in_contents()
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _element(
        self, paragraph: Paragraph, style: str = "", *, keep: bool = False
    ) -> BaseOxmlElement:
        element: BaseOxmlElement = OxmlElement("w:p")
        properties = _child(element, "w:pPr")
        _child(properties, "w:pStyle", val=self._styles[style or paragraph.style])
        if keep:
            _child(properties, "w:keepNext")
        if self._break_next:
            _child(properties, "w:pageBreakBefore")
            self._break_next = False
        if paragraph.style in ("List Bullet", "List Number"):
            numbering = _child(properties, "w:numPr")
            _child(numbering, "w:ilvl", val=0)
            _child(numbering, "w:numId", val=paragraph.number or self._bullets)
            if paragraph.level:
                left = _LIST_INDENT * (paragraph.level + 1)
                _child(properties, "w:ind", left=left, hanging=_LIST_HANGING)
        for run in paragraph.runs:
            _add_run(element, run)
        return element

    def _list_format(self, kind: str, text: str) -> int:
        """Return the number of a new kind of list; Word wants all kinds before all lists."""
        kinds = self._numbering.findall(qn("w:abstractNum"))
        number = max(int(one.get(qn("w:abstractNumId"))) for one in kinds) + 1
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(number))
        _child(abstract, "w:multiLevelType", val="singleLevel")
        level = _child(abstract, "w:lvl", ilvl=0)
        _child(level, "w:start", val=1)
        _child(level, "w:numFmt", val=kind)
        _child(level, "w:lvlText", val=text)
        _child(level, "w:lvlJc", val="left")
        _child(_child(level, "w:pPr"), "w:ind", left=_LIST_INDENT, hanging=_LIST_HANGING)
        kinds[-1].addnext(abstract)
        return number

    def _list(self, kind: int, start: int = 1) -> int:
        self._last_list += 1
        one = _child(self._numbering, "w:num", numId=self._last_list)
        _child(one, "w:abstractNumId", val=kind)
        _child(_child(one, "w:lvlOverride", ilvl=0), "w:startOverride", val=start)
        return self._last_list

    def _row(
        self,
        table: BaseOxmlElement,
        cells: Sequence[Cell],
        widths: Sequence[int],
        *,
        keep: bool = False,
    ) -> BaseOxmlElement:
        """Add a row and return its properties; `keep` keeps it on one page with the next."""
        row = _child(table, "w:tr")
        properties = _child(row, "w:trPr")
        if sum(len(paragraph.text) for cell in cells for paragraph in cell.paragraphs) < _SHORT_ROW:
            _child(properties, "w:cantSplit")
        place = 0
        for cell in cells:
            element = _child(row, "w:tc")
            look = _child(element, "w:tcPr")
            _child(look, "w:tcW", w=sum(widths[place : place + cell.span]), type="dxa")
            if cell.span > 1:
                _child(look, "w:gridSpan", val=cell.span)
            place += cell.span
            for paragraph in cell.paragraphs or [Paragraph([])]:
                listed = paragraph.style.startswith("List")
                element.append(
                    self._element(paragraph, paragraph.style if listed else "Tabeltekst", keep=keep)
                )
        return properties

    def _fill_in_contents(self) -> None:
        if self._contents is None or not self._chapters:
            return
        last = len(self._chapters)
        for place, title in enumerate(self._chapters, start=1):
            paragraph = self._element(Paragraph([], "toc 1"))
            if place == 1:
                _field(paragraph, "begin")
                _child(_child(paragraph, "w:r"), "w:instrText").text = r' TOC \o "1-1" \h \z \u '
                _field(paragraph, "separate")
            _add_run(_child(paragraph, "w:hyperlink", anchor=_bookmark(place)), Run(title))
            if place == last:
                _field(paragraph, "end")
            self._contents.addprevious(paragraph)
        self._contents.getparent().remove(self._contents)

    def _style(self, name: str, look: Look) -> str:
        """Give a style its look and return its id."""
        styles = self._document.styles
        if name in styles:
            style = styles[name]
        else:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "toc 1")
            style.base_style = styles["Normal"]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - the names are those of paragraphs
        _dress(style, look)
        return str(style.style_id)

    def _page(self, running: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = (
            Cm(2.5)
        )
        section.different_first_page_header_footer = True
        _add_run(section.header.paragraphs[0]._p, Run(running))
        footer = section.footer.paragraphs[0]._p
        for words, instruction in ((_("Pagina") + " ", "PAGE"), (" " + _("van") + " ", "NUMPAGES")):
            _add_run(footer, Run(words))
            _field(footer, "begin")
            _child(_child(footer, "w:r"), "w:instrText").text = f" {instruction} "
            _field(footer, "separate")
            _add_run(footer, Run("1"))
            _field(footer, "end")

    def _leave_out_the_template(self) -> None:
        """Take off what python-docx's template says that isn't so: English, an old version of Word, a thumbnail."""
        package = self._document.part.package
        for key in [
            key for key, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ]:
            del package.rels[key]
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)
        for setting in self._document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"


_name = cache(qn)


def _child(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    element: BaseOxmlElement = parent.makeelement(_name(tag))
    parent.append(element)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), str(value))
    return element


def _add_run(parent: BaseOxmlElement, run: Run) -> None:
    element = _child(parent, "w:r")
    if run.bold:
        _child(_child(element, "w:rPr"), "w:b")
    for number, line in enumerate(run.text.split("\n")):
        if number:
            _child(element, "w:br")
        if line:
            text = _child(element, "w:t")
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _field(parent: BaseOxmlElement, kind: str) -> None:
    _child(_child(parent, "w:r"), "w:fldChar", fldCharType=kind)


def _dress(style: ParagraphStyle, look: Look) -> None:
    font, layout = style.font, style.paragraph_format
    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    font.name, font.size, font.bold, font.italic = _FONT, Pt(look.size), look.bold, look.italic
    font.color.rgb = look.color
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = 1.15
    layout.keep_with_next = look.keep
    layout.widow_control = True
    if look.indent:
        layout.left_indent = Cm(look.indent)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _table_look(table: BaseOxmlElement, widths: Sequence[int], *, head_row: bool) -> None:
    properties = _child(table, "w:tblPr")
    _child(properties, "w:tblW", w=sum(widths), type="dxa")
    borders = _child(properties, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        _child(borders, f"w:{side}", val="single", sz=4, space=0, color=_RULE)
    _child(properties, "w:tblLayout", type="fixed")
    _child(properties, "w:tblLook", firstRow=int(head_row), firstColumn=1, noHBand=1, noVBand=1)
    grid = _child(table, "w:tblGrid")
    for width in widths:
        _child(grid, "w:gridCol", w=width)
