"""A word that never ends: it may break in a PDF, and nothing else of the HTML changes."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from loket_eval.pdf.endless_words import breakable

PIECES = st.sampled_from(
    ["w" * 59, "w" * 61, "&amp;", "&#x27;", "<p>", "</p>", "<wbr>", " ", "\n", "é", "&", ";"]
) | st.sampled_from(
    [
        f'<a href="https://voorbeeld.example/{"x" * 90}">',
        f"<title>{'t' * 90}</title>",
        f"<style>{'s' * 90}</style>",
    ]
)


@example("w" * 59 + "&" + "w" * 59)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_word_may_break_and_nothing_else_changes(html: str) -> None:
    """Entities, tags, the title and styles stay whole."""
    after = breakable(html)
    assert after.replace("<wbr>", "") == html.replace("<wbr>", "")
    shown = re.sub(r"<(title|style)>.*?</\1>|<[^>]*>", " ", after)
    assert all(len(re.sub(r"&[#\w]+;", "e", word)) <= 60 for word in shown.split())
    assert re.findall(r"&[#\w]+;", after) == re.findall(r"&[#\w]+;", html)
    markup = r"<title>.*?</title>|<style>.*?</style>|<a [^>]*>"
    assert re.findall(markup, after) == re.findall(markup, html)


def test_usual_text_stays_as_it_is() -> None:
    html = "<p>Meervoudigepersoonlijkheidsstoornissen en https://voorbeeld.example/a</p>"
    assert breakable(html) == html


@pytest.mark.parametrize("tag", ["p", "li", "h3", "th", "td"])
def test_a_page_of_one_word_is_made_at_once(tag: str) -> None:
    """It took half a minute: a place to hyphenate was tried at every letter."""
    inside = f"<{tag}>{'woord' * 600}</{tag}>"
    if tag in ("th", "td"):
        inside = f"<table><tr>{inside}</tr></table>"
    start = time.process_time()
    pdf = render_pdf(
        f'<html lang="nl"><head><title>t</title></head><body>{inside}</body></html>',
        [style_sheet("print.css")],
    )
    assert pdf.startswith(b"%PDF-1.7")
    assert time.process_time() - start < 8
