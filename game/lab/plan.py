"""What is counted while games are played: the plan of a scenario."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.build import MONTHS, turn_of
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

    `acts`: cards and questions; and, in one game of `every`, by its seed, how often everything that
    can be done was legal and was done, and how votes went.
    `facts` are conditions whose first turn is noted, `quantities` rows of the world whose values
    are noted turn by turn, `periods` sums of such rows. `outcomes` asks for the ending of every
    single game of that many seeds from the first of the sweep.
    """

    acts: bool = False
    facts: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    outcomes: int = 0
    every: int = 1


ENDINGS = Plan()
"""Endings and winners only."""


ALL, EIGHTH = 4096, 8
"""Up to so many games acts are counted in all of them; in more, in every eighth."""


def plan_of(content: Scenario, games: int = 0) -> Plan:
    """Everything there is to count about so many games of a scenario."""
    return Plan(
        acts=True,
        every=1 if games <= ALL else EIGHTH,
        facts=tuple(str(line.happened) for line in content.history if line.happened is not None),
        quantities=tuple(
            id
            for id, quantity in content.quantities.items()
            if quantity.per is None and quantity.panel is not None
        ),
        periods=tuple(
            Period(
                series.quantity,
                turn_of(content, date),
                turn_of(content, date) + max(1, series.months // MONTHS[content.scenario.turn]) - 1,
                series.by,
            )
            for series in content.series.values()
            for date in series.points
        ),
    )
