"""The agenda: each member of the body may table one motion; the weightiest go to the table.

Weight is the body's `precedence` of the mover. The same motion tabled twice stands once, under its
weightiest mover. Those that found no place are held over: nothing is charged for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import Phase
from game.engine.changes import Changes
from game.engine.lanes import spread
from game.engine.layout import NOBODY
from game.engine.manoeuvres import Acts, living_seats, pay, purse
from game.engine.program import Program
from game.engine.state import State
from game.engine.votes import ASSEMBLY, BODY, TABLED

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Agenda(Phase):
    """Every living full member of the body who holds a seat may table one motion."""

    kind = "agenda"

    def __init__(self, rules: Rules, acts: Acts) -> None:
        super().__init__(rules)
        self.acts = acts
        self.verbs = ("pass", *(motion.id for motion in rules.book.motions))
        body = rules.member_bodies[rules.core]
        weight = rules.number(
            ("bodies", body.id, "precedence"), body.precedence, {"actor": rules.seat_axis}
        )
        self.precedence = Program("precedence", [weight], axes=[rules.seat_axis], every=True)
        assemblies = {body.id for body in rules.book.bodies if body.assembly}
        self.venues = np.array(
            [ASSEMBLY if motion.body in assemblies else BODY for motion in rules.book.motions],
            np.int64,
        )

    def open(self, state: State) -> State:
        return self.rules.refresh(state, ideals=True)

    def asked(self, state: State) -> NDArray[np.bool_]:
        if not self.rules.sits(state.turn):
            return super().asked(state)
        first = self.rules.layout["rank"].row(self.rules.core, 0)
        members = state.matrix[first : first + self.rules.seats] == 2
        return (
            members & living_seats(self.rules, state)
            if self.rules.book.motions
            else members & False
        )

    def terms(self, state: State) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Conditions and costs of tabling each motion, (motions, seats, games)."""
        if "agenda" not in state.memo:
            holds, costs = self.acts.legal(state)
            closed = self.closed(state)
            without = np.array(
                [motion.target.kind == "none" for motion in self.rules.book.motions], np.bool_
            )
            holds &= ~(closed & without[:, None])[:, None, :]
            state.memo["agenda"] = holds, costs
        return state.memo["agenda"]

    def closed(self, state: State) -> NDArray[np.bool_]:
        """Motions whose question was decided too short a time ago, (motions, games)."""
        block = self.rules.layout["closed"]
        return state.matrix[block.first : block.stop] >= state.turn

    def legal(self, state: State) -> NDArray[np.bool_]:
        holds, costs = self.terms(state)
        legal = np.ones((len(self.verbs), self.rules.seats, state.games), np.bool_)
        np.logical_and(holds, costs <= purse(self.rules, state), out=legal[1:])
        return legal

    def appeal(self, state: State) -> NDArray[np.float64]:
        return self.acts.appeal(state)

    def target_kind(self, verb: int) -> tuple[str, int]:
        return self.acts.acts[verb - 1].target.kind, self.acts.count(verb - 1)

    def target_legal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        legal = self.acts.target_legal(state, verb - 1, seats, games)
        closed = self.closed(state)[verb - 1, games]
        if not closed.any():
            return legal
        legal = legal.copy()
        topics = state.matrix[self.rules.layout["closed_topic"].first + verb - 1, games]
        lanes = np.nonzero(closed & (topics >= 0))[0]
        legal[topics[lanes], lanes] = False
        return legal

    def target_appeal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        return self.acts.target_appeal(state, verb - 1, seats, games)

    def appeal_of(
        self, state: State, verb: int, seats: Any, games: Any, targets: Any
    ) -> NDArray[np.float64]:
        return self.acts.appeal_of(state, verb - 1, seats, games, targets)

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        rules, first = self.rules, self.rules.turn.weighing.slot_first
        changes = Changes(state.games)
        verbs, targets = picks[0], np.where(picks[0] > 0, picks[1], -1)
        waiting = verbs > 0
        (weight,) = self.precedence.for_all(state.matrix, state.all_games, state.keys, state.clock)
        weight = spread(weight, verbs.shape)
        _, costs = self.terms(state)
        games = state.all_games
        for slot in range(rules.book.slots):
            if not waiting.any():
                break
            ranked = np.where(waiting, weight, -np.inf)
            mover = ranked.argmax(axis=0)
            some = waiting.any(axis=0)
            verb, target = verbs[mover, games], targets[mover, games]
            here = np.nonzero(some)[0]
            motion = verb[here] - 1
            rows = {
                "motion": verb[here],
                "topic": target[here],
                "mover": mover[here],
                "venue": self.venues[motion],
                "fate": TABLED,
            }
            for name, values in rows.items():
                changes.assign(first[name] + slot, here, values)
            pay(rules, changes, mover[here], here, costs[motion, mover[here], here])
            tabled = rules.layout["tabled"].first + mover[here] * len(self.acts.acts) + motion
            changes.add(tabled, here, 1)
            waiting &= ~((verbs == verb) & (targets == target) & some)
        return self.finish(state, changes)


def clear_table(rules: Rules, state: State) -> State:
    """The state with an empty table, no pledges, offers or votes."""
    layout = rules.layout
    ended = rules.ended(state)
    matrix = state.draft()
    for name in ("motion", "venue", "fate", "ayes", "nays"):
        block = layout[f"table_{name}"]
        matrix[block.first : block.stop] = 0
    for name, value in (
        ("table_topic", -1),
        ("table_mover", NOBODY),
        ("pledged_to", NOBODY),
        ("offer_target", -1),
    ):
        block = layout[name]
        matrix[block.first : block.stop] = value
    for name in ("sway", "pledge", "cast", "part_ayes", "part_nays", "offer"):
        block = layout[name]
        matrix[block.first : block.stop] = 0
    return rules.settle(state, matrix, ended)
