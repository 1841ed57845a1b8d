"""What may become of a game if nothing changes: it is played on to its end from what a seat knows,
with scripted bots in all seats.
"""

from __future__ import annotations

import numpy as np

from game.bots.lookahead import luck_of
from game.engine import dice
from game.engine.foresight import FREELY, Lines, Outlook
from game.engine.rules import Rules
from game.engine.state import State


def outlook(rules: Rules, state: State, seat: int, first: int, lines: int) -> Outlook:
    """A game played on so many times from an ask, under luck of its own for each number from
    `first` on.
    """
    luck = dice.mix_one(luck_of(state, 0) + seat + 1)
    keys = [dice.mix_one(luck + number) for number in range(first, first + lines)]
    same = {
        name: np.full(lines, value)
        for name, value in (("game", 0), ("seat", seat), ("verb", FREELY), ("target", -1))
    }
    ends = rules.foresee(
        state, Lines(**same, motion=np.full(lines, -1), keys=np.array(keys, np.uint64))
    )
    people, endings = len(rules.people), len(rules.book.endings)
    return Outlook(
        np.bincount(ends.over - 1, minlength=endings),
        np.bincount(np.where(ends.winner < 0, people, ends.winner), minlength=people + 1),
    )
