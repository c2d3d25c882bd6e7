"""A report: plain values built once, stored when an assessment is confirmed, shown as page and as PDF."""

from .build import QUERIES, build_report, report_of
from .values import FORMAT, Report, report_as_json, report_from_json

__all__ = ["FORMAT", "QUERIES", "Report", "build_report", "report_as_json", "report_from_json", "report_of"]
