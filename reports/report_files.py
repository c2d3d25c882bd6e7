"""A report as a document: PDF for readers or for the archive, HTML in one file, or JSON."""

import json
import re

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import Attached, Variant, render_pdf
from loket_eval.pdf.progress import Progress

from .answer_table import answers_csv
from .report import Report, report_as_json


def report_pdf(report: Report, progress: Progress | None = None) -> bytes:
    """Return the edition for readers, as PDF/UA-1; the same report gives the same bytes."""
    return _pdf(report, "pdf/ua-1", (), progress)


def report_archive(report: Report, progress: Progress | None = None) -> bytes:
    """Return the edition to keep: PDF/A-3a and PDF/UA-1, with its data attached as JSON and CSV.

    Its dates are the day on which the report was confirmed; a concept has none.
    """
    data = Attached(
        name=f"{report.file_name}.json",
        content=report_json(report),
        description=_("De gegevens waaruit dit rapport is gemaakt, als JSON"),
        relationship="Source",
        day=report.confirmed_on,
    )
    answers = Attached(
        name=f"{report.file_name}_antwoorden.csv",
        content=answers_csv(report),
        description=_("De antwoorden op alle vragen als tabel (CSV met puntkomma’s)"),
        relationship="Data",
        day=report.confirmed_on,
    )
    return _pdf(report, "pdf/a-3a", (answers, data), progress)


def _pdf(
    report: Report, variant: Variant, attached: tuple[Attached, ...], progress: Progress | None
) -> bytes:
    html = render_to_string("reports/print.html", {"report": report})
    return render_pdf(
        html, [style_sheet("print.css")], variant=variant, attachments=attached, progress=progress
    )


def report_sheet(report: Report, progress: Progress | None = None) -> bytes:
    """Return the whole story of a report on one page, as PDF/UA-1."""
    return _on_one_page(report, "reports/sheet.html", (210, 297), progress)


def report_slide(report: Report, progress: Progress | None = None) -> bytes:
    """Return the same as a page of 16:9, to be read from the back of a room."""
    return _on_one_page(report, "reports/slide.html", (320, 180), progress)


def _on_one_page(
    report: Report, template: str, size: tuple[int, int], progress: Progress | None
) -> bytes:
    html = render_to_string(template, {"report": report})
    # What its links lead to isn't on this page.
    unlinked = re.sub(r"</?a\b[^>]*>", "", html)
    styles = [style_sheet("print.css"), style_sheet("one_page.css")]
    return render_pdf(unlinked, styles, one_page=size, progress=progress)


def report_html(report: Report) -> bytes:
    """Return the report as one HTML file, to keep or to send by mail."""
    # The styles are in the file itself: it must look right without the portal.
    styles = "".join(style_sheet(name) for name in ("tokens.css", "site.css", "report.css"))
    context = {"report": report, "styles": mark_safe(styles)}  # noqa: S308 - our own style sheets
    return render_to_string("reports/file.html", context).encode()


def report_json(report: Report) -> bytes:
    """Return the report as JSON that people can read, too."""
    return json.dumps(report_as_json(report), ensure_ascii=False, indent=2).encode()
