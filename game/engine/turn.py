"""The order of a turn: the table of contents of the rules.

    report -> cards -> manoeuvres -> agenda -> lobby -> vote -> plenum -> congress -> close

A turn is a fixed list of asks, in lockstep for all games of a batch; asks that concern nobody in
any game are passed over, but for the report with which every turn opens. See each phase's own
module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.asks import (
    AGENDA,
    ANSWER,
    ASSEMBLY_VOTE,
    BODY_VOTE,
    CARD,
    CHANGE,
    CLOSE,
    OFFER,
    RATIFY,
    REPORT,
    ROUND,
    Phase,
    going,
)
from game.engine.cards import Card, Deck, deal_card, prepare_card, resolve_card, weigh_card
from game.engine.congress import (
    Change,
    Ratification,
    congress_now,
    congress_tables,
    elect_first_committee,
    open_change,
    prepare_change,
    resolve_change,
    weigh_change,
    weigh_change_targets,
)
from game.engine.counting import count_resolved
from game.engine.endings import Close, resolve_close
from game.engine.game import Game
from game.engine.lobby import (
    REFERS,
    WITHDRAWS,
    Answer,
    Corridor,
    Offer,
    prepare_answer,
    prepare_offer,
    resolve_answer,
    resolve_offer,
    weigh_answer,
    weigh_offer,
    weigh_offer_targets,
)
from game.engine.manoeuvres import (
    Acts,
    Round,
    act_tables,
    prepare_round,
    resolve_round,
    weigh_round,
)
from game.engine.motions import (
    Agenda,
    open_agenda,
    prepare_agenda,
    resolve_agenda,
    weigh_agenda,
    weigh_agenda_targets,
)
from game.engine.report import Report, open_report, set_clock
from game.engine.tables import single
from game.engine.votes import (
    AssemblyVote,
    BodyVote,
    Weighing,
    chair_of,
    prepare_assembly,
    prepare_vote,
    resolve_assembly,
    resolve_vote,
    vote_effects,
    weigh_vote,
)

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Turn:
    """The phases of a turn in order, and the formulas they share."""

    def __init__(self, rules: Rules) -> None:
        book = rules.book
        seats = {"actor": rules.seat_axis}
        passing = rules.number(("scenario", "pass_appeal"), book.pass_appeal, seats, "actor")
        rules.tables["pass_wish"] = single(passing, seats)
        prospects = rules.number(("scenario", "prospects"), book.prospects, seats)
        rules.tables["prospects"] = single(prospects, seats)
        self.weighing = Weighing(rules)
        congress_tables(rules)
        manoeuvres = Acts(rules, "manoeuvres", book.manoeuvres)
        motions = Acts(rules, "motions", book.motions)
        act_tables(rules, manoeuvres, motions)
        vote_effects(rules, self.weighing)
        self.chair = chair_of(rules)
        corridor = Corridor(rules, self.weighing)
        deck = Deck(rules)
        changes = book.congress.changes if book.congress else 0
        self.phases: list[Phase] = [
            Report(rules),
            *(Card(rules, deck, n, book.cards) for n in range(book.cards)),
            *(Round(rules, manoeuvres, n, book.rounds) for n in range(book.rounds)),
            Agenda(rules, motions),
            Offer(rules, corridor),
            Answer(rules, corridor),
            *(BodyVote(rules, n, book.slots) for n in range(book.slots)),
            *(AssemblyVote(rules, n, book.slots) for n in range(book.slots)),
        ]
        for number in range(changes):
            self.phases += [
                Change(rules, motions, number, changes),
                Ratification(rules, number, changes),
            ]
        self.phases.append(Close(rules))


# -------------------------------------------------------------------- kernels


def begin(game: Game) -> None:
    """A new game at its first ask."""
    set_clock(game, 1)
    game.step = 0
    elect_first_committee(game)
    open_report(game)


def open_ask(game: Game) -> None:
    """What happens before anybody is asked."""
    kind, number = game.phase_kind[game.step], game.phase_number[game.step]
    if kind == REPORT:
        open_report(game)
    elif kind == CARD:
        deal_card(game, number)
    elif kind == AGENDA:
        open_agenda(game)
    elif kind == CHANGE:
        open_change(game, number)


def prepare(game: Game) -> None:
    """Who is asked, and what all who are asked need to know."""
    kind, number = game.phase_kind[game.step], game.phase_number[game.step]
    for seat in range(game.seats):
        game.asked[seat] = 0
    if not going(game):
        return
    if kind == CARD:
        prepare_card(game)
    elif kind == ROUND:
        prepare_round(game)
    elif kind == AGENDA:
        prepare_agenda(game)
    elif kind == OFFER:
        prepare_offer(game)
    elif kind == ANSWER:
        prepare_answer(game)
    elif kind == BODY_VOTE:
        prepare_vote(game, number)
    elif kind == ASSEMBLY_VOTE:
        prepare_assembly(game, number)
    elif kind == CHANGE:
        prepare_change(game)
    elif kind == RATIFY and congress_now(game):
        prepare_assembly(game, 0)


def weigh(game: Game) -> None:
    """Which verbs the seats that are asked may take, and what bots think of them. Places count by
    verb, then by seat.
    """
    kind = game.phase_kind[game.step]
    if kind == ROUND:
        weigh_round(game)
        return
    if kind == AGENDA:
        weigh_agenda(game)
        return
    if kind == OFFER:
        weigh_offer(game)
        return
    for seat in range(game.seats):
        if game.asked[seat] == 0:
            continue
        if kind == CARD:
            weigh_card(game, seat)
        elif kind == ANSWER:
            weigh_answer(game, seat)
        elif kind == CHANGE:
            weigh_change(game, seat)
        else:
            weigh_vote(game, seat)


def weigh_targets(game: Game, seat: int, verb: int) -> None:
    """Which targets of a verb are legal, and what bots think of them."""
    kind = game.phase_kind[game.step]
    if kind == ROUND:
        game.aims_found = game.weigh_targets(verb - 1, seat)
    elif kind == AGENDA:
        weigh_agenda_targets(game, verb, seat)
    elif kind == OFFER:
        weigh_offer_targets(game, verb, seat)
    elif kind == CHANGE:
        weigh_change_targets(game, verb, seat)


def target_count(game: Game, verb: int) -> int:
    """How many targets a verb has, 0 for one without."""
    kind = game.phase_kind[game.step]
    if verb <= 0:
        return 0
    if kind == ROUND:
        return game.act_targets[verb - 1]
    if kind == AGENDA:
        return game.act_targets[game.manoeuvres + verb - 1]
    if kind == CHANGE:
        return game.act_targets[game.manoeuvres + game.change_motion[verb - 1]]
    if kind == OFFER:
        said = game.lobby_kind[(verb - 1) // game.slots]
        return 0 if said in (REFERS, WITHDRAWS) else 2 * game.people
    return 0


def resolve(game: Game) -> None:
    """What happens when all have answered."""
    kind, number = game.phase_kind[game.step], game.phase_number[game.step]
    if kind == CARD:
        resolve_card(game)
    elif kind == ROUND:
        resolve_round(game)
    elif kind == AGENDA:
        resolve_agenda(game)
    elif kind == OFFER:
        resolve_offer(game)
    elif kind == ANSWER:
        resolve_answer(game)
    elif kind == BODY_VOTE:
        resolve_vote(game, number)
    elif kind == ASSEMBLY_VOTE:
        resolve_assembly(game, number, 1)
    elif kind == CHANGE:
        resolve_change(game)
    elif kind == RATIFY and congress_now(game):
        resolve_assembly(game, 0, 0)
    elif kind == CLOSE:
        resolve_close(game)


def go_on(game: Game) -> None:
    """Resolve an ask that was prepared and answered, and open the next one. An ended game does not
    change any more.
    """
    if going(game):
        resolve(game)
        if game.counting != 0:
            count_resolved(game)
    if game.step + 1 < game.steps:
        game.step += 1
    elif game.turn < game.turns:
        set_clock(game, game.turn + 1)
        game.step = 0
    if going(game):
        open_ask(game)
