"""How far a PDF is: WeasyPrint logs its steps and each page of layout; we count drawn pages."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Progress = Callable[[str, float], None]

# The share of the work that is done when layout, drawing and writing begin, measured on reports of
# 35 and 250 pages.
_LAYOUT, _DRAWING, _WRITING = 0.10, 0.70, 0.93
# Characters of HTML on a page, roughly; only the speed of the progress bar depends on it.
_CHARACTERS_A_PAGE = 2800


class Reporter:
    """Turns WeasyPrint's messages into a step and a share that never decreases."""

    def __init__(self, progress: Progress | None, characters: int) -> None:
        self._progress = progress
        self._expected_pages = max(1, characters / _CHARACTERS_A_PAGE)
        self._share = 0.0

    def tell(self, step: str, share: float) -> None:
        if self._progress and share >= self._share:
            self._share = share
            self._progress(step, share)

    def handle(self, message: str) -> None:
        """Handle a message such as "Step 5 - Creating layout - Page 12"."""
        step = message[5:6]
        if step in "123":
            self.tell("reading", 0.01 * int(step))
        elif step == "4":
            self.tell("layout", _LAYOUT / 2)
        elif step == "5" and (page := message.rpartition("Page ")[2]).isdigit():
            # Past the expected number of pages it goes slower and slower, and never reaches the
            # end.
            done = int(page) / self._expected_pages
            self.tell(
                "layout",
                _LAYOUT + (_DRAWING - _LAYOUT) * (0.9 * done if done < 1 else 1 - 0.1 / done),
            )
        elif step == "7":
            self.tell("writing", _WRITING)

    def drawing(self, pages: Sequence[Any]) -> None:
        """Make each page report that it is about to be drawn."""
        if self._progress is None:
            return
        for number, page in enumerate(pages):
            share = _DRAWING + (_WRITING - _DRAWING) * number / len(pages)
            page.paint = self._telling(page.paint, share)

    def _telling(self, paint: Callable[..., None], share: float) -> Callable[..., None]:
        def tell_and_paint(*arguments: Any, **options: Any) -> None:
            self.tell("drawing", share)
            paint(*arguments, **options)

        return tell_and_paint


_current: ContextVar[Reporter | None] = ContextVar("reporter", default=None)


class _ToReporter(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        # What the callback raises passes through WeasyPrint to whoever asked for the PDF.
        if reporter := _current.get():
            reporter.handle(record.getMessage())


_logger = logging.getLogger("weasyprint.progress")
_logger.addHandler(_ToReporter())
_logger.propagate = False


@contextmanager
def reported(progress: Progress | None, characters: int) -> Iterator[Reporter]:
    """Yield a reporter that follows WeasyPrint in this thread as long as the block lasts."""
    reporter = Reporter(progress, characters)
    if progress is None:
        yield reporter
        return
    # The level isn't reset afterwards: another thread may be listening as well.
    _logger.setLevel(logging.INFO)
    token = _current.set(reporter)
    try:
        yield reporter
        reporter.tell("writing", 1.0)
    finally:
        _current.reset(token)
