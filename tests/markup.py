"""HTML as a test quotes it, whatever the lines of its template."""

import re


def with_short_tags(html: str) -> str:
    """Return HTML with each tag on one line; the text is left as it is."""
    return re.sub(r"<[^<>]*>", lambda tag: " ".join(tag[0].split()).replace(" >", ">"), html)


def tight(html: str) -> str:
    """Return HTML with one space for white space, and none at the beginning and the end of an
    element.
    """
    html = re.sub(r"\s+", " ", with_short_tags(html))
    return re.sub(r" (?=</)", "", re.sub(r"(<\w[^<>]*>) ", r"\1", html))
