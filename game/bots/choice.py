"""From wishes to picks: the best legal verb, then its best legal target."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import PASS, Ask
from game.engine.lanes import grouped

Lanes: TypeAlias = NDArray[np.int64]
Wishes: TypeAlias = NDArray[np.float64]
TargetWishes: TypeAlias = Callable[[int, Lanes, Lanes, "Lanes | None"], Wishes]
"""Of a verb, seats and games: wishes for all targets (targets, lanes), or for the one target that
each lane names (lanes,)."""

SPARSE = 3
"""Where fewer than one in so many targets are legal, only those are weighed."""


def choose(ask: Ask, wishes: Wishes, target_wishes: TargetWishes) -> NDArray[np.int64]:
    """Picks (2, seats, games) that maximise wishes (verbs, seats, games), ties to the first verb.

    A seat whose verb turns out to have no legal target passes.
    """
    legal = ask.legal() & ask.asked
    verbs = np.where(legal, wishes, -np.inf).argmax(axis=0)
    verbs = np.where(ask.asked, verbs, PASS)
    picks = np.stack([verbs, np.full(verbs.shape, -1)])
    takers, where = np.nonzero(verbs > 0)
    for verb, here in grouped(verbs[takers, where]):
        kind, _ = ask.targets(verb)
        if kind == "none":
            continue
        seats, games = takers[here], where[here]
        open_to = ask.target_legal(verb, seats, games)
        wanted = weighed(verb, seats, games, open_to, target_wishes)
        some = open_to.any(axis=0)
        picks[1, seats, games] = np.where(some, wanted.argmax(axis=0), -1)
        picks[0, seats[~some], games[~some]] = PASS
    return picks


def weighed(
    verb: int, seats: Lanes, games: Lanes, open_to: NDArray[np.bool_], target_wishes: TargetWishes
) -> Wishes:
    """Wishes for the legal targets of every lane, -inf for the others."""
    targets, lanes = np.nonzero(open_to)
    if len(lanes) * SPARSE > open_to.size:
        return np.where(open_to, target_wishes(verb, seats, games, None), -np.inf)
    wanted = np.full(open_to.shape, -np.inf)
    if len(lanes):
        wanted[targets, lanes] = target_wishes(verb, seats[lanes], games[lanes], targets)
    return wanted
