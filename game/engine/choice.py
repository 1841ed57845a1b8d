"""How a bot chooses among what it may do.

A bot takes the legal verb of most appeal, then the legal target of most appeal, ties to the first.
Policies differ in what is added to the appeals: keyed noise, and the pull towards what a person
really did. The random policy knows no appeals.
"""

from __future__ import annotations

from math import inf

from game.engine.asks import AGENDA, CARD, CHANGE, ROUND
from game.engine.dice import salted, triangular
from game.engine.game import PASS, Game
from game.engine.machine.kernel import MASK, Word

RANDOM, SCRIPTED = 0, 1
"""Policies; a scripted one with `game.bias` above 0 is historical."""

TARGET_NOISE = 0.5
"""The noise on targets as a part of that on verbs."""


def begin_choice(game: Game) -> None:
    """Nobody has a favourite yet."""
    where = game.random_site[game.step] if game.policy == RANDOM else game.verb_site[game.step]
    game.salt = salted(game, game.bot_key, where)
    game.liking = 0.0 if game.policy == RANDOM else 1.0
    game.width = 1.0 if game.policy == RANDOM else game.phase_noise[game.step] * game.noise
    for seat in range(game.seats):
        game.favour_of[seat] = -inf
        game.favourite[seat] = PASS


def consider(game: Game, seat: int, verb: int, wish: float) -> None:
    """A legal verb and its appeal: listed for whoever asks, or weighed by a bot."""
    place = verb * game.seats + seat
    if game.listing != 0:
        game.legal[place] = 1
        game.wish[place] = wish
        return
    if game.counting != 0 and game.counted_first[game.step] >= 0:
        game.tally[game.counted_first[game.step] + place] += 1
    if game.bias > 0.0 and verb > 0:
        pulled = pull(game, verb, seat) * game.bias
        prefer(game, seat, verb, noisy(game, place, wish) + pulled)
        return
    prefer(game, seat, verb, noisy(game, place, wish))


def noisy(game: Game, place: int, wish: float) -> float:
    """A wish with its noise; the random policy knows no wishes, and its noise is all."""
    return wish * game.liking + triangular(game, game.salt, place) * game.width


def prefer(game: Game, seat: int, verb: int, value: float) -> None:
    """A seat's favourite is the verb of most value, the first if there are several."""
    best, liked = game.favour_of[seat], game.favourite[seat]
    game.favourite[seat] = verb if value > best else liked
    game.favour_of[seat] = max(best, value)


def act_of(game: Game, verb: int) -> int:
    """The number of the act that a verb of this ask is, -1 if it is none."""
    kind = game.phase_kind[game.step]
    if kind == ROUND:
        return verb - 1
    if kind == AGENDA:
        return game.manoeuvres + verb - 1
    return game.manoeuvres + game.change_motion[verb - 1] if kind == CHANGE else -1


def pull(game: Game, verb: int, seat: int) -> float:
    """What history adds to a person's wish for a verb this turn."""
    if game.phase_kind[game.step] == CARD:
        return pull_answer(game, verb, seat)
    act = act_of(game, verb)
    if act < 0:
        return 0.0
    return game.pull_verb[(game.turn * game.acts + act) * game.seats + seat]


def pull_answer(game: Game, option: int, seat: int) -> float:
    """What history adds to a person's wish for an answer to the card that lies before him."""
    event, added = game.c[game.card] - 1, 0.0
    for number in range(game.pulls):
        if game.pull_act[number] != game.acts + event or game.pull_seat[number] != seat:
            continue
        if game.pull_from[number] <= game.turn <= game.pull_to[number]:
            added += game.pull_add[number] if game.pull_target[number] == option else 0.0
    return added


def best_target(game: Game, seat: int, verb: int) -> int:
    """The legal target a policy likes most, -1 if none is legal."""
    key = game.bot_key + Word(seat) & MASK
    where = game.target_site[game.step] + Word(verb) & MASK
    if game.policy == RANDOM:
        where = game.random_site[game.step] + Word(verb) & MASK
    elif game.bias > 0.0:
        pull_targets(game, seat, verb)
    salt = salted(game, key, where)
    best = -inf
    found = -1
    for place in range(game.aims_found):
        target = game.aims[place]
        wish = game.aim_wish[place]
        wish = wish * game.liking + triangular(game, salt, target) * game.width * TARGET_NOISE
        found = target if wish > best else found
        best = max(best, wish)
    return found


def pull_targets(game: Game, seat: int, verb: int) -> None:
    """What history adds to a person's wish for the targets of an act."""
    act = act_of(game, verb)
    if act < 0:
        return
    for number in range(game.pulls):
        if game.pull_act[number] != act or game.pull_seat[number] != seat:
            continue
        if game.pull_from[number] <= game.turn <= game.pull_to[number]:
            for place in range(game.aims_found):
                if game.aims[place] == game.pull_target[number]:
                    game.aim_wish[place] += game.pull_add[number] * game.bias
