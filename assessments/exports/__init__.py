"""Files to work on with: a report as spreadsheet, table, data or document, and everything of one network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessments.report import Report
from assessments.report.output import report_json
from assessments.report.table import answers_csv

from .document import report_docx
from .workbook import report_xlsx


@dataclass(frozen=True)
class Export:
    """How a report is written as one kind of file, and what browsers call that."""

    write: Callable[[Report], bytes]
    content_type: str


# Small enough to be made while somebody waits. What takes longer is a document: assessments/documents.
EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "xlsx": Export(report_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "csv": Export(answers_csv, "text/csv; charset=utf-8"),
        "json": Export(report_json, "application/json"),
    }
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

__all__ = ["EXPORTS", "WORD", "Export", "report_docx", "report_xlsx"]
