"""A Word document being written: headings, paragraphs, lists and tables, with real styles.

It knows nothing of reports. Text goes in as text and nothing else: no field, link or markup can
come from it.
"""

import io
from collections.abc import Sequence
from typing import Literal

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from .word_contents import add_number, bookmark, fill_in
from .word_elements import (
    Cell,
    PlacedPicture,
    Run,
    WordParagraph,
    add_child,
    add_run,
    dress_table,
    keep_with_next,
    turn,
)
from .word_pages import PageEstimate
from .word_styles import STYLES, Look, dress

LANGUAGE = "nl-NL"
_CELL_MARGINS = 11  # on both sides of a cell, in points
_WIDTH = 9070  # of the text, in twentieths of a point
_LIST_INDENT, _LIST_HANGING = 454, 340  # in the same
Marks = Literal["1", "a", "i"]
_NUMBER_FORMATS: dict[Marks, str] = {"1": "decimal", "a": "lowerLetter", "i": "lowerRoman"}
_SHORT_ROW = 1000  # characters; a longer row of a table may continue on the next page


class WordDocument:
    """A document under construction; `content` returns the finished file."""

    def __init__(self, *, running: str) -> None:
        self._document: Document = docx.Document()
        self._leave_out_the_template()
        self._styles = {name: self._style(name, look) for name, look in STYLES.items()}
        self._page(running)
        # The properties of the page must stay last: content goes before them.
        self._end = self._document.element.body.find(qn("w:sectPr"))
        self._numbering = self._document.part.numbering_part.element
        self._last_list = max(
            int(listed.get(qn("w:numId"))) for listed in self._numbering.findall(qn("w:num"))
        )
        # All kinds of list before the first list: Word wants that order in the file.
        self._formats = {
            marks: self._list_format(name, "%1.") for marks, name in _NUMBER_FORMATS.items()
        }
        bullets = self._list_format("bullet", "•")
        self._bullets = self._list(bullets)
        self._chapters: list[tuple[str, int]] = []
        self._pages = PageEstimate()
        self._contents: BaseOxmlElement | None = None
        self._break_next = False

    def add(self, paragraph: WordParagraph) -> None:
        element = self._element(paragraph)
        self._pages.add(paragraph)
        if paragraph.style == "List Continue":
            # What an item begins with, such as a number and its judgement, stays with its text.
            keep_with_next(self._end.getprevious())
        self._end.addprevious(element)

    def heading(self, text: str, level: int) -> None:
        # The text of a chapter's heading goes inside a bookmark: the table of contents leads there.
        runs: list[Run | PlacedPicture] = [] if level == 1 else [Run(text)]
        element = self._element(WordParagraph(runs, f"Heading {level}"), text=text)
        self._pages.add(WordParagraph([Run(text)], f"Heading {level}"))
        if level == 1:
            self._chapters.append((text, self._pages.number))
            number = len(self._chapters)
            add_child(element, "w:bookmarkStart", id=number, name=bookmark(number))
            add_run(element, Run(text))
            add_child(element, "w:bookmarkEnd", id=number)
        self._end.addprevious(element)

    def new_list(self, start: int = 1, marks: Marks = "1") -> int:
        """Return the number of a new list, with numbers, letters or numerals from `start` on."""
        return self._list(self._formats[marks], start)

    def add_table(
        self, caption: str, heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]
    ) -> None:
        """Add a table below its caption; the rows of `heads` are repeated on every page."""
        columns = max([1, *(sum(cell.span for cell in row) for row in (*heads, *rows))])
        # The first column holds the headings of the rows; a table of two columns is a list of names
        # with a text each.
        shares = (
            [1, 4]
            if columns == 2 and not heads
            else [4 if columns < 4 else 3, *([2] * (columns - 1))]
        )
        widths = [_WIDTH * share // sum(shares) for share in shares]
        if caption:
            self.add(WordParagraph([Run(caption)], "Caption"))
        table: BaseOxmlElement = OxmlElement("w:tbl")
        dress_table(table, widths, head_row=bool(heads))
        for cells in (*heads, *rows):
            self._pages.add_row(cells, widths)
        for row in heads:
            add_child(self._row(table, row, widths), "w:tblHeader")
        for place, row in enumerate(rows, start=1):
            # A table without a head is a few lines that belong together, so on one page.
            self._row(table, row, widths, keep=not heads and place < len(rows))
        self._end.addprevious(table)
        # Word joins two tables that have no paragraph between them.
        self.add(WordParagraph([], "Tabeltekst"))

    def contents(self, title: str) -> None:
        """Add a table of contents with the headings of the first level.

        Each page number is a field, with a number that is estimated: LibreOffice counts the pages
        when the file opens, and Word before it prints or when the reader updates the fields. Word
        could also do so when the file opens, but then it shows a warning first.
        """
        self.add(WordParagraph([Run(title)], "Inhoudskop"))
        self._contents = self._element(WordParagraph([], "toc 1"))
        self._end.addprevious(self._contents)

    def begin_chapter(self) -> None:
        """Begin the first chapter on a new page, after the contents; the others flow on."""
        if not self._chapters:
            self.new_page()

    def new_page(self) -> None:
        """Let the next paragraph begin on a new page."""
        self._break_next = True

    def content(self) -> bytes:
        """Return the file."""
        if self._contents is not None and self._chapters:
            fill_in(self._contents, self._chapters, self._element, _WIDTH)
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _element(
        self,
        paragraph: WordParagraph,
        style: str = "",
        *,
        keep: bool = False,
        text: str = "",
        most: float = _WIDTH / 20,
    ) -> BaseOxmlElement:
        """Return a paragraph; `text` is what it will hold when it has no runs yet.

        A picture in it is at most `most` points wide.
        """
        element: BaseOxmlElement = OxmlElement("w:p")
        properties = add_child(element, "w:pPr")
        add_child(properties, "w:pStyle", val=self._styles[style or paragraph.style])
        if keep:
            add_child(properties, "w:keepNext")
        if self._break_next:
            add_child(properties, "w:pageBreakBefore")
            self._pages.new_page()
            self._break_next = False
        if paragraph.style in ("List Bullet", "List Number"):
            numbering = add_child(properties, "w:numPr")
            add_child(numbering, "w:ilvl", val=0)
            add_child(numbering, "w:numId", val=paragraph.number or self._bullets)
        turn(properties, paragraph.text or text)
        if paragraph.level:
            left = _LIST_INDENT * (paragraph.level + 1)
            add_child(properties, "w:ind", left=left, hanging=_LIST_HANGING)
        for run in paragraph.runs:
            if isinstance(run, PlacedPicture):
                self._add_picture(element, run, min(run.width, most))
            else:
                add_run(element, run)
        return element

    def _add_picture(
        self, paragraph: BaseOxmlElement, picture: PlacedPicture, width: float
    ) -> None:
        inline = self._document.part.new_pic_inline(io.BytesIO(picture.png), Pt(width))
        inline.docPr.set("descr", picture.words)
        add_child(add_child(paragraph, "w:r"), "w:drawing").append(inline)

    def _list_format(self, kind: str, text: str) -> int:
        """Add a kind of list and return its number."""
        kinds = self._numbering.findall(qn("w:abstractNum"))
        number = max(int(kind_of_list.get(qn("w:abstractNumId"))) for kind_of_list in kinds) + 1
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(number))
        add_child(abstract, "w:multiLevelType", val="singleLevel")
        level = add_child(abstract, "w:lvl", ilvl=0)
        add_child(level, "w:start", val=1)
        add_child(level, "w:numFmt", val=kind)
        add_child(level, "w:lvlText", val=text)
        add_child(level, "w:lvlJc", val="left")
        add_child(add_child(level, "w:pPr"), "w:ind", left=_LIST_INDENT, hanging=_LIST_HANGING)
        kinds[-1].addnext(abstract)
        return number

    def _list(self, kind: int, start: int = 1) -> int:
        self._last_list += 1
        numbered = add_child(self._numbering, "w:num", numId=self._last_list)
        add_child(numbered, "w:abstractNumId", val=kind)
        # Without an override a list continues the count of the list before it.
        add_child(add_child(numbered, "w:lvlOverride", ilvl=0), "w:startOverride", val=start)
        return self._last_list

    def _row(
        self,
        table: BaseOxmlElement,
        cells: Sequence[Cell],
        widths: Sequence[int],
        *,
        keep: bool = False,
    ) -> BaseOxmlElement:
        """Add a row and return its properties; `keep` puts it on one page with the next row."""
        row = add_child(table, "w:tr")
        properties = add_child(row, "w:trPr")
        if sum(len(paragraph.text) for cell in cells for paragraph in cell.paragraphs) < _SHORT_ROW:
            add_child(properties, "w:cantSplit")
        place = 0
        for cell in cells:
            element = add_child(row, "w:tc")
            look = add_child(element, "w:tcPr")
            add_child(look, "w:tcW", w=sum(widths[place : place + cell.span]), type="dxa")
            if cell.span > 1:
                add_child(look, "w:gridSpan", val=cell.span)
            place += cell.span
            # A cell without a paragraph makes Word refuse the file.
            for paragraph in cell.paragraphs or [WordParagraph([])]:
                listed = paragraph.style.startswith("List")
                element.append(
                    self._element(
                        paragraph,
                        paragraph.style if listed else "Tabeltekst",
                        keep=keep,
                        most=sum(widths[place - cell.span : place]) / 20 - _CELL_MARGINS,
                    )
                )
        return properties

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
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.5)
        # The cover has no header and no footer.
        section.different_first_page_header_footer = True
        add_run(section.header.paragraphs[0]._p, Run(running))
        footer = section.footer.paragraphs[0]._p
        # The number is a field; the "1" in it stands there until Word counts the pages.
        for words, instruction in ((_("Pagina") + " ", "PAGE"), (" " + _("van") + " ", "NUMPAGES")):
            add_run(footer, Run(words))
            add_number(footer, instruction, 1)

    def _leave_out_the_template(self) -> None:
        """Remove what is wrong in the template of python-docx.

        It says that the text is English and of an old version of Word, and has a thumbnail.
        """
        package = self._document.part.package
        thumbnails = [
            key
            for key, relation in package.rels.items()
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ]
        for key in thumbnails:
            del package.rels[key]
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)
        for setting in self._document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")  # Word 2013 and later
