"""How the templates are laid out, as far as djade and djhtml don't see to it."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

TEMPLATES = Path(__file__).parent.parent / "templates"
LONGEST = 120
# What begins on a line of its own: elements that a browser starts on a new line, parts of a table.
BLOCKS = (
    "article|aside|blockquote|body|caption|dd|details|dialog|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header|hr|"
    "html|legend|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
BLOCK_AFTER_SOMETHING = re.compile(rf"\S.*<(?:{BLOCKS})\b")


def lines() -> list[tuple[str, str]]:
    """Return the lines of all templates, each with where it is."""
    paths = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    return [
        (f"{path.relative_to(TEMPLATES)}:{number}", line)
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
    ]


def test_no_line_is_too_long_to_review():
    """A change in a line of a thousand characters can't be seen in a diff."""
    assert [place for place, line in lines() if len(line) > LONGEST] == []


def test_a_block_begins_a_line():
    """Paragraphs, items, cells and the like each begin a line, so that the page's outline shows."""
    assert [place for place, line in lines() if BLOCK_AFTER_SOMETHING.search(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li>een</li>",
        "{% if yes %}<p>ja</p>{% endif %}",
        "<td>een</td><td>twee</td>",
        "tekst <div>",
    ],
)
def test_a_block_after_something_is_found(line):
    """The pattern above finds what it should."""
    assert BLOCK_AFTER_SOMETHING.search(line)


FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|object|embed|use|link)\b[^>]*(?:src|srcset|href|data)=["'](?:https?:)?//"""
    r"""|url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)


def test_nothing_is_fetched_from_another_host():
    """No picture, letter, script or hint to connect; a link that somebody follows may go anywhere."""
    static = TEMPLATES.parent / "static"
    files = [path for folder in (TEMPLATES, static) for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if FETCHED.search(path.read_text())] == []


@pytest.mark.parametrize(
    "text",
    [
        '<link rel="preconnect" href="https://elders.example">',
        '<img alt="" src="//elders.example/a.png">',
        "background: url(https://elders.example/a.png)",
        '@import "https://elders.example/a.css"',
    ],
)
def test_what_is_fetched_is_found(text):
    """The pattern above finds what it should, and no link."""
    assert FETCHED.search(text)
    assert not FETCHED.search('<a href="https://elders.example">Elders</a>')


def test_the_indentation_is_not_sent():
    """Spaces that lay out a template would make a long page twice as heavy."""
    assert re.findall(r"\n[ \t]+", (TEMPLATES / "500.html").read_text())
    assert re.findall(r"\n[ \t]+", render_to_string("500.html")) == []
