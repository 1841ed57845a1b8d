"""From wishes to picks: the best legal verb, then its best legal target."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import PASS, Ask
from game.engine.lanes import distinct

Wishes: TypeAlias = NDArray[np.float64]
TargetWishes: TypeAlias = Callable[[int, NDArray[np.int64], NDArray[np.int64]], Wishes]


def choose(ask: Ask, wishes: Wishes, target_wishes: TargetWishes) -> NDArray[np.int64]:
    """Picks (2, seats, games) that maximise wishes (verbs, seats, games), ties to the first verb.

    A seat whose verb turns out to have no legal target passes."""
    legal = ask.legal() & ask.asked
    verbs = np.where(legal, wishes, -np.inf).argmax(axis=0)
    verbs = np.where(ask.asked, verbs, PASS)
    picks = np.stack([verbs, np.full(verbs.shape, -1)])
    for verb in distinct(verbs[verbs > 0]):
        kind, _ = ask.targets(verb)
        if kind == "none":
            continue
        seats, games = np.nonzero(verbs == verb)
        open_to = ask.target_legal(verb, seats, games)
        wanted = np.where(open_to, target_wishes(verb, seats, games), -np.inf)
        some = open_to.any(axis=0)
        picks[1, seats, games] = np.where(some, wanted.argmax(axis=0), -1)
        picks[0, seats[~some], games[~some]] = PASS
    return picks
