"""Attempts to find out a hidden number, knowing the algorithm, all that is shown, and more."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from national.protection import Minimum, common, protected

CATEGORIES = 6
Shown = tuple[int | None, ...]
Row = tuple[int, ...]


def every_row(total: int, cells: int = CATEGORIES) -> Iterator[Row]:
    """Every way in which so many networks can be spread over the categories."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in every_row(total - first, cells - 1):
            yield (first, *rest)


# All rows of so many categories with up to so many networks. Few categories matter: then none may
# be empty.
SIZES = [
    (total, cells)
    for cells, most in ((6, 10), (4, 15), (3, 20), (2, 20))
    for total in range(most + 1)
]
# With two networks and a minimum of two there is nobody else to hide among.
HIDING = [(total, cells) for total, cells in SIZES if total >= 3]


def by_what_is_shown(total: int, cells: int, least: int) -> dict[Shown, list[Row]]:
    """What somebody who knows the algorithm can do: compute it for every row, and see which rows
    look the same."""
    found = defaultdict(list)
    for row in every_row(total, cells):
        found[protected(row, least)].append(row)
    return found


def hidden(looks: Shown) -> list[int]:
    return [place for place, count in enumerate(looks) if count is None]


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_no_hidden_number_can_be_computed_from_its_row(least: int):
    """Of 3 to 20 networks every row is tried: each hidden number has two values or more that look
    the same."""
    for total, cells in HIDING:
        for looks, rows in by_what_is_shown(total, cells, least).items():
            for place in hidden(looks):
                assert len({row[place] for row in rows}) >= 2, (total, looks)


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_a_network_that_takes_part_learns_no_hidden_number_either(least: int):
    """Who knows its own answer leaves out every row without it; two values still remain."""
    for total, cells in HIDING:
        for looks, rows in by_what_is_shown(total, cells, least).items():
            for own, place in product(hidden(looks), repeat=2):
                possible = {row[place] for row in rows if row[own]}
                assert len(possible) >= 2 or not possible, (total, looks, own, place)


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_what_is_shown_is_true_and_no_small_number_is_among_it(least: int):
    """Shown numbers are the real ones; none but 0 is under the minimum; nor is what the hidden ones
    add up to."""
    for total, cells in SIZES:
        for row in every_row(total, cells):
            looks = protected(row, least)
            assert all(count in (None, real) for count, real in zip(looks, row, strict=True))
            assert all(count in (None, 0) or count >= least for count in looks)
            rest = [row[place] for place in hidden(looks)]
            assert len(rest) != 1
            assert not rest or sum(rest) >= least or total < least
            assert total >= least or not any(looks)
            if all(count == 0 or count >= least for count in row) and total >= least:
                assert looks == row


@given(
    # As in HIDING: of three networks and more.
    row=st.lists(st.integers(0, 400), min_size=2, max_size=8).filter(lambda row: sum(row) >= 3),
    least=st.integers(2, 7),
)
def test_large_rows_keep_the_promise_too(row: list[int], least: int):
    """Of up to thousands of networks: there is another row that looks the same, for every hidden
    number.

    It is found as the proof in docs/decisions/0008-small-numbers.md does: numbers that change
    places, or a network that moves.
    """
    looks = protected(row, least)
    places = hidden(looks)
    for place in places:
        others = [swapped(row, place, other) for other in places if row[other] != row[place]]
        others += [moved(row, place, other) for other in places if other != place and row[place]]
        others += [moved(row, other, place) for other in places if other != place and row[other]]
        others += [all_in_one(row, place, other) for other in places if other != place]
        different = [other for other in others if other[place] != row[place]]
        assert any(protected(other, least) == looks for other in different)


def swapped(row: Sequence[int], one: int, other: int) -> Row:
    made = list(row)
    made[one], made[other] = made[other], made[one]
    return tuple(made)


def moved(row: Sequence[int], one: int, other: int) -> Row:
    made = list(row)
    made[one], made[other] = made[one] - 1, made[other] + 1
    return tuple(made)


def all_in_one(row: Sequence[int], one: int, other: int) -> Row:
    made = [0] * len(row)
    made[one], made[other] = 1, sum(row) - 1
    return tuple(made)


@settings(max_examples=60)
@given(
    networks=st.lists(st.sets(st.integers(0, 7), max_size=5), min_size=1, max_size=7),
    minimum=st.builds(Minimum, st.integers(2, 4), st.integers(1, 6)),
)
def test_behind_a_number_are_enough_organisations_whichever_networks_they_are(
    networks: list[set[int]], minimum: Minimum
):
    """So it needn't be looked at who is behind it; more networks are only asked for where
    somebody's is too small."""
    least = minimum.among(networks)
    assert minimum.networks <= least <= max(minimum.networks, len(networks) + 1)
    for some in combinations(networks, min(least, len(networks) + 1)):
        assert len(set().union(*some)) >= minimum.organisations
    few = sum(len(inside) < minimum.organisations for inside in networks)
    assert least <= max(minimum.networks, few + 1)


@pytest.mark.parametrize(
    ("networks", "least"),
    [
        # Ten with three organisations each.
        ([{3 * n, 3 * n + 1, 3 * n + 2} for n in range(10)], 3),
        # One organisation each: three networks are three organisations.
        ([{n} for n in range(10)], 3),
        # Four of the ten are run by the same two.
        ([{1, 2}] * 4 + [{3 * n, 3 * n + 1, 3 * n + 2} for n in range(1, 7)], 5),
        # Of five no partners are known: only from six on there is a network with three among them.
        ([set()] * 5 + [{1, 2, 3}, {4, 5, 6}], 6),
        # There are no three organisations.
        ([{1, 2}] * 10, 11),
    ],
)
def test_how_many_networks_have_three_organisations(networks: list[set[int]], least: int):
    """From this many on it doesn't matter which ones they are."""
    assert Minimum(3, 3).among(networks) == least


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.lists(st.integers(0, CATEGORIES - 1), min_size=5, max_size=9), min_size=1, max_size=4
    )
)
def test_the_sums_of_a_theme_say_nothing_more(rows: list[list[int]]):
    """A theme's totals are the same for all rows that look the same: they are made from what is
    shown."""
    total = len(rows[0])
    looks = []
    for answers in rows:
        given_ = Counter(answers[:total])
        given_[0] += total - given_.total()
        looks.append(protected([given_[place] for place in range(CATEGORIES)], 3))
    sums = common(looks)
    for place in range(CATEGORIES):
        numbers = [one[place] for one in looks if one[place] is not None]
        assert sums[place] == (sum(numbers) if numbers else None)


def test_with_fewer_networks_than_the_minimum_nothing_is_shown():
    """Not even that everybody gave no answer."""
    assert protected((0, 2, 0), 3) == (None, None, None)
    assert protected((), 3) == ()


def test_a_minimum_of_one_network_is_refused():
    """It would publish what one network said."""
    with pytest.raises(ValueError, match="one network"):
        Minimum(1, 3)


@pytest.mark.parametrize(
    ("row", "looks"),
    [
        # Nothing small: everything is shown, and zeros too.
        ((7, 3, 0, 0, 0, 0), (7, 3, 0, 0, 0, 0)),
        # Three networks that aren't strong: how they are spread stays hidden.
        ((7, 2, 1, 0, 0, 0), (7, None, None, None, None, None)),
        # Nine strong and one not: the one would be known, so all is hidden.
        ((9, 1, 0, 0, 0, 0), (None,) * 6),
        # Two that both are 2 must both be 2: the next number is hidden with them.
        ((8, 4, 2, 2), (8, None, None, None)),
        ((8, 2, 2), (None, None, None)),
        # Three ones and room for them elsewhere.
        ((7, 1, 1, 1, 0, 0), (7, None, None, None, None, None)),
    ],
)
def test_rows_from_practice(row: Row, looks: Shown):
    """What a minimum of three does to the rows of ten networks."""
    assert protected(row, 3) == looks
