"""Files to work with: a report as spreadsheet, table, data or document, and a whole network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.answer_table import answers_csv
from reports.report import Report
from reports.report_files import report_json

from .excel_report import report_xlsx
from .word_report import report_docx


@dataclass(frozen=True)
class Export:
    """One kind of file: how a report is written to it, and its content type."""

    write: Callable[[Report], bytes]
    content_type: str


# Small enough to be made during the request. What takes longer is made in the background
# (documents/recipes.py).
EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "xlsx": Export(
            report_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        "csv": Export(answers_csv, "text/csv; charset=utf-8"),
        "json": Export(report_json, "application/json"),
    }
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

__all__ = ["EXPORTS", "WORD", "Export", "report_docx", "report_xlsx"]
