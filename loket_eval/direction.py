"""Names and titles with letters that are read from right to left, between words that aren't.

Beside such a name browsers and PDFs put numbers and punctuation where they don't belong. So each
stands by itself: in a page and a PDF in a <bdi>, in plain text between two signs that say so.
Names without such letters stay as they are.
"""

import re
import unicodedata
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

# No template has to load it.
register = template.Library()
_FIRST_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_OPENING = {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"}
_ALL = {"R", "AL", "AN", "PDF", "PDI", *_OPENING}
_TURNED_LETTER = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_TURNED = re.compile(rf"({_TURNED_LETTER}+(?:[^A-Za-z\u00c0-\u024f\n]*{_TURNED_LETTER}+)*)")
_SIGNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def changes_direction(text: str) -> bool:
    """Return whether anything in the text is read from right to left, or makes other text be."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in _ALL for sign in set(text))


def is_right_to_left(text: str) -> bool:
    """Return whether a paragraph of this text is read from right to left: as its first letter."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"


def pieces_by_direction(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it is read from right to left.

    A number, space or sign between two words that are read from right to left belongs to them.
    """
    # Every second piece of a split by a group is what the group found.
    pieces = [text] if text.isascii() else _TURNED.split(text)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def isolated_text(text: str) -> str:
    """Return a name as it can stand between other words in plain text.

    Without signs of its own: those that open something would go on behind the name.
    """
    if not changes_direction(text):
        return text
    return f"{_FIRST_ISOLATE}{_SIGNS.sub('', text)}{_END_ISOLATE}"


@register.filter
def bdi(value: Any) -> SafeString:
    """Return a typed name or title as it can stand between other words on a page or in a PDF."""
    # What is HTML already has its own directions.
    if isinstance(value, SafeString) or not changes_direction(text := str(value)):
        return conditional_escape(value)
    return format_html("<bdi>{}</bdi>", _SIGNS.sub("", text))


@register.filter
def bdi_text(value: Any) -> str:
    """Return the same for where no markup can be: a page's title, an option, an attribute."""
    return isolated_text(str(value))
