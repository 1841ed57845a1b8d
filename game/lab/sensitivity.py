"""How much each number of a scenario matters: the same games played with one number changed.

Every number is first tried on a few games; those that moved endings most are measured on more.
Numbers that only say how a game starts are changed in the start itself, many variants in one block;
others need rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from game.bots import bot
from game.engine.book import Book
from game.engine.expressions import MAX_LENGTH
from game.engine.layout import Block
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.batch import BLOCK, play_on
from game.lab.crew import Crew
from game.lab.gather import Gatherer
from game.lab.plan import Plan
from game.lab.statistics import Change, paired
from game.lab.tally import Tally
from game.lab.tasks import Games, Players, Rulebook, digest_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Part = TypeVar("Part", bound="DataclassInstance")

STEP = 0.2
"""By how much a number is changed, as a part of itself."""

SCREENED, MEASURED, KEPT = 64, 512, 16
"""Pairs of games to try a number, pairs to measure one, and how many are measured."""


@dataclass(frozen=True, slots=True)
class Tunable:
    """A number of a scenario: where it stands, what it is, and what it is changed to. `row` is the
    row of the matrix that starts with it, or -1.
    """

    path: str
    value: float
    changed: float
    row: int = -1

    @property
    def quick(self) -> bool:
        """Whether it is tried without being asked for: rules of their own take a second each."""
        return self.row >= 0 or self.path.split(".", maxsplit=1)[0] in _FEW


@dataclass(frozen=True, slots=True)
class Effect:
    """What changing a number does: the person or ending whose share of games it moves most."""

    tunable: Tunable
    pairs: int
    what: str
    change: Change
    changed_games: int


# -------------------------------------------------------------------- what can be changed


def tunables(rules: Rules) -> list[Tunable]:
    """Every number declared by itself: starts, weights, costs, settings of votes and congress, the
    weight of every term of a vote, and tables of formulas as wholes.
    """
    return [*_starts(rules), *_numbers(rules.book)]


def _starts(rules: Rules) -> Iterator[Tunable]:
    book, layout = rules.book, rules.layout
    for quantity in book.quantities:
        if not quantity.per and quantity.value is None and not quantity.truth:
            yield from _start(f"quantities.{quantity.id}.start", layout[quantity.id], 0, rules)
    for name, kind, members in (
        ("weight", "blocs", [bloc.id for bloc in book.blocs]),
        ("line", "issues", list(book.issues)),
        ("setting", "policies", [policy.id for policy in book.policies]),
    ):
        for number, ident in enumerate(members):
            if name != "setting":
                yield from _start(f"{kind}.{ident}.{name}", layout[name], number, rules)
                continue
            settings = book.policies[number].settings
            at = settings.index(book.policies[number].start)
            other = settings[at + 1 if at + 1 < len(settings) else at - 1]
            row = layout[name].first + number
            yield Tunable(f"policies.{ident}.start", settings[at], other, row)


def _start(path: str, block: Block, member: int, rules: Rules) -> Iterator[Tunable]:
    row = block.first + member
    value = block.read(int(rules.start_column[row]))
    low, high = block.read(block.low), block.read(block.high)
    changed = value * (1 + STEP)
    if not low <= changed <= high:
        changed = value * (1 - STEP)
    if block.store(changed) != int(rules.start_column[row]):
        yield Tunable(path, value, block.read(block.store(changed)), row)


_FEW = ("scenario", "vote", "congress")

_OWN = {
    "scenario": ("repeat_cost", "repeat_appeal", "repeat_fade", "noise", "pass_appeal"),
    "vote": ("scale", "threshold", "noise", "absent"),
    "congress": ("keep", "list_bonus", "filter"),
    "manoeuvres": ("cost",),
    "motions": ("cost", "severity", "need"),
    "lobby": ("cost", "sway"),
    "posts": ("weight",),
}
"""Fields that are numbers, or expressions that may be one, by section."""


def _numbers(book: Book) -> Iterator[Tunable]:
    """Numbers that need rules of their own."""
    for section, names in _OWN.items():
        whole: Any = book if section == "scenario" else getattr(book, section)
        listed = isinstance(whole, tuple)
        for part in whole if listed else [whole] if whole else []:
            for name in names:
                value = getattr(part, name)
                if isinstance(value, int | float) and not isinstance(value, bool) and value:
                    path = f"{section}.{part.id}.{name}" if listed else f"{section}.{name}"
                    yield Tunable(path, float(value), round(value * (1 + STEP), 4))
    for part in ("terms", "second"):
        for ident, text in getattr(book.vote, part):
            if len(str(text)) + _BRACKETS <= MAX_LENGTH:
                yield Tunable(f"vote.{part}.{ident}", 1.0, 1 + STEP)
    for ident, _ in book.tables:
        yield Tunable(f"tables.{ident}", 1.0, 1 + STEP)


_BRACKETS = len(f"{1 + STEP} * ()")


def changed(book: Book, tunable: Tunable) -> Book:
    """The book with one number changed; a term or table is multiplied by it."""
    section, *rest = tunable.path.split(".")
    match section, rest:
        case "scenario", [name]:
            return _replaced(book, name, tunable.changed)
        case "vote" | "congress", [name]:
            part = _replaced(getattr(book, section), name, tunable.changed)
            return _replaced(book, section, part)
        case "vote", [part, ident]:
            terms = tuple(
                (one, f"{tunable.changed} * ({text})" if one == ident else text)
                for one, text in getattr(book.vote, part)
            )
            return replace(book, vote=_replaced(book.vote, part, terms))
        case "tables", [ident]:
            tables = tuple(
                (
                    one,
                    tuple((x, y * tunable.changed) for x, y in points) if one == ident else points,
                )
                for one, points in book.tables
            )
            return replace(book, tables=tables)
        case _, [ident, name]:
            parts = tuple(
                _replaced(part, name, tunable.changed) if part.id == ident else part
                for part in getattr(book, section)
            )
            return _replaced(book, section, parts)
    raise KeyError(tunable.path)


def _replaced(whole: Part, name: str, value: object) -> Part:
    changes: dict[str, Any] = {name: value}
    return replace(whole, **changes)


# -------------------------------------------------------------------- the games


@dataclass(frozen=True, slots=True)
class Starts:
    """Games that start with one row changed: for every variant (row, count) the same seeds, side by
    side. Outcomes are one variant after the other.
    """

    book: Rulebook
    players: Players
    variants: tuple[tuple[int, int], ...]
    first: int
    pairs: int

    @property
    def digest(self) -> str:
        """What names the tally."""
        what = (self.players, self.variants, self.first, self.pairs)
        return digest_of("starts", self.book.digest, repr(what))

    @property
    def games(self) -> int:
        """Every variant's."""
        return len(self.variants) * self.pairs

    def run(self) -> Tally:
        """Play them."""
        rules, players = self.book.rules(), self.players
        chooser = bot(players.name, noise=players.noise, bias=players.bias)
        seeds = range(self.first, self.first + self.pairs)
        states = [_started(rules, variant, seeds) for variant in self.variants]
        state = replace(
            states[0],
            columns=np.concatenate([each.columns for each in states]),
            seeds=np.arange(self.games, dtype=np.uint64),
            keys=np.concatenate([each.keys for each in states]),
            memo={},
        )
        gather = Gatherer(rules, Plan(outcomes=self.games), self.games)
        return gather.finished(*play_on(rules, state, chooser, gather))


def _started(rules: Rules, variant: tuple[int, int], seeds: range) -> State:
    row, count = variant
    column = rules.start_column.copy()
    column[row] = count
    return rules.start(seeds, column)


def measure(
    rules: Rules, players: Players, crew: Crew, *, first: int = 0, everything: bool = False
) -> list[Effect]:
    """What each number does, the strongest first: without `everything` those that games start with,
    and of the others those of the scenario as a whole, the vote and the congress. Raises CrewError.
    """
    labels = _labels(rules)
    every = [one for one in tunables(rules) if everything or one.quick]
    tried = _effects(rules, players, crew, every, first, SCREENED, labels)
    tried.sort(key=_strength)
    best = [effect.tunable for effect in tried[:KEPT]]
    kept = _effects(rules, players, crew, best, first, MEASURED, labels)
    kept.sort(key=_strength)
    return [*kept, *tried[KEPT:]]


def _strength(effect: Effect) -> tuple[float, str]:
    """The strongest first, and of equals by name: workers finish in any order."""
    return -abs(effect.change.value), effect.tunable.path


def _effects(
    rules: Rules,
    players: Players,
    crew: Crew,
    every: Sequence[Tunable],
    first: int,
    pairs: int,
    labels: tuple[list[str], list[str]],
) -> list[Effect]:
    book, plan = Rulebook.of(rules), Plan(outcomes=pairs)
    tasks: list[Games | Starts] = [
        Games(book, players, plan, first + at, min(BLOCK, pairs - at), first)
        for at in range(0, pairs, BLOCK)
    ]
    owners: dict[int, list[Tunable | None]] = {id(task): [None] for task in tasks}
    starts = [one for one in every if one.row >= 0]
    size = max(1, BLOCK // pairs)
    for at in range(0, len(starts), size):
        group = starts[at : at + size]
        variants = tuple((one.row, _stored(rules, one)) for one in group)
        block = Starts(book, players, variants, first, pairs)
        tasks.append(block)
        owners[id(block)] = list(group)
    for one in every:
        if one.row < 0:
            own = Games(
                Rulebook.of_book(changed(rules.book, one)), players, plan, first, pairs, first
            )
            tasks.append(own)
            owners[id(own)] = [one]
    found: dict[Tunable | None, Any] = {}
    for task, tally in crew.run(tasks):
        for number, owner in enumerate(owners[id(task)]):
            part = tally["outcomes"][number * pairs : (number + 1) * pairs]
            found[owner] = found.get(owner, 0) + part
    usual = found.pop(None)
    return [_effect(one, usual, outcomes, labels) for one, outcomes in found.items() if one]


def _stored(rules: Rules, tunable: Tunable) -> int:
    blocks = rules.layout.blocks.values()
    block = next(block for block in blocks if block.first <= tunable.row < block.stop)
    return block.store(tunable.changed)


def _labels(rules: Rules) -> tuple[list[str], list[str]]:
    """The ids of endings and winners by the number of an outcome."""
    return ["", *(ending.id for ending in rules.book.endings)], ["", *rules.people]


def _effect(
    tunable: Tunable, usual: Any, changed: Any, labels: tuple[list[str], list[str]]
) -> Effect:
    """The strongest change of a winner's or ending's share."""
    pairs, best = len(usual), ("", paired(0, 0, len(usual)))
    for column, names in ((1, labels[1]), (0, labels[0])):
        for number in sorted({*usual[:, column].tolist(), *changed[:, column].tolist()}):
            if not names[number]:
                continue
            was, now = usual[:, column] == number, changed[:, column] == number
            change = paired(int((now & ~was).sum()), int((was & ~now).sum()), pairs)
            if abs(change.value) > abs(best[1].value):
                best = names[number], change
    moved = int((usual != changed).any(axis=1).sum())
    return Effect(tunable, pairs, best[0], best[1], moved)
