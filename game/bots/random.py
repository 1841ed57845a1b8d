"""The random bot: any legal verb, then any legal target, all equally likely."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.bots.choice import Wishes, choose
from game.engine import dice
from game.engine.asks import Ask
from game.engine.knowledge import Knowledge
from game.engine.rules import Rules

_DRAW = dice.site("random bot")


def random_bot(rules: Rules, known: Knowledge, ask: Ask) -> NDArray[np.int64]:
    """Picks for all seats."""
    verbs, step = len(ask.verbs), ask.phase.step
    where = _DRAW + dice.site(ask.phase.kind) % 1000003 + step
    draws = dice.triangular(known.keys, known.turn, where, verbs * rules.seats)
    legal = ask.legal()
    wishes = np.where(legal, draws.reshape(verbs, rules.seats, known.games) + 2.0, 0.0)

    def target_wishes(verb: int, seats: NDArray[np.int64], games: NDArray[np.int64]) -> Wishes:
        _, count = ask.targets(verb)
        noise = dice.triangular(known.keys[games] + seats.astype(np.uint64), known.turn, where + verb, count)
        return noise

    return choose(ask, wishes, target_wishes)
