"""The close of a turn: vacant posts are filled, the world drifts, endings are judged."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from game.engine.asks import CLOSE, Phase
from game.engine.changes import apply, note_set, remember_holders, tidy
from game.engine.congress import recount
from game.engine.derived import derive, derive_for_close
from game.engine.formulas import FALSE, ZERO, Var
from game.engine.game import Game
from game.engine.layout import NOBODY
from game.engine.machine.kernel import floor
from game.engine.report import book_turn
from game.engine.tables import single, values

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Close(Phase):
    """Nobody is asked."""

    kind = "close"
    number = CLOSE

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        book = rules.book
        rules.tables["ending_when"] = values(
            [rules.truth(("endings", ending.id, "when"), ending.when) for ending in book.endings]
        )
        rules.tables["ending_winner"] = values(
            [
                rules.person(("endings", ending.id, "winner"), ending.winner)
                for ending in book.endings
            ]
        )
        variables = {
            "actor": rules.person_axis,
            "target": Var("target", "post", len(book.posts)),
        }
        rules.tables["acting_when"] = single(FALSE, variables)
        rules.tables["acting_wish"] = single(ZERO, variables)
        if book.appointments is not None:
            when, appeal = book.appointments
            may = rules.truth(("appointments", "when"), when, variables)
            rules.tables["acting_when"] = single(may, variables)
            wish = rules.number(("appointments", "appeal"), appeal, variables)
            rules.tables["acting_wish"] = single(wish, variables)


# -------------------------------------------------------------------- kernels


def resolve_close(game: Game) -> None:
    """Acting holders, the statements of `close`, endings; after the last turn its books too."""
    appoint(game)
    derive_for_close(game)
    remember_holders(game)
    game.closing()
    tidy(game, game.close_touches)
    fade(game)
    recount(game)
    derive(game)
    if game.turn >= game.turns:
        book_turn(game, game.turn)
        recount(game)
        derive(game)
    judge(game)


def appoint(game: Game) -> None:
    """Posts that were vacant when the turn began get an acting holder."""
    if game.has_appointments == 0:
        return
    for post in range(game.posts):
        if game.c[game.holder + post] == NOBODY and game.c[game.vacant + post] == 1:
            note_set(game, game.holder + post, best_candidate(game, post))
    apply(game)


def best_candidate(game: Game, post: int) -> int:
    """Who would fill a post, -1 for nobody."""
    found = NOBODY
    best = -inf
    for person in range(game.people):
        if game.acting_when(person, post):
            wish = game.acting_wish(person, post)
            if wish > best:
                best = wish
                found = person
    return found


def fade(game: Game) -> None:
    """The memory of used manoeuvres fades; posts without a holder are vacant."""
    for row in range(game.uses, game.uses + game.manoeuvres * game.seats):
        game.c[row] = int(floor(game.c[row] * (1.0 - game.repeat_fade) + 0.5))
    for post in range(game.posts):
        game.c[game.vacant + post] = game.c[game.holder + post] == NOBODY


def judge(game: Game) -> None:
    """The first ending whose condition holds ends a game; the last turn always does."""
    last = game.turn >= game.turns
    for ending in range(game.endings):
        if (last or game.ending_early[ending] != 0) and game.ending_when(ending):
            end(game, ending)
            return
    if last:
        end(game, game.endings - 1)


def end(game: Game, ending: int) -> None:
    """End the game."""
    game.c[game.winner] = game.ending_winner(ending)
    game.c[game.over] = ending + 1
