"""Lines of the log, as text or as JSON: with the number of the request, without typed text."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from loket_eval.masking import masked

from .careful_traces import Trace, careful_trace
from .request_number import current_request


class TextLines(logging.Formatter):
    """Lines for people. In production the messages of exceptions are left out."""

    def __init__(self, *, careful: bool) -> None:
        super().__init__()
        self.careful = careful

    def format(self, record: logging.LogRecord) -> str:
        # Python keeps the trace with the record, as the first formatter made it.
        record.exc_text = None
        line = super().format(record)
        record.exc_text = None
        return line

    def formatMessage(self, record: logging.LogRecord) -> str:
        current = current_request()
        number = f" [{current.number}]" if current else ""
        return f"{record.levelname} {record.name}{number}: {record.message}"

    def formatException(self, ei: Trace) -> str:
        if self.careful and ei[1] is not None:
            return masked(careful_trace(ei[1]))
        return super().formatException(ei)  # type: ignore[arg-type]


class JsonLines(TextLines):
    """One JSON object a line, for a system that collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        current = current_request()
        if current:
            line["request"] = current.number
            line["method"] = current.request.method
            line["path"] = masked(current.request.path)
            # Never asked for here: that would be a query, perhaps in a transaction that broke.
            account = getattr(current.request, "_cached_user", None)
            line["account"] = getattr(account, "pk", None)
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        if hasattr(record, "trail"):
            line["trail"] = record.trail
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
