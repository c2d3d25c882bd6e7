"""HTML to PDF, for reading (PDF/UA-1) or for the archive (PDF/A-3a that is also PDF/UA-1)."""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from . import default_style, shortcuts, spoken_lines
from .attachment import Attached, Variant
from .endless_words import breakable
from .finishing import finisher
from .font_coverage import printable
from .progress import Progress, Reporter, reported
from .text_direction import directed

# How much larger a page is laid out, each time that not all fits on it.
_LARGER = 1.08

default_style.install()
shortcuts.install()
spoken_lines.install()


class NothingFetcher(URLFetcher):  # type: ignore[misc]
    """Refuses every address: a PDF is made of its text and the given style sheets alone.

    A picture can be in the text itself.
    """

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:image/png;base64,"):
            return super().fetch(url, headers)
        # Not WeasyPrint's fatal error: that is a BaseException, which would end the worker process.
        raise URLFetchingError("a PDF fetches nothing")


# What makes WeasyPrint load all that it loads at its first document: words to hyphenate, a list, a
# table, a link with its page.
_SMALL = f"""<!doctype html>
<html lang="nl"><title>-</title><body>
<h2 id="a">A</h2><p>{"Verantwoordelijkheidsverdeling " * 9}<strong>b</strong><em>c</em></p>
<ul><li><a href="#a">d</a><span class="page-number" data-to="#a"></span></li></ul>
<table><tr><th>e<td class="judged">f</table>
<svg width="9" height="9"><text x="1" y="1">g</text></svg>
"""


@cache
def warm_up(*style_sheets: str) -> None:
    """Make a small document with these styles, so that the next one finds everything loaded."""
    render(_SMALL, style_sheets, "pdf/ua-1", (), None, None)
    gc.collect()


def render(
    html: str,
    style_sheets: Sequence[str],
    variant: Variant,
    attachments: Sequence[Attached],
    one_page: tuple[int, int] | None,
    progress: Progress | None,
) -> bytes:
    """Return the PDF of a whole document; see `loket_eval.pdf.render_pdf`."""
    with _no_garbage_collection(), reported(progress, len(html)) as reporter:
        return _rendered(html, style_sheets, variant, attachments, one_page, reporter)


def _rendered(
    html: str,
    style_sheets: Sequence[str],
    variant: Variant,
    attachments: Sequence[Attached],
    one_page: tuple[int, int] | None,
    reporter: Reporter,
) -> bytes:
    # A function of its own, so that the layout is gone before the garbage collection.
    styles = [_style(_with_chinese(text, html)) for text in style_sheets]
    readable = _without_last_spaces(breakable(directed(printable(html))))
    source = HTML(string=_counting(readable), url_fetcher=NothingFetcher())
    scale = 1.0
    document = _laid_out(source, styles, variant, one_page, scale)
    while one_page and len(document.pages) > 1:
        scale *= _LARGER
        document = _laid_out(source, styles, variant, one_page, scale)
    reporter.drawing(document.pages)
    pdf: bytes = document.write_pdf(
        finisher=finisher(variant, attachments),
        pdf_variant=variant,
        zoom=1 / scale,
        # The list of names in a PDF is sorted.
        attachments=[_attachment(one) for one in sorted(attachments, key=lambda one: one.name)],
    )
    return pdf


def _laid_out(
    source: HTML,
    styles: list[CSS],
    variant: Variant,
    one_page: tuple[int, int] | None,
    scale: float,
) -> Any:
    """Lay out a document, on a page that is `scale` times too large if it must be one page."""
    if one_page:
        width, height = (side * scale for side in one_page)
        styles = [*styles, CSS(string=f"@page {{ size: {width:.1f}mm {height:.1f}mm }}")]
    return source.render(stylesheets=styles, pdf_variant=variant)


def _without_last_spaces(html: str) -> str:
    """Return `html` without the white space at the end of paragraphs, items and cells.

    Nobody sees it, but WeasyPrint breaks a line behind a <br> after its first word where the line
    fits and that space doesn't.
    """
    return _LAST_SPACES.sub(r"\1", html)


_LAST_SPACES = re.compile(r"(?<![ \t\r\n])[ \t\r\n]++(</(?:p|li|th|td|caption|h[1-6])>)")


def _counting(html: str) -> str:
    """Return `html` with a counter for the first number of each list.

    WeasyPrint passes over `start`.
    """
    return _STARTS.sub(
        lambda found: f'{found[0]} style="counter-reset: list-item {int(found[1]) - 1}"', html
    )


_STARTS = re.compile(r'<ol start="(\d+)"')


def _with_chinese(style: str, html: str) -> str:
    """Return a style that asks for the font of Chinese by its name, where there is Chinese.

    The font for Korean has some of those characters, and a word would be set in two fonts. Asking
    everywhere takes a tenth of the time.
    """
    return _FONTS.sub(r'\1, "Droid Sans Fallback"', style) if _CHINESE.search(html) else style


_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_FONTS = re.compile(r'(\bInter|"Noto Serif")(?=[,;])')


@lru_cache(maxsize=20)
def _style(text: str) -> CSS:
    # Reading our style sheet takes as long as laying out a page or two.
    return CSS(string=text, url_fetcher=NothingFetcher())


def _attachment(attached: Attached) -> Attachment:
    made = datetime.combine(attached.day or date(1970, 1, 1), time(), UTC)
    return Attachment(
        string=attached.content,
        name=attached.name,
        description=attached.description,
        relationship=attached.relationship,
        created=made,
        modified=made,
        url_fetcher=NothingFetcher(),
    )


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # Layout makes hundreds of thousands of objects that live until the end. Looking for garbage
    # meanwhile finds nothing and costs up to 15 % of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        # Only the young objects: the rest of the program was there before.
        gc.collect(0)
