"""Measures: expressions that no rule reads, evaluated for all games of a state.

A lab counts with them when facts come true, a debrief scores evidence, a player's goals are
followed. They cannot change a game: no die is thrown for them and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.batch import BATCH, load
from game.engine.changes import note_add, note_set
from game.engine.dice import chance, drawn, mixed, salted
from game.engine.equipment import equipped
from game.engine.formulas import Formula, Resolver, Scope, Var
from game.engine.game import Game
from game.engine.machine.kernel import Array, Kernel
from game.engine.machines import Machine, built
from game.engine.mirror import reflect
from game.engine.program import Clock, Program
from game.engine.report import set_clock
from game.engine.state import State
from game.engine.tables import values

if TYPE_CHECKING:
    from game.engine.rules import Rules

FEW = 4
"""Up to so many games plain numbers are as quick as a machine that must be built first."""


class Measures:
    """Some expressions as truths or numbers: `Measures(rules, texts)(state)` is an array
    (texts, games).

    With `actor`, their `actor` is a person with a seat, who is named in every call.
    Raises ExpressionError for what is not in the language or names what is not there.
    """

    def __init__(
        self,
        rules: Rules,
        texts: Iterable[bk.Text],
        kind: Literal["truth", "number"] = "truth",
        *,
        actor: bool = False,
    ) -> None:
        self.rules = rules
        self.kind = kind
        self._variables = {"actor": Var("actor", "person", rules.seats)} if actor else {}
        self._scope = Scope(self._variables)
        self._formulas = [self._formula(text) for text in texts]
        self._program = Program("measures", self._formulas, list(self._variables.values()))

    def _formula(self, text: bk.Text) -> Formula:
        resolver, tree = Resolver(self.rules.names, self._scope), ex.parse(text)
        return resolver.truth(tree) if self.kind == "truth" else resolver.number(tree)

    def __call__(
        self, state: State, *, actor: int | None = None, clock: Clock | None = None
    ) -> NDArray[Any]:
        """The truths or numbers of all games, (texts, games), with the clock of the running turn
        or another.
        """
        clock = clock or state.clock
        kept: Any = np.bool_ if self.kind == "truth" else np.float64
        found = np.empty((len(self._formulas), state.games), kept)
        if not self._formulas:
            return found
        if state.games > FEW:
            self._measured(state, actor or 0, clock[0], found)
            return found
        given = [] if actor is None else [actor]
        for game, key in enumerate(state.keys.tolist()):
            found[:, game] = self._program.plain(state.column(game), key, clock, *given)
        return found

    @cached_property
    def _machine(self) -> Machine:
        """A machine that knows these expressions alone."""
        environment = equipped(self.rules)
        environment.constants["measures"] = len(self._formulas)
        environment.arrays["answers"] = Array("float", BATCH * len(self._formulas))
        helpers: list[Kernel] = [
            chance,
            note_add,
            note_set,
            drawn,
            salted,
            mixed,
            reflect,
            load,
            set_clock,
        ]
        tables = {"measure": values(self._formulas, {"actor": Var("actor", "person", sure=False)})}
        return built(self.rules, environment, [*helpers, measure_all], tables, [measure_all])

    def _measured(self, state: State, actor: int, turn: int, found: NDArray[Any]) -> None:
        machine, count = self._machine, len(self._formulas)
        for first in range(0, state.games, BATCH):
            part = slice(first, min(first + BATCH, state.games))
            games = part.stop - first
            machine.write("columns", state.columns[part].reshape(-1))
            machine.write("keys", state.keys[part])
            machine.call("measure_all", games, turn, actor)
            found[:, part] = machine.read("answers", games * count).reshape(games, count).T


def measure_all(game: Game, games: int, turn: int, actor: int) -> None:
    """Work out every expression for every game."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        for number in range(game.measures):
            answer = float(game.measure(number, actor))
            game.answers[place * game.measures + number] = answer


def turn_ended(rules: Rules, state: State) -> int:
    """The last turn that is over in a state: the books of a turn are closed when the next one
    opens, and those of the last turn before the endings are judged.
    """
    opening = state.step == 0 and not rules.finished(state)
    return state.turn - 1 if opening else state.turn
