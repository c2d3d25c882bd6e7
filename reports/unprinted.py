"""What a report says in characters that its PDF can't show: no font on this machine has them."""

from collections.abc import Iterator
from typing import Any

from loket_eval.pdf.font_coverage import undrawable

from .report import Report, report_as_json

# How many letters of a text are shown on both sides of such a character.
_AROUND = 40


def unprinted_texts(report: Report) -> list[tuple[str, str]]:
    """Return the characters that a PDF can't show, with the words around the first of them."""
    found = ((text, undrawable(text)) for text in _texts(report_as_json(report)))
    return list(
        dict.fromkeys((letters, _around(text, letters)) for text, letters in found if letters)
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _around(text: str, letters: str) -> str:
    at = min(text.index(letter) for letter in letters)
    start, end = max(0, at - _AROUND), at + _AROUND
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return f"{before}{' '.join(text[start:end].split())}{after}"
