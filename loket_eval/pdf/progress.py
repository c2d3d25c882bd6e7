"""How far a PDF is: WeasyPrint tells a logger its steps and each page it lays out; drawing is told page by page."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Progress = Callable[[str, float], None]

# Where layout and drawing begin and end in the whole: measured on reports of 35 and 250 pages.
_LAYOUT, _DRAWING, _WRITING = 0.10, 0.70, 0.93
# How many characters of HTML fill a page, about; only the speed of the bar hangs on it.
_CHARACTERS_A_PAGE = 2800


class Reporter:
    """Turns what WeasyPrint tells into steps and a share that never goes back."""

    def __init__(self, progress: Progress | None, characters: int) -> None:
        self._progress = progress
        self._expected_pages = max(1, characters / _CHARACTERS_A_PAGE)
        self._share = 0.0

    def tell(self, step: str, share: float) -> None:
        if self._progress and share >= self._share:
            self._share = share
            self._progress(step, share)

    def heard(self, message: str) -> None:
        """Take in a message as in "Step 5 - Creating layout - Page 12"."""
        step = message[5:6]
        if step in "123":
            self.tell("reading", 0.01 * int(step))
        elif step == "4":
            self.tell("layout", _LAYOUT / 2)
        elif step == "5" and (page := message.rpartition("Page ")[2]).isdigit():
            # Slower and slower past the expected number of pages, and never at the end.
            done = int(page) / self._expected_pages
            self.tell(
                "layout",
                _LAYOUT + (_DRAWING - _LAYOUT) * (0.9 * done if done < 1 else 1 - 0.1 / done),
            )
        elif step == "7":
            self.tell("writing", _WRITING)

    def drawing(self, pages: Sequence[Any]) -> None:
        """Have each page tell that it is about to be drawn."""
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
        # What the callback raises goes on, through WeasyPrint, to who asked for the PDF.
        if reporter := _current.get():
            reporter.heard(record.getMessage())


_logger = logging.getLogger("weasyprint.progress")
_logger.addHandler(_ToReporter())
_logger.propagate = False


@contextmanager
def reported(progress: Progress | None, characters: int) -> Iterator[Reporter]:
    """Give a reporter of one rendering, that hears WeasyPrint as long as the block lasts in this thread."""
    reporter = Reporter(progress, characters)
    if progress is None:
        yield reporter
        return
    # Once on, the level stays: another thread may be listening as well.
    _logger.setLevel(logging.INFO)
    token = _current.set(reporter)
    try:
        yield reporter
        reporter.tell("writing", 1.0)
    finally:
        _current.reset(token)
