"""Which numbers of a row may be shown, so that none tells what a few networks said. Knows no database and no report.

A row counts how many networks are in each category; every network is in exactly one, so who reads the row knows its
total. A reader may also know this algorithm, the other numbers of the row, and what one network said. The rules, the
proof and the limits are in docs/decisions/0008-small-numbers.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Minimum:
    """What stands behind every number that is shown: at least so many networks, and so many organisations."""

    networks: int
    organisations: int

    def __post_init__(self) -> None:
        if self.networks < 2 or self.organisations < 1:
            raise ValueError("a number about one network protects nobody")


@dataclass(frozen=True)
class Cell:
    """One category: how many networks are in it, and who stands behind them.

    `few` holds the organisations of its networks when each of these networks alone has fewer than the minimum. It is
    None when one network alone has enough, so that there is nothing to add up.
    """

    networks: int
    few: frozenset[int] | None = None


def protected(cells: Sequence[Cell], minimum: Minimum) -> tuple[int | None, ...]:
    """Return the number of each category, or None where it must stay hidden.

    Nothing is hidden when no category is small. Otherwise every category up to some size is hidden, the empty ones
    too, until what is hidden is together large enough and can't be told apart; if need be that is the whole row.
    """
    small = [cell.networks for cell in cells if _is_small([cell], minimum)]
    if sum(cell.networks for cell in cells) < minimum.networks:
        return (None,) * len(cells)
    if not small:
        return tuple(cell.networks for cell in cells)
    size = max(minimum.networks - 1, *small)
    larger = sorted({cell.networks for cell in cells if cell.networks > size})
    for limit in (size, *larger):
        hidden = [cell for cell in cells if cell.networks <= limit]
        if not _is_small(hidden, minimum) and _is_ambiguous(hidden, limit, minimum):
            return tuple(None if cell.networks <= limit else cell.networks for cell in cells)
    return (None,) * len(cells)


def _is_small(cells: Iterable[Cell], minimum: Minimum) -> bool:
    """Say whether too few networks, or too few organisations, stand behind these categories together."""
    filled = [cell for cell in cells if cell.networks]
    if not filled:
        return False
    if sum(cell.networks for cell in filled) < minimum.networks:
        return True
    known = [cell.few for cell in filled if cell.few is not None]
    return len(known) == len(filled) and len(frozenset().union(*known)) < minimum.organisations


def _is_ambiguous(hidden: Sequence[Cell], limit: int, minimum: Minimum) -> bool:
    """Say whether each hidden number can have another value, also for who knows what one network said.

    Either two networks' worth of different numbers are hidden, which may then be the other way round; or all of them
    are below the minimum and their sum leaves room, so that networks may be moved between them.
    """
    if len({cell.networks for cell in hidden if cell.networks}) >= 2:
        return True
    total, most = sum(cell.networks for cell in hidden), minimum.networks - 1
    return most >= 2 and limit == most and total <= (len(hidden) - 1) * most


def common(rows: Iterable[Sequence[int | None]]) -> tuple[int | None, ...]:
    """Return the sum of each column over protected rows, leaving out what is hidden; None where nothing is shown.

    It is made from protected numbers alone, so it tells nothing that they don't.
    """
    columns = list(zip(*rows, strict=True))
    return tuple(
        sum(shown) if (shown := [number for number in column if number is not None]) else None for column in columns
    )
