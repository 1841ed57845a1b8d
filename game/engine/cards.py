"""Cards: events laid before the person they concern.

Up to `cards` are dealt a turn, an ask each: among those whose condition holds the most urgent, ties
by keyed dice. The decider is fixed when the card is dealt. If no seat holds that person, the option
with the highest appeal is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.asks import Phase
from game.engine.changes import Changes
from game.engine.formulas import Var
from game.engine.lanes import grouped
from game.engine.layout import NOBODY
from game.engine.manoeuvres import living_seats
from game.engine.program import Program
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules

_TIES = dice.site("cards: ties")


class Deck:
    """The formulas of all cards."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        events = rules.book.events
        self.when = [rules.truth(("events", event.id, "when"), event.when) for event in events]
        self.urgency = [
            rules.number(("events", event.id, "urgency"), event.urgency) for event in events
        ]
        self.deciders = [
            Program(
                f"{event.id} decider",
                [rules.person(("events", event.id, "decider"), event.decider)],
            )
            for event in events
        ]
        actor = {"actor": Var("actor", "person", len(rules.people), sure=False)}
        self.options = []
        for event in events:
            path = ("events", event.id, "options")
            legal = [
                rules.truth((*path, option.id, "when"), option.when, actor)
                for option in event.options
            ]
            wish = [
                rules.number((*path, option.id, "appeal"), option.appeal, actor, "actor")
                for option in event.options
            ]
            variables = list(actor.values())
            self.options.append(
                (
                    Program(f"{event.id} options", legal, variables),
                    Program(f"{event.id} appeal", wish, variables),
                )
            )
            for option in event.options:
                rules.at_once(
                    f"{event.id} {option.id}", (*path, option.id, "effects"), option.effects, actor
                )
        self._by_turn: dict[int, tuple[Program, NDArray[np.int64]]] = {}

    def current(self, turn: int) -> tuple[Program, NDArray[np.int64]]:
        """The conditions and urgencies of the cards that may come this turn, and their numbers."""
        if turn not in self._by_turn:
            events = self.rules.book.events
            numbers = [
                n for n, event in enumerate(events) if event.window[0] <= turn <= event.window[1]
            ]
            formulas = [*(self.when[n] for n in numbers), *(self.urgency[n] for n in numbers)]
            self._by_turn[turn] = (
                Program(f"cards of turn {turn}", formulas, every=True),
                np.array(numbers, np.int64),
            )
        return self._by_turn[turn]


class Card(Phase):
    """One card of the turn."""

    kind = "card"

    def __init__(self, rules: Rules, deck: Deck, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.deck = deck
        most = max((len(event.options) for event in rules.book.events), default=0)
        self.verbs = ("pass", *(f"option {n + 1}" for n in range(most)))

    # ---- dealing

    def open(self, state: State) -> State:
        rules, layout = self.rules, self.rules.layout
        ended = rules.ended(state)
        matrix = state.draft()
        card, decider = layout["card"].first, layout["decider"].first
        matrix[card], matrix[decider] = 0, NOBODY
        program, numbers = self.deck.current(state.turn)
        if len(numbers):
            chosen = self.deal(state, program, numbers)
            matrix[card] = chosen + 1
            games = np.nonzero(chosen >= 0)[0]
            for number, places in grouped(chosen[games]):
                here = games[places]
                if self.rules.book.events[number].decider == "nobody":
                    continue
                (who,) = rules.evaluate(self.deck.deciders[number], state, here, [])
                matrix[decider, here] = who
        return rules.settle(state, matrix, ended)

    def deal(self, state: State, program: Program, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The card dealt in each game, -1 for none, shape (games,)."""
        rules = self.rules
        count = len(numbers)
        holds = np.empty((count, state.games), np.bool_)
        urgency = np.empty((count, state.games))
        if state.games == 1:
            values = program.plain(state.cells, int(state.keys[0]), state.clock)
            holds[:, 0], urgency[:, 0] = values[:count], values[count:]
        else:
            for row, value in enumerate(
                program.arrays(state.matrix, state.all_games, state.keys, state.clock)
            ):
                (holds if row < count else urgency)[row % count] = value
        fired = state.matrix[rules.layout["fired"].first + numbers]
        repeat = np.array([rules.book.events[n].repeat for n in numbers.tolist()])[:, None]
        holds &= (fired == 0) | ((repeat > 0) & (fired + repeat <= state.turn))
        holds &= state.matrix[rules.layout["over"].first] == 0
        ties = dice.percent(state.keys[None, :], state.turn, _TIES + self.step, numbers[:, None])
        score = np.where(holds, np.floor(urgency * 64.0 + 0.5) * 128.0 + ties, -np.inf)
        return np.where(holds.any(axis=0), numbers[score.argmax(axis=0)], -1)

    # ---- asking

    def subject(self, state: State) -> NDArray[np.int64]:
        return state.matrix[self.rules.layout["card"].first].astype(np.int64) - 1

    def decider(self, state: State) -> NDArray[np.int32]:
        """Whom each game's card is laid before, -1 for nobody."""
        return state.matrix[self.rules.layout["decider"].first]

    def asked(self, state: State) -> NDArray[np.bool_]:
        seats = np.arange(self.rules.seats)[:, None]
        dealt = (self.decider(state) == seats) & (self.subject(state) >= 0)
        return np.asarray(dealt & living_seats(self.rules, state))

    def weighed(self, state: State) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Which options are legal for the decider and what they are worth, (options, games)."""
        if "card" not in state.memo:
            options = len(self.verbs) - 1
            legal = np.zeros((options, state.games), np.bool_)
            wish = np.full((options, state.games), -np.inf)
            subject, decider = self.subject(state), self.decider(state)
            dealt = np.flatnonzero(subject >= 0)
            for number, places in grouped(subject[dealt]):
                here = dealt[places]
                when, appeal = self.deck.options[number]
                actor = decider[here].astype(np.int64)
                for row, value in enumerate(self.rules.evaluate(when, state, here, [actor])):
                    legal[row, here] = value
                for row, value in enumerate(self.rules.evaluate(appeal, state, here, [actor])):
                    wish[row, here] = value
            state.memo["card"] = legal, np.where(legal, wish, -np.inf)
        return state.memo["card"]

    def legal(self, state: State) -> NDArray[np.bool_]:
        options, _ = self.weighed(state)
        legal = np.zeros((len(self.verbs), self.rules.seats, state.games), np.bool_)
        legal[1:] = options[:, None, :]
        legal[0] = True
        return legal

    def appeal(self, state: State) -> NDArray[np.float64]:
        legal, wish = self.weighed(state)
        appeal = np.empty((len(self.verbs), self.rules.seats, state.games))
        appeal[0] = np.where(legal.any(axis=0), -1e6, 0.0)
        appeal[1:] = np.where(legal, wish, 0.0)[:, None, :]
        return appeal

    def noise(self) -> float:
        return self.rules.book.noise / 3.0

    # ---- answering

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        if (self.subject(state) >= 0).any():
            state = self.answered(state, picks)
        return self.rules.refresh(state) if self.step == self.steps - 1 else state

    def answered(self, state: State, picks: NDArray[np.int64]) -> State:
        """The state after the answers to the cards before the games."""
        rules, layout = self.rules, self.rules.layout
        subject = self.subject(state)
        asked = self.asked(state)
        answered = np.where(asked, picks[0], 0).sum(axis=0)
        legal, wish = self.weighed(state)
        by_itself = np.where(legal.any(axis=0), wish.argmax(axis=0) + 1, 0)
        chosen = np.where(asked.any(axis=0), answered, by_itself)
        chosen = np.where(subject >= 0, chosen, 0)
        changes = Changes(state.games)
        games = np.nonzero(subject >= 0)[0]
        changes.assign(layout["fired"].first + subject[games], games, state.turn)
        changes.assign(layout["chosen"].first + subject[games], games, chosen[games])
        decider = self.decider(state)
        for number, places in grouped(subject[games]):
            event, dealt = rules.book.events[number], games[places]
            for option, takers in grouped(chosen[dealt]):
                if option == 0:
                    continue
                here = dealt[takers]
                effects = rules.effects[f"{event.id} {event.options[option - 1].id}"]
                rules.run(effects, state, changes, here, [decider[here].astype(np.int64)])
        return self.finish(state, changes)
