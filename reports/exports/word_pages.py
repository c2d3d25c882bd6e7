"""On which page something will stand, roughly: Word itself counts only when it shows a document."""

from collections.abc import Sequence

from .word_elements import Cell, PlacedPicture, WordParagraph
from .word_styles import STYLES, Look

# Of the text on a page, in points.
_WIDTH, _HEIGHT = 453.5, 700.0
# Of the size of the letters: the mean width of one, and the height of a line.
_LETTER, _LINE = 0.49, 1.4
# The proportions of most drawings.
_FLAT = 0.5


class PageEstimate:
    """Adds up how high paragraphs and rows are."""

    def __init__(self) -> None:
        self.number = 1
        self._used = 0.0

    def new_page(self) -> None:
        if self._used:
            self.number, self._used = self.number + 1, 0.0

    def add(self, paragraph: WordParagraph) -> None:
        self._take(_height(paragraph, STYLES[paragraph.style], _WIDTH))

    def add_row(self, cells: Sequence[Cell], widths: Sequence[int]) -> None:
        """Add a row of a table; the widths of its columns are in twentieths of a point."""
        heights, place = [0.0], 0
        for cell in cells:
            width = sum(widths[place : place + cell.span]) / 20
            place += cell.span
            look = STYLES["Tabeltekst"]
            heights.append(sum(_height(one, look, width - 11) for one in cell.paragraphs))
        self._take(max(heights))

    def _take(self, height: float) -> None:
        self._used += height
        while self._used > _HEIGHT:
            self._used -= _HEIGHT
            self.number += 1


def _height(paragraph: WordParagraph, look: Look, width: float) -> float:
    pictures = [run for run in paragraph.runs if isinstance(run, PlacedPicture)]
    if pictures:
        text = sum(min(one.width, width) * _FLAT for one in pictures)
    else:
        letters = max(1, int(width / (look.size * _LETTER)))
        lines = sum(1 + len(line) // letters for line in paragraph.text.split("\n"))
        text = lines * look.size * _LINE
    return look.before + text + look.after
