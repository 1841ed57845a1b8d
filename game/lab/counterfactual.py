"""This decision the other way: replays of a game from one answer on.

The keyed dice stay as they fell, and everybody else gives the answers in the record for as long as
the same question comes and the answer is legal; from the first illegal one on that seat is played
by a bot. Whoever decided is played by a bot from the next question on, in the replays of what was
decided as in those of the other way, so that the two differ in the decision alone. Replays differ
in the bots' noise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from game.bots import Bot, bot
from game.engine import dice
from game.engine.asks import Ask
from game.engine.notation import read, write
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.crew import Crew
from game.lab.keys import other_keys
from game.lab.statistics import Change, Share, paired
from game.lab.tally import Tally
from game.lab.tasks import Players, Rulebook, digest_of
from game.record.minutes import turn_label
from game.record.record import Record
from game.record.replay import Step, walk

MEASURED = (
    "This measures the model: what these rules and bots do from here, not what would have been."
)
"""To be told with every counterfactual."""

_REPLAYS = dice.site("replays of a decision")
_TABLE = ("table_motion", "table_topic", "table_mover")
_VOTES = ("vote", "plenum", "ratify")
_ON_TABLE = ("lobby", "answer", *_VOTES)


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer in a record: the number of its step, whose it is, and what it was."""

    step: int
    turn: int
    t: str
    ask: str
    seat: str
    does: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What was answered at one ask: its place, the question, and the picks (2, seats), -1 where
    nobody was asked.
    """

    turn: int
    ask: str
    question: NDArray[np.int32]
    picks: NDArray[np.int64]


def steps_of(rules: Rules, record: Record) -> list[Step]:
    """A record played again, ask by ask. Raises ReplayError."""
    return [step for step in walk(rules, record) if step.after is not None]


def question(rules: Rules, ask: Ask) -> NDArray[np.int32]:
    """What tells one question from another at the same ask: the card, or the motions on the table,
    shape (parts, games).
    """
    state = ask.state
    if ask.phase.kind in _ON_TABLE:
        rows = [rules.layout[name] for name in _TABLE]
        found = [state.columns[:, block.first : block.stop].T for block in rows]
        return np.concatenate([*found, ask.subject[None].astype(np.int32)])
    return ask.subject[None].astype(np.int32)


def lines_of(rules: Rules, steps: Sequence[Step]) -> tuple[Line, ...]:
    """The answers of a game."""
    found = []
    for step in steps:
        ask = rules.ask(step.before)
        if ask.asked.any():
            picks = np.where(ask.asked, step.picks, -1)[:, :, 0]
            found.append(Line(step.before.turn, ask.name, question(rules, ask)[:, 0], picks))
    return tuple(found)


def decisions(rules: Rules, steps: Sequence[Step], seats: Sequence[str]) -> Iterator[Decision]:
    """The answers of some seats to cards, the motions they tabled and the votes they cast, each
    with what else could have been answered: any other answer, not tabling it, the other vote.
    """
    for number, step in enumerate(steps):
        ask = rules.ask(step.before)
        kind = ask.phase.kind
        if kind not in ("card", "agenda", *_VOTES):
            continue
        for seat in seats:
            index = rules.people.index(seat)
            verb, target = (int(part) for part in step.picks[:, index, 0])
            if not ask.asked[index, 0] or verb < 0 or (kind == "agenda" and verb == 0):
                continue
            others = [write(rules, ask, other, -1) for other in _others(ask, kind, index, verb)]
            if others:
                yield Decision(
                    number,
                    step.before.turn,
                    turn_label(rules, step.before.turn),
                    ask.name,
                    seat,
                    write(rules, ask, verb, target),
                    tuple(others),
                )


def _others(ask: Ask, kind: str, seat: int, verb: int) -> list[int]:
    legal = np.flatnonzero(ask.legal()[:, seat, 0]).tolist()
    if kind == "agenda":
        return [0]
    if kind in _VOTES:
        return [{1: 2, 2: 1}.get(verb, 1)]
    return [other for other in legal if other not in (0, verb)]


# -------------------------------------------------------------------- the replays


@dataclass(frozen=True, slots=True, eq=False)
class Replays:
    """Replays from one decision: `ways` are verbs and targets of the one who decides, each played
    `count` times; the outcomes stand in that order.
    """

    book: Rulebook
    players: Players
    before: State = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    seat: int
    ways: tuple[tuple[int, int], ...]
    first: int
    count: int

    @property
    def digest(self) -> str:
        """What names the tally."""
        told = hashlib.blake2b(digest_size=16)
        for line in self.lines:
            told.update(repr((line.turn, line.ask)).encode())
            told.update(line.question.tobytes() + line.picks.tobytes())
        where = (self.before.digest(), int(self.before.keys[0]), self.before.turn, self.before.step)
        what = (self.players, where, told.hexdigest(), self.seat, self.ways, self.first, self.count)
        return digest_of("replays", self.book.digest, repr(what))

    @property
    def games(self) -> int:
        """Every way's."""
        return len(self.ways) * self.count

    def run(self) -> Tally:
        """Play them: for every replay the ending and winner, as in `Plan.outcomes`."""
        rules, players = self.book.rules(), self.players
        chooser = bot(players.name, noise=players.noise, bias=players.bias)
        state = _ends(rules, self, chooser)
        outcomes = np.zeros((self.games, 2), np.int64)
        outcomes[:, 0] = state.columns[:, rules.layout["over"].first]
        outcomes[:, 1] = state.columns[:, rules.layout["winner"].first] + 1
        return Tally({"games": np.array([self.games]), "outcomes": outcomes})


def _ends(rules: Rules, replays: Replays, chooser: Bot) -> State:
    state = replays.before.repeat(replays.games)
    numbers = np.tile(np.arange(replays.first, replays.first + replays.count), len(replays.ways))
    noise = other_keys(state.keys, _REPLAYS, numbers)
    recorded = {(line.turn, line.ask): line for line in replays.lines}
    follows = np.ones((rules.seats, replays.games), np.bool_)
    ways = np.repeat(np.array(replays.ways, np.int64), replays.count, axis=0).T
    begun = False
    while not rules.finished(state):
        ask = rules.ask(state)
        imagined = state.rekeyed(noise)  # the same position to a bot with another noise
        picks = chooser(rules, rules.knowledge(imagined), rules.ask(imagined))
        line = recorded.get((state.turn, ask.name))
        if line is not None:
            _follow(rules, ask, line, follows, picks)
        if not begun:
            picks[:, replays.seat] = ways
            follows[replays.seat] = False
            begun = True
        state = rules.advance(state, picks, checked=False)
    return state


def _follow(
    rules: Rules,
    ask: Ask,
    line: Line,
    follows: NDArray[np.bool_],
    picks: NDArray[np.int64],
) -> None:
    """Put the recorded answers in the place of the bots' where the same question is asked; a seat
    whose answer is not legal any more follows no longer.
    """
    now = question(rules, ask)
    same = (now == line.question[:, None]).all(axis=0) if len(now) == len(line.question) else False
    given = line.picks[0] >= 0
    here = follows & ask.asked & given[:, None] & same
    if not here.any():
        return
    recorded = np.where(here, line.picks[:, :, None], -1)
    legal = rules.legal(ask.state, recorded)
    follows[here & ~legal] = False
    picks[:, legal] = recorded[:, legal]


# -------------------------------------------------------------------- what they say


@dataclass(frozen=True, slots=True)
class Way:
    """What comes of one way to decide: shares of winners and endings, "" for nobody."""

    does: str
    winners: tuple[tuple[str, Share], ...]
    endings: tuple[tuple[str, Share], ...]


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A decision and the other way: what comes of both, and by how much the share of the games in
    which `watched` comes out on top changes, with its interval.
    """

    decision: Decision
    was: Way
    other: Way
    watched: str
    change: Change
    replays: int
    told: str = MEASURED


def what_if(
    rules: Rules,
    steps: Sequence[Step],
    asked: Sequence[tuple[Decision, str]],
    players: Players,
    crew: Crew,
    *,
    replays: range = range(1000),
    watched: str = "",
) -> list[Counterfactual]:
    """Decisions the other way, each with what to do instead, in notation. The numbers of the
    replays stand for the bots' noise. `watched` is the person whose coming out on top is followed:
    the winner of the game unless given. Raises NotationError and CrewError.
    """
    book, lines = Rulebook.of(rules), lines_of(rules, steps)
    last = steps[-1].after
    if not watched and last is not None:
        watched = rules.winner(last)
    tasks = []
    for decision, instead in asked:
        step = steps[decision.step]
        ask = rules.ask(step.before)
        ways = (read(rules, ask, decision.does), read(rules, ask, instead))
        seat = rules.people.index(decision.seat)
        later = tuple(line for line in lines if line.turn >= decision.turn)
        before = replace(step.before, memo={})  # what was worked out of it cannot be sent
        tasks.append(Replays(book, players, before, later, seat, ways, replays.start, len(replays)))
    places = {id(task): number for number, task in enumerate(tasks)}
    found: dict[int, Counterfactual] = {}
    for task, tally in crew.run(tasks):
        number = places[id(task)]
        decision, instead = asked[number]
        outcomes = tally["outcomes"].reshape(2, len(replays), 2)
        found[number] = _told(rules, decision, instead, outcomes, watched)
    return [found[number] for number in range(len(tasks))]


def _told(
    rules: Rules, decision: Decision, instead: str, outcomes: NDArray[np.int64], watched: str
) -> Counterfactual:
    was, other = outcomes[:, :, 1] == (rules.people.index(watched) + 1 if watched else 0)
    change = paired(int((other & ~was).sum()), int((was & ~other).sum()), len(was))
    return Counterfactual(
        decision,
        _way(rules, decision.does, outcomes[0]),
        _way(rules, instead, outcomes[1]),
        watched,
        change,
        len(was),
    )


def _way(rules: Rules, does: str, outcomes: NDArray[np.int64]) -> Way:
    total = len(outcomes)
    people = ["", *rules.people]
    endings = ["", *(ending.id for ending in rules.book.endings)]
    winners = np.bincount(outcomes[:, 1], minlength=len(people)).tolist()
    ends = np.bincount(outcomes[:, 0], minlength=len(endings)).tolist()
    return Way(does, _ranked(people, winners, total), _ranked(endings, ends, total))


def _ranked(names: list[str], counts: list[int], total: int) -> tuple[tuple[str, Share], ...]:
    rows = [(name, Share(n, total)) for name, n in zip(names, counts, strict=True) if n]
    return tuple(sorted(rows, key=lambda row: -row[1].count))


# -------------------------------------------------------------------- turning points

SCREENED, KEPT = 24, 6
"""Replays to try a decision, and how many of them are measured."""


def turning_points(
    rules: Rules,
    steps: Sequence[Step],
    seats: Sequence[str],
    players: Players,
    crew: Crew,
    *,
    replays: int = 400,
    watched: str = "",
) -> list[Counterfactual]:
    """The decisions of some seats that mattered most to who came out on top, in order of time: all
    are tried the other way on few replays, the strongest measured on others, and kept where the
    interval leaves out zero. Raises CrewError.
    """
    asked = [
        (decision, other)
        for decision in decisions(rules, steps, seats)
        for other in decision.others
    ]
    tried = what_if(rules, steps, asked, players, crew, replays=range(SCREENED), watched=watched)
    tried.sort(key=lambda one: -abs(one.change.value))
    best = [(one.decision, one.other.does) for one in tried[:KEPT]]
    others = range(SCREENED, SCREENED + replays)
    found = what_if(rules, steps, best, players, crew, replays=others, watched=watched)
    return sorted((one for one in found if one.change.sure), key=lambda one: one.decision.step)
