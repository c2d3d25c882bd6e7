"""HTML -> PDF: tagged for screen readers (PDF/UA-1), fetching nothing. Knows nothing of assessments."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError


class NothingFetcher(URLFetcher):  # type: ignore[misc]
    """Refuses every address: a PDF needs no more than its text and the style sheets it is given as files."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        # Not the fatal error: that one is a BaseException and would take the worker process down with it.
        raise URLFetchingError("a PDF fetches nothing")


def render_pdf(html: str, stylesheets: Sequence[Path]) -> bytes:
    """Return the PDF of a whole document; its title and language come from `html`."""
    with _no_garbage_collection():
        styles = [CSS(filename=path, url_fetcher=NothingFetcher()) for path in stylesheets]
        pdf: bytes = HTML(string=html, url_fetcher=NothingFetcher()).write_pdf(
            stylesheets=styles, pdf_variant="pdf/ua-1"
        )
    return pdf


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # Layout makes hundreds of thousands of objects that all live until the end: looking for garbage meanwhile finds
    # nothing and costs up to 15 % of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect()
