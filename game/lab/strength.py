"""How strong a bot is: how often a seat comes out on top with it, beside the scripted one.

Games are counted by seed, so that two bots are compared in the same games, and a long run can be
stopped and gone on with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from game.bots.lookahead import Budget, LookAhead
from game.engine.choice import RANDOM, SCRIPTED
from game.engine.rules import Rules
from game.lab.answers import Comparison, gains

BLOCK = 20
"""Games played side by side, and between two savings."""

SMALLEST = Budget(rollouts=24, turns=1, options=8, targets=2)
"""The budget of the test that runs with every change: hardly more than a line for an answer."""

EVEN, STRONG, RATIO = 0.25, 0.65, 2.5
"""A seat that a scripted bot wins less often than `EVEN` must be won `RATIO` times as often by one
that looks ahead; any other in `STRONG` of the games.
"""

_RIVALS = {"random": RANDOM, "scripted": SCRIPTED}
_Z95 = 1.959964


class OtherRun(ValueError):
    """A file of results that belongs to another run."""


@dataclass(frozen=True, slots=True)
class Match:
    """One seat played by a bot, `budget` None for a scripted one, among rivals of a kind."""

    seat: str
    rivals: str
    budget: Budget | None = None

    @property
    def name(self) -> str:
        """What names the match in a file."""
        how = f"lookahead {self.budget.name}" if self.budget else "scripted"
        return f"{self.seat}: {how} among {self.rivals}"


def bar(share: float) -> float:
    """What share of games must be won where a scripted bot wins this share."""
    return RATIO * share if share < EVEN else STRONG


def winners(rules: Rules, match: Match, seeds: Sequence[int]) -> list[bool]:
    """In which of some games the seat of a match comes out on top."""
    seat = rules.people.index(match.seat)
    ahead = LookAhead(match.budget) if match.budget else None
    state = rules.start(seeds)
    while not rules.finished(state):
        ask = rules.ask(state)
        picks = rules.picks(state, _RIVALS[match.rivals])
        games = np.flatnonzero(ask.asked[seat]).tolist()
        if ahead is not None and games:
            for thought in ahead.think(rules, ask, [(game, seat) for game in games]):
                picks[:, seat, thought.game] = thought.pick
        elif games and match.rivals != "scripted":
            own = rules.picks(state, SCRIPTED)
            picks[:, seat, games] = own[:, seat, games]
        state = rules.advance(state, picks, checked=False)
    return [rules.winner(state, game) == match.seat for game in range(state.games)]


# -------------------------------------------------------------------- what the counts say


def interval(won: int, games: int) -> tuple[float, float]:
    """The 95 per cent interval of a share (Wilson 1927)."""
    if games == 0:
        return 0.0, 1.0
    share = won / games
    middle = (share + _Z95**2 / (2 * games)) / (1 + _Z95**2 / games)
    spread = share * (1 - share) / games + _Z95**2 / (4 * games**2)
    half = _Z95 / (1 + _Z95**2 / games) * sqrt(spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def gain(better: Sequence[bool], worse: Sequence[bool]) -> tuple[float, float]:
    """By how much the share of won games is larger in the same games, give or take (95 in 100)."""
    pairs = list(zip(better, worse, strict=True))
    gained = sum(one and not other for one, other in pairs)
    lost = sum(other and not one for one, other in pairs)
    value = (gained - lost) / len(pairs)
    spread = max(gained + lost, 1) / len(pairs) - value**2
    return value, _Z95 * sqrt(spread / len(pairs))


def decided(won: int, games: int, low: float, high: float, risk: float = 0.05) -> bool | None:
    """Wald's sequential test: True once games speak for a share of `high` against one of `low`,
    False once they speak for `low`, None while they do neither.
    """
    odds = won * log(high / low) + (games - won) * log((1 - high) / (1 - low))
    edge = log((1 - risk) / risk)
    return True if odds >= edge else False if odds <= -edge else None


# -------------------------------------------------------------------- long runs


@dataclass(slots=True)
class Run:
    """Results of matches and comparisons by game, kept in a file."""

    rules: Rules
    path: Path | None = None
    first: int = 0
    won: dict[str, list[bool]] = field(default_factory=dict)
    gained: dict[str, list[list[float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path is not None and self.path.exists():
            found = self._read(self.path)
            if found["head"] != self._head:
                raise OtherRun(
                    f"{self.path} holds results of other rules or seeds; name another file"
                )
            self.won = {name: [one == "1" for one in row] for name, row in found["won"].items()}
            self.gained = found.get("gained", {})

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            _ = found["head"], found["won"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OtherRun(f"{path} is no file of results: {error}") from None
        return found

    @property
    def _head(self) -> dict[str, Any]:
        return {"scenario": self.rules.book.id, "rules": self.rules.digest, "first": self.first}

    def play(self, match: Match, games: int) -> Iterator[int]:
        """Play a match until it has so many games, a block at a time; gives how many there are."""
        row = self.won.setdefault(match.name, [])
        for seeds in self._blocks(row, games):
            row += winners(self.rules, match, seeds)
            self.save()
            yield len(row)

    def compare(self, comparison: Comparison, games: int) -> Iterator[int]:
        """Compare answers until it was done in so many games; gives how many there are."""
        row = self.gained.setdefault(comparison.name, [])
        for seeds in self._blocks(row, games):
            row += gains(self.rules, comparison, seeds)
            self.save()
            yield len(row)

    def _blocks(self, row: Sequence[object], games: int) -> Iterator[range]:
        while len(row) < games:
            start = self.first + len(row)
            yield range(start, start + min(BLOCK, games - len(row)))

    def result(self, match: Match, games: int) -> list[bool]:
        """The first so many games of a match."""
        return self.won[match.name][:games]

    def save(self) -> None:
        """Write down what there is; a file is never left half written."""
        if self.path is None:
            return
        rows = {name: "".join("01"[one] for one in row) for name, row in self.won.items()}
        kept = {"head": self._head, "won": rows, "gained": self.gained}
        text = json.dumps(kept, indent=1)
        beside = self.path.with_suffix(self.path.suffix + ".new")
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(self.path)
