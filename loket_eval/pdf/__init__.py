"""HTML to PDF: tagged for screen readers, fetching nothing, the same bytes for the same input.

Knows nothing of assessments. Loading WeasyPrint takes half as long as loading the portal, and 23
MB, so only processes that make a PDF load it.
"""

from collections.abc import Sequence

from .attachment import Attached, Variant
from .progress import Progress

__all__ = ["Attached", "Variant", "prepare", "render_pdf"]


def prepare(*style_sheets: str) -> None:
    """Load now what making a PDF with these styles needs, so that forked processes have it.

    Raises OSError where Pango is missing.
    """
    from .rendering import warm_up

    warm_up(*style_sheets)


def render_pdf(
    html: str,
    style_sheets: Sequence[str],
    *,
    variant: Variant = "pdf/ua-1",
    attachments: Sequence[Attached] = (),
    one_page: tuple[int, int] | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return the PDF of a whole document; its title, language and dates come from `html`.

    `style_sheets` are their texts, in the order of the cascade.

    With `one_page`, its width and height in millimetres, all of it becomes one page: what is too
    much is drawn smaller.

    `progress` is called with the step ("reading", "layout", "drawing", "writing") and the share of
    all work that is done, from 0 to 1. An exception that it raises ends the rendering, so it can be
    used to cancel.
    """
    from .rendering import render

    return render(html, style_sheets, variant, attachments, one_page, progress)
