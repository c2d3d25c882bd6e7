"""How a spreadsheet file writes places and texts.

Columns are letters, and strange characters are codes.
"""

import re

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


def column_letters(column: int) -> str:
    """Return the name of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_and_row(place: str) -> tuple[int, int]:
    """Return the numbers of a place such as "B3", counted from 1. Raises ValueError."""
    match = _PLACE.match(place)
    if match is None:
        raise ValueError(place)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])


def escape(text: str) -> str:
    """Return `text` as it goes in a file, where "_x0041_" would stand for an A."""
    return _TO_ESCAPE.sub("_x005F_", text)


def unescape(text: str) -> str:
    """Return the text that `escape`, or a spreadsheet program, wrote."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
