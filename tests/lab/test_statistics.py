"""Shares and their intervals against known figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.statistics import Share, between, paired, quantile


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(
    count: int, of: int, low: float, high: float
) -> None:
    share = Share(count, of)  # the examples of Newcombe 1998, method 3

    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_in_its_interval(count: int, of: int) -> None:
    share = Share(min(count, of), of)

    assert 0 <= share.low <= share.value <= share.high <= 1


def test_more_games_make_an_interval_narrower() -> None:
    few, many = Share(5, 20), Share(250, 1000)

    assert many.high - many.low < few.high - few.low


def test_what_never_differs_is_not_sure() -> None:
    assert not paired(0, 0, 50).sure
    assert not between(Share(3, 50), Share(3, 50)).sure


def test_pairs_that_mostly_gain_are_sure() -> None:
    change = paired(40, 2, 100)

    assert change.value == pytest.approx(0.38)
    assert change.sure
    assert change.low > 0.2


def test_a_quantile_is_the_bin_in_which_a_part_is_reached() -> None:
    counts = np.array([0, 2, 0, 5, 3])

    assert [quantile(counts, part) for part in (0, 0.1, 0.2, 0.5, 0.71, 1)] == [1, 1, 1, 3, 4, 4]
    assert quantile(np.zeros(4, np.int64), 0.5) == -1


def test_the_interval_of_a_difference_is_that_of_the_literature() -> None:
    found = between(Share(48, 80), Share(56, 70))  # Newcombe 1998, example (a), method 10

    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60))
def test_no_change_is_larger_than_all(gained: int, lost: int, more: int) -> None:
    pairs = gained + lost + more - 1 or 1
    for found in (paired(gained, lost, pairs), between(Share(0, pairs), Share(pairs, pairs))):
        assert -1 <= found.low <= found.value <= found.high <= 1
