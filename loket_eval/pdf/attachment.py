"""The kinds of PDF, and the files that one can contain."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Variant = Literal["pdf/ua-1", "pdf/a-3a"]


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file inside a PDF: the same content in another form ("Data"), or its origin ("Source").

    The extension of `name` gives its media type. Without a `day` the PDF doesn't say when the file
    was made.
    """

    name: str
    content: bytes
    description: str
    relationship: Literal["Data", "Source"]
    day: date | None
