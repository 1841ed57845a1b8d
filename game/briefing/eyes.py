"""What one seat sees of one game: the only place where a briefing meets the engine's numbers.

Everything is computed from the column `rules.known` gives, with the dice of no game: nothing that
the seat may not know can reach a briefing through here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.briefing.unheard import Unheard, unheard
from game.engine.at_once import AtOnce
from game.engine.knowledge import Known
from game.engine.layout import Block
from game.engine.program import Clock, Program
from game.engine.rules import Rules
from game.engine.state import State

NO_KEY = 0
"""The dice of no game: a forecast sees no future."""

Pause = Callable[[], None]
"""Called again and again while a briefing is made: who draws in another thread holds it up here."""


def never() -> None:
    """Pause for nobody."""


@dataclass(slots=True)
class Eyes:
    """One seat's picture of one game at one ask."""

    rules: Rules
    seat: int
    known: Known
    clock: Clock
    edges: tuple[list[int], list[int]] | None = field(default=None)
    evened: list[int] | None = field(default=None)
    held: dict[int, list[int]] | None = field(default=None)
    unheard: Unheard = field(default_factory=dict)
    pause: Pause = never

    @property
    def column(self) -> Sequence[int]:
        """The stored counts of all rows, estimated where the seat sees no more."""
        return self.known.column

    @property
    def turn(self) -> int:
        """The running turn, from 1."""
        return self.clock[0]

    def count(self, name: str, *members: int) -> int:
        """The stored count of a row."""
        return self.known.column[self.row(name, members)]

    def row(self, name: str, members: tuple[int, ...]) -> int:
        """The number of a row: `Block.row` without its checks, which a briefing needs not."""
        block = self.rules.layout.blocks[name]
        if not members:
            return block.first
        if len(members) == 1:
            return block.first + members[0]
        return block.first + members[0] * block.counts[1] + members[1]

    def value(self, name: str, *members: int) -> float:
        """The value of a row in its unit."""
        self.pause()
        return self.rules.layout[name].read(self.known.column[self.row(name, members)])

    def exact(self, name: str, *members: int) -> bool:
        """Whether the seat knows a row exactly."""
        return self.known.exact[self.row(name, members)]

    def run(self, program: Program, *values: Any) -> tuple[Any, ...]:
        """The plain values of a program's formulas."""
        self.pause()
        return program.plain(self.known.column, NO_KEY, self.clock, *values)

    def run_evenly(self, program: Program, *values: Any) -> tuple[Any, ...]:
        """The same with all the scenario's dice at their middle: what is to be expected."""
        if self.evened is None:
            self.evened = list(self.known.column)
            for name in self.rules.book.dice:
                self.evened[self.rules.layout[name].first] = 50
        return program.plain(self.evened, NO_KEY, self.clock, *values)

    def effects(self, effects: AtOnce, *values: int) -> list[tuple[int, int, bool]]:
        """What effects would write: (row, count, adds)."""
        found: list[tuple[int, int, bool]] = []
        effects.plain(self.known.column, NO_KEY, self.clock, found, *values)
        return found

    def alive(self, person: int) -> bool:
        """Whether a person lives."""
        return self.count("alive", person) != 0

    def member(self, body: int, person: int) -> bool:
        """Whether a person is a living full member of a body of members."""
        return self.count("rank", body, person) == 2 and self.alive(person)

    def offices(self, person: int) -> list[int]:
        """The posts a person holds."""
        if self.held is None:
            self.held = {}
            for post in range(len(self.rules.book.posts)):
                self.held.setdefault(self.count("holder", post), []).append(post)
        return self.held.get(person, [])

    def purse(self) -> float:
        """What the seat has to spend."""
        return self.value(self.rules.book.currency, self.seat)

    def bounds(self) -> tuple[list[int], list[int]]:
        """Columns in which every row known only as a band stands at its lower and upper edge."""
        if self.edges is None:
            low, high = list(self.known.column), list(self.known.column)
            for block in self.rules.layout.blocks.values():
                if block.seen.band:
                    self._spread(block, low, high)
            self.edges = low, high
        return self.edges

    def _spread(self, block: Block, low: list[int], high: list[int]) -> None:
        half = block.seen.band / 2
        for row in range(block.first, block.stop):
            if not self.known.exact[row]:
                middle = block.read(self.known.column[row])
                low[row], high[row] = block.store(middle - half), block.store(middle + half)


def eyes_of(rules: Rules, state: State, seat: int, game: int = 0) -> Eyes:
    """A seat's picture of a game that goes on, with what may be said unheard."""
    known = rules.known(state, seat, game)
    return Eyes(rules, seat, known, state.clock, unheard=unheard(rules, state, seat, known, game))


def open_eyes(rules: Rules, state: State, seat: int, game: int = 0) -> Eyes:
    """A seat's picture when the archives are open: only to look back on a game that is over."""
    return Eyes(rules, seat, Known(state.column(game), [True] * rules.layout.rows), state.clock)
