"""What a file is called when it is downloaded: one rule for everything that is.

A name says what it is, of whom, over which period and in which state, so that no two files with
different content have one name. Its parts have "_" between them, which no part holds.
"""

import re
from datetime import date
from hashlib import blake2b

from django.http import HttpResponse

LONGEST_PART = 50
_OTHER_SIGNS = re.compile(r"[^a-z0-9.-]+")


def file_name(*parts: str) -> str:
    """Return a name without extension, as in "zelfevaluatie_noord_werkset_2.0_2026_concept"."""
    return "_".join(map(_part, parts))


def period_part(start: date, end: date) -> str:
    """Return "2026" for a whole year, and otherwise its days: "20260101-20260630"."""
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if is_year and start.year == end.year:
        return f"{start:%Y}"
    return f"{start:%Y%m%d}-{end:%Y%m%d}"


def state_part(confirmed_on: date | None, number: int | None) -> str:
    """Return "concept", or the day and the number of the version: a report that was reopened can be
    confirmed once more on the same day.
    """
    return f"vastgesteld-{confirmed_on:%Y%m%d}-versie-{number or 1}" if confirmed_on else "concept"


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return an answer that a browser stores as a file with this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _part(text: str) -> str:
    """Return the text in signs that any system takes.

    A text that had to be changed or cut gets a digest, so that it still differs from another one.
    """
    plain = _OTHER_SIGNS.sub("-", text.lower())
    if plain == text and len(text) <= LONGEST_PART:
        return text
    digest = blake2b(text.encode(), digest_size=4).hexdigest()
    return f"{plain[: LONGEST_PART - 9].strip('-')}-{digest}".strip("-")
