"""Text whose direction is that of its first letter: `dir="auto"`, which WeasyPrint passes over."""

import re

from loket_eval.direction import changes_direction, is_right_to_left

_AUTO = re.compile(r'<(\w+)\b[^>]*?\bdir="auto"')
_TAG = re.compile(r"<[^>]*>")


def directed(html: str) -> str:
    """Return the HTML with `dir="rtl"` where a text of "auto" is read from right to left."""
    return _AUTO.sub(_of_its_text, html) if changes_direction(html) else html


def _of_its_text(opening: re.Match[str]) -> str:
    # Elements with "auto" hold no other element of their own kind.
    html = opening.string
    end = html.find(f"</{opening[1]}>", opening.end())
    text = _TAG.sub("", html[html.index(">", opening.end()) + 1 : end])
    return opening[0].replace('"auto"', '"rtl"') if is_right_to_left(text) else opening[0]
