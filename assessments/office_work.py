"""What packages to the right have for the national office to do: a part of its start page.

Each package registers a maker of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Work:
    """A part of the start page: what it is about, how it stands, a button for that, and links."""

    title: str
    told: str
    lines: tuple[tuple[str, str], ...]
    button: tuple[str, str]


_makers: list[Callable[[], Work]] = []


def register(maker: Callable[[], Work]) -> None:
    """Let the start page of the national office have this part."""
    _makers.append(maker)


def office_work() -> tuple[Work, ...]:
    return tuple(maker() for maker in _makers)
