"""What is counted while games are played: the plan of a scenario."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.rules import Rules
from game.scenario.course import Anchors, Figures
from game.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Period:
    """The turns of a true figure, first and last, over which a quantity is summed, averaged, or
    its last value taken.
    """

    quantity: str
    first: int
    last: int
    by: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is counted besides endings and winners.

    `acts`: cards, questions, how often everything that can be done was legal and was done, and how
    votes went. `facts` are conditions whose first turn is noted, `quantities` rows of the world
    whose values are noted turn by turn, `periods` sums of such rows. `outcomes` asks for the ending
    of every single game of that many seeds from the first of the sweep.
    """

    acts: bool = False
    facts: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    outcomes: int = 0

    @property
    def by_turn(self) -> bool:
        """Whether every turn is looked at."""
        return bool(self.acts or self.facts or self.quantities or self.periods)


ENDINGS = Plan()
"""Endings and winners only."""


def plan_of(rules: Rules, content: Scenario) -> Plan:
    """Everything there is to count about a scenario."""
    figures = Figures(rules, content)
    return Plan(
        acts=True,
        facts=tuple(str(line.happened) for line in Anchors(rules, content).lines),
        quantities=tuple(
            id
            for id, quantity in content.quantities.items()
            if quantity.per is None and quantity.panel is not None
        ),
        periods=tuple(
            Period(figure.quantity, point.turns[0], point.turns[-1], figure.by)
            for id, figure in figures.series.items()
            for point in figures.points(id)
        ),
    )
