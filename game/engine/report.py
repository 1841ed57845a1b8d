"""The report: the books of the turn that has ended are closed, what was scheduled falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.asks import REPORT, Phase
from game.engine.changes import apply, note_set, remember_holders, tidy
from game.engine.congress import recount
from game.engine.derived import derive
from game.engine.dice import percent
from game.engine.game import Game
from game.engine.motions import clear_table

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Report(Phase):
    """Closes the books of the turn that has ended. Nobody is asked; the first turn has none."""

    kind = "report"
    number = REPORT

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)


# -------------------------------------------------------------------- kernels


def set_clock(game: Game, turn: int) -> None:
    """turn, year, quarter, month and date of a turn's first month."""
    months = game.start + (turn - 1) * game.months
    game.turn = turn
    game.year = months // 12
    game.quarter = months % 12 // 3 + 1
    game.month = months % 12 + 1
    game.date = months


def open_report(game: Game) -> None:
    """Clear the table, throw the scenario's dice, close the books, bring everything up to date."""
    clear_table(game)
    throw_dice(game)
    if game.turn == 1:
        recount(game)
        derive(game)
        return
    book_turn(game, game.turn - 1)
    if fall_due(game) or game.books_move_delegates != 0:
        recount(game)
    derive(game)


def throw_dice(game: Game) -> None:
    """The scenario's dice of this turn, drawn anew."""
    for die in range(game.dice):
        game.c[game.die_row[die]] = percent(game, game.die_site[die], 0)


def book_turn(game: Game, turn: int) -> None:
    """Run the report's statements with the clock of the turn they are about."""
    now = game.turn
    set_clock(game, turn)
    remember_holders(game)
    game.close_books()
    tidy(game, game.report_touches)
    set_clock(game, now)


def fall_due(game: Game) -> bool:
    """Run the effects scheduled for this turn; whether there were any."""
    some = False
    for later in range(game.laters):
        if game.c[game.due + later] == game.turn:
            some = True
            actor, target = game.c[game.due_actor + later], game.c[game.due_target + later]
            game.later_effects(later, actor, target)
            note_set(game, game.due + later, 0)
    apply(game)
    return some
