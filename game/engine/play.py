"""Asks answered by bots, and whole games played by them."""

from __future__ import annotations

from game.engine.asks import going
from game.engine.choice import begin_choice, best_target
from game.engine.counting import count_answers, count_ended
from game.engine.game import PASS, Game
from game.engine.turn import go_on, prepare, target_count, weigh, weigh_targets


def play(game: Game, last: int) -> None:
    """Bots in all seats play on until the game ends, or to the report that opens the turn after
    the last one.
    """
    while going(game) and game.turn <= last:
        prepare(game)
        choose(game)
        for seat in range(game.seats):
            game.decisions += game.asked[seat]
        if game.counting != 0:
            count_answers(game)
        go_on(game)
        if game.counting != 0:
            count_ended(game)


def choose(game: Game) -> None:
    """Bots' picks for all seats that are asked: first all verbs, then all targets. A seat whose
    verb turns out to have no legal target passes.
    """
    some = False
    for seat in range(game.seats):
        game.verb[seat] = -1
        game.target[seat] = -1
        some = some or game.asked[seat] != 0
    if not some:
        return
    begin_choice(game)
    game.listing = 0
    weigh(game)
    for seat in range(game.seats):
        if game.asked[seat] != 0:
            game.verb[seat] = game.favourite[seat]
            if target_count(game, game.verb[seat]) > 0:
                weigh_targets(game, seat, game.verb[seat])
                game.target[seat] = best_target(game, seat, game.verb[seat])
                if game.target[seat] < 0:
                    game.verb[seat] = PASS
