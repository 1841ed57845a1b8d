"""The close of a turn: vacant posts are filled, the world drifts, endings are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.engine.asks import Phase
from game.engine.changes import Changes
from game.engine.formulas import Var
from game.engine.lanes import spread
from game.engine.layout import NOBODY
from game.engine.program import Program
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Close(Phase):
    """Nobody is asked."""

    kind = "close"

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        book = rules.book
        self.when = [
            rules.truth(("endings", ending.id, "when"), ending.when) for ending in book.endings
        ]
        winners = [
            rules.person(("endings", ending.id, "winner"), ending.winner) for ending in book.endings
        ]
        self.winners = Program("winners", winners, every=True)
        early = [n for n, ending in enumerate(book.endings) if ending.early]
        self.early = Program("early endings", [self.when[n] for n in early], every=True), early
        self.last = Program("endings", self.when, every=True), list(range(len(book.endings)))
        self.acting: Program | None = None
        if book.appointments is not None:
            when, appeal = book.appointments
            candidate = rules.person_axis
            post = Var("target", "post", len(book.posts))
            variables = {"actor": candidate, "target": post}
            formulas = [
                rules.truth(("appointments", "when"), when, variables),
                rules.number(("appointments", "appeal"), appeal, variables),
            ]
            self.acting = Program("appointments", formulas, [post], [candidate])

    def resolve(self, state: State, picks: object) -> State:
        rules = self.rules
        state = rules.refresh(self.appoint(state))
        state = rules.ordered(state, rules.closing)
        state = self.fade(state)
        state = rules.refresh(state, recounted=True)
        if state.turn < rules.turns:
            return self.judge(state, last=False)
        clock = state.clock
        state = rules.turn.reporting.books(state, clock)
        return self.judge(rules.refresh(state, recounted=True), last=True)

    def appoint(self, state: State) -> State:
        """Posts that were vacant when the turn began get an acting holder."""
        rules, layout = self.rules, self.rules.layout
        if self.acting is None:
            return state
        holder, vacant = layout["holder"], layout["vacant"]
        empty = state.matrix[holder.first : holder.stop] == NOBODY
        long = state.matrix[vacant.first : vacant.stop] == 1
        changes = Changes(state.games)
        posts, games = np.nonzero(empty & long & (state.matrix[layout["over"].first] == 0))
        if len(posts):
            legal, appeal = rules.evaluate(self.acting, state, games, [posts])
            shape = (len(rules.people), len(posts))
            score = np.where(spread(legal, shape), spread(appeal, shape), -np.inf)
            who = np.where(np.isfinite(score).any(axis=0), score.argmax(axis=0), NOBODY)
            changes.assign(holder.first + posts, games, who)
        return rules.apply(state, changes)

    def fade(self, state: State) -> State:
        """The memory of used manoeuvres fades."""
        rules, block = self.rules, self.rules.layout["uses"]
        if not block.size:
            return state
        ended = rules.ended(state)
        matrix = state.draft()
        uses = matrix[block.first : block.stop]
        matrix[block.first : block.stop] = np.floor(uses * (1.0 - rules.book.repeat_fade) + 0.5)
        vacant, holder = rules.layout["vacant"], rules.layout["holder"]
        matrix[vacant.first : vacant.stop] = matrix[holder.first : holder.stop] == NOBODY
        return rules.settle(state, matrix, ended)

    def judge(self, state: State, *, last: bool) -> State:
        """The first ending whose condition holds ends a game."""
        rules, layout = self.rules, self.rules.layout
        program, numbers = self.last if last else self.early
        if not numbers:
            return state
        holds = np.empty((len(numbers), state.games), np.bool_)
        for row, value in enumerate(
            program.for_all(state.matrix, state.all_games, state.keys, state.clock)
        ):
            holds[row] = value
        some = holds.any(axis=0) | last
        if not some.any():
            return state
        chosen = np.array(numbers)[
            np.where(holds.any(axis=0), holds.argmax(axis=0), len(numbers) - 1)
        ]
        found = self.winners.for_all(state.matrix, state.all_games, state.keys, state.clock)
        winner = np.array([spread(value, (state.games,)) for value in found])
        games = np.nonzero(some)[0]
        changes = Changes(state.games)
        changes.assign(layout["over"].first, games, chosen[games] + 1)
        changes.assign(layout["winner"].first, games, winner[chosen[games], games])
        return rules.apply(state, changes)
