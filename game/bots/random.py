"""The random bot: any legal verb, then any legal target, all equally likely."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.bots.choice import Lanes, Wishes, choose
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

    def target_wishes(verb: int, seats: Lanes, games: Lanes, targets: Lanes | None) -> Wishes:
        keys, site = known.keys[games] + seats.astype(np.uint64), where + verb
        if targets is not None:
            return dice.triangular_at(keys, known.turn, site, targets)
        return dice.triangular(keys, known.turn, site, ask.targets(verb)[1])

    return choose(ask, wishes, target_wishes)
