"""Who knows what: what one seat may see of a game, and what it can only imagine.

Every block says who sees it exactly (`Seen`); the others have an estimate: the middle of a band, a
declared formula over what all see, or the value it started with. `known` gives one seat's picture
of one game; `imagine` redraws what it cannot know, for look-ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.formulas import Resolver, Scope, Var, _base_kind
from game.engine.layout import Block
from game.engine.program import Program
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules

_IMAGINED = dice.site("knowledge: imagined rows")


@dataclass(frozen=True, slots=True)
class Known:
    """One seat's picture of one game: the stored count of every row, estimated where `exact` is
    false.
    """

    column: list[int]
    exact: list[bool]


class Knowledge:
    """What the seats of a batch may know; bots get this instead of the state."""

    def __init__(self, rules: Rules, state: State) -> None:
        self.rules = rules
        self._state = state

    @property
    def games(self) -> int:
        """How many games."""
        return self._state.games

    @property
    def turn(self) -> int:
        """The running turn, from 1."""
        return self._state.turn

    @cached_property
    def keys(self) -> dice.Keys:
        """Keys for a bot's own noise, apart from those of the game's dice."""
        return np.array([dice.bot_key(int(key)) for key in self._state.keys], np.uint64)

    def known(self, seat: int, game: int = 0) -> Known:
        """One seat's picture of one game."""
        return known(self.rules, self._state, seat, game)


def known(rules: Rules, state: State, seat: int, game: int = 0) -> Known:
    """One seat's picture of one game."""
    truth = state.column(game)
    column, exact = list(truth), [True] * len(truth)
    for block in hidden_blocks(rules):
        sees = sight(rules, truth, block, seat, state.turn)
        if all(sees):
            continue
        guesses = estimates(rules, state, block, truth, seat)
        for offset, visible in enumerate(sees):
            if not visible:
                column[block.first + offset] = guesses[offset]
                exact[block.first + offset] = False
    return Known(column, exact)


def hidden_blocks(rules: Rules) -> list[Block]:
    """The blocks not everybody sees."""
    return [block for block in rules.layout.blocks.values() if block.seen.by != "all"]


def sight(rules: Rules, column: list[int], block: Block, seat: int, turn: int) -> list[bool]:
    """Which rows of a block a seat sees exactly. A row kept for a person, leader or seat belongs to
    the person of that number; what binds two is known to the clients of either. With insight into
    somebody one sees what he sees of himself.
    """
    match block.seen.by:
        case "heard":
            return _heard(rules, column, seat)
        case "told":
            return _told(rules, column, block, seat)
    people = [_base_kind(kind) == "person" for kind in block.kinds]
    first = rules.layout["holder"].first
    patron = column[rules.layout["patron"].first + seat]
    insight = rules.layout["insight"].row(seat, 0)
    if block.seen.by == "posts" and any(column[first + post] == seat for post in block.seen.posts):
        return [True] * block.size
    sees = []
    for members in product(*(range(count) for count in block.counts)):
        own = [
            person and (member == seat or column[insight + member] > turn)
            for person, member in zip(people, members, strict=True)
        ]
        if block.seen.by == "self":
            sees.append(bool(own) and own[0])
        elif block.seen.by == "both":
            sees.append(any(own) or (patron >= 0 and patron in members and any(people)))
        elif block.seen.by == "posts":
            sees.append(len(own) == 2 and own[1])
        else:
            sees.append(False)
    return sees


def word(rules: Rules, column: list[int], seat: int) -> tuple[int, int]:
    """About which motion, by its place on the table, a seat spoke in the corridor and to whom; -1
    and -1 if it did not.
    """
    said = column[rules.layout["said"].row(seat)]
    if not said:
        return -1, -1
    target = column[rules.layout["said_target"].row(seat)]
    return (said - 1) % rules.book.slots, target % len(rules.people)


def _heard(rules: Rules, column: list[int], seat: int) -> list[bool]:
    return [seat in (other, word(rules, column, other)[1]) for other in range(rules.seats)]


def _told(rules: Rules, column: list[int], block: Block, seat: int) -> list[bool]:
    spoken = word(rules, column, seat) if block.name != "sway" else (-1, -1)
    return [person == seat or (slot, person) == spoken for slot, person in _cells(rules)]


def _cells(rules: Rules) -> product[tuple[int, int]]:
    return product(range(rules.book.slots), range(len(rules.people)))


def estimates(rules: Rules, state: State, block: Block, column: list[int], seat: int) -> list[int]:
    """What a seat has instead of rows of a block it does not see, as stored counts."""
    if block.seen.band:
        width = block.seen.band
        values = [block.read(count) for count in column[block.first : block.stop]]
        return [block.store(np.floor(value / width) * width + width / 2) for value in values]
    if block.seen.estimate:
        program = estimate_program(rules, block)
        members = product(*(range(count) for count in block.counts))
        return [block.store(program.plain(column, 0, state.clock, *place)[0]) for place in members]
    if block.name == "sway":
        own, moved = word(rules, column, seat), column[rules.layout["moved"].row(seat)]
        return [moved if cell == own else 0 for cell in _cells(rules)]
    return rules.start_column[block.first : block.stop].tolist()


def estimate_program(rules: Rules, block: Block) -> Program:
    """The declared estimate of a block over its members. Raises ExpressionError."""
    cache = rules.estimate_programs
    if block.name not in cache:
        variables = {}
        for name, kind in zip(("actor", "target"), block.kinds, strict=False):
            variables[name] = Var(name, _base_kind(kind), len(rules.layout.members[kind]))
        tree = rules.names.estimates[block.seen.estimate]
        formula = Resolver(rules.names, Scope(variables)).number(tree)
        cache[block.name] = Program(
            f"estimate of {block.name}", [formula], list(variables.values())
        )
    return cache[block.name]


def imagine(rules: Rules, state: State, seat: int, keys: dice.Keys) -> State:
    """The same positions with what a seat cannot know drawn anew: within its band where a band is
    known, else around the estimate by up to a tenth of the range. What others said in the corridor
    is taken for unsaid.
    """
    columns = state.columns.copy()
    for block in hidden_blocks(rules):
        for game in range(state.games):
            sees = np.array(sight(rules, state.column(game), block, seat, state.turn))
            if sees.all():
                continue
            rows = block.first + np.nonzero(~sees)[0]
            middle = np.array(estimates(rules, state, block, state.column(game), seat))[~sees]
            if block.seen.by in ("heard", "told"):
                columns[game, rows] = middle
                continue
            columns[game, rows] = _around(block, middle, int(keys[game]), state.turn, rows)
    np.clip(columns, rules.low[:, 0], rules.high[:, 0], out=columns)
    return rules.refresh(state.with_columns(columns).rekeyed(keys))


def _around(
    block: Block, middle: NDArray[np.int64], key: int, turn: int, rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    drawn = [dice.chance_one(key, turn, _IMAGINED, row) for row in rows.tolist()]
    part = np.array(drawn) / 100.0 - 0.5
    spread = block.store(block.seen.band) if block.seen.band else (block.high - block.low) / 5.0
    return np.floor(middle + part * spread + 0.5).astype(np.int64)
