"""Nobody sees more than their seat: a changed secret changes no byte of a briefing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine.knowledge import hidden_blocks, sight
from game.engine.layout import Block
from game.engine.rules import Rules
from game.engine.state import State
from tests.briefing.games import SCENARIOS, asks, scenario


def unseen(rules: Rules, state: State, seat: int) -> list[tuple[Block, int]]:
    """All rows a seat may not see exactly, with their blocks."""
    column = state.column()
    found = []
    for block in hidden_blocks(rules):
        sees = sight(rules, column, block, seat, state.turn)
        found += [(block, block.first + n) for n, visible in enumerate(sees) if not visible]
    return found


def redrawn(state: State, rows: list[tuple[Block, int]], rng: np.random.Generator) -> State:
    """The state with other values in these rows: any, or within the band where one is known."""
    matrix = state.matrix.copy()
    for block, row in rows:
        low, high = block.low, block.high
        width = block.seen.band
        if width:
            start = float(np.floor(block.read(int(matrix[row, 0])) / width)) * width
            step = 1 / block.scale if block.scale > 0 else -block.scale
            low, high = block.store(start), block.store(start + width - step)
        matrix[row, 0] = rng.integers(low, high + 1)
    return state.with_matrix(matrix)


def told_otherwise(rules: Rules, state: State, other: State, seat: int) -> bool:
    """Whether what changed is something the seat does learn: that it is asked (as whom the leading
    camp lets propose a list), or that somebody spoke to it."""
    if rules.ask(state).asked[seat, 0] != rules.ask(other).asked[seat, 0]:
        return True
    return [row for _, row in unseen(rules, state, seat)] != [
        row for _, row in unseen(rules, other, seat)
    ]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_changed_secret_changes_no_byte_of_a_briefing(name: str) -> None:
    _, rules, briefer = scenario(name)
    rng = np.random.default_rng(4)
    changed = 0
    for state in asks(name, 23):
        for seat in rng.choice(rules.seats, size=min(3, rules.seats), replace=False).tolist():
            other = redrawn(state, unseen(rules, state, seat), rng)
            if told_otherwise(rules, state, other, seat):
                continue
            changed += int((other.matrix != state.matrix).sum())
            assert repr(briefer.brief(other, seat)) == repr(briefer.brief(state, seat))
    assert changed > 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_single_secret_is_kept(name: str) -> None:
    _, rules, briefer = scenario(name)
    rng = np.random.default_rng(5)
    for state in asks(name, 97):
        seat = int(rng.integers(rules.seats))
        before = repr(briefer.brief(state, seat))
        blocks: dict[str, list[tuple[Block, int]]] = {}
        for block, row in unseen(rules, state, seat):
            blocks.setdefault(block.name, []).append((block, row))
        for rows in blocks.values():
            other = redrawn(state, [rows[int(rng.integers(len(rows)))]], rng)
            if not told_otherwise(rules, state, other, seat):
                assert repr(briefer.brief(other, seat)) == before


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_a_seat_sees_itself_does_change_its_briefing(name: str) -> None:
    _, rules, briefer = scenario(name)
    state = asks(name)[3]
    matrix = state.matrix.copy()
    row = rules.layout[rules.book.currency].first
    matrix[row, 0] = (matrix[row, 0] + 1) % 3
    richer = state.with_matrix(matrix)
    assert repr(briefer.brief(richer, 0)) != repr(briefer.brief(state, 0))
    assert repr(briefer.brief(richer, 1)) == repr(briefer.brief(state, 1))


@pytest.mark.parametrize("name", SCENARIOS)
def test_other_dice_change_no_briefing(name: str) -> None:
    _, _, briefer = scenario(name)
    for state in asks(name, 37):
        other = replace(state, keys=state.keys ^ np.uint64(0x5DEECE66D), memo={})
        if not np.array_equal(briefer.rules.ask(other).asked, briefer.rules.ask(state).asked):
            continue  # who is away from a vote is drawn, and seen by all
        assert repr(briefer.brief(other, 0)) == repr(briefer.brief(state, 0))


@pytest.mark.parametrize("name", SCENARIOS)
def test_insight_shows_what_another_sees_of_himself_until_it_ends(name: str) -> None:
    _, rules, _ = scenario(name)
    state = asks(name)[0]
    own = [block for block in hidden_blocks(rules) if block.seen.by == "self"]
    row = rules.layout["insight"].row(0, 1)

    def knows(until: int) -> list[bool]:
        matrix = state.matrix.copy()
        matrix[row, 0] = until
        known = rules.known(state.with_matrix(matrix), 0)
        return [known.exact[block.row(1, *(0,) * (len(block.kinds) - 1))] for block in own]

    assert all(knows(state.turn + 1))
    assert not any(knows(state.turn))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_word_in_the_corridor_is_known_to_the_two_who_had_it_alone(name: str) -> None:
    _, rules, _ = scenario(name)
    said = 0
    for state in asks(name):
        column = state.column()
        for seat in range(rules.seats):
            if column[rules.layout["said"].row(seat)]:
                said += 1
                target = column[rules.layout["said_target"].row(seat)] % len(rules.people)
                knowing = [
                    one
                    for one in range(rules.seats)
                    if rules.known(state, one).exact[rules.layout["said"].row(seat)]
                ]
                assert knowing == sorted({seat, target} & set(range(rules.seats)))
    assert said > 0
