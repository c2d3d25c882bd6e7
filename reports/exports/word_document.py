"""A Word document being written: headings, paragraphs, lists and tables, with real styles.

It knows nothing of reports. Texts are put in as text and nothing else: no field, link or markup can
come from them.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.styles.style import ParagraphStyle

from .word_elements import Run, add_run, child, field, table_look
from .word_styles import STYLES, Look, dress

LANGUAGE = "nl-NL"
_WIDTH = 9070  # of the text, in twentieths of a point
_SHORT_ROW = 1000  # characters; a longer row of a table may go on on the next page


@dataclass
class Paragraph:
    """Runs in a style; `number` is that of the list it is an item of (WordDocument.new_list)."""

    runs: list[Run]
    style: str = "Normal"
    number: int | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass
class Cell:
    """The paragraphs in a cell of a table, which covers `span` columns."""

    paragraphs: list[Paragraph]
    span: int = 1


class WordDocument:
    """A document under construction; `content` returns the file."""

    def __init__(self, *, running: str) -> None:
        self._document: Document = docx.Document()
        self._leave_out_the_template()
        self._styles = {name: self._style(name, look) for name, look in STYLES.items()}
        self._page(running)
        self._end = self._document.element.body.find(qn("w:sectPr"))
        self._numbering = self._document.part.numbering_part.element
        self._last_list = max(
            int(number.get(qn("w:numId"))) for number in self._numbering.findall(qn("w:num"))
        )
        self._numbers, bullets = (
            self._list_format("decimal", "%1."),
            self._list_format("bullet", "•"),
        )
        self._bullets = self._list(bullets)
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
            child(element, "w:bookmarkStart", id=number, name=_bookmark(number))
            add_run(element, Run(text))
            child(element, "w:bookmarkEnd", id=number)
        self._end.addprevious(element)

    def new_list(self, start: int = 1) -> int:
        """Return the number of a new numbered list, which starts counting at `start`."""
        return self._list(self._numbers, start)

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
        table_look(table, widths, head_row=bool(heads))
        for row in heads:
            child(self._row(table, row, widths), "w:tblHeader")
        for place, row in enumerate(rows, start=1):
            # A table without a head is a few lines that belong together.
            self._row(table, row, widths, keep=not heads and place < len(rows))
        self._end.addprevious(table)
        self.add(Paragraph([], "Tabeltekst"))

    def contents(self, title: str) -> None:
        """Add a table of contents of the first-level headings, as a Word field that is filled in.

        Word adds page numbers when the person updates it. Asking Word to do so at opening makes it
        warn the reader.
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
        properties = child(element, "w:pPr")
        child(properties, "w:pStyle", val=self._styles[style or paragraph.style])
        if keep:
            child(properties, "w:keepNext")
        if self._break_next:
            child(properties, "w:pageBreakBefore")
            self._break_next = False
        if paragraph.style in ("List Bullet", "List Number"):
            numbering = child(properties, "w:numPr")
            child(numbering, "w:ilvl", val=0)
            child(numbering, "w:numId", val=paragraph.number or self._bullets)
        for run in paragraph.runs:
            add_run(element, run)
        return element

    def _list_format(self, kind: str, text: str) -> int:
        """Return the number of a new kind of list; Word wants all kinds before all lists."""
        kinds = self._numbering.findall(qn("w:abstractNum"))
        number = max(int(kind.get(qn("w:abstractNumId"))) for kind in kinds) + 1
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(number))
        child(abstract, "w:multiLevelType", val="singleLevel")
        level = child(abstract, "w:lvl", ilvl=0)
        child(level, "w:start", val=1)
        child(level, "w:numFmt", val=kind)
        child(level, "w:lvlText", val=text)
        child(level, "w:lvlJc", val="left")
        child(child(level, "w:pPr"), "w:ind", left=454, hanging=340)
        kinds[-1].addnext(abstract)
        return number

    def _list(self, kind: int, start: int = 1) -> int:
        self._last_list += 1
        number = child(self._numbering, "w:num", numId=self._last_list)
        child(number, "w:abstractNumId", val=kind)
        child(child(number, "w:lvlOverride", ilvl=0), "w:startOverride", val=start)
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
        row = child(table, "w:tr")
        properties = child(row, "w:trPr")
        # A short row isn't cut at the end of a page. One longer than a page has to be.
        if sum(len(paragraph.text) for cell in cells for paragraph in cell.paragraphs) < _SHORT_ROW:
            child(properties, "w:cantSplit")
        place = 0
        for cell in cells:
            element = child(row, "w:tc")
            look = child(element, "w:tcPr")
            child(look, "w:tcW", w=sum(widths[place : place + cell.span]), type="dxa")
            if cell.span > 1:
                child(look, "w:gridSpan", val=cell.span)
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
        # The field spans the lines: it begins in the first one and ends in the last.
        last = len(self._chapters)
        for place, title in enumerate(self._chapters, start=1):
            paragraph = self._element(Paragraph([], "toc 1"))
            if place == 1:
                field(paragraph, "begin")
                child(child(paragraph, "w:r"), "w:instrText").text = r' TOC \o "1-1" \h \z \u '
                field(paragraph, "separate")
            add_run(child(paragraph, "w:hyperlink", anchor=_bookmark(place)), Run(title))
            if place == last:
                field(paragraph, "end")
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
        dress(style, look)
        return str(style.style_id)

    def _page(self, running: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = (
            Cm(2.5)
        )
        # The cover has no header and no footer.
        section.different_first_page_header_footer = True
        add_run(section.header.paragraphs[0]._p, Run(running))
        footer = section.footer.paragraphs[0]._p
        for words, instruction in ((_("Pagina") + " ", "PAGE"), (" " + _("van") + " ", "NUMPAGES")):
            add_run(footer, Run(words))
            field(footer, "begin")
            child(child(footer, "w:r"), "w:instrText").text = f" {instruction} "
            field(footer, "separate")
            add_run(footer, Run("1"))
            field(footer, "end")

    def _leave_out_the_template(self) -> None:
        """Remove what is wrong in python-docx's template: English, old Word, a thumbnail."""
        package = self._document.part.package
        for key in [
            key
            for key, relation in package.rels.items()
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ]:
            del package.rels[key]
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)
        for setting in self._document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"
