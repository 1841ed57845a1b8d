"""Looking ahead: what may come of an answer, by playing on from what one seat knows.

A *line* is one game played on from an ask: what its seat cannot know is imagined anew, the dice are
thrown with another key, the seat gives one answer, and scripted bots give all others and all later
ones. It ends at the report behind a turn, or with the game. Lines of the same key differ in the
answer alone: answers are compared under the same luck.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import going
from game.engine.batch import BOTS, load, load_ask
from game.engine.cards import LEFT_OPEN
from game.engine.choice import SCRIPTED
from game.engine.dice import mixed
from game.engine.game import PASS, Game
from game.engine.knowledge import imagine, veil
from game.engine.lobby import OTHER_SIDE
from game.engine.machine.kernel import copy
from game.engine.mirror import reflect
from game.engine.play import choose, play
from game.engine.report import set_clock
from game.engine.turn import go_on, prepare, target_count, weigh, weigh_targets

OPTIONS = 12
"""How many answers a seat weighs at the most."""

LINES = 512
"""How many lines the machine plays at a time."""

LINE_NUMBERS = (
    *("line_game", "line_seat", "line_verb", "line_target", "line_motion"),
    *("line_over", "line_winner", "line_carried"),
)
"""The whole numbers of a line: what is given for it, and what came of it."""

WON, REACHED = 100.0, 50.0
"""What the end of a game is worth to its winner, and to whoever reached a goal without winning."""

FREELY = -1
"""The answer of a line whose seat chooses as scripted bots do too."""


@dataclass(frozen=True, slots=True)
class Options:
    """Answers to weigh: how many each seat of each game has, (games, seats), then their verbs,
    targets (-1 without one) and appeals, (games, seats, OPTIONS), the most liked first; what is
    not used is -1, -1 and 0.
    """

    count: NDArray[np.int32]
    verb: NDArray[np.int32]
    target: NDArray[np.int32]
    wish: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to play, all arrays (lines,), sorted by game: who answers what in which game of the
    batch, the motion whose fate is asked for or -1, and the key of the dice.
    """

    game: NDArray[np.int64]
    seat: NDArray[np.int64]
    verb: NDArray[np.int64]
    target: NDArray[np.int64]
    motion: NDArray[np.int64]
    keys: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Ends:
    """What came of lines: what the position is worth to the seat, 0 to 100; the number of the
    ending counted from 1 (0 while the game goes on) and of the winner; whether the motion was
    carried.
    """

    value: NDArray[np.float64]
    over: NDArray[np.int32]
    winner: NDArray[np.int32]
    carried: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer that was weighed: what it came to in the mean of `tried` lines, 0 to 100, give or
    take `error` (95 in 100); in what share of them its motion was carried, None if it is about
    none.
    """

    verb: int
    target: int
    value: float
    error: float
    tried: int
    carried: float | None = None


@dataclass(frozen=True, slots=True)
class Thought:
    """What a seat of a game makes of a question: its answers, the best first."""

    game: int
    seat: int
    options: tuple[Weighed, ...]

    @property
    def pick(self) -> tuple[int, int]:
        """Verb and target of the best."""
        return self.options[0].verb, self.options[0].target


@dataclass(frozen=True, slots=True)
class Outlook:
    """How often a game, played on, came to each ending and had each winner: counts by number, the
    last winner nobody.
    """

    endings: NDArray[np.int64]
    winners: NDArray[np.int64]

    @property
    def lines(self) -> int:
        """How often it was played on."""
        return int(self.endings.sum())

    def __add__(self, other: Outlook) -> Outlook:
        return Outlook(self.endings + other.endings, self.winners + other.winners)


# -------------------------------------------------------------------- kernels: answers to weigh


def options_all(game: Game, games: int, turn: int, step: int, reach: int) -> None:
    """For every seat that is asked the legal answers its bot likes best, the best first: passing,
    and each verb with at most `reach` of its targets. A seat reads what it may know, and nothing
    else: what may be answered never depends on more.
    """
    game.policy = SCRIPTED
    game.bias = 0.0
    for place in range(games):
        for seat in range(game.seats):
            cell = place * game.seats + seat
            load_ask(game, place, turn, step)
            game.listed[cell] = 0
            if game.asked[seat] != 0:
                load(game, place)
                veil(game, seat)
                prepare(game)
                only_asked(game, seat)
                list_options(game, cell, seat, reach)


def list_options(game: Game, cell: int, seat: int, reach: int) -> None:
    """List a seat's answers; passing has the last place if it is not liked better."""
    game.listing = 1
    for cell_of in range(game.seats * game.phase_verbs[game.step]):
        game.legal[cell_of] = 0
    weigh(game)
    for verb in range(game.phase_verbs[game.step]):
        place = verb * game.seats + seat
        if game.legal[place] == 0:
            continue
        if target_count(game, verb) == 0:
            list_option(game, cell, verb, -1, game.wish[place])
        else:
            list_aims(game, cell, seat, verb, reach)
    first, count = cell * game.most_options, game.listed[cell]
    for place in range(first, first + count):
        if game.listed_verb[place] == PASS:
            return
    passing = game.wish[seat] if game.legal[seat] != 0 else 0.0
    if count == 0:
        list_option(game, cell, PASS, -1, passing)
    elif passing > LEFT_OPEN:
        put_option(game, first + count - 1, PASS, -1, passing)


def list_aims(game: Game, cell: int, seat: int, verb: int, reach: int) -> None:
    """List a verb with the targets its seat likes best."""
    wish = game.wish[verb * game.seats + seat]
    weigh_targets(game, seat, verb)
    best = 0.0
    for number in range(min(reach, game.aims_found)):
        found = 0
        for place in range(1, game.aims_found):
            if game.aim_wish[place] > game.aim_wish[found]:
                found = place
        liking = game.aim_wish[found]
        if liking <= OTHER_SIDE:
            return
        if number == 0:
            best = liking
        list_option(game, cell, verb, game.aims[found], wish + liking - best)
        game.aim_wish[found] = OTHER_SIDE


def list_option(game: Game, cell: int, verb: int, target: int, wish: float) -> None:
    """Put an answer in its place among those listed, if it is liked well enough."""
    if verb == PASS and wish <= LEFT_OPEN:
        return
    first = cell * game.most_options
    place = first + game.listed[cell]
    if game.listed[cell] < game.most_options:
        game.listed[cell] += 1
    elif wish > game.listed_wish[place - 1]:
        place -= 1
    else:
        return
    while place > first and wish > game.listed_wish[place - 1]:
        put_option(
            game,
            place,
            game.listed_verb[place - 1],
            game.listed_target[place - 1],
            game.listed_wish[place - 1],
        )
        place -= 1
    put_option(game, place, verb, target, wish)


def put_option(game: Game, place: int, verb: int, target: int, wish: float) -> None:
    """Write an answer down."""
    game.listed_verb[place] = verb
    game.listed_target[place] = target
    game.listed_wish[place] = wish


# -------------------------------------------------------------------- kernels: lines


def foresee_all(game: Game, lines: int, turn: int, step: int, last: int) -> None:
    """Play lines on from an ask to the report behind the turn `last`, or to the end."""
    game.policy = SCRIPTED
    game.bias = 0.0
    for line in range(lines):
        load(game, game.line_game[line])
        game.key = game.line_keys[line]
        game.bot_key = mixed(game, game.key ^ BOTS)
        set_clock(game, turn)
        game.step = step
        if line > 0 and same_world(game, line - 1, line):
            copy(game.c, 0, game.world, 0, game.rows)
            reflect(game)
        else:
            imagine(game, game.line_seat[line])
            copy(game.world, 0, game.c, 0, game.rows)
        foresee(game, line, turn, last)


def same_world(game: Game, one: int, other: int) -> bool:
    """Whether two lines begin in the same imagined world."""
    return (
        game.line_game[one] == game.line_game[other]
        and game.line_seat[one] == game.line_seat[other]
        and game.line_keys[one] == game.line_keys[other]
    )


def foresee(game: Game, line: int, turn: int, last: int) -> None:
    """Play one line, and write down what came of it."""
    seat = game.line_seat[line]
    game.here = seat + 1
    prepare(game)
    if game.line_verb[line] >= 0 and game.asked[seat] == 0:
        only_asked(game, seat)
    choose(game)
    if game.line_verb[line] >= 0:
        game.verb[seat] = game.line_verb[line]
        game.target[seat] = game.line_target[line]
    go_on(game)
    game.here = 0
    play(game, last)
    motion = game.line_motion[line]
    game.line_carried[line] = motion >= 0 and game.c[game.carried + motion] >= turn
    game.line_over[line] = game.c[game.over]
    game.line_winner[line] = game.c[game.winner]
    game.line_value[line] = value_of(game, seat)


def only_asked(game: Game, seat: int) -> None:
    """This seat is asked and no other."""
    for other in range(game.seats):
        game.asked[other] = other == seat


def value_of(game: Game, seat: int) -> float:
    """What a position is worth to a seat, 0 to 100: as declared, or how the game ended."""
    if going(game):
        return min(max(game.prospects(seat), 0.0), WON)
    if game.c[game.winner] == seat:
        return WON
    reached = game.goals[seat * game.endings + game.c[game.over] - 1]
    return REACHED if reached != 0 else 0.0
