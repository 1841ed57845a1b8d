"""What the machine does for many games at a time: each is loaded, worked on and put back.

The columns of a batch lie one behind the other in `columns`; picks, asked seats, appeals and counts
likewise, game by game.
"""

from __future__ import annotations

from game.engine.asks import going, lives, sits
from game.engine.changes import remember_holders, tidy
from game.engine.congress import recount
from game.engine.counting import count_ended
from game.engine.derived import EVERYTHING, derive
from game.engine.dice import mixed
from game.engine.game import Game
from game.engine.hearsay import imagine_world
from game.engine.machine.kernel import copy
from game.engine.mirror import reflect
from game.engine.play import choose, play
from game.engine.report import book_turn, set_clock, throw_dice
from game.engine.turn import (
    begin,
    go_on,
    prepare,
    resolve,
    target_count,
    weigh,
    weigh_targets,
)
from game.engine.votes import first_sum, take_stances, with_second

BATCH = 64
"""How many games the machine holds at a time."""

BOTS = 0x9E6C63D0676A9A99


def load(game: Game, place: int) -> None:
    """Take up a game."""
    game.place = place
    copy(game.c, 0, game.columns, place * game.rows, game.rows)
    reflect(game)
    game.stale = EVERYTHING
    game.key = game.keys[place]
    game.bot_key = mixed(game, game.key ^ BOTS)


def put_back(game: Game, place: int) -> None:
    """Lay a game down."""
    copy(game.columns, place * game.rows, game.c, 0, game.rows)


def load_ask(game: Game, place: int, turn: int, step: int) -> None:
    """Take up a game at an ask, and prepare it."""
    load(game, place)
    set_clock(game, turn)
    game.step = step
    prepare(game)


def begin_all(game: Game, games: int) -> None:
    """New games, at their first ask."""
    for place in range(games):
        load(game, place)
        begin(game)
        put_back(game, place)


def refresh_all(game: Game, games: int, turn: int, step: int) -> None:
    """Bring offices, delegates and derived rows up to date."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        if going(game):
            recount(game)
            derive(game)
        put_back(game, place)


def drift_all(game: Game, games: int, turn: int, step: int) -> None:
    """Run the statements of the close, and nothing else of it."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        remember_holders(game)
        game.closing()
        tidy(game, game.close_touches)
        put_back(game, place)


def book_all(game: Game, games: int, turn: int, step: int) -> None:
    """Throw the dice of a turn and close the books of the one before, and nothing else."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        throw_dice(game)
        book_turn(game, turn - 1)
        put_back(game, place)


def imagine_all(game: Game, games: int, turn: int, step: int, seat: int) -> None:
    """Draw anew what a seat cannot know."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        imagine_world(game, seat)
        put_back(game, place)


def stances_all(game: Game, games: int, turn: int, step: int, slot: int) -> None:
    """How everybody stands to a motion on the table that the living full members vote on, without
    noise.
    """
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        for person in range(game.people):
            game.voter[person] = lives(game, person) and sits(game, person)
        take_stances(game, slot)
        for person in range(game.people):
            if game.voter[person] == 0:
                first = first_sum(game, slot, person)
                game.stance[person] = with_second(game, slot, person, first)
            game.all_stances[place * game.people + person] = game.stance[person]


def ask_all(game: Game, games: int, turn: int, step: int) -> None:
    """Who is asked."""
    for place in range(games):
        load_ask(game, place, turn, step)
        note_asked(game, place)


def note_asked(game: Game, place: int) -> None:
    """Write down which seats are asked."""
    for seat in range(game.seats):
        game.all_asked[place * game.seats + seat] = game.asked[seat]


def take_picks(game: Game, place: int) -> None:
    """The answers of those who are asked."""
    for seat in range(game.seats):
        cell = place * game.seats + seat
        game.verb[seat] = game.all_verbs[cell] if game.asked[seat] != 0 else -1
        game.target[seat] = game.all_targets[cell] if game.asked[seat] != 0 else -1


def go_on_all(game: Game, games: int, turn: int, step: int) -> None:
    """Resolve the ask, open the next one and see who is asked there."""
    for place in range(games):
        load_ask(game, place, turn, step)
        take_picks(game, place)
        go_on(game)
        if game.counting != 0:
            count_ended(game)
        put_back(game, place)
        prepare(game)
        note_asked(game, place)


def resolve_all(game: Game, games: int, turn: int, step: int) -> None:
    """Resolve the ask and open nothing."""
    for place in range(games):
        load_ask(game, place, turn, step)
        take_picks(game, place)
        if going(game):
            resolve(game)
        put_back(game, place)


def weigh_all(game: Game, games: int, turn: int, step: int) -> None:
    """Which verbs are legal for the seats that are asked, and their appeals."""
    verbs = game.phase_verbs[step]
    for place in range(games):
        load_ask(game, place, turn, step)
        game.listing = 1
        for cell in range(game.seats * verbs):
            game.legal[cell] = 0
        weigh(game)
        for seat in range(game.seats):
            first = (place * game.seats + seat) * game.most_verbs
            for verb in range(verbs):
                cell = verb * game.seats + seat
                legal = game.legal[cell] != 0
                game.all_legal[first + verb] = legal or verb == 0
                game.all_wishes[first + verb] = game.wish[cell] if legal else 0.0


def check_all(game: Game, games: int, turn: int, step: int) -> None:
    """Which of the given answers are legal for those who are asked."""
    verbs = game.phase_verbs[step]
    for place in range(games):
        load_ask(game, place, turn, step)
        game.listing = 1
        for cell in range(game.seats * verbs):
            game.legal[cell] = 0
        weigh(game)
        for seat in range(game.seats):
            cell = place * game.seats + seat
            verb = game.all_verbs[cell]
            good = game.asked[seat] != 0 and verb >= 0
            if good and verb > 0:
                good = game.legal[verb * game.seats + seat] != 0
            if good and target_count(game, verb) > 0:
                weigh_targets(game, seat, verb)
                good = False
                for found in range(game.aims_found):
                    if game.aims[found] == game.all_targets[cell]:
                        good = True
            game.all_asked[cell] = good


def weigh_targets_of(game: Game, place: int, turn: int, step: int, seat: int, verb: int) -> None:
    """Which targets of a verb are legal for a seat, and their appeals."""
    load_ask(game, place, turn, step)
    weigh_targets(game, seat, verb)
    game.all_decisions[0] = game.aims_found


def pick_all_games(game: Game, games: int, turn: int, step: int) -> None:
    """Bots' picks for all who are asked."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        prepare(game)
        choose(game)
        for seat in range(game.seats):
            game.all_verbs[place * game.seats + seat] = game.verb[seat]
            game.all_targets[place * game.seats + seat] = game.target[seat]


def play_all(game: Game, games: int, turn: int, step: int, last: int) -> None:
    """Bots play on to the report behind a turn, or to the end."""
    for place in range(games):
        load(game, place)
        set_clock(game, turn)
        game.step = step
        game.decisions = 0
        for seat in range(game.seats):
            game.questions[seat] = 0
        play(game, last)
        game.all_decisions[place] = game.decisions
        for seat in range(game.seats):
            game.all_questions[place * game.seats + seat] = game.questions[seat]
        put_back(game, place)


def set_policy(game: Game, policy: int, noise: float, bias: float) -> None:
    """How bots play from now on."""
    game.policy = policy
    game.noise = noise
    game.bias = bias


def set_counting(game: Game, counting: int) -> None:
    """Whether what happens is counted from now on, see `counting.py`."""
    game.counting = counting
