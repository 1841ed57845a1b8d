"""Geometry by itself: room is shared out wholly, nothing touches, nothing leaves its place."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.window.layout import Rect, columns, flow, ring, share

THINGS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 300), st.integers(0, 5)), min_size=1, max_size=6
)


@given(THINGS, st.integers(0, 1500))
def test_nobody_gets_less_than_the_least_and_together_no_more_than_there_is(
    things: list[tuple[int, int, int]], total: int
) -> None:
    least = [t[0] for t in things]
    natural = [max(t[0], t[1]) for t in things]
    weights = [t[2] for t in things]

    widths = share(total, least, natural, weights)

    if widths is None:
        assert sum(least) > total
    else:
        assert all(w >= m for w, m in zip(widths, least, strict=True))
        assert sum(widths) <= total
        assert not any(weights) or sum(widths) == total


def test_weights_divide_what_is_left() -> None:
    assert share(300, [0, 0, 50], [0, 0, 80], [1, 2, 0]) == [73, 147, 80]


def test_one_that_needs_more_than_its_part_gets_it_from_the_others() -> None:
    assert share(300, [200, 10, 10], [0, 0, 0], [1, 1, 1]) == [200, 50, 50]


@given(st.lists(st.integers(1, 300), max_size=20), st.integers(1, 600), st.integers(0, 20))
def test_flow_keeps_the_order_and_overfills_no_line(sizes: list[int], width: int, gap: int) -> None:
    lines = flow(sizes, width, gap)

    assert [i for line in lines for i in line] == list(range(len(sizes)))
    for line in lines:
        assert len(line) == 1 or sum(sizes[i] for i in line) + gap * (len(line) - 1) <= width


@example(number=9, w=200, h=200, wide=47, high=48)
@given(
    st.integers(0, 15),
    st.integers(200, 2000),
    st.integers(200, 1200),
    st.integers(40, 220),
    st.integers(40, 200),
)
def test_seats_around_a_table_never_touch_and_never_leave_the_room(
    number: int, w: int, h: int, wide: int, high: int
) -> None:
    room = Rect(7, 11, w, h)
    middle = Rect(7 + w // 2 - w // 6, 11 + h // 2 - h // 8, w // 3, h // 4)

    seats = ring(number, room, (wide, high), middle, 4)

    if seats is not None:
        assert len(seats) == number
        assert all(room.contains(seat) for seat in seats)
        assert not any(a.meets(b) for a, b in combinations([*seats, middle], 2))


@pytest.mark.parametrize("number", range(1, 10))
def test_up_to_nine_plates_fit_around_a_table_of_the_usual_size(number: int) -> None:
    seats = ring(number, Rect(0, 0, 600, 480), (130, 110), Rect(180, 160, 240, 160), 6)

    assert seats
    assert seats[0].centre[0] == pytest.approx(300, abs=2)
    assert seats[0].y == 0


@given(st.integers(0, 3000), st.integers(1, 500), st.integers(0, 30), st.integers(1, 12))
def test_columns_fit_unless_there_is_one(width: int, least: int, gap: int, most: int) -> None:
    number = columns(width, least, gap, most)

    assert 1 <= number <= most
    assert number == 1 or number * least + (number - 1) * gap <= width
