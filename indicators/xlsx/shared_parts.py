"""What the sheets of a workbook share: number formats, and texts that are stored once."""

from .notation import unescape
from .package import Attributes, ElementHandler, Package

# Number formats that show a whole number as it is: General, 0 and Text.
PLAIN_FORMATS = {0, 1, 49}


class FormatHandler(ElementHandler):
    """Collects the number format of every style that a cell can have."""

    def __init__(self) -> None:
        self.formats: list[int] = []
        self._in_cell_styles = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "cellXfs":
            self._in_cell_styles = True
        # Elsewhere an xf is a named style, which no cell refers to.
        elif name == "xf" and self._in_cell_styles:
            self.formats.append(int(attributes.get("numFmtId", 0)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False


class TextHandler(ElementHandler):
    """Puts a text together from its runs, leaving out how Japanese is pronounced (rPh)."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._pieces: list[str] = []
        self._is_open = False
        self._is_pronunciation = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rPh":
            self._is_pronunciation = True
        elif name in ("t", "v"):
            self._is_open = not self._is_pronunciation

    def text(self, text: str) -> None:
        if self._is_open:
            self._package.count_text(text)
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._is_pronunciation = False
        elif name in ("t", "v"):
            self._is_open = False

    def take_text(self) -> str:
        """Return the text so far, and begin the next one."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class SharedTextHandler(TextHandler):
    """Collects the texts that cells refer to by number."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.texts: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append(unescape(self.take_text()))
