"""Whole games played by bots, many at once.

Games are played in blocks. Results are counts and so merge by addition, in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from game.bots import Bot
from game.bots.policies import Policy
from game.engine.rules import Rules
from game.engine.state import State

BLOCK = 1024
"""Games played side by side."""


@dataclass(slots=True)
class Result:
    """What came of a number of games: the endings, who came out on top, how much was asked."""

    games: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    winners: Counter[str] = field(default_factory=Counter)
    decisions: int = 0

    def add(self, other: Result) -> None:
        """Merge another result into this one."""
        self.games += other.games
        self.endings += other.endings
        self.winners += other.winners
        self.decisions += other.decisions

    def as_json(self) -> dict[str, object]:
        """The result as plain data, equal however it was run."""
        return {
            "games": self.games,
            "decisions": self.decisions,
            "endings": dict(sorted(self.endings.items())),
            "winners": dict(sorted(self.winners.items())),
        }


def play(rules: Rules, seeds: Sequence[int], bot: Bot) -> tuple[State, int]:
    """Games from the first ask to their endings, and how many decisions the bots made."""
    state, decisions = rules.start(seeds), 0
    if isinstance(bot, Policy):
        state, counts = bot.play(rules, state)
        return state, int(counts.sum())
    while not rules.finished(state):
        ask = rules.ask(state)
        decisions += int(ask.asked.sum())
        picks = bot(rules, rules.knowledge(state), ask)
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
    after: Callable[[State], None] | None = None,
) -> Result:
    """The merged result of games with the seeds first, first + 1, and so on; `after` is given each
    finished block.
    """
    total = Result()
    for seeds in blocks(first, games, size):
        state, decisions = play(rules, seeds, bot)
        total.add(counted(rules, state, decisions))
        if after is not None:
            after(state)
    return total


def counted(rules: Rules, state: State, decisions: int) -> Result:
    """The result of one finished block."""
    numbers = range(state.games)
    return Result(
        games=state.games,
        endings=Counter(rules.ending(state, game) for game in numbers),
        winners=Counter(winner for game in numbers if (winner := rules.winner(state, game))),
        decisions=decisions,
    )
