"""The course of history beside the course of games: anchor facts, and true series of figures.

Both are looked at when a turn has ended, which is whenever `state.step` is 0 and when a batch is
finished. A lab that plays a batch does

    anchors, figures = Anchors(rules, content), Figures(rules, content)
    while not rules.finished(state):
        if state.step == 0 and state.turn > 1:
            held = anchors.held(state)       # truths (lines, games) at the end of turn_ended()
            figures.note(state, kept)        # values (series, games) by turn
        ...

and once more after the last. The clock of their expressions is that of the turn that has ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.measures import Measures, turn_ended
from game.engine.rules import Rules
from game.engine.state import State
from game.scenario.build import MONTHS, months_of, turn_of
from game.scenario.schema import HistoryFigure, HistoryLine, Scenario


class Anchors:
    """The dated facts of the reference course that a game can be asked about."""

    def __init__(self, rules: Rules, content: Scenario) -> None:
        self.lines: tuple[HistoryLine, ...] = tuple(
            line for line in content.history if line.happened is not None
        )
        self.turns = tuple(turn_of(content, line.on) for line in self.lines)
        """The turn in which each fact is dated; below 1 for what came before the game."""
        self._measures = Measures(rules, [line.happened or False for line in self.lines])
        self._rules = rules

    def held(self, state: State) -> NDArray[np.bool_]:
        """Whether each fact holds at the end of the last turn that is over, (lines, games)."""
        clock = self._rules.clock(max(1, turn_ended(self._rules, state)))
        return self._measures(state, clock=clock)


@dataclass(frozen=True, slots=True)
class Point:
    """A true value of a series, and the turns of a game that it is held against."""

    series: str
    date: str
    true: float
    turns: tuple[int, ...]
    by: str

    def of(self, values: Mapping[int, NDArray[np.float64]]) -> NDArray[np.float64] | None:
        """The same figure of games whose quantity had `values` at the ends of their turns; None
        where one of its turns is missing.
        """
        found = [values[turn] for turn in self.turns if turn in values]
        if len(found) < len(self.turns):
            return None
        total = np.sum(found, axis=0)
        return np.asarray(total / len(found) if self.by == "mean" else total)


class Figures:
    """The true series of a scenario: charts, labs and tests all read them here."""

    def __init__(self, rules: Rules, content: Scenario) -> None:
        self.series: dict[str, HistoryFigure] = dict(content.history_figures)
        self._rules = rules
        self._content = content

    def points(self, series: str) -> tuple[Point, ...]:
        """The points of a series in order of time."""
        figure = self.series[series]
        return tuple(
            Point(series, date, float(true), self._turns(date, figure), figure.by)
            for date, true in sorted(figure.points.items())
        )

    def _turns(self, date: str, figure: HistoryFigure) -> tuple[int, ...]:
        """The turns a point is about: of the `last` only one. Those outside the game are among
        them, so that a year that reaches beyond it has no point.
        """
        length = MONTHS[self._content.scenario.turn]
        begin = months_of(date) - months_of(self._content.scenario.start)
        first, last = begin // length + 1, max(begin, begin + figure.months - 1) // length + 1
        return (last,) if figure.by == "last" else tuple(range(first, last + 1))

    def values(self, state: State) -> dict[str, NDArray[np.float64]]:
        """The quantity of every series in all games, (games,)."""
        return {id: self._value(state, figure.quantity) for id, figure in self.series.items()}

    def note(self, state: State, kept: dict[str, dict[int, NDArray[np.float64]]]) -> None:
        """Keep the values at the end of the turn that is over: series, turn, games."""
        turn = turn_ended(self._rules, state)
        for id, value in self.values(state).items():
            kept.setdefault(id, {})[turn] = value

    def _value(self, state: State, quantity: str) -> NDArray[np.float64]:
        block = self._rules.layout[quantity]
        scale = block.scale if block.scale > 0 else -1 / block.scale
        return np.asarray(state.matrix[block.first] / scale, np.float64)


class Course:
    """One game's course beside that of history, noted as its turns end."""

    def __init__(self, rules: Rules, content: Scenario) -> None:
        self.anchors = Anchors(rules, content)
        self.figures = Figures(rules, content)
        self.held: dict[int, tuple[bool, ...]] = {}
        self.values: dict[str, dict[int, NDArray[np.float64]]] = {}
        self._rules = rules

    def note(self, state: State) -> None:
        """Look at the state in which a turn has just ended."""
        self.held[turn_ended(self._rules, state)] = tuple(self.anchors.held(state)[:, 0].tolist())
        self.figures.note(state, self.values)

    def cut(self, turn: int) -> None:
        """Forget a turn and those after it: the game goes on from there anew."""
        self.held = {noted: held for noted, held in self.held.items() if noted < turn}
        self.values = {
            series: {noted: value for noted, value in kept.items() if noted < turn}
            for series, kept in self.values.items()
        }

    def first(self, line: int) -> int:
        """The first turn at whose end a fact held, 0 if it never did."""
        return min((turn for turn, held in self.held.items() if held[line]), default=0)

    def of(self, point: Point) -> float | None:
        """The figure of this game that is held against a true one."""
        found = point.of(self.values.get(point.series, {}))
        return None if found is None else float(found[0])
