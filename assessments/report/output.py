"""A report as a document: PDF, HTML in one file, or JSON."""

import json
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from loket_eval.pdf import render_pdf

from .values import Report, report_as_json


def report_pdf(report: Report) -> bytes:
    html = render_to_string("report/print.html", {"report": report})
    return render_pdf(html, [_style("print.css")])


def report_html(report: Report) -> bytes:
    """Return one HTML file with its style in it, to keep or to mail."""
    styles = "".join(_style(name).read_text() for name in ("tokens.css", "site.css", "report.css"))
    context = {"report": report, "styles": mark_safe(styles)}  # noqa: S308 - our own style sheets
    return render_to_string("report/file.html", context).encode()


def report_json(report: Report) -> bytes:
    return json.dumps(report_as_json(report), ensure_ascii=False, indent=2).encode()


def _style(name: str) -> Path:
    return Path(settings.PRINT_STYLE_DIR) / name
