"""What may have been said in the corridor unheard by a seat, from worlds that it imagines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from game.engine import dice
from game.engine.asks import ANSWER, ASSEMBLY_VOTE, BODY_VOTE, OFFER
from game.engine.knowledge import Known
from game.engine.rules import Rules
from game.engine.state import State

WORLDS = 32
"""How many worlds are imagined."""

_LUCK = dice.site("briefing: words unheard")


@dataclass(frozen=True, slots=True)
class Word:
    """What others may have made of a voter: in what share of the worlds, 0 to 1, by how many points
    he was moved beside what the seat knows, and what he promised: 1 for, -1 against, 0 nothing.
    """

    share: float
    sway: float
    pledge: int


Unheard: TypeAlias = Mapping[tuple[int, int], tuple[Word, ...]]
"""By the motion's place on the table and the person; where all worlds agree with what the seat
knows there is nothing."""


def unheard(rules: Rules, state: State, seat: int, known: Known, game: int = 0) -> Unheard:
    """What may be said by the time of the vote beside what is known: in the corridor what others
    will say, behind it what they have said. Nothing at other asks.
    """
    phases = rules.turn.phases
    if phases[state.step].number not in (OFFER, ANSWER, BODY_VOTE, ASSEMBLY_VOTE):
        return {}
    column, layout = known.column, rules.layout
    table, sway, pledge = layout["table_motion"], layout["sway"], layout["pledge"]
    if not any(column[table.first : table.stop]):
        return {}
    vote = next(step for step, phase in enumerate(phases) if phase.number == BODY_VOTE)
    keys = np.array([dice.mix_one(_LUCK + number) for number in range(WORLDS)], np.uint64)
    before = state.select([game] * WORLDS).at(state.turn, vote, state.clock)
    worlds = rules.imagine(before, seat, keys).columns
    moved = worlds[:, sway.first : sway.stop] - np.array(column[sway.first : sway.stop])
    promised = worlds[:, pledge.first : pledge.stop]
    found: dict[tuple[int, int], tuple[Word, ...]] = {}
    for cell in np.flatnonzero((moved != 0).any(axis=0)).tolist():
        counted = Counter(zip(moved[:, cell].tolist(), promised[:, cell].tolist(), strict=True))
        found[divmod(cell, len(rules.people))] = tuple(
            Word(times / WORLDS, points / sway.scale, side)
            for (points, side), times in sorted(counted.items())
        )
    return found
