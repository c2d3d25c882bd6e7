"""Merged and split questions in words, for pages, documents and spreadsheets alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .stored_trends import SeriesDescent


def in_words(descents: Iterable[SeriesDescent]) -> str:
    """Return a sentence for each; both reports have numbers, so the earlier one is called so."""
    return " ".join(_sentence(descent) for descent in descents)


def _sentence(descent: SeriesDescent) -> str:
    words = (
        _("Vraag {now} komt uit de vroegere vraag {before}.")
        if descent.stays
        else _("De vroegere vraag {before} ging op in vraag {now}.")
    )
    return words.format(before=descent.before, now=descent.now)
