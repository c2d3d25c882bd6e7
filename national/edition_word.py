"""An edition as a Word document (DOCX) to edit, from the same template as the page and the PDF."""

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.exports.office_package import Properties, sealed
from reports.exports.word_document import WordDocument
from reports.exports.word_elements import Run, WordParagraph
from reports.exports.word_report import write_html

from .edition import Edition, Office
from .edition_files import context_of, in_document


def national_docx(content: Edition | Office) -> bytes:
    """Return an edition as a DOCX file; the same edition gives the same bytes."""
    report = content.report if isinstance(content, Office) else content
    whose = _("Alleen landelijk netwerk") if isinstance(content, Office) else _("Landelijk netwerk")
    concept = [_("Concept – nog niet vastgesteld")] if report.is_concept else []
    word = WordDocument(running=" · ".join([whose, report.title, *concept]))
    for text, style in _cover(report, whose, concept):
        word.add(WordParagraph([Run(text)], style))
    word.new_page()
    word.contents(_("Inhoud"))
    write_html(
        word, render_to_string("national/_body.html", context_of(content) | in_document(content))
    )
    return sealed(word.content(), properties_of(report))


def properties_of(report: Edition) -> Properties:
    return Properties(
        title=report.title,
        author=_("Landelijk netwerk"),
        subject=f"{report.framework}, {report.framework_version}",
        confirmed_on=report.confirmed_on,
    )


def _cover(report: Edition, whose: str, concept: list[str]) -> list[tuple[str, str]]:
    start, end = (date_format(day, "j F Y") for day in (report.period_start, report.period_end))
    framework = _("{title}, versie {version}").format(
        title=report.framework, version=report.framework_version
    )
    lines = [
        (whose, "Subtitle"),
        (report.title, "Title"),
        *((line, "Oordeel") for line in concept),
        (framework, "Subtitle"),
        (_("Periode {start} tot en met {end}").format(start=start, end=end), "Normal"),
    ]
    if report.confirmed_on:
        day = date_format(report.confirmed_on, "j F Y")
        lines.append((_("Vastgesteld op {day}").format(day=day), "Normal"))
    return lines
