"""What a line says, where its glyphs alone don't say it in order.

WeasyPrint writes glyphs as they are drawn: a vowel of Devanagari before its consonant, and all text
of a letter with its marks at one of its glyphs. Readers for the blind, search and copying then get
other words. Such a line gets its text beside its glyphs (ISO 32000-1, 14.9.4), and no glyph is left
without a character (ISO 14289-1, 7.21.7).

Lines with letters that are read from right to left have their glyphs only. Every reader of PDFs
expects those backwards, and some turn a text beside them around as well.
"""

import io
import re
from importlib import import_module
from typing import Any

import pydyf
from weasyprint import pdf as writing
from weasyprint.pdf.fonts import TTFont

from loket_eval.direction import changes_direction

# By its path: in the package itself, a function of the same name hides the module.
_drawing: Any = import_module("weasyprint.draw.text")
_draw_first_line = _drawing.draw_first_line
_build_fonts = writing.build_fonts_dictionary

# Each of these is one glyph, drawn from left to right: Latin, Greek, Cyrillic, punctuation, signs,
# Chinese, Japanese, and Korean by syllables.
_IN_ORDER = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2007-\u200a\u2010-\u2027\u202f-\u205e"
    "\u2070-\u20bf\u2100-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\ufffd]*"
)
# A glyph that stands for no character of its own: it takes no room and ends no word.
_NO_CHARACTER = "\u2060"


def _draw_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line, with its text beside it where the glyphs don't tell it."""
    spoken = not (_IN_ORDER.fullmatch(textbox.text) or changes_direction(textbox.text))
    if spoken:
        # A hyphen at the end of a line isn't part of the word.
        text = re.sub("\u2010$", "\u00ad", textbox.text)
        stream.begin_marked_content(
            "Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}).data
        )
    emojis = _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    if spoken:
        stream.end_marked_content()
    return emojis


def _build_fonts_with_characters(pdf: Any, fonts: dict[Any, Any], *options: Any) -> Any:
    for font in fonts.values():
        if not all(font.to_unicode.values()):
            _give_characters(font)
    return _build_fonts(pdf, fonts, *options)


def _give_characters(font: Any) -> None:
    """Give each glyph of a font its own character, and each one that has none a sign for that."""
    file = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)
    own = {file.getGlyphID(name): chr(code) for code, name in file.getBestCmap().items()}
    for glyph, text in font.to_unicode.items():
        # A letter with marks: all its text is at one of its glyphs, and the others have none.
        if len(text) != 1:
            font.to_unicode[glyph] = own.get(glyph, text or _NO_CHARACTER)


def install() -> None:
    """Apply this to every rendering in this process."""
    _drawing.draw_first_line = _draw_line
    writing.build_fonts_dictionary = _build_fonts_with_characters
