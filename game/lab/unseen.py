"""Why something was never seen: which clause of its condition held it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.bots import bot
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.aims import Aim, Conditions, Values
from game.lab.batch import played_to
from game.lab.statistics import Share
from game.lab.tally import Tally
from game.lab.tasks import Players, Rulebook, digest_of

MOST_CLAUSES = 24
"""Clauses of a condition that are told apart; the rest is counted with the last of them."""

_ALL, _HELD, _ALONE = 0, 1, 2

FULL = 2
"""The rank of a full member."""


@dataclass(frozen=True, slots=True)
class Watching:
    """Games in which the conditions of some aims are watched, turn by turn."""

    book: Rulebook
    players: Players
    aims: tuple[Aim, ...]
    first: int
    games: int

    @property
    def digest(self) -> str:
        """What names the tally."""
        return digest_of(
            "watching",
            self.book.digest,
            repr((self.players, self.aims, self.first, self.games)),
        )

    def run(self) -> Tally:
        """Play them. For every aim and clause: positions looked at, those in which the clause held
        (in the last place: all of them), and those in which it alone was missing.
        """
        rules, players = self.book.rules(), self.players
        chooser = bot(players.name, noise=players.noise, bias=players.bias)
        watch = _Watch(rules, self.aims)
        state = rules.start(range(self.first, self.first + self.games))
        watch.opened(state)
        while not rules.finished(state):
            live, turn = ~rules.over(state), state.turn
            state, _ = played_to(rules, state, chooser, turn)
            watch.closed(state, turn, live)
            if not rules.finished(state):
                watch.opened(state)
        return Tally({"games": np.array([self.games]), "clauses": watch.counts})


class _Watch:
    """Counts clauses while games are played: of cards and acts when a turn opens, of endings when
    it has closed, and of the late ones when the last has.
    """

    def __init__(self, rules: Rules, aims: Sequence[Aim]) -> None:
        self.rules = rules
        self.aims = aims
        self.all = Conditions(rules)
        self.conditions = [self.all.of(aim) for aim in aims]
        self.windows = {event.id: event.window for event in rules.book.events}
        for ending in rules.book.endings:
            self.windows[ending.id] = (1 if ending.early else rules.turns, rules.turns)
        self.counts = np.zeros((len(aims), MOST_CLAUSES + 1, 3), np.int64)

    def opened(self, state: State) -> None:
        """Look at a turn that begins."""
        live = ~self.rules.over(state)
        self._see(("events",), state.turn, self.all.world.values(state), live)
        if not any(aim.section in ("manoeuvres", "motions") for aim in self.aims):
            return
        layout = self.rules.layout
        for seat in range(self.rules.seats):
            values = self.all.acts.values(state, actor=seat)
            living = live & (state.columns[:, layout["alive"].first + seat] != 0)
            self._see(("manoeuvres",), state.turn, values, living)
            member = state.columns[:, layout["rank"].row(self.rules.core, seat)] == FULL
            self._see(("motions",), state.turn, values, living & member)

    def closed(self, state: State, turn: int, live: NDArray[np.bool_]) -> None:
        """Look at a turn that has closed, in the games that lived through it."""
        values = self.all.world.values(state, clock=self.rules.clock(turn))
        self._see(("endings",), turn, values, live)

    def _see(
        self, sections: Sequence[str], turn: int, values: Values, games: NDArray[np.bool_]
    ) -> None:
        for number, (aim, condition) in enumerate(zip(self.aims, self.conditions, strict=True)):
            first, last = self.windows.get(aim.id, (1, self.rules.turns))
            if aim.section in sections and first <= turn <= last:
                self._count(number, condition.missing(values)[:, games] > 0)

    def _count(self, number: int, failed: NDArray[np.bool_]) -> None:
        clauses, positions = failed.shape
        kept = min(clauses, MOST_CLAUSES)
        missing = failed.sum(axis=0)
        counts = self.counts[number]
        counts[:, _ALL] += positions
        counts[:kept, _HELD] += np.count_nonzero(~failed[:kept], axis=1)
        counts[:kept, _ALONE] += np.count_nonzero(failed[:kept] & (missing == 1), axis=1)
        counts[MOST_CLAUSES, _HELD] += np.count_nonzero(missing == 0)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a condition: in what share of the positions it held, and in how many it was the
    only one that did not.
    """

    text: str
    held: Share
    alone: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something that never came: what held it back. `ready` is the share of positions in which
    every clause held, and something else stood before it.
    """

    aim: Aim
    label: str
    clauses: tuple[Clause, ...]
    ready: Share
    reason: str


def explain(
    rules: Rules, labels: dict[str, str], aims: Sequence[Aim], tally: Tally
) -> list[Unseen]:
    """What held each aim back."""
    conditions = Conditions(rules)
    found = []
    for aim, counts in zip(aims, tally["clauses"].tolist(), strict=True):
        texts = conditions.of(aim).clauses[:MOST_CLAUSES]
        clauses = tuple(
            Clause(text, Share(held, of), alone)
            for text, (of, held, alone) in zip(texts, counts, strict=False)
        )
        of, held, _ = counts[MOST_CLAUSES]
        ready = Share(held, of)
        found.append(
            Unseen(aim, labels.get(aim.key, aim.id), clauses, ready, _reason(aim, clauses, ready))
        )
    return found


def _reason(aim: Aim, clauses: Sequence[Clause], ready: Share) -> str:
    if not ready.of:
        return "no game came to its window"
    if ready.count:
        before = {
            "events": "more urgent cards took the places of the turn",
            "endings": "an ending of a lower rank held as well",
        }.get(aim.section, "it was open, and nobody wanted or could pay it")
        return f"all clauses held {ready.count} times: {before}"
    never = [clause.text for clause in clauses if not clause.held.count]
    if never:
        return f"never true: {'; '.join(never)}"
    last = max(clauses, key=lambda clause: clause.alone)
    if last.alone:
        return f"this alone was missing {last.alone} times: {last.text}"
    rarest = min(clauses, key=lambda clause: clause.held.count)
    return f"never together; the rarest is {rarest.text}, {100 * rarest.held.value:.1f} %"
