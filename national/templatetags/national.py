"""Filters for the overarching report: its pictures, and a network's own judgements."""

from collections.abc import Iterator, Mapping

from django import template

from national import category_headings, edition_pictures
from national.edition import CATEGORIES, Counts, Edition, EditionTheme, NetworkPart
from reports.pictures import Drawing

register = template.Library()


@register.filter
def blocks(theme: EditionTheme, total: int) -> Drawing:
    """Return the picture of a theme's numbers."""
    return edition_pictures.blocks_of(theme, total)


@register.filter
def maps(networks: tuple[NetworkPart, ...], report: Edition) -> tuple[Drawing, ...]:
    """Return the pictures of who judged what."""
    return edition_pictures.maps_of(networks, report.themes)


@register.filter
def category(name: str) -> str:
    """Return the heading of a column."""
    return category_headings.heading(name)


@register.filter
def by_category(counts: Counts) -> Iterator[tuple[str, int | None]]:
    """Return each number with the heading of its column."""
    return (
        (category_headings.heading(name), count)
        for name, count in zip(CATEGORIES, counts, strict=True)
    )


@register.filter
def own(judgements: Mapping[str, Mapping[str, str]], key: str) -> list[tuple[str, str]]:
    """Return the reader's networks, by name, with their judgement on a question ("" is none)."""
    return [(name, given.get(key, "")) for name, given in judgements.items()]
