"""What a PDF can be, and what can be in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Variant = Literal["pdf/ua-1", "pdf/a-3a"]


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file inside a PDF: the same content in another form ("Data"), or what it was made from ("Source").

    The ending of `name` tells its media type. Without a day the PDF says nothing of when the file
    was made.
    """

    name: str
    content: bytes
    description: str
    relationship: Literal["Data", "Source"]
    day: date | None
