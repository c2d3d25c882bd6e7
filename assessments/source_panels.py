"""What other packages show on the page of a source. Each registers a maker of its own panel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

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


def register(maker: Maker) -> None:
    """Let pages of sources have this panel, where the maker returns one."""
    _makers.append(maker)


def panels_of(
    assessment: Assessment, source: Source, views: Mapping[int, View]
) -> tuple[Panel, ...]:
    """Return the panels on the page of a source."""
    made = (maker(assessment, source, views) for maker in _makers)
    return tuple(panel for panel in made if panel is not None)
