"""The references of a PDF's pages, made once a page: pydyf makes those of all pages for each element of the structure.

With 250 pages that is a third of the time of a PDF, and it grows with the square of the pages.
"""

from typing import Any

import pydyf

_made: Any = pydyf.PDF.page_references.fget


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    pages = len(pdf.pages["Kids"])
    known: tuple[int, tuple[bytes, ...]] | None = pdf.__dict__.get("_known_references")
    if known is None or known[0] != pages:
        known = (pages, _made(pdf))
        pdf.__dict__["_known_references"] = known
    return known[1]


def remember() -> None:
    """Let all PDFs remember the references of their pages, as long as they get no other pages."""
    pydyf.PDF.page_references = property(_page_references)
