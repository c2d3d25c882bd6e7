"""The numbers of a row that may be shown, so that none tells what a few networks said.

Knows no database and no report.

A row counts how many networks are in each category; every network is in exactly one, so a reader of
the row knows its total. A reader may also know this algorithm, the other numbers of the row, and
what one network said. The rules, the proof and the limits are in
docs/decisions/0008-small-numbers.md.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Minimum:
    """The networks and organisations that must at least stand behind every shown number."""

    networks: int
    organisations: int

    def __post_init__(self) -> None:
        # A setting of 1 would silently switch the protection off.
        if self.networks < 2 or self.organisations < 1:
            raise ValueError("a number about one network protects nobody")

    def among(self, networks: Iterable[Collection[Hashable]]) -> int:
        """Return how many of these networks, whichever they are, always have enough organisations.

        Each network is given as its organisations. If they never have enough, the result is one
        more than there are. It doesn't depend on who is behind a number: then showing it would tell
        who isn't.
        """
        # The worst case: the networks with the fewest organisations come together first. An
        # organisation counts as shared only among networks that don't have enough by themselves.
        inside = sorted(networks, key=len)
        times = Counter(
            organisation
            for organisations in inside
            for organisation in organisations
            if len(organisations) < self.organisations
        )
        most = max(times.values(), default=1)  # so many networks share one organisation
        # `together` counts an organisation once for every network that it is in.
        together = 0
        for count, organisations in enumerate(inside, start=1):
            together += len(organisations)
            # At the least: those of the largest, and all of them when as many as can be are shared.
            enough = max(len(organisations), -(-together // most)) >= self.organisations
            if enough and count >= self.networks:
                return count
        return max(self.networks, len(inside) + 1)


@dataclass(frozen=True)
class ShownRow:
    """What may be shown of a row: each number, or None where it stays hidden.

    `pair` are the places of two neighbours that are counted `together`; each of them is None.
    """

    counts: tuple[int | None, ...]
    pair: tuple[int, int] | None = None
    together: int | None = None


def shown_row(
    counts: Sequence[int], least: int, neighbours: Sequence[tuple[int, int]] = ()
) -> ShownRow:
    """Return what may be shown of a row, counting two neighbours together before hiding it whole.

    `neighbours` are places of categories that may be counted together, in the order in which they
    are tried. Where all networks are in one category that has a neighbour, those two are counted
    together as well: otherwise the row would say what each network said.
    """
    unanimous = max(counts, default=0) == sum(counts) >= least
    alone = protected(counts, least)
    in_pair = unanimous and any(counts[place] for pair in neighbours for place in pair)
    if not in_pair and any(count is not None for count in alone):
        return ShownRow(alone)
    for number, pair in enumerate(neighbours):
        if _may_be_together(counts, least, neighbours[:number], pair):
            together = sum(counts[place] for place in pair)
            others = (None if place in pair else count for place, count in enumerate(counts))
            return ShownRow(tuple(others), pair, together)
    return ShownRow((None,) * len(counts))


def _may_be_together(
    counts: Sequence[int],
    least: int,
    before: Sequence[tuple[int, int]],
    pair: tuple[int, int],
) -> bool:
    """Say whether two categories may be counted together in a row that would be hidden whole.

    What is then shown must be 0 or large enough. And each of the two must have another possible
    value. If all networks are in the pair, they may be spread in many ways. If not, only two rows
    are hidden whole: this one, and the one with the two exchanged. So these must differ, and that
    one may not be shown otherwise, by a pair that is tried `before`.
    """
    together = sum(counts[place] for place in pair)
    others = [count for place, count in enumerate(counts) if place not in pair]
    if together < least or any(0 < count < least for count in others):
        return False
    if together == sum(counts):
        return True
    if counts[pair[0]] == counts[pair[1]]:
        return False
    exchanged = list(counts)
    exchanged[pair[0]], exchanged[pair[1]] = counts[pair[1]], counts[pair[0]]
    return not any(
        _may_be_together(exchanged, least, before[:number], earlier)
        for number, earlier in enumerate(before)
    )


def protected(counts: Sequence[int], least: int) -> tuple[int | None, ...]:
    """Return the number of networks in each category, or None where it must stay hidden.

    Every number that is shown is 0, or at least `least`. Nothing is hidden when no category is
    small. Otherwise every category up to some size is hidden, the empty ones too, until what is
    hidden is together large enough and can't be told apart; if need be that is the whole row.
    """
    # Fewer networks than the minimum: even the zeros would tell something about each of them.
    if sum(counts) < least:
        return (None,) * len(counts)
    if all(count == 0 or count >= least for count in counts):
        return tuple(counts)
    # Hidden by size alone, never by category: two hidden numbers could be the other way round. The
    # limit goes up through the numbers that occur until it hides enough.
    for limit in (least - 1, *sorted({count for count in counts if count >= least})):
        hidden = [count for count in counts if count <= limit]
        if sum(hidden) >= least and _is_ambiguous(hidden, limit, least):
            return tuple(None if count <= limit else count for count in counts)
    return (None,) * len(counts)


def _is_ambiguous(hidden: Sequence[int], limit: int, least: int) -> bool:
    """Say whether each hidden number can have another value, even if one network's is known.

    Either two networks' worth of different numbers are hidden, which may then be the other way
    round; or all of them are below the minimum and their sum leaves room, so that networks may be
    moved between them.
    """
    if len({count for count in hidden if count}) >= 2:
        return True
    most = least - 1
    return most >= 2 and limit == most and sum(hidden) <= (len(hidden) - 1) * most


def common(rows: Iterable[Sequence[int | None]]) -> tuple[int | None, ...]:
    """Return the sum of each column over protected rows, without what is hidden.

    A column of which nothing is shown gives None. The sum is made from protected numbers alone, so
    it tells nothing that they don't.
    """
    columns = list(zip(*rows, strict=True))
    return tuple(
        sum(shown) if (shown := [number for number in column if number is not None]) else None
        for column in columns
    )
