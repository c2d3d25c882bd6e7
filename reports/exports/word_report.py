"""A report as a Word document (DOCX) to edit.

It is made from the same templates as the page and the PDF (templates/reports/_body.html and
_colophon.html), so that it says the same in the same order. A drawing
becomes a picture with its words, beside the table that says the same.
"""

import base64
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.report import Report

from .drawn_picture import DrawnPicture
from .office_package import Properties, sealed
from .word_document import Marks, WordDocument
from .word_elements import Cell, PlacedPicture, Run, WordParagraph
from .word_length import within_reason

_MARKS: dict[str, Marks] = {"1": "1", "a": "a", "i": "i"}
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
# The style of a paragraph, by its own class or that of an element around it.
_STYLES = {
    "evidence": "Onderbouwing",
    "missing": "Ontbreekt",
    "quote": "Citaat",
    "touches": "Verwijzing",
    "verdict": "Oordeel",
    "what": "Kern",
}
# What opens a table on screen.
_NOT_WRITTEN = {"summary"}
# The marks of judgements as signs, each with another form. The first font that has one shows it.
_SIGNS = {
    "strength": "▲",
    "improvement": "◇",
    "mixed": "◐",
    "unknown": "◌",
    "not_applicable": "–",
    "open": "□",
    "unjudged": "▣",
}
# Letters of a drawing, in points.
_LETTERS = 8.4
# The width of a logo, in the same.
_LOGO = 120.0
_VOID = {"br", "hr", "img", "col"}  # elements without an end tag
_BOLD = {"strong", "th"}
_BOLD_CLASSES = {"label", "no"}
# White space of HTML that a browser shows as one space. A no-break space isn't among it.
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


def report_docx(report: Report) -> bytes:
    """Return the report as a DOCX file; the same report gives the same bytes."""
    concept = [_("Concept – nog niet vastgesteld")] if report.is_concept else []
    word = WordDocument(running=" · ".join([report.network, report.title, *concept]))
    _cover(word, report, concept)
    word.new_page()
    word.contents(_("Inhoud"))
    html = render_to_string("reports/word.html", {"report": within_reason(report)})
    write_html(word, html)
    return sealed(word.content(), Properties.of(report))


def write_html(word: WordDocument, html: str) -> None:
    """Write what one of our own templates made to a Word document."""
    reader = _Reader(word)
    # Only browsers need to be told where a very long word may break.
    reader.feed(html.replace("<wbr>", ""))
    reader.close()


def _cover(word: WordDocument, report: Report, concept: list[str]) -> None:
    start, end = (date_format(day, "j F Y") for day in (report.period_start, report.period_end))
    framework = _("{title}, versie {version}").format(
        title=report.framework.title, version=report.framework.version
    )
    if report.logo:
        words = _("Logo van {network}").format(network=report.network)
        logo = PlacedPicture(base64.b64decode(report.logo), words, _LOGO)
        word.add(WordParagraph([logo], "Figuur"))
    lines = [
        (report.network, "Subtitle"),
        (report.title, "Title"),
        *((line, "Oordeel") for line in concept),
        (framework, "Subtitle"),
        (report.evaluation.title, "Normal"),
        (_("Periode {start} tot en met {end}").format(start=start, end=end), "Normal"),
    ]
    if report.confirmed_on:
        lines.append(
            (
                _("Vastgesteld op {day}").format(day=date_format(report.confirmed_on, "j F Y")),
                "Normal",
            )
        )
    if report.commissioned_by:
        lines.append((_("In opdracht van {name}").format(name=report.commissioned_by), "Normal"))
    for text, style in lines:
        word.add(WordParagraph([Run(text)], style))


def _drop_last_space(runs: list[Run | PlacedPicture]) -> None:
    """Remove the space at the end of a line or paragraph, which no browser shows either."""
    last = runs[-1]
    if isinstance(last, Run):
        runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(Run(text, last.bold))


@dataclass
class _Table:
    """A table that is being read; in a long one the headings of the rows aren't bold."""

    is_long: bool
    caption: str = ""
    in_head: bool = False
    heads: list[list[Cell]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Writes a rendered report to a Word document.

    It knows only the elements that our own templates use.
    """

    def __init__(self, word: WordDocument) -> None:
        super().__init__(convert_charrefs=True)
        self._word = word
        self._open: list[tuple[str, frozenset[str]]] = []
        self._paragraph: WordParagraph | None = None
        # The number of each open list, None for bullets, and its level.
        self._lists: list[tuple[int | None, int]] = []
        self._in_item = False
        self._table: _Table | None = None
        self._after_mark = False
        self._is_skipped = False
        self._drawn: DrawnPicture | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._add("\n" if tag == "br" else "")
            return
        attributes = dict(attrs)
        classes = frozenset((attributes.get("class") or "").split())
        self._open.append((tag, classes))
        self._is_skipped = self._is_skipped or tag in _NOT_WRITTEN
        if tag == "svg":
            self._drawn = DrawnPicture()
        if self._drawn:
            self._drawn.start(tag, {name: value or "" for name, value in attributes.items()})
        if self._is_skipped or self._drawn:
            return
        if tag == "section" and "chapter" in classes:
            self._word.begin_chapter()
        elif tag in ("p", "li", "caption", *_HEADINGS):
            self._finish()
        elif tag in ("ul", "ol"):
            self._finish()
            start = int(attributes.get("start") or 1)
            marks = _MARKS[attributes.get("type") or "1"]
            number = self._word.new_list(start, marks) if tag == "ol" else None
            inside = next((int(name[3:]) for name in classes if name.startswith("in-")), 0)
            self._lists.append((number, len(self._lists) + inside))
        if tag == "li":
            self._in_item = True
        # On the page a judgement stands apart by its colour and shape; here a sign separates it.
        if (
            "judged" in classes
            and self._paragraph is not None
            and not self._paragraph.text.endswith("·")
            and (self._after_mark or self._lists)
        ):
            self._add("· " if self._after_mark else "– ")
        if "judged" in classes and (sign := _SIGNS.get(attributes.get("data-judgement") or "")):
            self._add(f"{sign} ")
        if "see" in classes:
            self._add("(")
        self._start_table_part(tag, attributes)

    def _start_table_part(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self._finish()
            self._table = _Table(is_long="changes" in self._open[-1][1])
        elif self._table is None:
            return
        elif tag == "thead":
            self._table.in_head = True
        elif tag == "tr":
            (self._table.heads if self._table.in_head else self._table.rows).append([])
        elif tag in ("th", "td"):
            row = (self._table.heads if self._table.in_head else self._table.rows)[-1]
            row.append(Cell([], span=int(attributes.get("colspan") or 1)))

    def handle_endtag(self, tag: str) -> None:
        name, classes = self._open.pop()
        assert name == tag, f"{name} is closed by {tag}"  # noqa: S101 - the templates are ours
        if self._drawn:
            self._drawn.end()
            if tag == "svg":
                self._add_picture(self._drawn)
                self._drawn = None
            return
        if self._is_skipped:
            self._is_skipped = tag not in _NOT_WRITTEN
            return
        if "see" in classes:
            self._add(")")
        if "judged" in classes:
            self._after_mark = True
        if tag in ("p", "li", "caption", "th", "td", "div", "ul", "ol", *_HEADINGS):
            self._finish(caption=tag == "caption", heading=_HEADINGS.get(tag, 0))
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "thead" and self._table:
            self._table.in_head = False
        elif tag == "table" and self._table:
            self._word.add_table(self._table.caption, self._table.heads, self._table.rows)
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._drawn:
            self._drawn.data(data)
        elif not self._is_skipped:
            self._add(_SPACES.sub(" ", data))

    def _add_picture(self, drawn: DrawnPicture) -> None:
        """Add a drawing to its cell, or as a paragraph of its own."""
        picture = PlacedPicture(drawn.png(), drawn.alternative, drawn.ems * _LETTERS)
        if self._table is None:
            self._finish()
            self._word.add(WordParagraph([picture], "Figuur"))
            return
        if self._paragraph is None:
            self._paragraph = self._begin()
        self._paragraph.runs.append(picture)
        self._finish()

    def _add(self, text: str) -> None:
        """Add text to the open paragraph, or begin one; a space alone doesn't begin one."""
        if self._paragraph is None:
            if not text.strip(" "):
                return
            self._paragraph = self._begin()
        if text.strip():
            self._after_mark = False
        # A space after a space or a line end isn't shown by a browser, so it isn't written here.
        runs = self._paragraph.runs
        before = runs[-1].text[-1:] if runs else " "
        if text == "\n" and before == " " and runs:
            _drop_last_space(runs)
        elif before in (" ", "\n"):
            text = text.lstrip(" ")
        if text:
            runs.append(Run(text, self._is_bold()))

    def _is_bold(self) -> bool:
        plain = self._table is not None and self._table.is_long and not self._table.in_head
        return any(
            (tag in _BOLD and not plain) or classes & _BOLD_CLASSES for tag, classes in self._open
        )

    def _begin(self) -> WordParagraph:
        if self._in_item and self._lists:
            # Only its first paragraph has the bullet or number.
            self._in_item = False
            number, level = self._lists[-1]
            style = "List Bullet" if number is None else "List Number"
            return WordParagraph([], style, number, level)
        if any(tag == "li" for tag, _classes in self._open):
            return WordParagraph([], "List Continue")
        classes = [name for _tag, names in reversed(self._open) for name in names]
        return WordParagraph(
            [], next((_STYLES[name] for name in classes if name in _STYLES), "Normal")
        )

    def _finish(self, *, caption: bool = False, heading: int = 0) -> None:
        """Put the open paragraph where it belongs, if there is anything in it."""
        paragraph, self._paragraph = self._paragraph, None
        self._after_mark = False
        if paragraph is None:
            return
        _drop_last_space(paragraph.runs)
        if caption and self._table:
            self._table.caption = paragraph.text
        elif heading:
            self._word.heading(paragraph.text, heading)
        elif self._table:
            rows = self._table.heads if self._table.in_head else self._table.rows
            rows[-1][-1].paragraphs.append(paragraph)
        else:
            self._word.add(paragraph)
