"""Letters without case and accents, for searching and for names that are the same to a reader."""

import unicodedata
from functools import cache

# Beyond these no alphabet has letters with a case or an accent of their own.
_LAST_LETTER = 0x2C00


def plain_letters(text: str) -> str:
    """Return a text of the same length in small letters without accents: "Één" becomes "een"."""
    return text.lower() if text.isascii() else text.translate(_plain())


@cache
def _plain() -> dict[int, str]:
    letters = ((code, _plain_letter(chr(code))) for code in range(_LAST_LETTER))
    return {code: letter for code, letter in letters if letter != chr(code)}


def _plain_letter(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    first, marks = decomposed[0], decomposed[1:]
    if not all(map(unicodedata.combining, marks)):
        return character
    small = first.lower()
    # A letter that becomes two would move every place after it.
    return small if len(small) == 1 else first
