"""The order of a turn: the table of contents of the rules.

    report -> cards -> manoeuvres -> agenda -> lobby -> vote -> plenum -> congress -> close

A turn is a fixed list of asks, in lockstep for all games of a batch; asks that concern nobody in
any game are passed over, but for the report with which every turn opens. See each phase's own
module.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.asks import Ask, Phase
from game.engine.cards import Card, Deck
from game.engine.congress import (
    Change,
    Ratification,
    congress_motions,
    congress_programs,
    elect_committee,
    recount,
)
from game.engine.effects import reads, written
from game.engine.endings import Close
from game.engine.lanes import spread
from game.engine.lobby import Answer, Corridor, Offer
from game.engine.manoeuvres import Acts, Round, manoeuvre_effects
from game.engine.motions import Agenda, clear_table
from game.engine.program import Clock, Program
from game.engine.state import State
from game.engine.votes import AssemblyVote, BodyVote, Weighing, effect_programs

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Report(Phase):
    """Closes the books of the turn that has ended. Nobody is asked; the first turn has none."""

    kind = "report"

    def open(self, state: State) -> State:
        rules = self.rules
        state = clear_table(rules, self.throw(state))
        if state.turn == 1:
            return rules.refresh(state, recounted=True)
        booked = self.books(state, rules.clock(state.turn - 1))
        state = rules.fall_due(booked)
        if state is not booked or self.moves_delegates:
            return rules.refresh(state, recounted=True)
        return rules.ordered(state, rules.after_books)

    @cached_property
    def moves_delegates(self) -> bool:
        """Whether closing the books can change what the congress formulas say."""
        changed = written(self.rules.report.changes)
        return any(
            reads(formula, changed)
            for program in self.rules.turn.congress.values()
            for formula in program.formulas
        )

    def throw(self, state: State) -> State:
        """The scenario's dice of this turn, drawn anew."""
        rules = self.rules
        if not rules.book.dice:
            return state
        ended = rules.ended(state)
        matrix = state.draft()
        for name in rules.book.dice:
            row = rules.layout[name].first
            matrix[row] = dice.percent(state.keys, state.turn, dice.site(f"die {name}"))
        return rules.settle(state, matrix, ended)

    def books(self, state: State, clock: Clock) -> State:
        """The report's statements, with the clock of the turn they are about."""
        return self.rules.ordered(state, self.rules.report, clock)


class Turn:
    """The phases of a turn in order, and the walk from ask to ask."""

    def __init__(self, rules: Rules) -> None:
        book = rules.book
        self.rules = rules
        self.weighing = Weighing(rules)
        self.congress = congress_programs(rules)
        manoeuvre_effects(rules)
        effect_programs(rules, self.weighing)
        corridor = Corridor(rules, self.weighing)
        deck = Deck(rules)
        motions = Acts(rules, "motions", book.motions)
        acts = Acts(rules, "manoeuvres", book.manoeuvres)
        changes = book.congress.changes if book.congress else 0
        self.reporting = Report(rules)
        self.votes = [BodyVote(rules, self.weighing, n, book.slots) for n in range(book.slots)]
        self.phases: list[Phase] = [
            self.reporting,
            *(Card(rules, deck, n, book.cards) for n in range(book.cards)),
            *(Round(rules, acts, n, book.rounds) for n in range(book.rounds)),
            Agenda(rules, motions),
            Offer(rules, corridor),
            Answer(rules, corridor),
            *self.votes,
            *(AssemblyVote(rules, self.weighing, n, book.slots) for n in range(book.slots)),
        ]
        elections = Acts(rules, "motions", congress_motions(book)) if changes else motions
        for number in range(changes):
            change = Change(rules, motions, elections, number, changes)
            self.phases += [change, Ratification(rules, self.weighing, number, changes, change)]
        self.phases.append(Close(rules))

    # ---------------------------------------------------------------- the walk

    def begin(self, state: State) -> State:
        """The first ask of new games."""
        rules = self.rules
        if rules.book.congress is not None and rules.book.blocs:
            matrix = state.draft()
            recount(rules, state, matrix)
            elect_committee(rules, state, matrix, first=True)
            state = state.drafted(matrix)
        return self.settle(self.phases[0].open(state))

    def ask(self, state: State) -> Ask:
        """Who is asked what now."""
        if "ask" not in state.memo:
            phase = self.phases[state.step]
            state.memo["ask"] = Ask(phase, state, phase.asked(state), phase.subject(state))
        return state.memo["ask"]

    def advance(self, state: State, picks: NDArray[np.int64]) -> State:
        """From one ask to the next at which anybody is asked."""
        return self.settle(self.step(state, picks))

    def settle(self, state: State) -> State:
        """Past all asks that concern nobody. The report opening a turn is always stopped at: there
        every game of a batch stands at the same place, and the digests of the turn are taken.
        """
        rules = self.rules
        while not rules.finished(state) and state.step != 0 and not self.ask(state).asked.any():
            nothing = np.full((2, rules.seats, state.games), -1)
            state = self.step(state, nothing)
        return state.released()

    def step(self, state: State, picks: NDArray[np.int64]) -> State:
        """Resolve one ask and open the next."""
        state = self.phases[state.step].resolve(state, picks)
        if state.step + 1 < len(self.phases):
            state = state.at(state.turn, state.step + 1, state.clock)
        else:
            if state.turn >= self.rules.turns:
                return state
            turn = state.turn + 1
            state = state.at(turn, 0, self.rules.clock(turn))
        return self.phases[state.step].open(state)

    # ---------------------------------------------------------------- shared formulas

    def congress_number(self, state: State, matrix: NDArray[np.int32], name: str) -> Any:
        """A formula of the congress for all games, read from a working copy."""
        (found,) = self.congress[name].for_all(matrix, state.all_games, state.keys, state.clock)
        return found

    def chair(self, state: State) -> NDArray[np.int64]:
        """Who chairs the body in each game, -1 for nobody."""
        program: Program = self.votes[0].chair
        (found,) = program.for_all(state.matrix, state.all_games, state.keys, state.clock)
        return spread(found, (state.games,)).astype(np.int64)
