"""Words without end, which WeasyPrint would try to hyphenate at every letter.

The time to lay out a word grows with the square of its length: 34 s for one of 3,000 letters.
"""

import re

# A longer word may break after every so many signs. The longest Dutch words have some 50 letters.
_LONGEST_WORD = 60

# Tags, and what isn't shown as text, stay as they are.
_MARKUP = re.compile(r"(<(title|style|script)\b.*?</\2>|<[^>]*>)", re.DOTALL)
# An entity is one sign and stays whole; an "&" that begins none is a sign like any other.
_SIGN = r"(?>&[#\w]+;|\S)"
_ENDLESS = re.compile(rf"{_SIGN}{{{_LONGEST_WORD + 1},}}")
_STRETCH = re.compile(rf"{_SIGN}{{1,{_LONGEST_WORD}}}")


def breakable(html: str) -> str:
    """Return the HTML with places to break in each word of more than 60 signs."""
    # Split on a pattern with two groups: text, markup, name of the tag or None, and so on.
    parts = _MARKUP.split(html)
    parts[::3] = [_ENDLESS.sub(_with_breaks, text) for text in parts[::3]]
    return "".join(part for place, part in enumerate(parts) if place % 3 != 2)


def _with_breaks(word: re.Match[str]) -> str:
    return "<wbr>".join(_STRETCH.findall(word[0]))
