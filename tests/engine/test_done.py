"""What each seat has done is counted: `done(act, person)`."""

from __future__ import annotations

from collections import Counter

import numpy as np

from game.engine import expressions as ex
from game.engine.formulas import Const, Pick, Read, Resolver, Scope, walk
from tests.briefing.games import playing, scenario


def test_every_manoeuvre_and_every_motion_that_came_to_the_table_is_counted() -> None:
    _, rules, _ = scenario("harbour")
    done: Counter[tuple[str, str]] = Counter()
    tabled = 0
    for state, picks in playing(rules, 3):
        ask = rules.ask(state)
        if ask.phase.kind == "manoeuvre":
            for seat in np.flatnonzero(picks[0, :, 0] > 0).tolist():
                done[rules.people[seat], ask.verbs[picks[0, seat, 0]]] += 1
        following = rules.advance(state, picks)
        if ask.phase.kind == "agenda":
            block = rules.layout["table_motion"]
            tabled += int((following.matrix[block.first : block.stop] > 0).sum())
    state = following
    for who in rules.people[: rules.seats]:
        for act in rules.book.manoeuvres:
            assert rules.value(state, "done", who, act.id) == done[who, act.id]
    block = rules.layout["tabled"]
    assert sum(done.values()) > 10
    assert tabled > 0
    assert state.matrix[block.first : block.stop].sum() == tabled


def test_what_others_did_unseen_is_read_as_0_by_whoever_has_no_insight() -> None:
    _, rules, _ = scenario("harbour")
    actor = {"actor": rules.seat_axis}
    scope = Scope(actor, viewer="actor")
    own = Resolver(rules.names, scope).number(ex.parse("done(speak, actor)"))
    other = Resolver(rules.names, scope).number(ex.parse("done(speak, marta)"))
    assert any(isinstance(part, Read) and part.block.name == "done" for part in walk(own))
    assert isinstance(other, Pick)
    assert any(
        isinstance(part, Read) and part.block.name == "insight" for part in walk(other.condition)
    )
    assert other.b == Const(0.0, "number")
