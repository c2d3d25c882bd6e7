"""Attempts to find out what is counted together, knowing the algorithm, all that is shown, and more."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from national.edition_parts import CATEGORIES, NEIGHBOURS
from national.protection import ShownRow, protected, shown_row

from .test_protection import Row, every_row

CELLS = len(CATEGORIES)
STRONG, WEAK, PARTLY = (CATEGORIES.index(one) for one in ("strength", "improvement", "mixed"))
# All rows of so many networks; with two and a minimum of two there is nobody to hide among.
TOTALS = range(3, 11)


def shown(row: Sequence[int], least: int) -> ShownRow:
    return shown_row(row, least, NEIGHBOURS)


def by_what_is_shown(total: int, least: int) -> dict[ShownRow, list[Row]]:
    found = defaultdict(list)
    for row in every_row(total, CELLS):
        found[shown(row, least)].append(row)
    return found


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_no_number_that_is_not_shown_can_be_computed(least: int):
    """Every row of 3 to 10 networks is tried, also by a network that knows its own answer: what is
    hidden, and each of two that are counted together, has two values or more that look the same."""
    for total in TOTALS:
        for looks, rows in by_what_is_shown(total, least).items():
            unknown = [place for place, count in enumerate(looks.counts) if count is None]
            for place in unknown:
                assert len({row[place] for row in rows}) >= 2, (total, looks)
                for own in unknown:
                    possible = {row[place] for row in rows if row[own]}
                    assert len(possible) != 1, (total, looks, own, place)


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_what_is_shown_is_true_and_large_enough(least: int):
    """Numbers are the real ones, and 0 or at least the minimum; so is what is counted together."""
    for total in TOTALS:
        for row in every_row(total, CELLS):
            looks = shown(row, least)
            assert all(count in (None, real) for count, real in zip(looks.counts, row, strict=True))
            assert all(count in (None, 0) or count >= least for count in looks.counts)
            if looks.pair:
                assert looks.pair in NEIGHBOURS
                assert looks.together == sum(row[place] for place in looks.pair) >= least
                assert all(looks.counts[place] is None for place in looks.pair)


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_less_is_hidden_than_before_and_a_unanimous_row_names_no_judgement(least: int):
    """Only rows that were hidden whole, or in which all say the same, look otherwise than before."""
    for total in TOTALS:
        for row in every_row(total, CELLS):
            looks, before = shown(row, least), protected(row, least)
            agreed = max(row) == total and any(row[:3])
            if looks.counts != before:
                assert agreed or set(before) == {None}
            if agreed and total >= least:
                assert looks.pair
                assert looks.together == total


@given(
    row=st.tuples(*[st.integers(0, 400)] * 3, *[st.sampled_from([0, 0, 0, 2, 7, 90])] * 3).filter(
        lambda row: sum(row) >= 3
    ),
    least=st.integers(2, 7),
)
def test_large_rows_keep_the_promise_too(row: Row, least: int):
    """Of hundreds of networks: what is counted together can be the other way round, or spread
    otherwise."""
    looks = shown(row, least)
    if looks.pair is None:
        return
    one, other = looks.pair
    total = row[one] + row[other]
    for place in looks.pair:
        for own in looks.pair:
            values = {
                split if place == one else total - split
                for split in {0, 1, 2, row[one], row[other], total - 2, total - 1, total}
                if 0 <= split <= total
                and (split if own == one else total - split)
                and shown(_split(row, one, other, split), least) == looks
            }
            assert len(values) != 1, (row, looks)


def _split(row: Row, one: int, other: int, split: int) -> Row:
    made = list(row)
    made[one], made[other] = split, row[one] + row[other] - split
    return tuple(made)


def pinned(rows: Sequence[Row], known: Row) -> bool:
    """Say whether who knows these answers, of the networks it works with, knows all others too."""
    rest = {tuple(a - b for a, b in zip(row, known, strict=True)) for row in rows}
    left = {row for row in rest if min(row) >= 0}
    certain = {tuple(bool(count) for count in row) for row in left}
    return len(certain) == 1 and sum(next(iter(certain))) == 1


def found_out(together: int, *, merged: bool) -> Counter[str]:
    """Return in how many cases so many of ten networks know what each of the others said.

    A case is a row of ten, and answers that so many of its networks may have given.
    """
    looks: dict[object, list[Row]] = defaultdict(list)
    for row in every_row(10, CELLS):
        looks[shown(row, 3) if merged else protected(row, 3)].append(row)
    counted: Counter[str] = Counter()
    for rows in looks.values():
        for answers in combinations_with_replacement(range(CELLS), together):
            known = tuple(answers.count(place) for place in range(CELLS))
            fits = sum(all(a >= b for a, b in zip(row, known, strict=True)) for row in rows)
            counted["cases"] += fits
            counted["found out"] += fits if pinned(rows, known) else 0
    return counted


@pytest.mark.parametrize(
    ("together", "before", "now"), [(0, 6, 3), (1, 6, 3), (2, 6, 3), (3, 216, 213)]
)
def test_a_few_that_work_together_find_out_no_more_than_before(
    together: int, before: int, now: int
):
    """Of ten networks two or three lay their answers side by side, or nobody does. How often do they
    know what each of the others said? Measured over every row and all that they may have said."""
    was, is_now = (found_out(together, merged=merged)["found out"] for merged in (False, True))
    assert is_now <= was
    assert (was, is_now) == (before, now)


@pytest.mark.parametrize(
    ("row", "counts", "pair", "together"),
    [
        # All say the same: not that it is strong, but that it is that or partly.
        ((10, 0, 0, 0, 0, 0), (None, 0, None, 0, 0, 0), (STRONG, PARTLY), 10),
        ((0, 10, 0, 0, 0, 0), (0, None, None, 0, 0, 0), (PARTLY, WEAK), 10),
        ((0, 0, 10, 0, 0, 0), (None, 0, None, 0, 0, 0), (STRONG, PARTLY), 10),
        # One that isn't strong looks the same.
        ((9, 0, 1, 0, 0, 0), (None, 0, None, 0, 0, 0), (STRONG, PARTLY), 10),
        ((0, 8, 2, 0, 0, 0), (0, None, None, 0, 0, 0), (PARTLY, WEAK), 10),
        # Beside another number: two rows look so.
        ((4, 4, 2, 0, 0, 0), (None, 4, None, 0, 0, 0), (STRONG, PARTLY), 6),
        ((2, 4, 4, 0, 0, 0), (None, 4, None, 0, 0, 0), (STRONG, PARTLY), 6),
        # Were partly and weak together here, no other row would look so.
        ((4, 2, 4, 0, 0, 0), (None,) * 6, None, None),
        # One at each end: nothing helps.
        ((8, 1, 1, 0, 0, 0), (None,) * 6, None, None),
        # That nobody has an answer says nothing about a judgement.
        ((0, 0, 0, 0, 0, 10), (0, 0, 0, 0, 0, 10), None, None),
    ],
)
def test_rows_from_practice(
    row: Row,
    counts: tuple[int | None, ...],
    pair: tuple[int, int] | None,
    together: int | None,
):
    assert shown(row, 3) == ShownRow(counts, pair, together)
