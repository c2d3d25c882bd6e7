"""Letters without case and accents, for searching and for names that are the same to a reader."""

import re
import unicodedata
from functools import cache

from .prose import clean_text

# Beyond these no alphabet has letters with a case or an accent of their own.
_LAST_LETTER = 0x2C00
_SAME_SIGN = str.maketrans("‐‑‒–—―−‘’ʼ´`", "-------'''''")
# Dutch lists put "De Waag" at the W and "'s-Hertogenbosch" at the H.
_IN_FRONT = re.compile(r"^(?:(?:(?:de|het|'t) |'s[- ])(?=\w)|\W+(?=\w))")


def plain_letters(text: str) -> str:
    """Return a text of the same length in small letters without accents: "Één" becomes "een"."""
    return text.lower() if text.isascii() else text.translate(_plain())


def normal_form(name: str) -> str:
    """Return what names have in common that are the same name to a reader.

    Case, accents, invisible characters, and kinds of white space, dashes and apostrophes make no
    difference. It decides whether two names are one, and which words in a quote are a name.
    """
    letters = unicodedata.normalize("NFKD", clean_text(name).translate(_SAME_SIGN))
    visible = (sign for sign in letters if unicodedata.category(sign) not in {"Mn", "Cf"})
    return " ".join("".join(visible).casefold().split())


def sort_form(name: str) -> str:
    """Return what to sort a name by, as Dutch lists do: without an article or signs in front."""
    form = normal_form(name)
    return _IN_FRONT.sub("", form)


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
