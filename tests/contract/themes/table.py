"""Some games of a scenario, driven by picks: what every test of a theme plays with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.bots import bot
from game.engine import notation
from game.engine.asks import Ask
from game.engine.cards import Card
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.votes import SlotVote
from tests.contract.conftest import SCENARIOS, rules_of

Plan = Mapping[tuple[str, str], Sequence[str] | str]
"""What seats do: by (person, question) the answers in notation, of which the first legal one is
taken. The question is its kind (`manoeuvre`, `agenda`), a card's id, or `vote` and a motion's id.
The person `*` is everybody; whoever has no plan does as the bot does."""


class Table:
    """A number of games side by side, each with its own dice."""

    def __init__(self, games: int = 24, *, bots: str = "scripted", first: int = 0) -> None:
        self.rules: Rules = rules_of(SCENARIOS["after-lenin"])
        self.bot = bot(bots)
        self.state: State = self.rules.start(range(first, first + games))
        self.done: dict[tuple[str, str], NDArray[np.bool_]] = {}

    # ---------------------------------------------------------------- looking and setting

    def row(self, name: str, *members: str) -> int:
        """The number of a row."""
        block = self.rules.layout[name]
        kinds = zip(block.kinds, members, strict=True)
        return block.row(*(self.rules.index(kind, member) for kind, member in kinds))

    def get(self, name: str, *members: str) -> NDArray[np.float64]:
        """The value of a row in every game."""
        block = self.rules.layout[name]
        stored = self.state.matrix[self.row(name, *members)]
        return np.asarray(stored / block.scale if block.scale > 0 else stored * -block.scale)

    def who(self, name: str, *members: str) -> list[str]:
        """The person a row names in every game, "" for nobody."""
        found = self.state.matrix[self.row(name, *members)]
        return [self.rules.people[number] if number >= 0 else "" for number in found.tolist()]

    def holds(self, person: str, post: str) -> NDArray[np.bool_]:
        """In which games somebody holds a post."""
        return np.array([who == person for who in self.who("holder", post)])

    def member(self, person: str) -> NDArray[np.bool_]:
        """In which games somebody is a full member of the Politburo."""
        return np.asarray(self.get("rank", "politburo", person) == 2)

    def fired(self, event: str) -> NDArray[np.bool_]:
        """In which games a card was dealt."""
        return np.asarray(self.get("fired", event) > 0)

    def chose(self, event: str, option: str) -> NDArray[np.bool_]:
        """In which games an option of a card was taken."""
        options = next(one.options for one in self.rules.book.events if one.id == event)
        place = [one.id for one in options].index(option)
        return np.asarray(self.get("chosen", event) == 1 + place)

    def passed(self, motion: str) -> NDArray[np.bool_]:
        """In which games a motion was carried at any time."""
        return np.asarray(self.get("carried", motion) > 0)

    def put(self, value: float | str, name: str, *members: str) -> Table:
        """Set a row in every game; a person is named."""
        block = self.rules.layout[name]
        matrix = self.state.matrix.copy()
        stored = self.rules.people.index(value) if isinstance(value, str) else block.store(value)
        matrix[self.row(name, *members)] = stored
        self.state = self.rules.refresh(self.state.with_matrix(matrix))
        return self

    # ---------------------------------------------------------------- playing

    def play(self, until: int, plan: Plan | None = None) -> Table:
        """Play on to the opening of a turn, or to the end."""
        return self.go(lambda state: state.turn >= until and state.step == 0, plan)

    def end(self, plan: Plan | None = None) -> Table:
        """Play on to the end."""
        return self.go(lambda _: False, plan)

    def go(self, there: Callable[[State], bool], plan: Plan | None = None) -> Table:
        """Play on until a state is there."""
        while not self.rules.finished(self.state) and not there(self.state):
            ask = self.rules.ask(self.state)
            picks = self.bot(self.rules, self.rules.knowledge(self.state), ask)
            for (person, question), answers in (plan or {}).items():
                self._take(ask, picks, person, question, answers)
            self.state = self.rules.advance(self.state, picks)
        return self

    def _take(
        self, ask: Ask, picks: NDArray[Any], person: str, question: str, answers: Any
    ) -> None:
        """Answer for a person where he is asked this question."""
        seats = range(self.rules.seats) if person == "*" else [self.rules.people.index(person)]
        here = self._asked(ask, question) & ask.asked
        if not here[list(seats)].any():
            return
        legal = ask.legal()
        for seat in seats:
            for game in np.flatnonzero(here[seat]).tolist():
                for text in [answers] if isinstance(answers, str) else answers:
                    found = self._legal(ask, legal, text, seat, game)
                    if found:
                        picks[:, seat, game] = found
                        did = self.rules.people[seat], text
                        self.done.setdefault(did, np.zeros(self.state.games, np.bool_))[game] = True
                        break

    def _asked(self, ask: Ask, question: str) -> NDArray[np.bool_]:
        """In which games the question is this one."""
        phase = ask.phase
        if question == phase.kind:
            return np.ones(self.state.games, np.bool_)
        events = self.rules.layout.members["event"]
        if isinstance(phase, Card) and question in events:
            return np.asarray(ask.subject == events.index(question))
        kind, _, motion = question.partition(" ")
        if isinstance(phase, SlotVote) and kind == "vote" and motion:
            number = self.rules.index("motion", motion) + 1
            row = self.rules.layout["table_motion"].first + phase.slot
            return np.asarray(self.state.matrix[row] == number)
        return np.zeros(self.state.games, np.bool_)

    def _legal(
        self, ask: Ask, legal: NDArray[np.bool_], text: str, seat: int, game: int
    ) -> tuple[int, int] | None:
        try:
            verb, target = notation.read(self.rules, ask, text, game)
        except notation.NotationError:
            return None
        if not legal[verb, seat, game]:
            return None
        if target >= 0:
            lane = np.array([seat]), np.array([game])
            if not ask.target_legal(verb, *lane)[target, 0]:
                return None
        return verb, target


LEADERS = ("stalin", "trotsky", "zinoviev", "kamenev", "bukharin", "rykov", "tomsky")
IDLE: Plan = {("*", "manoeuvre"): "pass", ("*", "agenda"): "pass", ("*", "lobby"): "pass"}
"""Nobody does anything; cards still fall, and the world goes on."""
