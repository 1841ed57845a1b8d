"""The agenda: each member of the body may table one motion; the weightiest go to the table.

Weight is the body's `precedence` of the mover. The same motion tabled twice stands once, under its
weightiest mover. Those that found no place are held over: nothing is charged for them.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from game.engine.asks import AGENDA, Phase, going, lives, sits
from game.engine.changes import apply, note_add, note_set
from game.engine.choice import consider
from game.engine.derived import derive
from game.engine.game import PASS, Game
from game.engine.layout import NOBODY
from game.engine.machine.kernel import copy
from game.engine.manoeuvres import Acts, affords, charge, pay
from game.engine.tables import single
from game.engine.votes import TABLED

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Agenda(Phase):
    """Every living full member of the body who holds a seat may table one motion."""

    kind = "agenda"
    number = AGENDA

    def __init__(self, rules: Rules, acts: Acts) -> None:
        super().__init__(rules)
        self.acts = acts
        self.verbs = ("pass", *(motion.id for motion in rules.book.motions))
        body = rules.member_bodies[rules.core]
        seats = {"actor": rules.seat_axis}
        weight = rules.number(("bodies", body.id, "precedence"), body.precedence, seats)
        rules.tables["precedence"] = single(weight, seats)

    def target_kind(self, verb: int) -> tuple[str, int]:
        return self.acts.acts[verb - 1].target.kind, self.acts.count(verb - 1)


# -------------------------------------------------------------------- kernels


def clear_table(game: Game) -> None:
    """An empty table, no pledges, offers or votes."""
    copy(game.c, game.scratch, game.blank, 0, game.blanks)


def open_agenda(game: Game) -> None:
    """What everybody wants of the policies is worked out anew."""
    derive(game)
    game.derive_ideals()


def prepare_agenda(game: Game) -> None:
    """Living full members who hold a seat are asked."""
    if game.motions == 0 or game.turn % game.pace != 0:
        return
    for seat in range(game.seats):
        if going(game) and lives(game, seat) and sits(game, seat):
            game.asked[seat] = 1


def weigh_agenda(game: Game) -> None:
    """Which motions the seats may table, and what bots think of them."""
    for seat in range(game.seats):
        if game.asked[seat] != 0:
            consider(game, seat, PASS, game.pass_wish(seat))
    for motion in range(game.motions):
        act = game.manoeuvres + motion
        if is_closed(game, motion) and game.act_targets[act] == 0:
            continue
        for place in range(game.weigh_act(act)):
            seat = game.open_to[place]
            if affords(game, seat, charge(game, game.price[place])):
                consider(game, seat, motion + 1, game.wanted[place])


def is_closed(game: Game, motion: int) -> bool:
    """Whether the question was decided too short a time ago."""
    return game.c[game.closed + motion] >= game.turn


def weigh_agenda_targets(game: Game, verb: int, seat: int) -> None:
    """The targets of a motion; one decided a short time ago is not put again."""
    motion = verb - 1
    game.aims_found = game.weigh_targets(game.manoeuvres + motion, seat)
    if not is_closed(game, motion):
        return
    kept = 0
    for place in range(game.aims_found):
        if game.aims[place] != game.c[game.closed_topic + motion]:
            game.aims[kept] = game.aims[place]
            game.aim_wish[kept] = game.aim_wish[place]
            kept += 1
    game.aims_found = kept


def resolve_agenda(game: Game) -> None:
    """The weightiest motions take the places on the table; their movers pay."""
    for seat in range(game.seats):
        game.value[seat] = game.precedence(seat)
    for slot in range(game.slots):
        mover = weightiest(game)
        if mover < 0:
            break
        verb, topic = game.verb[mover], game.target[mover]
        place_motion(game, slot, verb - 1, topic, mover, game.motion_venue[verb - 1])
        pay(game, mover, charge(game, game.act_cost(game.manoeuvres + verb - 1, mover)))
        note_add(game, game.tabled + mover * game.motions + verb - 1, 1)
        for seat in range(game.seats):
            if game.verb[seat] == verb and game.target[seat] == topic:
                game.verb[seat] = 0
    apply(game)


def weightiest(game: Game) -> int:
    """The seat of most weight whose motion still waits, -1 if none does."""
    found = NOBODY
    best = -inf
    for seat in range(game.seats):
        if game.verb[seat] > 0 and game.value[seat] > best:
            best = game.value[seat]
            found = seat
    return found


def place_motion(game: Game, slot: int, motion: int, topic: int, mover: int, venue: int) -> None:
    """Note a motion in a place on the table."""
    note_set(game, game.table_motion + slot, motion + 1)
    note_set(game, game.table_topic + slot, topic)
    note_set(game, game.table_mover + slot, mover)
    note_set(game, game.table_venue + slot, venue)
    note_set(game, game.table_fate + slot, TABLED)
