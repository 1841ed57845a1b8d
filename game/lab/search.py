"""Directed search: lines of play to what random and scripted play never reach.

Positions are scored by how many clauses of an aim's condition still fail, and by how much; the best
of many games go on, each in several ways, turn by turn (a beam search with dice kept). What is
found is a line of play that can be played again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.bots import Bot, bot
from game.engine import dice
from game.engine.asks import Ask
from game.engine.cards import Card
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.aims import Aim, Condition, Conditions, aims_of
from game.lab.keys import other_keys, percents
from game.lab.lines import Answer, Line, Reached, answers_between, follow, shortened

WIDTH, KEPT = 192, 24
"""Games that are played side by side, and how many of them go on after a turn."""

TRIES = 4
"""Searches for one aim, with other seeds, before it is given up."""

_EXPLORE = dice.site("directed search")
_WILD = 3.0
"""How much more noise adventurous bots have than scripted ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: lines by aim, and for the others in how many games none was found."""

    lines: tuple[Line, ...]
    missing: dict[str, int]


def cover(
    rules: Rules,
    aims: Sequence[Aim] = (),
    *,
    games: int = 512,
    tries: int = TRIES,
    told: Callable[[str], None] = lambda _words: None,
) -> Found:
    """A line for every aim that can be reached: first what plain games of bots reach, then a
    search for each of the others.
    """
    aims = list(aims or aims_of(rules.book))
    lines: dict[Aim, Line] = {}
    for first in range(0, games, 256):
        open_ = [aim for aim in aims if aim not in lines]
        told(f"{len(aims) - len(open_)} of {len(aims)} reached; plain games from {first}")
        for line in plain(rules, open_, range(first, min(first + 256, games))):
            lines.setdefault(line.aim, line)
    looked = dict.fromkeys(aims, games)
    for attempt in range(tries):
        for aim in [aim for aim in aims if aim not in lines]:
            told(f"{len(lines)} of {len(aims)} reached; try {attempt + 1} for {aim.key}")
            search = Search(rules, aim, seed=1 + attempt * WIDTH)
            for line in search.run([other for other in aims if other not in lines]):
                lines[line.aim] = line
            looked[aim] += search.games
    short = shortened(rules, [lines[aim] for aim in aims if aim in lines])
    missing = {aim.key: looked[aim] for aim in aims if aim not in lines}
    return Found(tuple(short), missing)


def plain(rules: Rules, aims: Sequence[Aim], seeds: range) -> Iterator[Line]:
    """Lines of scripted bots as they are: a seed is all they need."""
    if not aims:
        return
    chooser, state = bot("scripted"), rules.start(seeds)
    seen: dict[Aim, int] = {}
    reached = [Reached(rules, [aim] * len(seeds)) for aim in aims]
    while not rules.finished(state):
        turn = state.turn
        state, _ = chooser.play(rules, state, turn)
        for aim, look in zip(aims, reached, strict=True):
            look.look(state, turn)
            if aim not in seen and look.turns.any():
                seen[aim] = int(np.flatnonzero(look.turns)[0])
    for aim, game in seen.items():
        line = Line(aim, seeds[game], 0)
        (turn,) = follow(rules, [line])
        yield replace(line, turn=turn)


class Search:
    """One search for one aim."""

    def __init__(self, rules: Rules, aim: Aim, seed: int) -> None:
        self.rules = rules
        self.aim = aim
        self.seed = seed
        self.games = 0
        self.condition: Condition = Conditions(rules).way_to(Aim(aim.section, aim.id))
        self.bots: tuple[Bot, ...] = (bot("scripted"), bot("scripted", noise=_WILD), bot("random"))
        self._said: list[list[tuple[Answer, ...]]] = []
        self._from: list[NDArray[np.int64]] = []
        numbers = {event.id: n for n, event in enumerate(rules.book.events)}
        self._event = numbers[aim.id] if aim.section == "events" else -1
        answers = self.condition.answers | ({aim.id: aim.option} if aim.option else {})
        self._answers_to = [
            (numbers[event], _place(rules, numbers[event], option))
            for event, option in answers.items()
        ]

    def run(self, aims: Sequence[Aim]) -> Iterator[Line]:
        """Lines to the aim, and to others that are met on the way."""
        rules = self.rules
        state = rules.start(np.repeat(np.arange(self.seed, self.seed + WIDTH // 4), 4))
        self.games = WIDTH
        met: set[Aim] = set()
        looks = {aim: Reached(rules, [aim] * WIDTH) for aim in aims}
        while not rules.finished(state):
            turn = state.turn
            state = self._turn(state)
            for aim, look in looks.items():
                look.turns[:] = 0
                look.look(state, turn)
                if aim not in met and look.turns.any():
                    met.add(aim)
                    game = int(np.flatnonzero(look.turns)[0])
                    yield Line(aim, int(state.seeds[game]), turn, self._answers(game))
            if self.aim in met or rules.finished(state):
                return
            state = self._chosen(state)

    # ---------------------------------------------------------------- one turn

    def _turn(self, state: State) -> State:
        """A turn in many ways: every seat of every game is scripted, adventurous or random."""
        rules, turn = self.rules, state.turn
        said: list[list[Answer]] = [[] for _ in range(state.games)]
        columns = np.arange(state.games)
        keys = other_keys(state.keys, _EXPLORE + turn, columns)
        temper = percents(keys[None, :], _EXPLORE, np.arange(rules.seats)[:, None])
        while not rules.finished(state) and state.turn == turn:
            ask = rules.ask(state)
            usual = self.bots[0](rules, rules.knowledge(state), ask)
            picks = usual.copy()
            if ask.asked.any():
                imagined = state.rekeyed(keys)
                put = rules.ask(imagined)
                for chooser, low, high in ((self.bots[1], 50, 85), (self.bots[2], 85, 100)):
                    take = (temper >= low) & (temper < high)
                    other = chooser(rules, rules.knowledge(imagined), put)
                    picks = np.where(take & put.asked, other, picks)
                self._answer(ask, picks)
                for game in columns.tolist():
                    said[game] += answers_between(rules, ask, picks, usual, game)
            state = rules.advance(state, picks, checked=False)
        self._said.append([tuple(answers) for answers in said])
        return state

    def _answer(self, ask: Ask, picks: NDArray[np.int64]) -> None:
        """Give the wanted answers where the cards are laid before a seat."""
        if not isinstance(ask.phase, Card):
            return
        for event, option in self._answers_to:
            here = ask.asked & (ask.subject == event) & ask.legal()[option]
            picks[0][here], picks[1][here] = option, -1

    def _chosen(self, state: State) -> State:
        """The positions nearest to the aim, each several times."""
        far = self.condition.missing(self.condition.pool.values(state)).sum(axis=0)
        far = np.where(self.rules.over(state), np.inf, far)
        if self._event >= 0:
            fired = state.columns[:, self.rules.layout["fired"].first + self._event] > 0
            again = self.rules.book.events[self._event].repeat > 0
            far = np.where(fired & (not again), np.inf, far)
        ties = percents(state.keys, _EXPLORE + state.turn, np.arange(state.games))
        order = np.lexsort((ties, far))
        order = order[np.isfinite(far[order])][:KEPT]
        if not len(order):
            order = np.flatnonzero(~self.rules.over(state))[:KEPT]
        if not len(order):
            order = np.arange(KEPT)
        kept = np.resize(order, WIDTH)
        self.games += WIDTH - len(order)
        self._from.append(kept)
        return state.select(kept)

    def _answers(self, game: int) -> tuple[Answer, ...]:
        """What was said on the way to a column of the present turn."""
        answers: list[Answer] = []
        column = game
        for turn in range(len(self._said) - 1, -1, -1):
            answers = [*self._said[turn][column], *answers]
            if turn:
                column = int(self._from[turn - 1][column])
        return tuple(answers)


def _place(rules: Rules, event: int, option: str) -> int:
    """The verb of an answer to a card."""
    return [each.id for each in rules.book.events[event].options].index(option) + 1
