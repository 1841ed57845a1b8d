"""Trading votes in the corridor: two pledges, each for the other's motion."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from game.engine.rules import Rules
from game.engine.state import State
from tests.briefing.games import playing, scenario

SCENARIOS = ("after-lenin", "harbour")


def trades(rules: Rules) -> Iterator[tuple[State, int, int, int]]:
    """Positions in which a seat may trade: with its number, the verb and the target."""
    for seed in range(60):
        for state, _ in playing(rules, seed):
            ask = rules.ask(state)
            legal = ask.legal()
            for verb, name in enumerate(ask.verbs):
                for seat in np.nonzero(legal[verb, :, 0])[0].tolist() if "trade" in name else ():
                    possible = ask.target_legal(verb, np.array([seat]), np.array([0]))
                    targets = np.nonzero(possible[:, 0])[0].tolist()
                    for target in targets:
                        yield state, seat, verb, target


def nothing_but(rules: Rules, seat: int, verb: int, target: int) -> NDArray[np.int64]:
    """Picks in which one seat does one thing."""
    picks = np.zeros((2, rules.seats, 1), np.int64)
    picks[1] = -1
    picks[:, seat, 0] = verb, target
    return picks


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_accepted_trade_pledges_both_votes(name: str) -> None:
    _, rules, _ = scenario(name)
    state, seat, verb, target = next(trades(rules))
    partner, side = target % len(rules.people), 1 if target >= len(rules.people) else -1
    slot = (verb - 1) % rules.book.slots
    movers = [rules.layout["table_mover"].row(place) for place in range(rules.book.slots)]
    own = next(p for p, row in enumerate(movers) if p != slot and state.column()[row] == partner)

    asked = rules.advance(state, nothing_but(rules, seat, verb, target))
    after = rules.advance(asked, nothing_but(rules, partner, seat + 1, -1))

    pledge, to = rules.layout["pledge"], rules.layout["pledged_to"]
    column = after.column()
    assert column[pledge.row(slot, partner)] == side
    assert column[to.row(slot, partner)] == seat
    assert column[pledge.row(own, seat)] == 1
    assert column[to.row(own, seat)] == partner


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_trade_is_offered_only_to_who_moved_another_motion(name: str) -> None:
    _, rules, _ = scenario(name)
    found = [offer for offer, _ in zip(trades(rules), range(60), strict=False)]
    assert found
    for state, seat, verb, target in found:
        partner, slot = target % len(rules.people), (verb - 1) % rules.book.slots
        movers = [
            state.column()[rules.layout["table_mover"].row(p)] for p in range(rules.book.slots)
        ]
        assert partner != seat
        assert partner in [mover for place, mover in enumerate(movers) if place != slot]
