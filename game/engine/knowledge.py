"""Who knows what: what one seat may see of a game, and what it can only imagine.

Every block says who sees it exactly (`Seen`); the others have an estimate: the middle of a band, a
declared formula over what all see, or the value it started with. `known` gives one seat's picture
of one game; the kernel `imagine` redraws what it cannot know, for look-ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from game.engine import dice
from game.engine.congress import recount
from game.engine.derived import EVERYTHING, derive
from game.engine.dice import chance
from game.engine.formulas import ZERO, Formula, Var, base_kind
from game.engine.game import Game
from game.engine.layout import Block
from game.engine.machine.kernel import floor
from game.engine.mirror import reflect
from game.engine.program import Program
from game.engine.state import State
from game.engine.tables import Table, values

if TYPE_CHECKING:
    from game.engine.rules import Rules

IMAGINED = dice.site("knowledge: imagined rows")

SEERS = ("nobody", "self", "both", "posts", "heard", "told")
"""Who sees a block that not all see, in the order of their numbers in the kernels."""


@dataclass(frozen=True, slots=True)
class Known:
    """One seat's picture of one game: the stored count of every row, estimated where `exact` is
    false.
    """

    column: Sequence[int]
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


def sight(rules: Rules, column: Sequence[int], block: Block, seat: int, turn: int) -> list[bool]:
    """Which rows of a block a seat sees exactly. A row kept for a person, leader or seat belongs to
    the person of that number; what binds two is known to the clients of either. With insight into
    somebody one sees what he sees of himself.
    """
    match block.seen.by:
        case "heard":
            return _heard(rules, column, seat)
        case "told":
            return _told(rules, column, block, seat)
    people = [base_kind(kind) == "person" for kind in block.kinds]
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


def word(rules: Rules, column: Sequence[int], seat: int) -> tuple[int, int]:
    """About which motion, by its place on the table, a seat spoke in the corridor and to whom; -1
    and -1 if it did not.
    """
    said = column[rules.layout["said"].row(seat)]
    if not said:
        return -1, -1
    target = column[rules.layout["said_target"].row(seat)]
    return (said - 1) % rules.book.slots, target % len(rules.people)


def _heard(rules: Rules, column: Sequence[int], seat: int) -> list[bool]:
    return [seat in (other, word(rules, column, other)[1]) for other in range(rules.seats)]


def _told(rules: Rules, column: Sequence[int], block: Block, seat: int) -> list[bool]:
    spoken = word(rules, column, seat) if block.name != "sway" else (-1, -1)
    return [person == seat or (slot, person) == spoken for slot, person in _cells(rules)]


def _cells(rules: Rules) -> product[tuple[int, int]]:
    return product(range(rules.book.slots), range(len(rules.people)))


def estimates(
    rules: Rules, state: State, block: Block, column: Sequence[int], seat: int
) -> list[int]:
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
    """The declared estimate of a block over its members."""
    cache = rules.estimate_programs
    if block.name not in cache:
        variables = {}
        for name, kind in zip(("actor", "target"), block.kinds, strict=False):
            variables[name] = Var(name, base_kind(kind), len(rules.layout.members[kind]))
        text = next(
            each.estimate for each in rules.book.quantities if each.id == block.seen.estimate
        )
        assert text is not None
        path = ("quantities", block.seen.estimate, "estimate")
        formula = rules.number(path, text, variables)
        cache[block.name] = Program(
            f"estimate of {block.name}", [formula], list(variables.values())
        )
    return cache[block.name]


def estimate_table(rules: Rules) -> Table:
    """The declared estimates of the hidden blocks by their place, 0 where none is declared."""
    entries: list[Formula] = []
    for block in hidden_blocks(rules):
        entry: Formula = ZERO
        if block.seen.estimate and not block.seen.band:
            (entry,) = estimate_program(rules, block).formulas
        entries.append(entry)
    members = {name: Var(name, "person", sure=False) for name in ("actor", "target")}
    return values(entries, members)


# -------------------------------------------------------------------- kernels

NOBODY_SEES, SELF_SEES, BOTH_SEE, POSTS_SEE, HEARD, TOLD = range(6)


def imagine(game: Game, seat: int) -> None:
    """Draw anew what a seat cannot know: anywhere within its band where a band is known, else what
    others have instead. What follows from it is brought up to date.
    """
    redraw(game, seat, 1)
    game.stale = EVERYTHING
    recount(game)
    derive(game)


def veil(game: Game, seat: int) -> None:
    """Put what others have instead in the place of what a seat cannot know: see `known`."""
    redraw(game, seat, 0)


def redraw(game: Game, seat: int, by_dice: int) -> None:
    """Draw what a seat cannot know by dice, or take the middle of every band."""
    for block in range(game.hiddens):
        if game.hidden_by[block] == POSTS_SEE and sits_informed(game, block, seat):
            continue
        first, second = game.hidden_first[block], game.hidden_second[block]
        for offset in range(game.hidden_size[block]):
            a, b = offset // second, offset % second
            if not sees_row(game, block, seat, a, b):
                part = chance(game, IMAGINED, first + offset) / 100.0 if by_dice != 0 else 0.5
                draw_row(game, block, seat, first + offset, a, b, part)
    reflect(game)


def sits_informed(game: Game, block: int, seat: int) -> bool:
    """Whether a seat holds a post whose holder sees a whole block."""
    for place in range(game.informed_first[block], game.informed_first[block + 1]):
        if game.c[game.holder + game.informed_post[place]] == seat:
            return True
    return False


def sees_row(game: Game, block: int, seat: int, a: int, b: int) -> bool:
    """Whether a seat sees the row of two members, or of one, in a block: see `sight`."""
    by = game.hidden_by[block]
    if by == HEARD:
        return hears(game, a, seat)
    if by == TOLD:
        return b == seat or (game.hidden_first[block] != game.sway and is_word(game, seat, a, b))
    own_a = game.hidden_person_a[block] != 0 and knows_of(game, seat, a)
    own_b = game.hidden_person_b[block] != 0 and knows_of(game, seat, b)
    if by == SELF_SEES:
        return own_a
    if by == POSTS_SEE:
        return own_b
    if by != BOTH_SEE:
        return False
    patron = game.c[game.patron + seat]
    if own_a or own_b or patron < 0:
        return own_a or own_b
    return (game.hidden_person_a[block] != 0 and a == patron) or (
        game.hidden_person_b[block] != 0 and b == patron
    )


def knows_of(game: Game, seat: int, person: int) -> bool:
    """Whether a seat sees what a person sees of himself."""
    return person == seat or game.c[game.insight + seat * game.people + person] > game.turn


def hears(game: Game, other: int, seat: int) -> bool:
    """Whether a seat knows what another said in the corridor: its own word, and what was said to
    it.
    """
    return other == seat or (game.c[game.said + other] != 0 and spoken_to(game, other) == seat)


def spoken_to(game: Game, seat: int) -> int:
    """To whom a seat spoke in the corridor."""
    return game.c[game.said_target + seat] % game.people


def is_word(game: Game, seat: int, slot: int, person: int) -> bool:
    """Whether a seat spoke in the corridor to a person about the motion in a place on the table."""
    said = game.c[game.said + seat]
    return said != 0 and (said - 1) % game.slots == slot and spoken_to(game, seat) == person


def draw_row(game: Game, block: int, seat: int, row: int, a: int, b: int, part: float) -> None:
    """Write a row of two members, or of one, that is not seen: so far up in its band where one is
    known, else what others have instead.
    """
    scale, band = game.hidden_scale[block], game.hidden_band[block]
    value = game.start_count[row] / scale
    if band > 0.0:
        value = (floor(game.c[row] / scale / band) + part) * band
    elif game.hidden_estimated[block] != 0:
        value = game.estimate(block, a, b)
    elif game.hidden_first[block] == game.sway and is_word(game, seat, a, b):
        value = game.c[game.moved + seat] / scale
    count = int(floor(value * scale + 0.5))
    game.c[row] = min(max(count, game.low[row]), game.high[row])
