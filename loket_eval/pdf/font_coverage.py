"""Characters that no font on this machine has: an empty box would make a PDF fail PDF/UA-1.

Whoever types one is told, and told again before a report is confirmed.
"""

import subprocess
from bisect import bisect_right
from functools import cache

from loket_eval.prose import UNREADABLE, readable

# Joiners, directions and variants, which aren't drawn themselves. Those from U+E0000 on aren't
# either.
_UNDRAWN = frozenset("\u061c\u180b\u180c\u180d\u180e\ufeff") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)
# Latin, Greek, Cyrillic, punctuation and the euro sign: the fonts that bin/setup asks for have them
# all, so most documents need no look at the fonts.
_EVERYDAY = frozenset(
    map(chr, (*range(0x500), *range(0x2000, 0x2028), *range(0x202A, 0x2070), 0x20AC, 0xFFFD))
)


def printable(html: str) -> str:
    """Return `html` with U+FFFD in place of every character that can't be drawn."""
    html = readable(html)
    missing = undrawable(html)
    return html.translate(dict.fromkeys(map(ord, missing), UNREADABLE)) if missing else html


def undrawable(text: str) -> str:
    """Return the characters in `text` that can't be drawn, each once; mostly none."""
    if text.isascii():
        return ""
    missing = {character for character in set(text) - _EVERYDAY if not _can_be_drawn(character)}
    return "".join(sorted(missing))


def _can_be_drawn(character: str) -> bool:
    if character in _UNDRAWN or character >= "\U000e0000":
        return True
    starts, ends = _ranges()
    at = bisect_right(starts, ord(character)) - 1
    # Without known ranges a character counts as drawable: an empty box is better than lost text.
    return not starts or (at >= 0 and ord(character) <= ends[at])


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """Return the first and last character of each range in any font; nothing without fontconfig."""
    try:
        fc_list = subprocess.run(
            ["fc-list", "--format", "%{charset} "],  # noqa: S607 - wherever it is installed
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return [], []
    # As in "20-7e a0 a4-ff", in hexadecimal, once for each font.
    written = (part.partition("-") for part in set(fc_list.stdout.split()))
    ranges = sorted((int(first, 16), int(last or first, 16)) for first, _dash, last in written)
    starts: list[int] = []
    ends: list[int] = []
    for first, last in ranges:
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return starts, ends
