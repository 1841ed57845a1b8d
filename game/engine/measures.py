"""Measures: expressions that no rule reads, evaluated for all games of a state.

A lab counts with them when facts come true, a debrief scores evidence, a player's goals are
followed. They cannot change a game: no die is thrown for them and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.formulas import Formula, Resolver, Scope, Var
from game.engine.lanes import spread
from game.engine.program import Clock, Program
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules


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
        seat = Var("actor", "person", rules.seats)
        self._scope = Scope({"actor": seat} if actor else {})
        formulas = [self._formula(text) for text in texts]
        self._program = Program("measures", formulas, [seat] if actor else [], every=not actor)

    def _formula(self, text: bk.Text) -> Formula:
        resolver, tree = Resolver(self.rules.names, self._scope), ex.parse(text)
        return resolver.truth(tree) if self.kind == "truth" else resolver.number(tree)

    def __call__(
        self, state: State, *, actor: int | None = None, clock: Clock | None = None
    ) -> NDArray[Any]:
        """The truths or numbers of all games, (texts, games), with the clock of the running turn
        or another.
        """
        program, clock = self._program, clock or state.clock
        kept: Any = np.bool_ if self.kind == "truth" else np.float64
        found = np.empty((len(program.formulas), state.games), kept)
        if not program.formulas:
            return found
        if actor is None:
            values = program.for_all(state.matrix, state.all_games, state.keys, clock)
        else:
            actors = np.full(state.games, actor, np.int64)
            values = program.arrays(state.matrix, state.all_games, state.keys, clock, actors)
        for row, value in enumerate(values):
            found[row] = spread(value, (state.games,))
        return found


def turn_ended(rules: Rules, state: State) -> int:
    """The last turn that is over in a state: the books of a turn are closed when the next one
    opens, and those of the last turn before the endings are judged.
    """
    opening = state.step == 0 and not rules.finished(state)
    return state.turn - 1 if opening else state.turn
