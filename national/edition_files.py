"""An overarching report as a document: PDF, HTML in one file, JSON or CSV."""

import csv
import io
import json
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from loket_eval.pdf.progress import Progress
from reports.answer_table import inert

from .category_headings import heading
from .edition import Edition, Office, as_json
from .edition_parts import CATEGORIES, READING_ORDER
from .question_bars import together_in_words

# The office's edition has a map of all networks and a page for each. A PDF with more of them takes
# too long and too much memory.
NETWORKS_IN_PDF = 100


def context_of(content: Edition | Office) -> dict[str, Any]:
    """Return what templates/national/_body.html needs."""
    office = content if isinstance(content, Office) else None
    return {
        "report": office.report if office else content,
        "office": office,
        "categories": CATEGORIES,
        "reading_order": READING_ORDER,
    }


def in_document(content: Edition | Office) -> dict[str, Any]:
    """Return the networks that a PDF or Word document of the office's edition holds."""
    if not isinstance(content, Office):
        return {}
    return {
        "left_out": max(0, len(content.networks) - NETWORKS_IN_PDF),
        "networks": content.networks[:NETWORKS_IN_PDF],
    }


def national_pdf(content: Edition | Office, progress: Progress | None = None) -> bytes:
    """Return an edition as PDF; the office's has at most NETWORKS_IN_PDF networks and says so."""
    html = render_to_string("national/print.html", context_of(content) | in_document(content))
    return render_pdf(
        html, [style_sheet("print.css"), style_sheet("national_print.css")], progress=progress
    )


def national_html(content: Edition | Office) -> bytes:
    """Return an edition as one HTML file with its styles in it, to keep or to send by mail."""
    names = ("tokens.css", "site.css", "report.css", "national.css")
    styles = "".join(style_sheet(name) for name in names)
    context = context_of(content) | {"styles": mark_safe(styles)}  # noqa: S308 - our own files
    if isinstance(content, Office):
        context["networks"] = content.networks
    return render_to_string("national/file.html", context).encode()


def national_json(content: Edition | Office) -> bytes:
    """Return an edition as JSON that people can read, too."""
    return json.dumps(as_json(content), ensure_ascii=False, indent=2).encode()


def national_csv(content: Edition | Office) -> bytes:
    """Return one row per question with its numbers, and a word where a number is hidden.

    For a Dutch spreadsheet program, as the table of answers is (reports/answer_table.py).
    """
    report = content.report if isinstance(content, Office) else content
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    texts = (_("Thema"), _("Nummer"), _("Sleutel"), _("Vraag"))
    last = (_("Samen geteld"), _("Stelling (onze woorden)"))
    writer.writerow([*texts, *(heading(category) for category in CATEGORIES), *last])
    for theme in report.themes:
        for question in theme.questions:
            named = (f"{theme.number}. {theme.title}", question.number, question.key, question.text)
            # A word, and not an empty cell: that would be read as 0.
            numbers = (_("verborgen") if count is None else str(count) for count in question.counts)
            last = (together_in_words(question), question.statement)
            writer.writerow([*map(inert, named), *numbers, *map(inert, last)])
    return file.getvalue().encode("utf-8-sig")
