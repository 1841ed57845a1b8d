"""How fast the rules run, by CPU time of this process, with what a turn consists of beside it.

Times on a shared machine are good for ratios within one run only. The counts of machine
instructions and of numpy calls a turn are the same every time, and a test holds them down.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any, ClassVar

import numpy as np

from game.bots import Bot
from game.engine.machine.wasm import WasmMachine
from game.engine.machines import machine_of
from game.engine.rules import Rules
from game.lab.batch import BLOCK, play


@dataclass(frozen=True, slots=True)
class Figures:
    """The measured figures of one scenario."""

    scenario: str
    rows: int
    seats: int
    turns: int
    manoeuvres: int
    motions: int
    cards: int
    asks_a_game: float
    decisions_a_game: float
    instructions_a_turn: float
    numpy_calls_a_turn: float
    alone_games_a_second: float
    alone_decisions_a_second: float
    batch_size: int
    batch_games_a_second: float

    def as_json(self) -> dict[str, Any]:
        """The figures as plain data."""
        return asdict(self)


def measure(rules: Rules, bot: Bot, *, alone: int = 5, rounds: int = 3) -> Figures:
    """The figures of a scenario with bots in all seats: medians over rounds of `alone` games one at
    a time and a batch, in turns.
    """
    batch = BLOCK
    asks, decisions = count_asks(rules, bot)
    play(rules, range(1000, 1000 + batch), bot)
    single, wide = [], []
    for number in range(rounds):
        seeds = range(number * batch, (number + 1) * batch)
        start = time.process_time()
        for seed in range(number * alone, (number + 1) * alone):
            play(rules, [seed], bot)
        middle = time.process_time()
        play(rules, seeds, bot)
        single.append((middle - start) / alone)
        wide.append((time.process_time() - middle) / batch)
    book = rules.book
    return Figures(
        scenario=book.id,
        rows=rules.layout.rows,
        seats=rules.seats,
        turns=rules.turns,
        manoeuvres=len(book.manoeuvres),
        motions=len(book.motions),
        cards=len(book.events),
        asks_a_game=asks,
        decisions_a_game=decisions,
        instructions_a_turn=instructions(rules, bot) / rules.turns,
        numpy_calls_a_turn=numpy_calls(rules, bot) / rules.turns,
        alone_games_a_second=1 / median(single),
        alone_decisions_a_second=decisions / median(single),
        batch_size=batch,
        batch_games_a_second=1 / median(wide),
    )


def count_asks(rules: Rules, bot: Bot, seed: int = 7) -> tuple[int, int]:
    """How many asks and how many decisions one game has."""
    state, asks, decisions = rules.start([seed]), 0, 0
    while not rules.finished(state):
        ask = rules.ask(state)
        asks += bool(ask.asked.any())
        decisions += int(ask.asked.sum())
        state = rules.advance(state, bot(rules, rules.knowledge(state), ask), checked=False)
    return asks, decisions


class _Counted(np.ndarray[Any, Any]):
    """An array that counts what is done to it and to what comes of it."""

    calls: ClassVar[Counter[str]] = Counter()

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        type(self).calls["ufunc"] += 1
        plain = [_plain(value) for value in inputs]
        if options.get("out"):
            options["out"] = tuple(_plain(value) for value in options["out"])
        return _wrapped(getattr(ufunc, method)(*plain, **options))

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        type(self).calls["function"] += 1
        return _wrapped(
            function(
                *_plain_all(args), **{name: _plain_all(value) for name, value in options.items()}
            )
        )

    def __getitem__(self, index: Any) -> Any:
        type(self).calls["index"] += 1
        return super().__getitem__(index)

    def __setitem__(self, index: Any, value: Any) -> None:
        type(self).calls["index"] += 1
        super().__setitem__(index, value)


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, _Counted) else value


def _plain_all(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return type(value)(_plain_all(item) for item in value)
    return _plain(value)


def _wrapped(value: Any) -> Any:
    if isinstance(value, np.ndarray) and not isinstance(value, _Counted):
        return value.view(_Counted)
    if isinstance(value, tuple):
        return tuple(_wrapped(item) for item in value)
    return value


def instructions(rules: Rules, bot: Bot, seed: int = 7) -> int:
    """How many instructions of the compiled machine a game of bots takes."""
    counted = Rules(rules.book)
    machine = machine_of(counted, counting=True)
    counted.machine = machine
    play(counted, [seed], bot)
    return machine.instructions() if isinstance(machine, WasmMachine) else 0


def numpy_calls(rules: Rules, bot: Bot, seed: int = 7) -> int:
    """How many numpy operations on the state, and on what is computed from it, a game takes that is
    played ask by ask.
    """
    _Counted.calls.clear()
    state = rules.start([seed])
    while not rules.finished(state):
        state = replace(state, columns=state.columns.view(_Counted), memo={})
        ask = rules.ask(state)
        state = rules.advance(state, bot(rules, rules.knowledge(state), ask), checked=False)
    return sum(_Counted.calls.values())
