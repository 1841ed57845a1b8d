"""What was said in the corridor where a seat could not hear it.

Who imagines a world at a vote does not know who was spoken to, and what was promised. So
the corridor is walked through once more: every seat that the imagining one did not hear chooses its
word as scripted bots do, and its listeners answer. Of this only what was said and promised is kept;
what the imagining seat said, heard and promised itself stays as it was.

Forecasts of votes are made so. Bots that look ahead imagine without it: they do not play better
with it, see docs/lab.md.
"""

from __future__ import annotations

from game.engine.asks import ASSEMBLY_VOTE, BODY_VOTE, OFFER
from game.engine.choice import SCRIPTED
from game.engine.game import PASS, Game
from game.engine.knowledge import hears, imagine, is_word
from game.engine.lobby import REFERS, WITHDRAWS, resolve_answer, resolve_offer
from game.engine.machine.kernel import copy
from game.engine.mirror import reflect
from game.engine.play import choose
from game.engine.turn import prepare
from game.engine.votes import BODY, TABLED


def imagine_world(game: Game, seat: int) -> None:
    """Draw anew what a seat cannot know: see `imagine`; at a vote, what was said unheard too."""
    imagine(game, seat)
    kind = game.phase_kind[game.step]
    if kind in (BODY_VOTE, ASSEMBLY_VOTE):
        imagine_words(game, seat)


def imagine_words(game: Game, seat: int) -> None:
    """Walk through the corridor of this turn once more, and keep what was said and promised."""
    game.policy = SCRIPTED
    game.bias = 0.0
    game.noise = 1.0
    vote, stale = game.step, game.stale
    count = game.blanks - (game.sway - game.scratch)
    copy(game.reality, 0, game.c, 0, game.rows)
    for other in range(game.seats):
        game.heard[other] = hears(game, other, seat)
    unsay(game, count)
    while game.phase_kind[game.step] != OFFER:
        game.step -= 1
    speak(game, seat)
    game.step += 1
    prepare(game)
    game.asked[seat] = 0
    choose(game)
    resolve_answer(game)
    copy(game.words, 0, game.c, game.sway, count)
    copy(game.c, 0, game.reality, 0, game.rows)
    reflect(game)
    game.stale = stale
    game.step = vote
    keep_words(game, seat)


def unsay(game: Game, count: int) -> None:
    """The table as it was before the corridor: all motions wait, nothing is said or promised."""
    for slot in range(game.slots):
        motion = game.c[game.table_motion + slot] - 1
        if motion >= 0 and game.motion_venue[motion] == BODY:
            game.c[game.table_fate + slot] = TABLED
            game.c[game.table_venue + slot] = BODY
    copy(game.c, game.sway, game.blank, game.sway - game.scratch, count)


def speak(game: Game, seat: int) -> None:
    """Let the seats speak that were not heard. What would have been heard was not said."""
    prepare(game)
    for other in range(game.seats):
        if game.heard[other] != 0:
            game.asked[other] = 0
    choose(game)
    for other in range(game.seats):
        verb = game.verb[other]
        if verb <= 0:
            continue
        kind = game.lobby_kind[(verb - 1) // game.slots]
        if kind in (REFERS, WITHDRAWS) or game.target[other] % game.people == seat:
            game.verb[other] = PASS
    resolve_offer(game)


def keep_words(game: Game, seat: int) -> None:
    """Write down what was said and promised unheard."""
    for other in range(game.seats):
        if game.heard[other] == 0:
            game.c[game.said + other] = game.words[game.said - game.sway + other]
            game.c[game.said_target + other] = game.words[game.said_target - game.sway + other]
    for slot in range(game.slots):
        for person in range(game.people):
            if person == seat:
                continue
            cell = slot * game.people + person
            sway = game.words[cell]
            if is_word(game, seat, slot, person):
                sway += game.c[game.moved + seat]
            else:
                game.c[game.pledge + cell] = game.words[game.pledge - game.sway + cell]
                game.c[game.pledged_to + cell] = game.words[game.pledged_to - game.sway + cell]
            row = game.sway + cell
            game.c[row] = min(max(sway, game.low[row]), game.high[row])
    reflect(game)
