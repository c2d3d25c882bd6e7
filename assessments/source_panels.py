"""What other packages show of sources: a panel on the page of one, a line in the list of all.

Each package registers a maker of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from indicators.catalogue import Catalogue

from .models import Assessment, Source, View


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of the page: its template, and what that shows."""

    template: str
    context: Mapping[str, Any]
    error_forms: tuple[forms.Form, ...] = ()


# Given the assessment, its source, and what that says by the primary key of the question.
Maker = Callable[[Assessment, Source, Mapping[int, View]], Panel | None]
_makers: list[Maker] = []
# Returns one line about the sources it knows something of, by primary key.
LineMaker = Callable[[Assessment, Catalogue, Sequence[Source]], Mapping[int, str]]
_line_makers: list[LineMaker] = []


def register(maker: Maker) -> None:
    """Let pages of sources have this panel, where the maker returns one."""
    _makers.append(maker)


def panels_of(
    assessment: Assessment, source: Source, views: Mapping[int, View]
) -> tuple[Panel, ...]:
    """Return the panels on the page of a source."""
    made = (maker(assessment, source, views) for maker in _makers)
    return tuple(panel for panel in made if panel is not None)


def register_lines(maker: LineMaker) -> None:
    """Let the list of sources have these lines."""
    _line_makers.append(maker)


def lines_of(
    assessment: Assessment, catalogue: Catalogue, sources: Sequence[Source]
) -> dict[int, tuple[str, ...]]:
    """Return what other packages say of each source in the list, by primary key."""
    found: dict[int, tuple[str, ...]] = {}
    for maker in _line_makers:
        for pk, line in maker(assessment, catalogue, sources).items():
            found[pk] = (*found.get(pk, ()), line)
    return found
