"""Which parts moved between two versions, as few as can explain the new order. No database."""

from bisect import bisect_left
from collections.abc import Sequence


def moved_keys(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Return the keys with another parent, or in another order than their siblings.

    Both arguments give the parent by key, in order. What merely shifts because of what came or
    went did not move.
    """
    moved = {key for key, parent in after.items() if key in before and before[key] != parent}
    rank = {key: place for place, key in enumerate(before)}
    stayed: dict[str, list[str]] = {}
    for key, parent in after.items():
        if key in before and key not in moved:
            stayed.setdefault(parent, []).append(key)
    for keys in stayed.values():
        in_order = _longest_increasing([rank[key] for key in keys])
        moved |= {key for place, key in enumerate(keys) if place not in in_order}
    return moved


def _longest_increasing(ranks: Sequence[int]) -> set[int]:
    """Return the places of a longest run of increasing ranks: the most that kept their order.

    By patience sorting, so that a thousand parts take no longer than a moment.
    """
    lowest_ends: list[int] = []  # by length of a run, the lowest rank that one can end with
    end_places: list[int] = []  # where that rank stands
    previous: list[int] = []  # the place before each place in the longest run that ends there
    for place, rank in enumerate(ranks):
        length = bisect_left(lowest_ends, rank)
        previous.append(end_places[length - 1] if length else -1)
        lowest_ends[length : length + 1] = [rank]
        end_places[length : length + 1] = [place]
    places: set[int] = set()
    place = end_places[-1] if end_places else -1
    while place >= 0:
        places.add(place)
        place = previous[place]
    return places
