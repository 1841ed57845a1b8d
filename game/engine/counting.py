"""What is counted while bots play: a few whole numbers a game costs next to nothing in here, and
would cost the most part of a batch's time from outside.

`tally` holds, one behind the other:

- for every round, agenda and offer (`counted_first` by step) how often each verb was legal for each
  seat, (verbs, seats), and behind it how often it was taken;
- how often each motion was tabled, and referred to an assembly;
- what became of it: carried, lost, withdrawn, (motions, 3);
- how everybody voted on it in the body, (motions, people, 5);
- ayes less nays in the body from -MARGIN to MARGIN, (motions, 2 * MARGIN + 1);
- the share of ayes in an assembly in steps of one HALL-th, (motions, HALL + 1).

`questions` is how often each seat was asked in the game that is played.
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
)
from game.engine.game import Game
from game.engine.votes import ASSEMBLY, BODY, CARRIED, LOST, TABLED, TO_RATIFY, WITHDRAWN

if TYPE_CHECKING:
    from game.engine.rules import Rules

MARGIN = 25
HALL = 20

ACTS = (ROUND, AGENDA, OFFER)
"""The asks whose verbs are counted."""


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
    for size in (1, 1, 3, 5 * people, 2 * MARGIN + 1, HALL + 1):
        starts.append(at)
        at += size * motions
    tabled, referred, fates, casts, margins, halls = starts
    return Places(tuple(acts), tabled, referred, fates, casts, margins, halls, max(at, 1))


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
