"""What is counted while bots play: a few whole numbers a game costs next to nothing in here, and
would cost the most part of a batch's time from outside.

`tally` holds, one behind the other:

- for every round, agenda and offer (`counted_first` by step) how often each verb was legal for each
  seat, (verbs, seats), and behind it how often it was taken;
- how often each motion was tabled, and referred to an assembly;
- what became of it: carried, lost, withdrawn, (motions, 3);
- how everybody voted on it in the body, (motions, people, 5);
- ayes less nays in the body from -MARGIN to MARGIN, (motions, 2 * MARGIN + 1);
- the share of ayes in an assembly in steps of one HALL-th, (motions, HALL + 1);
- when each card was dealt, (events, turns + 1), and how it was answered, (events, options + 1);
- what a `Watch` asks for: in which turn each fact first held, 0 for never, (facts, turns + 1); the
  bins of each quantity at the end of every turn, (quantities, turns + 1, bins); those of its sum
  over a period, (periods, bins).

`questions` is how often each seat was asked in the game that is played. What is remembered of a
game from turn to turn stands at its `place` in the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.asks import (
    AGENDA,
    ASSEMBLY_VOTE,
    BODY_VOTE,
    CHANGE,
    OFFER,
    RATIFY,
    ROUND,
    going,
)
from game.engine.book import Book
from game.engine.game import Game
from game.engine.report import set_clock
from game.engine.votes import ASSEMBLY, BODY, CARRIED, LOST, TABLED, TO_RATIFY, WITHDRAWN

if TYPE_CHECKING:
    from game.engine.rules import Rules

MARGIN = 25
HALL = 20

ACTS = (ROUND, AGENDA, OFFER)
"""The asks whose verbs are counted."""


@dataclass(frozen=True, slots=True)
class Binned:
    """A row of the column whose stored counts are sorted into bins `width` wide from `low` up; or
    the sum of what stands there at the ends of the turns from `first` to `last`.
    """

    row: int
    low: int
    width: int
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked at when a turn has ended: conditions of the world, quantities and their sums
    over periods, with the number of bins of each.
    """

    facts: tuple[str, ...] = ()
    quantities: tuple[Binned, ...] = ()
    quantity_bins: int = 1
    periods: tuple[Binned, ...] = ()
    period_bins: int = 1


@dataclass(frozen=True, slots=True)
class Places:
    """Where each count begins in `tally`, and how long that is; `acts` by step, -1 for asks whose
    verbs are not counted.
    """

    acts: tuple[int, ...]
    tabled: int
    referred: int
    fates: int
    casts: int
    margins: int
    halls: int
    cards: int
    options: int
    facts: int
    quantities: int
    periods: int
    size: int


def places_of(rules: Rules) -> Places:
    """The places of a rulebook's counts."""
    motions, people, at = len(rules.book.motions), len(rules.people), 0
    acts = []
    for phase in rules.turn.phases:
        counted = phase.number in ACTS
        acts.append(at if counted else -1)
        at += 2 * len(phase.verbs) * rules.seats if counted else 0
    starts = []
    watch, turns, events = rules.watch, rules.turns + 1, len(rules.book.events)
    for size in (
        *(motions * each for each in (1, 1, 3, 5 * people, 2 * MARGIN + 1, HALL + 1)),
        *(events * turns, events * (most_options(rules.book) + 1)),
        len(watch.facts) * turns,
        len(watch.quantities) * turns * watch.quantity_bins,
        len(watch.periods) * watch.period_bins,
    ):
        starts.append(at)
        at += size
    starts.append(max(at, 1))
    return Places(tuple(acts), *starts)


def most_options(book: Book) -> int:
    """How many answers the card with the most of them has."""
    return max((len(event.options) for event in book.events), default=0)


# -------------------------------------------------------------------- kernels


def count_answers(game: Game) -> None:
    """Who was asked, and what was taken."""
    first = game.counted_first[game.step]
    for seat in range(game.seats):
        if game.asked[seat] != 0:
            game.questions[seat] += 1
            if first >= 0:
                taken = first + game.phase_verbs[game.step] * game.seats
                game.tally[taken + game.verb[seat] * game.seats + seat] += 1


def count_resolved(game: Game) -> None:
    """What an ask left on the table."""
    kind, number = game.phase_kind[game.step], game.phase_number[game.step]
    if kind == AGENDA:
        for slot in range(game.slots):
            count_tabled(game, slot)
    elif kind == CHANGE and game.congress_sits[game.turn] != 0:
        count_tabled(game, 0)
    elif kind == OFFER:
        for slot in range(game.slots):
            count_procedure(game, slot)
    elif kind == BODY_VOTE:
        count_body(game, number)
    elif kind == ASSEMBLY_VOTE or (kind == RATIFY and game.congress_sits[game.turn] != 0):
        count_hall(game, 0 if kind == RATIFY else number)


def count_tabled(game: Game, slot: int) -> None:
    """A motion that was put on the table."""
    motion = game.c[game.table_motion + slot] - 1
    if motion >= 0 and game.c[game.table_fate + slot] == TABLED:
        game.tally[game.tally_tabled + motion] += 1


def count_procedure(game: Game, slot: int) -> None:
    """A motion that was withdrawn, or referred to an assembly."""
    motion = game.c[game.table_motion + slot] - 1
    if motion < 0:
        return
    if game.c[game.table_fate + slot] == WITHDRAWN:
        game.tally[game.tally_fates + 3 * motion + 2] += 1
    elif game.c[game.table_venue + slot] == ASSEMBLY and game.motion_venue[motion] == BODY:
        game.tally[game.tally_referred + motion] += 1


def count_body(game: Game, slot: int) -> None:
    """A vote by name."""
    motion, fate = game.c[game.table_motion + slot] - 1, game.c[game.table_fate + slot]
    if motion < 0 or fate not in (CARRIED, LOST, TO_RATIFY):
        return
    count_fate(game, motion, fate)
    margin = game.c[game.table_ayes + slot] - game.c[game.table_nays + slot] + MARGIN
    margin = min(max(margin, 0), 2 * MARGIN)
    game.tally[game.tally_margins + motion * (2 * MARGIN + 1) + margin] += 1
    for person in range(game.people):
        cast = game.c[game.cast + slot * game.people + person]
        if cast > 0:
            game.tally[game.tally_casts + (motion * game.people + person) * 5 + cast] += 1


def count_hall(game: Game, slot: int) -> None:
    """A vote of an assembly."""
    motion, fate = game.c[game.table_motion + slot] - 1, game.c[game.table_fate + slot]
    if motion < 0 or fate not in (CARRIED, LOST):
        return
    if game.c[game.table_venue + slot] != ASSEMBLY:
        return
    count_fate(game, motion, fate)
    ayes = game.c[game.table_ayes + slot]
    cast = ayes + game.c[game.table_nays + slot]
    share = (2 * HALL * ayes + cast) // max(2 * cast, 1)
    game.tally[game.tally_halls + motion * (HALL + 1) + share] += 1


def count_fate(game: Game, motion: int, fate: int) -> None:
    """A motion that was decided for good."""
    if fate == CARRIED:
        game.tally[game.tally_fates + 3 * motion] += 1
    elif fate == LOST:
        game.tally[game.tally_fates + 3 * motion + 1] += 1


def count_ended(game: Game) -> None:
    """What stands there when a turn has ended: its books are closed, or the game is over."""
    now, over = game.turn, not going(game)
    if game.step != 0 and not over:
        return
    turn = now - 1 if game.step == 0 else now
    if turn == 1:
        begin_count(game)
    if game.place_closed[game.place] != 0:
        return
    count_cards(game, turn)
    count_facts(game, turn)
    if turn == game.turns or not over:
        count_quantities(game, turn)
    if over:
        game.place_closed[game.place] = 1
        count_dates(game)


def begin_count(game: Game) -> None:
    """Nothing was seen yet of the game at a place."""
    game.place_closed[game.place] = 0
    for fact in range(game.facts):
        game.fact_turn[game.place * game.facts + fact] = 0
    for number in range(game.periods):
        game.period_sum[game.place * game.periods + number] = 0.0


def count_cards(game: Game, turn: int) -> None:
    """The cards that were dealt in a turn, and their answers."""
    for event in range(game.events):
        if game.c[game.fired + event] == turn:
            game.tally[game.tally_cards + event * (game.turns + 1) + turn] += 1
            answer = game.tally_options + event * game.answers_counted + game.c[game.chosen + event]
            game.tally[answer] += 1


def count_quantities(game: Game, turn: int) -> None:
    """The quantities at the end of a turn, and their sums over the periods that end with it."""
    for number in range(game.quantities):
        above = game.c[game.quantity_row[number]] - game.quantity_low[number]
        place = (number * (game.turns + 1) + turn) * game.quantity_bins
        place += above // game.quantity_width[number]
        game.tally[game.tally_quantities + place] += 1
    for number in range(game.periods):
        cell = game.place * game.periods + number
        if game.period_first[number] <= turn <= game.period_last[number]:
            game.period_sum[cell] += float(game.c[game.period_row[number]])
        if turn == game.period_last[number]:
            beyond = game.period_sum[cell] - game.period_low[number]
            place = number * game.period_bins + int(beyond / game.period_width[number])
            game.tally[game.tally_periods + place] += 1


def count_facts(game: Game, turn: int) -> None:
    """Date the facts that hold for the first time, by the clock of the turn that has ended."""
    now = game.turn
    set_clock(game, turn)
    for fact in range(game.facts):
        cell = game.place * game.facts + fact
        if game.fact_turn[cell] == 0 and game.fact(fact):
            game.fact_turn[cell] = turn
    set_clock(game, now)


def count_dates(game: Game) -> None:
    """When each fact first held in a game that is over."""
    for fact in range(game.facts):
        cell = fact * (game.turns + 1) + game.fact_turn[game.place * game.facts + fact]
        game.tally[game.tally_facts + cell] += 1
