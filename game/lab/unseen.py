"""Why something was never seen: which clause of its condition held it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.bots import bot
from game.engine.asks import Ask, Phase
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.aims import Aim, Conditions
from game.lab.statistics import Share
from game.lab.tally import Tally
from game.lab.tasks import Players, Rulebook, digest_of

MOST_CLAUSES = 24
"""Clauses of a condition that are told apart; the rest is counted with the last of them."""

_ALL, _HELD, _ALONE = 0, 1, 2


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
        while not rules.finished(state):
            ask = rules.ask(state)
            watch.asked(ask)
            picks = chooser(rules, rules.knowledge(state), ask)
            state = rules.advance(state, picks, checked=False, keep=False, watch=watch.resolved)
        return Tally({"games": np.array([self.games]), "clauses": watch.counts})


_WHEN = {"events": "report", "manoeuvres": "manoeuvre", "motions": "agenda", "endings": "close"}


class _Watch:
    """Counts clauses while games are played. An ending is judged at the close of a turn, the late
    ones of the last; the rest is looked at when it could be done.
    """

    def __init__(self, rules: Rules, aims: Sequence[Aim]) -> None:
        self.rules = rules
        self.aims = aims
        conditions = Conditions(rules)
        self.conditions = [conditions.of(aim) for aim in aims]
        self.windows = {event.id: event.window for event in rules.book.events}
        for ending in rules.book.endings:
            self.windows[ending.id] = (1 if ending.early else rules.turns, rules.turns)
        self.counts = np.zeros((len(aims), MOST_CLAUSES + 1, 3), np.int64)
        self.live = np.ones(0, np.bool_)

    def asked(self, ask: Ask) -> None:
        """Look at a position before it is answered."""
        if ask.phase.step > 0:
            return
        if ask.phase.kind == "report":
            self.live = ~self.rules.over(ask.state)
        self._see(ask.phase.kind, ask.state, ask.asked)

    def resolved(self, phase: Phase, state: State) -> None:
        """Look at a turn that has closed."""
        if phase.kind == "close":
            self._see("close", state, np.zeros((0, state.games), np.bool_))

    def _see(self, kind: str, state: State, asked: NDArray[np.bool_]) -> None:
        for number, (aim, condition) in enumerate(zip(self.aims, self.conditions, strict=True)):
            first, last = self.windows.get(aim.id, (1, self.rules.turns))
            if _WHEN[aim.section] == kind and first <= state.turn <= last:
                where = asked & self.live if condition.axes else self.live
                self._count(number, condition.missing(state)[:, where] > 0)

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
