"""Whole games played by bots, many at once.

Games are played in blocks. Results are counts and so merge by addition, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.bots import Bot
from game.bots.policies import Policy
from game.engine.batch import BATCH
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.gather import Gatherer
from game.lab.plan import ENDINGS, Plan
from game.lab.tally import Tally

BLOCK = 1024
"""Games played side by side."""


def play(rules: Rules, seeds: Sequence[int], bot: Bot) -> tuple[State, int]:
    """Games from the first ask to their endings, and how many decisions the bots made."""
    return play_on(rules, rules.start(seeds), bot)


def play_on(
    rules: Rules, state: State, bot: Bot, gather: Gatherer | None = None
) -> tuple[State, int]:
    """The same from where games stand at the opening of a turn, counted by a gatherer."""
    return played_to(rules, state, bot, rules.turns, gather)


def played_to(
    rules: Rules, state: State, bot: Bot, last: int, gather: Gatherer | None = None
) -> tuple[State, int]:
    """Games to the opening of the turn behind a turn, or to their end."""
    counted = gather.counted if gather else None
    if isinstance(bot, Policy):
        state, counts = bot.play(rules, state, last, counted=counted)
        return state, int(counts.sum())
    decisions = 0
    while not rules.finished(state) and state.turn <= last:
        ask = rules.ask(state)
        decisions += int(np.count_nonzero(ask.asked))
        picks = bot(rules, rules.knowledge(state), ask)
        with rules.counting(counted):
            state = rules.advance(state, picks, checked=False)
    return state, decisions


def blocks(first: int, games: int, size: int = BLOCK) -> Iterator[range]:
    """The seeds first, first + 1, ... in blocks."""
    for start in range(first, first + games, size):
        yield range(start, min(start + size, first + games))


def run(
    rules: Rules,
    games: int,
    bot: Bot,
    *,
    first: int = 0,
    size: int = BLOCK,
    plan: Plan = ENDINGS,
    origin: int | None = None,
) -> Tally:
    """The merged tally of games with the seeds first, first + 1, and so on; `origin` is the seed
    that outcomes are counted from, the first unless given.
    """
    total = Tally()
    size = size if isinstance(bot, Policy) else min(size, BATCH)
    for seeds in blocks(first, games, size):
        gather = Gatherer(rules, plan, len(seeds))
        state, decisions = play_on(rules, rules.start(seeds), bot, gather)
        total.add(gather.finished(state, decisions, first if origin is None else origin))
    return total
